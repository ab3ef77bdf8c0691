public import Addressing
import HashTreeCollections

/// Cilium's multi-pool mode: nodes take blocks of several pools as their pods need them, and give
/// them back.
///
/// Sources: Cilium 1.19 `pkg/ipam/{multipool,multipool_manager,pool}.go`,
/// `pkg/ipam/metadata/manager.go`, `pkg/ipam/allocator/multipool`, `operator/watchers/
/// cilium_podippool.go`.
public struct MultiPool: IPAMMode {
  var settings: Settings
  /// The operator, with what it remembers.
  public internal(set) var nodeOperator: PoolAllocator
  var selection: PoolSelection
  var books: TreeDictionary<NodeID, Books> = [:]
  /// Counts what may let the operator give what it could not: blocks freed, pools changed.
  var generation = 0
  /// When that happened last.
  var changedAt = Duration.zero
  /// A pool was changed while the operator ran: what looks like a restart is none.
  var isPoolChange = false
  /// The agents' settings were changed: they restart with the operator.
  var isAgentChange = false
  /// What a change of a pool made the operator log, to be told at the next occasion.
  var untold: [String] = []

  /// The mode as a plan names it; the API server and the operator refuse some pools, in their words.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    settings = try Settings(pools: pools, options: options)
    nodeOperator = try Self.start(settings)
    nodeOperator.finishRestore()
    selection = settings.selection
  }

  /// An operator that has seen all pools and no node.
  static func start(_ settings: Settings) throws(Refusal) -> PoolAllocator {
    var fresh = PoolAllocator(
      families: settings.families, keepsOrphans: settings.version.keepsOrphans)
    for pool in settings.pools {
      do { try fresh.upsert(pool) } catch { throw .system(error.description) }
    }
    return fresh
  }

  /// The options as they stand.
  public var options: [ModeOption] { settings.values }
  /// The kubelet's limit of pods.
  public var maxPods: Int { settings.agent.maxPods }

  /// The CIDRs of all pools, without those that lie in another: IPv4 first, the default pool's first.
  public var pools: [IPPrefix] {
    let ordered =
      settings.pools.filter { $0.name == settings.defaultPool }
      + settings.pools.filter { $0.name != settings.defaultPool }
    var maximal: [IPPrefix] = []
    for cidr in ordered.flatMap(\.v4) + ordered.flatMap(\.v6) {
      if maximal.contains(where: { $0.contains(cidr) }) { continue }
      maximal.removeAll { cidr.contains($0) }
      maximal.append(cidr)
    }
    return maximal
  }

  /// Each pool has blocks of its own size.
  public var poolsHaveOwnMasks: Bool { true }

  /// The mask size of the default pool, or of the first pool of the family.
  public func unitLength(_ family: IPFamily) -> Int? {
    guard settings.families.contains(family) else { return nil }
    let having = settings.pools.filter { !$0.cidrs(family).isEmpty }
    let pool = having.first { $0.name == settings.defaultPool } ?? having.first
    return pool?.mask(family) ?? (family == .v4 ? settings.mask : settings.mask6)
  }

  /// The mask size of the pool that has the CIDR.
  public func unitLength(of pool: IPPrefix) -> Int? {
    settings.pools.first { $0.cidrs(pool.family).contains(pool) }?.mask(pool.family)
      ?? unitLength(pool.family)
  }

  /// Addresses a node can have for pods of the default pool: all of it, since a node takes blocks for
  /// as long as there are some.
  public var usablePerNode: [IPFamily: Int] {
    var usable: [IPFamily: Int] = [:]
    for family in settings.families {
      let sets = nodeOperator[settings.defaultPool]?[family] ?? []
      var sum = 0
      for set in sets where set.nodeMask <= family.bitWidth {
        let block = IPPrefix(IPAddress(family, bits: 0), length: set.nodeMask)
        let each = BlockAddresses.usableCount(
          of: block, smallBlocksUsable: settings.version.smallBlocksUsable)
        let (product, overflow) = set.maxCIDRs.multipliedReportingOverflow(by: each)
        sum = overflow || sum > Int.max - product ? Int.max : sum + product
      }
      usable[family] = max(0, sum - settings.roles.count)
    }
    return usable
  }

  /// The operator's sets of one family, pool by pool.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] {
    nodeOperator.poolNames.flatMap { nodeOperator[$0]?[family] ?? [] }
  }

  /// The agent creates its CiliumNode, asks for its spare addresses, and starts on what it gets.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    scene.work.controlPlane += 1
    var fresh = Books(settings, now: scene.now)
    fresh.allocated = listed(node.blocks)
    node.blocks = []
    books[node.id] = fresh
    takeOver(&node, &scene)
    reconcile(&node, .restart, &scene)
  }

  /// An agent that finds CIDRs in its node's object takes them before anybody is asked.
  private mutating func takeOver(_ node: inout Node, _ scene: inout Scene) {
    guard var fresh = books[node.id], !fresh.allocated.isEmpty else { return }
    fresh.ranges.take(from: &node, seed: scene.seed, rules: settings.scanRules)
    _ = fresh.agent.nodeUpdated(fresh.allocated, ranges: &fresh.ranges)
    fresh.ranges.put(into: &node)
    books[node.id] = fresh
  }

  /// CIDRs of a node by pool, where only the CIDRs are known.
  func listed(_ blocks: [IPPrefix]) -> [PoolAllocation] {
    let ordered =
      settings.pools.filter { $0.name == settings.defaultPool }
      + settings.pools.filter { $0.name != settings.defaultPool }
    var holdings = PoolHoldings()
    for block in blocks where settings.families.contains(block.family) {
      let home =
        ordered.first { $0.cidrs(block.family).contains { $0.contains(block) } }
        ?? ordered.first { $0.cidrs(block.family).contains { $0.overlaps(block) } }
      holdings.insert(block, of: home?.name ?? settings.defaultPool)
    }
    return holdings.pools
  }

  /// The operator frees what the node had, but for orphans.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    for error in nodeOperator.releaseNode(node.name) {
      scene.note(node.name, "Errors while release node and its CIDRs: \(error)")
    }
    books[node.id] = nil
    somethingCameFree(at: scene.now)
  }

  /// The agent restarts: what its pods wait for is forgotten, CIDRs stand in the object's order.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    restartAgent(of: &node, at: scene.now)
    reconcile(&node, .restart, &scene)
  }

  mutating func restartAgent(of node: inout Node, at now: Duration) {
    books[node.id]?.restartAgent(settings, now: now)
    node.agentError = nil
    node.isReady = false
  }

  /// The pod's addresses are free in the node's books already.
  public mutating func takeBack(
    _ released: ReleasedPod, on node: inout Node, _ scene: inout Scene
  ) {
    for address in released.addresses { books[node.id]?.ranges.forget(address) }
  }

  /// What the agent prints when no CIDR of the pool has an address left.
  public func exhaustedText(_ family: IPFamily) -> String {
    MultiPoolAgentError.exhausted.description
  }

  /// What the agent logs while a pool of its spare addresses has none for it.
  public func waitingText(of node: Node) -> String {
    let first = settings.spares.entries.first?.pool ?? settings.defaultPool
    let family = settings.families.first { family in node.free(family) ?? 0 == 0 } ?? .v4
    return "Waiting for podCIDR pool to become available "
      + "(poolName=\(first), family=\(family.flagName))"
  }
}
