public import Addressing

extension PoolManager {
  /// What the daemon does at `now`: nothing unless it is time.
  public mutating func look(at now: Duration, in vpc: inout VPC, pick: UInt64 = 0) -> [Step] {
    if let due = attaching {
      return now >= due.due ? finishAttaching(at: now) : []
    }
    guard now >= nextLook, !isV6 else { return [] }
    nextLook = now + Self.interval
    let pool = store.pool(at: now)
    let targets = settings.targets
    var steps: [Step] = []
    if targets.isTooLow(pool, slots: settings.slots, maxPods: settings.maxPods) {
      steps = grow(at: now, in: &vpc, pick: pick)
    } else if targets.isTooHigh(pool), canShrink(at: now) {
      lastShrink = now
      for removed in store.removeUnused(targets.excess(of: pool), pick: pick) {
        vpc.release(removed.cidrs, in: removed.subnet)
        steps.append(.returned(removed.cidrs))
      }
    }
    if attaching == nil, mayRemove(pool), let index = store.removable(targets, at: now, pick: pick)
    {
      let gone = store.interfaces.remove(at: index)
      let cidrs = gone.cidrs.map(\.prefix)
      vpc.release([IPPrefix(gone.primaryAddress)] + cidrs, in: gone.subnet)
      steps.append(.detached(device: gone.device, cidrs: [IPPrefix(gone.primaryAddress)] + cidrs))
    }
    return steps
  }

  /// The daemon's own work makes each look a little later than the last, so that the sixth one after
  /// a return comes after the thirty seconds, as the source asks.
  private func canShrink(at now: Duration) -> Bool {
    lastShrink.map { now - $0 >= Self.shrinkInterval } ?? true
  }

  private func mayRemove(_ pool: WarmPool) -> Bool {
    settings.targets.mayRemoveInterface(
      pool, slots: settings.slots, hasUnusedInterface: store.hasUnusedInterface)
  }

  /// Fills an interface that has room, or else attaches another (`increaseDatastorePool`).
  mutating func grow(at now: Duration, in vpc: inout VPC, pick: UInt64) -> [Step] {
    if let last = lastRefusal, now - last < Self.refusalWait { return [] }
    let prefixes = settings.targets.delegatesPrefixes
    let wanted = settings.targets.wanted(for: store.pool(at: now), slots: settings.slots)
    guard wanted > 0 else { return [] }
    var refused: VPCError?
    for index in roomy(pick) {
      let subnet = store.interfaces[index].subnet
      let count = min(settings.slots - store.interfaces[index].cidrs.count, wanted)
      do {
        let cidrs = try assign(count, prefixes: prefixes, in: subnet, of: &vpc)
        store.interfaces[index].cidrs += cidrs.map { InterfaceCIDR($0, isPrefix: prefixes) }
        (refusal, refusedAt) = (nil, nil)
        return [.grew(cidrs: cidrs, device: store.interfaces[index].device)]
      } catch {
        refused = error
        (refusal, refusedAt) = (error, vpc.openings)
        // With subnet discovery an interface elsewhere may still have room.
        guard settings.discoversSubnets else {
          lastRefusal = now
          return [.refused(error)]
        }
      }
    }
    guard store.interfaces.count < settings.interfaceLimit else {
      return refused.map { [.refused($0)] } ?? []
    }
    return attach(min(wanted, settings.slots), prefixes: prefixes, at: now, in: &vpc)
  }

  /// Asks for `count`, and for one if that is refused.
  private func assign(
    _ count: Int, prefixes: Bool, in subnet: Int, of vpc: inout VPC
  ) throws(VPCError) -> [IPPrefix] {
    if let cidrs = try? vpc.assign(count, prefixes: prefixes, in: subnet) { return cidrs }
    return try vpc.assign(1, prefixes: prefixes, in: subnet)
  }

