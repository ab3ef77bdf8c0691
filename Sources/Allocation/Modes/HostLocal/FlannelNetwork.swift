public import Addressing

/// A network that flannel's daemons divide among nodes by leases in etcd, one subnet a node.
///
/// flannel at commit cdf7605: `pkg/subnet/config.go` for the sizes, `pkg/subnet/etcd/local_manager.go`
/// for the choice. With Kubernetes as its store flannel leaves both to kube-controller-manager. The
/// addresses inside a subnet are host-local's.
public struct FlannelNetwork: Hashable, Sendable {
  /// The network.
  public let network: IPPrefix
  /// The length of a node's subnet.
  public let subnetLength: Int
  /// The first address of the first subnet that is leased.
  public let subnetMin: IPAddress
  /// The first address of the last subnet that is leased.
  public let subnetMax: IPAddress

  /// Free subnets among which one is drawn.
  public static let candidateLimit = 100
  /// How long a lease lasts without renewal.
  public static let leaseDuration = Duration.seconds(24 * 3600)

  /// Divides `network`; what is not said is filled in as flannel does, with its first subnet unused.
  public init(
    _ network: IPPrefix, subnetLength: Int? = nil, subnetMin: IPAddress? = nil,
    subnetMax: IPAddress? = nil
  ) throws(FlannelError) {
    let width = network.family.bitWidth
    let length: Int
    if let subnetLength, subnetLength > 0 {
      guard subnetLength <= width - 2 else { throw .subnetTooSmall(network.family) }
      guard subnetLength >= network.length + 2 else { throw .tooFewSubnets }
      length = subnetLength
    } else {
      guard network.length <= width - 4 else { throw .networkTooSmall(network.family) }
      let usual = network.family == .v4 ? 24 : 64
      length = network.length <= usual - 2 ? usual : network.length + 2
    }
    let size = UInt128(1) << UInt128(width - length)
    let last = IPAddress(network.family, bits: network.last.bits - (size - 1))
    for (end, name) in [(subnetMin, "SubnetMin"), (subnetMax, "SubnetMax")] {
      guard let end else { continue }
      guard network.contains(end) else { throw .endOutside(name, network.family) }
    }
    let first = subnetMin ?? IPAddress(network.family, bits: network.base.bits + size)
    for (end, name) in [(first, "SubnetMin"), (subnetMax ?? last, "SubnetMax")]
    where IPPrefix(end, length: length).base != end {
      throw .notOnBoundary(name, end)
    }
    self.network = network
    self.subnetLength = length
    self.subnetMin = first
    self.subnetMax = subnetMax ?? last
  }

  /// Subnets that can be leased.
  public var count: UInt128 {
    guard subnetMin <= subnetMax else { return 0 }
    let steps = (subnetMax.bits - subnetMin.bits) >> UInt128(network.family.bitWidth - subnetLength)
    return steps == .max ? .max : steps + 1
  }

  /// The lowest free subnets, at most a hundred.
  public func candidates(leases: [IPPrefix]) -> [IPPrefix] {
    var free: [IPPrefix] = []
    let taken = leases.sorted()
    var next: IPAddress? = subnetMin
    while let start = next, start <= subnetMax, free.count < Self.candidateLimit {
      let subnet = IPPrefix(start, length: subnetLength)
      if !taken.contains(where: subnet.overlaps) { free.append(subnet) }
      next = subnet.last.advanced(by: 1)
    }
    return free
  }

  /// A subnet for a node: drawn among the candidates.
  public func pick(
    leases: [IPPrefix], using generator: inout SeededGenerator
  ) throws(FlannelError) -> IPPrefix {
    let free = candidates(leases: leases)
    guard !free.isEmpty else { throw .outOfSubnets }
    return free[generator.int(in: 0..<free.count)]
  }
}

/// Why flannel does not start or has no subnet; the texts are its own (commit cdf7605).
public enum FlannelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A subnet would have fewer than four addresses.
  case subnetTooSmall(IPFamily)
  /// The network would hold fewer than four subnets.
  case tooFewSubnets
  /// The network cannot hold four subnets of four addresses.
  case networkTooSmall(IPFamily)
  /// The first or last subnet lies outside the network.
  case endOutside(String, IPFamily)
  /// The first or last subnet does not begin where a subnet begins.
  case notOnBoundary(String, IPAddress)
  /// No subnet is left.
  case outOfSubnets

  /// The real system's text.
  public var description: String {
    switch self {
    case .subnetTooSmall(let family):
      "SubnetLen must be less than /\(family == .v4 ? 31 : 127)"
    case .tooFewSubnets: "network must be able to accommodate at least four subnets"
    case .networkTooSmall(.v4): "network is too small. Minimum useful network prefix is /28"
    case .networkTooSmall(.v6):
      "IPv6Network is too small. Minimum useful network prefix is /124"
    case .endOutside(let end, .v4): "\(end) is not in the range of the Network"
    case .endOutside(let end, .v6): "IPv6\(end) is not in the range of the IPv6Network"
    case .notOnBoundary(let end, let address):
      "\(address.family == .v4 ? "" : "IPv6")\(end) is not on a SubnetLen boundary: \(address)"
    case .outOfSubnets: "out of subnets"
    }
  }
}
