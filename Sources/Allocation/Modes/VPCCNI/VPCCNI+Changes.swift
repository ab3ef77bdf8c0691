import Addressing
import HashTreeCollections

extension VPCCNI {
  /// New options, or subnets that come and go.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    var changed = self
    do throws(OptionError) {
      switch change {
      case .set(let options): try changed.apply(options)
      case .addPool(let cidr, _, _):
        guard (cidr.family == .v6) == isV6 else {
          throw OptionError(
            key: "pool",
            reason: "IPv4 and IPv6 are both enabled. VPC CNI currently does not support dual stack "
              + "mode")
        }
        try changed.add(cidr)
        try changed.refreshVPC()
      case .removePool(let cidr): try changed.remove(cidr)
      // EKS keeps Services out of the VPC; nothing here depends on their range.
      case .serviceRange: return
      }
    } catch {
      throw .badOption(error)
    }
    self = changed
  }

  private mutating func apply(_ options: [ModeOption]) throws(OptionError) {
    let before = settings
    try settings.set(options)
    if settings.zones != before.zones {
      throw OptionError(key: "zones", reason: "subnets cannot move to another zone")
    }
    isRolloutDue = true
    try refreshVPC()
  }

  /// `DeleteSubnet`, which EC2 refuses while anybody has an address of it.
  private mutating func remove(_ cidr: IPPrefix) throws(OptionError) {
    guard let index = vpc.subnets.firstIndex(where: { !$0.isDeleted && $0.cidr == cidr }) else {
      let list = pools.map(\.description).joined(separator: ", ")
      throw OptionError(key: "pool", reason: "\(cidr) is no subnet here; the subnets are \(list)")
    }
    let subnet = vpc.subnets[index]
    let others = elsewhere.count { cidr.contains($0) }
    let own = cidr.family == .v4 ? 5 : 2
    guard subnet.units.count == own + others else {
      throw OptionError(
        key: "pool",
        reason: "DependencyViolation: The subnet '\(cidr)' has dependencies and cannot be deleted.")
    }
    guard pools.count > 1 else {
      throw OptionError(key: "pool", reason: "\(cidr) is the last subnet, and nodes need one")
    }
    vpc.delete(at: index)
    try refreshVPC()
  }

  /// Brings the subnets in line with the options: reservations, and what others have taken.
  mutating func refreshVPC() throws(OptionError) {
    vpc.placesAtRandom = settings.placesAtRandom
    vpc.dropReservations()
    for range in settings.reservations {
      do {
        try vpc.reserve(range)
      } catch {
        throw OptionError(key: "prefix-reservation", reason: error.description)
      }
    }
    for address in elsewhere { vpc.vacate(address) }
    elsewhere = []
    for subnet in vpc.subnets where !subnet.isDeleted && subnet.cidr.family == .v4 {
      elsewhere += strangers(in: subnet)
    }
    for address in elsewhere { vpc.occupy(address) }
    let own = vpc.subnets.filter { !$0.isDeleted }.flatMap { CloudSubnet($0.cidr).withheld }
    withheld = PrefixSet(own + elsewhere).prefixes
  }

  /// Free addresses of a subnet that are to be somebody else's.
  private func strangers(in subnet: VPC.Subnet) -> [IPPrefix] {
    let set = subnet.units
    let free = { (index: Int) in !set.used[index] }
    switch settings.elsewhere {
    case .nothing: return []
    case .oneEach:
      return stride(from: 0, to: set.maxCIDRs, by: PodCapacity.addressesPerPrefix)
        .compactMap { first in
          // The middle of the block is never EC2's own.
          (first + 8..<first + 15).first(where: free).map { set.block(at: $0) }
        }
    case .percent(let share):
      var generator = SeededGenerator(seed: SeededGenerator.mix(28, UInt64(subnet.zone)))
      return (0..<set.maxCIDRs).compactMap { index in
        generator.below(100) < UInt64(share) && free(index) ? set.block(at: index) : nil
      }
    }
  }

  /// Takes over recorded nodes: single addresses and prefixes go to interfaces as they come, each
  /// interface's own address first.
  public mutating func adopt(_ nodes: inout [Node]) {
    for index in nodes.indices {
      let type = nodes[index].instanceType ?? settings.instanceType
      guard let capacity = PodCapacity(ofEC2: type) else { continue }
      let zone = zone(of: nodes[index])
      nodesByZone[zone] += 1
      var manager = PoolManager(daemon(capacity, zone: zone, maxPods: nodes[index].maxPods))
      manager.adopt(nodes[index].blocks, in: &vpc)
      guard !manager.store.interfaces.isEmpty else { continue }
      managers[nodes[index].id] = manager
      nodes[index].ranges = []
      for interface in manager.store.interfaces {
        nodes[index].ranges.append(.reserved(IPPrefix(interface.primaryAddress)))
        nodes[index].ranges += interface.cidrs.map { BlockAddresses(attached: $0.prefix) }
      }
      nodes[index].isReady = true
      nodes[index].error = nil
    }
  }
}
