public import Addressing

/// Cilium's multi-pool agent on one node: what it wants, what it has, and what it lets go.
///
/// The rules are those of Cilium 1.19, `pkg/ipam/{multipool,multipool_manager,pool}.go`; the
/// versions before differ where `Rules` says so. Addresses themselves are kept elsewhere
/// (`PodRanges`), so that a cluster's node and an agent alone follow the same code.
public struct MultiPoolAgent: Hashable, Sendable {
  /// What differs from version to version.
  public struct Rules: Hashable, Sendable {
    /// Whether the spare addresses alone decide about a release (1.17.7 and 1.18, pull request
    /// 40393); before, the addresses in use counted as well, and /32 blocks were never released.
    public var releasesBySpare = true
    /// Whether the pool's own object must be there for a new address (1.19).
    public var needsPoolObject = true

    /// The rules of 1.19.
    public init() {}
  }

  private struct Pool: Hashable {
    let name: String
    var v4 = PodCIDRList()
    var v6 = PodCIDRList()

    subscript(family: IPFamily) -> PodCIDRList {
      get { family == .v4 ? v4 : v6 }
      set { if family == .v4 { v4 = newValue } else { v6 = newValue } }
    }
  }

  /// The families that are on.
  public let families: [IPFamily]
  /// The spare addresses, pool by pool.
  public var preAllocation: PreAllocation
  /// The version's rules.
  public var rules: Rules
  /// What was asked for and not given.
  public private(set) var pending = PendingAllocations()
  /// Whether the endpoints that were there before are known: nothing is released before.
  public private(set) var isRestored = false
  /// In the order of their names.
  private var pools: [Pool] = []

  /// An agent that has nothing yet.
  public init(
    families: [IPFamily] = [.v4, .v6], preAllocation: PreAllocation = PreAllocation(),
    rules: Rules = Rules()
  ) {
    self.families = families
    self.preAllocation = preAllocation
    self.rules = rules
  }

  /// Says that the endpoints that were there before are known.
  public mutating func finishRestore() { isRestored = true }

  mutating func waitFor(_ pool: String, _ owner: String, _ family: IPFamily, now: Duration) {
    pending.insert(pool: pool, owner: owner, family: family, now: now)
  }

  mutating func fulfilled(_ pool: String, _ owner: String, _ family: IPFamily) {
    pending.fulfil(pool: pool, owner: owner, family: family)
  }

  /// The names of the pools the node has CIDRs of.
  public var poolNames: [String] { pools.map(\.name) }

  /// The CIDRs of one pool and family, in the order of the scan.
  public func list(_ pool: String, _ family: IPFamily) -> PodCIDRList? {
    families.contains(family) ? pools.first { $0.name == pool }?[family] : nil
  }

  /// Whether every pool of the spare addresses has one to give in each family: before, the agent
  /// does not start.
  public func hasWhatItWaitsFor(_ ranges: some PodRanges) -> Bool {
    missingPool(ranges) == nil
  }

  /// The first pool and family the agent waits for before it starts.
  public func missingPool(_ ranges: some PodRanges) -> (pool: String, family: IPFamily)? {
    for entry in preAllocation.entries {
      for family in families where list(entry.pool, family)?.first(of: entry.pool, ranges) == nil {
        return (entry.pool, family)
      }
    }
    return nil
  }

  /// Takes over the node's object, and answers the CIDRs that were removed from it while in use.
  ///
  /// A pool that the object does not name is left as it is (`ciliumNodeUpdated`).
  public mutating func nodeUpdated<Ranges: PodRanges>(
    _ allocated: [PoolAllocation], ranges: inout Ranges
  ) -> [IPPrefix] {
    var removedInUse: [IPPrefix] = []
    for allocation in allocated {
      let index = position(of: allocation.pool)
      for family in families {
        let cidrs = allocation.cidrs.filter { $0.family == family }
        removedInUse += pools[index][family].update(
          to: cidrs, of: allocation.pool, ranges: &ranges)
      }
    }
    return removedInUse
  }

  private mutating func position(of pool: String) -> Int {
    if let index = pools.firstIndex(where: { $0.name == pool }) { return index }
    let place = pools.firstIndex { $0.name > pool } ?? pools.endIndex
    pools.insert(Pool(name: pool), at: place)
    return place
  }

