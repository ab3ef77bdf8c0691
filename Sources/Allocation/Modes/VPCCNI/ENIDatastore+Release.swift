public import Addressing

/// What may go back to the subnet: `FindFreeableCidrs`, `getDeletableENI` and what they ask.
extension ENIDatastore {
  /// Takes up to `count` CIDRs that no pod uses off the interfaces.
  ///
  /// One that is cooling down goes like any other. Answers what was taken off, with the subnet of
  /// each interface.
  public mutating func removeUnused(
    _ count: Int, pick: UInt64 = 0
  ) -> [(subnet: Int, cidrs: [IPPrefix])] {
    var left = count
    var removed: [(subnet: Int, cidrs: [IPPrefix])] = []
    for index in circle(interfaces.count, pick) where left > 0 {
      let order = circle(interfaces[index].cidrs.count, pick >> 8)
      let chosen = order.filter { interfaces[index].cidrs[$0].isUnused }.prefix(left)
      guard !chosen.isEmpty else { continue }
      left -= chosen.count
      removed.append(take(Array(chosen), from: index))
    }
    return removed
  }

  /// Takes everything off that pods no longer get addresses of and no pod has: what a start of ipamd
  /// does after prefix delegation was switched.
  public mutating func removeUnserved() -> [(subnet: Int, cidrs: [IPPrefix])] {
    var removed: [(subnet: Int, cidrs: [IPPrefix])] = []
    for index in interfaces.indices {
      let chosen = interfaces[index].cidrs.indices.filter {
        !serves(interfaces[index].cidrs[$0]) && interfaces[index].cidrs[$0].isUnused
      }
      if !chosen.isEmpty { removed.append(take(chosen, from: index)) }
    }
    return removed
  }

  private mutating func take(
    _ chosen: [Int], from interface: Int
  ) -> (subnet: Int, cidrs: [IPPrefix]) {
    let cidrs = chosen.map { interfaces[interface].cidrs[$0].prefix }
    for index in chosen.sorted(by: >) { interfaces[interface].cidrs.remove(at: index) }
    return (interfaces[interface].subnet, cidrs)
  }

  /// Whether an interface beside the primary one has no pods (`CheckFreeableENIexists`).
  public var hasUnusedInterface: Bool {
    interfaces.contains { !$0.isPrimary && !$0.hasPods }
  }

  /// The first interface in walking order that may be detached now.
  public func removable(_ targets: WarmTargets, at now: Duration, pick: UInt64 = 0) -> Int? {
    circle(interfaces.count, pick).first { index in
      guard let free = removableTime(of: index, targets) else { return false }
      return now >= free
    }
  }

  /// When interface `index` may be detached if no pod comes or goes; nil if never.
  ///
  /// It must be other than the primary one, without pods, a minute old, without an address that
  /// cools down, and not needed for a target in addresses or prefixes.
  public func removableTime(of index: Int, _ targets: WarmTargets) -> Duration? {
    let interface = interfaces[index]
    if interface.isPrimary || interface.hasPods || isNeeded(index, targets) { return nil }
    var free = interface.since + Self.youth
    for release in interface.cidrs.compactMap(\.lastRelease) {
      free = max(free, release + coolDown)
    }
    return free
  }

  private func isNeeded(_ index: Int, _ targets: WarmTargets) -> Bool {
    let others = interfaces.indices.filter { $0 != index }.flatMap { interfaces[$0].cidrs }
    let served = others.filter(serves)
    let size = PodCapacity.addressesPerPrefix
    func rounded(_ count: Int) -> Int {
      delegatesPrefixes ? (count + size - 1) / size * size : count
    }
    if targets.addresses != 0 {
      let free = served.reduce(0) { $0 + $1.size - $1.assigned }
      if free < rounded(targets.addresses) { return true }
    }
    if targets.minimum != 0 {
      if served.reduce(0, { $0 + $1.size }) < rounded(targets.minimum) { return true }
    }
    if delegatesPrefixes, targets.prefixes != 0 {
      // Single addresses left from before count too (`isRequiredForWarmPrefixTarget`).
      if others.count(where: \.isUnused) < targets.prefixes { return true }
    }
    return false
  }
}
