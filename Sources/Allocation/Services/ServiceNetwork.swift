public import Addressing
import HashTreeCollections

/// The Service addresses of a cluster: its ServiceCIDRs, which may overlap, and its IPAddress objects.
///
/// Kubernetes 1.33: `pkg/registry/core/service/ipallocator/cidrallocator.go` (one allocator a CIDR,
/// all of them over the same IPAddress objects) and `pkg/controller/servicecidrs`, which keeps a
/// deleted ServiceCIDR for as long as an address would be left without one. (The API server makes the
/// ServiceCIDR `kubernetes` anew when somebody deletes it; that is left out here.)
public struct ServiceNetwork: Hashable, Sendable {
  /// How long a deleted ServiceCIDR stays, so that every API server has heard of it.
  public static let deletionGracePeriod = Duration.seconds(10)

  /// The families of the API server's flags, which Services can ask for, the default first.
  public let families: [IPFamily]
  /// The objects present, in the order of creation.
  public private(set) var serviceCIDRs: [ServiceCIDR] = []
  // Sorted by CIDR.
  private var entries: [Entry] = []
  // The IPAddress objects and the Service that each refers to.
  private var holders: TreeDictionary<IPAddress, String> = [:]
  private var holdings: TreeDictionary<String, [IPAddress]> = [:]

  /// An allocator, for every ServiceCIDR that names its CIDR.
  private struct Entry: Hashable, Sendable {
    var range: ServiceRange
    var users: [String]
    var isReady: Bool
  }

  /// A network whose first ServiceCIDR is the one that the API server makes of its flags.
  public init(flags cidrs: [IPPrefix]) throws(ServiceCIDRError) {
    families = cidrs.map(\.family)
    try add(ServiceCIDR("kubernetes", cidrs))
  }

  /// The ranges in use, overlaps included, by CIDR.
  public var ranges: [ServiceRange] { entries.map(\.range) }

  /// The Service that has `address`, if one has it.
  public func holder(of address: IPAddress) -> String? { holders[address] }

  /// The addresses of one Service, in the order they were taken.
  public func addresses(of service: String) -> [IPAddress] { holdings[service] ?? [] }

  /// Addresses of one family that Services have.
  public func used(_ family: IPFamily) -> Int {
    holders.reduce(0) { $0 + ($1.key.family == family ? 1 : 0) }
  }

  /// Adds a ServiceCIDR, which may lie inside, around or beside those present.
  public mutating func add(_ new: ServiceCIDR) throws(ServiceCIDRError) {
    guard !serviceCIDRs.contains(where: { $0.name == new.name }) else { throw .exists(new.name) }
    for cidr in new.cidrs where !entries.contains(where: { $0.range.cidr == cidr }) {
      do {
        _ = try ServiceRange(cidr)
      } catch {
        throw .range(error)
      }
    }
    serviceCIDRs.append(new)
    synchronize()
  }

  /// Asks for the deletion of a ServiceCIDR; it goes by `settle`, once nothing needs it.
  public mutating func delete(_ name: String, at now: Duration) throws(ServiceCIDRError) {
    guard let index = serviceCIDRs.firstIndex(where: { $0.name == name }) else {
      throw .notFound(name)
    }
    if serviceCIDRs[index].deletedAt == nil { serviceCIDRs[index].deletedAt = now }
    synchronize()
  }

  /// Removes the deleted ServiceCIDRs that nothing needs and whose grace is over; names them.
  public mutating func settle(at now: Duration) -> [String] {
    var gone: [String] = []
    for candidate in serviceCIDRs {
      guard let since = candidate.deletedAt, now - since >= Self.deletionGracePeriod,
        canGo(candidate)
      else { continue }
      serviceCIDRs.removeAll { $0.name == candidate.name }
      for index in entries.indices { entries[index].users.removeAll { $0 == candidate.name } }
      entries.removeAll { $0.users.isEmpty }
      gone.append(candidate.name)
    }
    if !gone.isEmpty { synchronize() }
    return gone
  }