  /// What the node writes to its object at a sync.
  public struct Sync: Hashable, Sendable {
    /// What it wants; pools of which it wants nothing are not named.
    public var requested: [PoolRequest] = []
    /// What it has and keeps.
    public var allocated: [PoolAllocation] = []
    /// What it lets go.
    public var released: [PoolAllocation] = []
  }

  /// What the agent wants of every pool now.
  public func demand(_ ranges: some PodRanges) -> [PoolRequest] {
    let waitedFor = pending.isEmpty ? [] : pending.pools
    let names = Set(pools.map(\.name) + waitedFor + preAllocation.entries.map(\.pool)).sorted()
    return names.map { name in
      let pool = pools.first { $0.name == name }
      var needed: [IPFamily: Int] = [:]
      for family in IPFamily.allCases {
        let isOn = families.contains(family)
        let inUse = isOn ? pool?[family].used(of: name, ranges) ?? 0 : 0
        let waiting = waitedFor.isEmpty ? 0 : pending.count(pool: name, family: family)
        let spare = isOn ? preAllocation[name] : nil
        needed[family] = PoolDemand.needed(inUse: inUse + waiting, preAllocate: spare ?? 0)
      }
      return PoolRequest(pool: name, v4: needed[.v4] ?? 0, v6: needed[.v6] ?? 0)
    }
  }

  /// What the agent would write to its node's object without letting anything go.
  public func wishes(_ ranges: some PodRanges) -> Sync {
    var sync = Sync()
    sync.requested = demand(ranges).filter { $0.v4 > 0 || $0.v6 > 0 }
    for pool in pools {
      let kept = families.flatMap { pool[$0].cidrs }
      if !kept.isEmpty { sync.allocated.append(PoolAllocation(pool: pool.name, cidrs: kept)) }
    }
    return sync
  }

  /// The agent after a restart: nobody is waited for, and CIDRs stand in the order of the object.
  ///
  /// Addresses in use stay with their endpoints, those of removed CIDRs too.
  public func restarted(preAllocation: PreAllocation, rules: Rules) -> MultiPoolAgent {
    var fresh = MultiPoolAgent(families: families, preAllocation: preAllocation, rules: rules)
    fresh.pools = pools
    for index in fresh.pools.indices {
      for family in families { fresh.pools[index][family].sortAsWritten() }
    }
    return fresh
  }

  /// Notes that owners have tried again, or would have.
  mutating func renewWishes(of owners: Set<String>, now: Duration) {
    pending.renew(owners, now: now)
  }

  /// Forgets wishes whose time has passed.
  mutating func removeExpiredWishes(now: Duration) { pending.removeExpired(now: now) }

  /// Forgets all that was waited for, as an agent does that ends.
  mutating func forgetWishes() { pending = PendingAllocations() }

  /// A sync with the node's object: wishes that are too old are forgotten, the demand is computed,
  /// and CIDRs that are not needed are let go.
  public mutating func sync<Ranges: PodRanges>(
    now: Duration, ranges: inout Ranges
  ) -> Sync {
    pending.removeExpired(now: now)
    let demand = demand(ranges)
    var sync = Sync()
    sync.requested = demand.filter { $0.v4 > 0 || $0.v6 > 0 }
    for index in pools.indices {
      let name = pools[index].name
      let wanted = demand.first { $0.pool == name }
      var released: [IPPrefix] = []
      for family in families where isRestored {
        let needed = wanted?.needed(family) ?? 0
        let used = pools[index][family].used(of: name, ranges)
        let freeNeeded = rules.releasesBySpare ? max(needed - used, 0) : needed
        released += pools[index][family].releaseExcess(
          freeNeeded: freeNeeded, of: name, ranges: &ranges)
      }
      if !released.isEmpty { sync.released.append(PoolAllocation(pool: name, cidrs: released)) }
      let kept = families.flatMap { pools[index][$0].cidrs }
      if !kept.isEmpty { sync.allocated.append(PoolAllocation(pool: name, cidrs: kept)) }
    }
    pools.removeAll { $0.v4.cidrs.isEmpty && $0.v6.cidrs.isEmpty }
    return sync
  }
}
