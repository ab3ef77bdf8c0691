public import Addressing

/// How many families a Service wants.
public enum IPFamilyPolicy: String, Hashable, Sendable, CaseIterable {
  /// One family: the one asked for, else the cluster's default.
  case singleStack = "SingleStack"
  /// Both where the cluster has both.
  case preferDualStack = "PreferDualStack"
  /// Both, or refused.
  case requireDualStack = "RequireDualStack"
}

/// What a Service of type ClusterIP asks for.
public struct ServiceRequest: Hashable, Sendable {
  /// The Service's name.
  public let name: String
  /// How many families it wants.
  public var policy = IPFamilyPolicy.singleStack
  /// The families it names, the primary first.
  public var families: [IPFamily] = []
  /// The addresses it names; families without one are given any.
  public var addresses: [IPAddress] = []

  /// A Service that leaves everything to the cluster.
  public init(_ name: String) {
    self.name = name
  }
}

extension ServiceNetwork {
  /// Gives a Service its addresses, the primary family first.
  ///
  /// Kubernetes 1.33, `pkg/registry/core/service/storage/alloc.go`. If the second family has none,
  /// the first one's address stays taken until the repair loop finds that nobody refers to it.
  public mutating func create(
    _ request: ServiceRequest, _ random: inout SeededGenerator
  ) throws(ServiceError) -> [IPAddress] {
    let wanted = try families(of: request)
    var given: [IPAddress] = []
    for family in wanted {
      if let address = request.addresses.first(where: { $0.family == family }) {
        do {
          try allocate(address, for: request.name)
        } catch {
          throw .address(request.addresses, address, error)
        }
        given.append(address)
      } else {
        do {
          given.append(try allocateNext(family, for: request.name, &random))
        } catch {
          throw .next(error)
        }
      }
    }
    return given
  }

  /// Gives back the addresses of a Service that is deleted.
  public mutating func delete(service: String) {
    for address in addresses(of: service) { release(address) }
  }

  /// Settles which families a Service has (`initIPFamilyFields`).
  private func families(of request: ServiceRequest) throws(ServiceError) -> [IPFamily] {
    let present = families
    if request.policy == .singleStack {
      if request.addresses.count == 2 { throw .needsDualPolicy("cluster IPs") }
      if request.families.count == 2 { throw .needsDualPolicy("IP families") }
    }
    var wanted = request.families
    for (index, address) in request.addresses.enumerated() where index >= wanted.count {
      guard present.contains(address.family) else { throw .familyOfAddress(index, address.family) }
      wanted.append(address.family)
    }
    if request.policy == .requireDualStack, present.count < 2 { throw .notDualStack }
    for (index, family) in wanted.enumerated() where !present.contains(family) {
      throw .familyMissing(index, family)
    }
    if wanted.isEmpty { wanted = Array(present.prefix(1)) }
    if request.policy != .singleStack, wanted.count == 1, present.count == 2 {
      wanted.append(wanted[0] == .v4 ? .v6 : .v4)
    }
    return wanted
  }
}

/// Why a Service is refused; the texts are Kubernetes' own.
public enum ServiceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No address could be taken for it.
  case next(ServiceAllocatorError)
  /// The address it names could not be taken; all that it names come first.
  case address([IPAddress], IPAddress, ServiceAllocatorError)
  /// It names two of something but wants one family.
  case needsDualPolicy(String)
  /// The cluster has one family and the Service requires both.
  case notDualStack
  /// It names a family that the cluster has not, at a position of its list.
  case familyMissing(Int, IPFamily)
  /// It names an address of a family that the cluster has not, at a position of its list.
  case familyOfAddress(Int, IPFamily)

  /// The real system's text.
  public var description: String {
    switch self {
    case .next(let error):
      "Internal error occurred: failed to allocate a serviceIP: \(error)"
    case .address(let all, let address, let error):
      "spec.clusterIPs: Invalid value: [\(all.map { "\"\($0)\"" }.joined(separator: ","))]: "
        + "failed to allocate IP \(address): \(error)"
    case .needsDualPolicy(let things):
      "spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or "
        + "'PreferDualStack' when multiple \(things) are specified"
    case .notDualStack:
      "spec.ipFamilyPolicy: Invalid value: \"RequireDualStack\": this cluster is not configured "
        + "for dual-stack services"
    case .familyMissing(let index, let family):
      "spec.ipFamilies[\(index)]: Invalid value: \"\(family)\": not configured on this cluster"
    case .familyOfAddress(let index, let family):
      "spec.clusterIPs[\(index)]: Invalid value: \(family) is not configured on this cluster"
    }
  }
}