  /// Creates an interface in the subnet with the most free addresses, or the next one if refused.
  private mutating func attach(
    _ count: Int, prefixes: Bool, at now: Duration, in vpc: inout VPC
  ) -> [Step] {
    var refused: VPCError?
    for subnet in candidates(in: vpc) {
      do {
        let made = try vpc.createInterface(with: count, prefixes: prefixes, in: subnet)
        let device = freeDevice
        var interface = ENIDatastore.Interface(
          device: device, subnet: subnet, primaryAddress: made.primary.base,
          since: now + Self.attachTime)
        interface.cidrs = made.cidrs.map { InterfaceCIDR($0, isPrefix: prefixes) }
        attaching = (interface, now + Self.attachTime)
        (refusal, refusedAt) = (nil, nil)
        return [.attaching(primary: made.primary.base, cidrs: made.cidrs, device: device)]
      } catch {
        refused = error
      }
    }
    guard let refused else { return [] }
    (refusal, refusedAt, lastRefusal) = (refused, vpc.openings, now)
    return [.refused(refused)]
  }

  /// The lowest device number that no interface has.
  private var freeDevice: Int {
    let used = Set(store.interfaces.map(\.device))
    return (0...).first { !used.contains($0) } ?? store.interfaces.count
  }

  private func roomy(_ pick: UInt64) -> [Int] {
    store.withRoom(
      slots: settings.slots, skippingPrimary: settings.customNetworking, pick: pick)
  }

  /// Where a new interface may lie: the subnet with the most free addresses first.
  private func candidates(in vpc: VPC) -> [Int] {
    guard settings.discoversSubnets || settings.customNetworking else {
      return Array(settings.subnets.prefix(1))
    }
    return settings.subnets.enumerated()
      .sorted { left, right in
        let (more, less) = (vpc.subnets[left.element].free, vpc.subnets[right.element].free)
        return more == less ? left.offset < right.offset : more > less
      }
      .map(\.element)
  }

  /// The first time after `now` at which the daemon would do something by itself; nil for never.
  public func nextAction(after now: Duration, in vpc: VPC) -> Duration? {
    if let due = attaching { return due.due }
    guard !isV6, !store.interfaces.isEmpty else { return nil }
    let pool = store.pool(at: now)
    let targets = settings.targets
    var times: [Duration] = []
    if targets.isTooLow(pool, slots: settings.slots, maxPods: settings.maxPods) {
      if let time = nextGrowth(after: now, in: vpc) { times.append(time) }
    } else if targets.isTooHigh(pool) {
      times.append(lastShrink.map { $0 + Self.shrinkInterval } ?? now)
    }
    if mayRemove(pool) {
      times += store.interfaces.indices.compactMap { store.removableTime(of: $0, targets) }
    }
    guard let first = times.min() else { return nil }
    return look(notBefore: max(first, now + .nanoseconds(1)))
  }

  /// When growth is tried next; nil if there is no room for more or nothing has changed in the VPC
  /// since it was refused.
  private func nextGrowth(after now: Duration, in vpc: VPC) -> Duration? {
    let canAttach = store.interfaces.count < settings.interfaceLimit
    guard canAttach || !roomy(0).isEmpty, refusedAt != vpc.openings else { return nil }
    guard let last = lastRefusal else { return .zero }
    let first = look(notBefore: last + Self.refusalWait)
    // Tries that fail like the last one are not made here; each would have begun a new wait.
    return first + Self.refusalWait * Self.periods(of: Self.refusalWait, within: now - first)
  }

  /// The first regular look at or after `time`.
  private func look(notBefore time: Duration) -> Duration {
    nextLook + Self.interval * Self.periods(of: Self.interval, within: time - nextLook)
  }

  /// How many periods reach or pass `span`.
  private static func periods(of period: Duration, within span: Duration) -> Int {
    guard span > .zero else { return 0 }
    let count = (span.attoseconds + period.attoseconds - 1) / period.attoseconds
    return Int(clamping: count)
  }

  /// A pod's address comes back: the next try may need less than the one that was refused.
  public mutating func release(_ address: IPAddress, at now: Duration) {
    store.release(address, at: now)
    refusedAt = nil
  }
}