  /// The condition `Ready` of a ServiceCIDR.
  public func condition(of name: String) -> ServiceCIDRCondition? {
    serviceCIDRs.first { $0.name == name }.map { cidr in
      cidr.deletedAt != nil && !canGo(cidr) ? .terminating : .ready
    }
  }

  /// Whether a deleted ServiceCIDR leaves no address without one.
  ///
  /// As in the controller, another object around each of its CIDRs is enough, even one that is
  /// being deleted too.
  private func canGo(_ cidr: ServiceCIDR) -> Bool {
    let others = serviceCIDRs.filter { $0.name != cidr.name }
    let isCovered = cidr.cidrs.allSatisfy { prefix in
      others.contains { $0.cidrs.contains { $0.contains(prefix) } }
    }
    return isCovered
      || holders.keys.allSatisfy { address in
        !cidr.canGive(address) || others.contains { $0.canGive(address) }
      }
  }

  /// Makes an allocator for each CIDR that has none, and settles which of them are ready.
  ///
  /// As in `syncAllocators`, an object that is being deleted stops an allocator only when it is
  /// the only one that uses it: two deleted objects with the same CIDR leave it ready.
  private mutating func synchronize() {
    for cidr in serviceCIDRs {
      let isReady = cidr.deletedAt == nil
      for prefix in cidr.cidrs {
        if let index = entries.firstIndex(where: { $0.range.cidr == prefix }) {
          if !entries[index].users.contains(cidr.name) { entries[index].users.append(cidr.name) }
          if isReady || entries[index].users.count == 1 { entries[index].isReady = isReady }
        } else if var range = try? ServiceRange(prefix) {
          for address in holders.keys { try? range.allocate(address) }
          entries.append(Entry(range: range, users: [cidr.name], isReady: isReady))
        }
      }
    }
    entries.sort { $0.range.cidr < $1.range.cidr }
  }
}

extension ServiceNetwork {
  /// Creates the IPAddress object of an address that a Service names.
  mutating func allocate(
    _ address: IPAddress, for service: String
  ) throws(ServiceAllocatorError) {
    let covering = entries.filter { $0.range.canGive(address) }
    guard covering.contains(where: \.isReady) else { throw .mismatchedNetwork }
    guard holders[address] == nil else { throw .allocated }
    hold(address, service)
  }

  /// Creates an IPAddress object out of any allocator that is ready and not full.
  ///
  /// The API server goes through its map of allocators, an order that Go leaves to chance: it is
  /// drawn here.
  mutating func allocateNext(
    _ family: IPFamily, for service: String, _ random: inout SeededGenerator
  ) throws(ServiceAllocatorError) -> IPAddress {
    var order = entries.indices.filter { entries[$0].range.cidr.family == family }
    while !order.isEmpty {
      let index = order.remove(at: random.int(in: 0..<order.count))
      guard entries[index].isReady, let address = entries[index].range.nextFree(&random) else {
        continue
      }
      hold(address, service)
      return address
    }
    throw .full
  }

  /// Deletes an IPAddress object, whatever became of its ServiceCIDR.
  mutating func release(_ address: IPAddress) {
    guard let service = holders[address] else { return }
    holders[address] = nil
    let rest = addresses(of: service).filter { $0 != address }
    holdings[service] = rest.isEmpty ? nil : rest
    for index in entries.indices { entries[index].range.release(address) }
  }

  /// Deletes the IPAddress objects of Services that are not among `services`; answers them.
  ///
  /// This is what the API server's repair loop does of an address that was lost when the other
  /// family of the same Service failed (`ipallocator/controller/repairip.go`).
  public mutating func repair(keeping services: Set<String>) -> [IPAddress] {
    let lost = holders.filter { !services.contains($0.value) }.map(\.key).sorted()
    for address in lost { release(address) }
    return lost
  }

  private mutating func hold(_ address: IPAddress, _ service: String) {
    holders[address] = service
    holdings[service, default: []].append(address)
    for index in entries.indices { try? entries[index].range.allocate(address) }
  }
}
