public import Addressing
import HashTreeCollections

/// Flat pools: every pod gets a single address straight from a pool, whatever node it runs on.
///
/// So do Whereabouts, Spiderpool and Kube-OVN. Nothing is committed to nodes in advance, and nothing
/// is stranded; what it costs is a decision of the control plane for each pod, and a route for each.
public struct Flat: IPAMMode {
  /// What was chosen.
  public private(set) var settings: FlatSettings
  /// The pools and what of them is taken.
  public private(set) var flatPools: [FlatPool]
  /// Addresses drawn so far.
  private(set) var draws: UInt64 = 0
  // Excluded addresses that pods have all the same: their pools have them marked taken anyway.
  private var held = PrefixSet()
  // Nodes with pods that were refused for want of an address.
  private var waiting: TreeSet<NodeID> = []

  /// The mode as a plan names it.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    settings = try FlatSettings(pools: pools, options: options)
    flatPools = try settings.makePools()
  }

  /// The options as they stand.
  public var options: [ModeOption] { settings.options }
  /// The pools, in the order in which they are tried.
  public var pools: [IPPrefix] { settings.pools }
  /// The kubelet's limit of pods.
  public var maxPods: Int { settings.maxPods }
  /// What pools never give: their ends, gateways and exclusions.
  public var withheld: [IPPrefix] { flatPools.flatMap(\.never) }

  /// A single address.
  public func unitLength(_ family: IPFamily) -> Int? {
    pools.contains { $0.family == family } ? family.bitWidth : nil
  }

  /// All addresses of the pools, since any of them may go to any node.
  public var usablePerNode: [IPFamily: Int] {
    var usable: [IPFamily: Int] = [:]
    for pool in flatPools {
      let never = Int(clamping: PrefixSet(pool.never).count)
      usable[pool.prefix.family, default: 0] += pool.units.maxCIDRs - never
    }
    return usable
  }

  /// The pools of one family, address by address.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] {
    flatPools.map(\.units).filter { $0.cluster.family == family }
  }

  /// A node needs nothing to be ready.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    guard node.blocks.isEmpty, node.wantedMask == nil else {
      throw .unsupported(
        mode: "flat", what: "give a node a block",
        instead: "its pods get single addresses, wherever they run")
    }
    node.isReady = true
  }

  /// Recorded nodes keep their blocks, out of which nobody else is given anything.
  public mutating func adopt(_ nodes: inout [Node]) {
    for index in nodes.indices {
      occupy(nodes[index])
      nodes[index].ranges = nodes[index].blocks.map { BlockAddresses(all: $0) }
      nodes[index].isReady = true
      nodes[index].agentError = nil
    }
  }

  private mutating func occupy(_ node: Node) {
    for block in node.blocks {
      for index in flatPools.indices {
        flatPools[index].occupy(block)
        if flatPools[index].excluded.overlaps(block) { held.insert(block) }
      }
    }
  }

  /// What a node still had goes back.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    for block in node.blocks { release(block) }
    waiting.remove(node.id)
    askAgain(&scene, but: node.id)
  }

  /// A node's agent knows nothing that it could forget.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {}

  /// The controller reads what pods have; which addresses were freed, and when, is forgotten.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    flatPools = try settings.makePools()
    held = PrefixSet()
    for id in scene.nodeIDs {
      if let node = scene.node(id) { occupy(node) }
    }
    for index in flatPools.indices { flatPools[index].forgetOrder() }
    askAgain(&scene, but: nil)
  }

  /// Has the kubelets of nodes whose pods wait ask once more, now that there may be an address.
  ///
  /// An attempt is counted as a draw of the node, by which the node counts as changed.
  private mutating func askAgain(_ scene: inout Scene, but present: NodeID?) {
    for id in waiting.sorted() where id != present { scene.change(id) { $0.draws &+= 1 } }
    waiting = []
  }

  /// New options or pools.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    switch change {
    case .set(let options): try settings.set(options)
    case .addPool(let pool, _, _): try settings.add(pool)
    case .removePool(let pool):
      if let used = flatPools.first(where: { $0.prefix == pool }).map(Self.used), used > 0 {
        throw .system(FlatError.inUse(pool, used).description)
      }
      try settings.remove(pool)
    // Whoever plans a flat network keeps services out of it.
    case .serviceRange: return
    }
  }

  private static func used(_ pool: FlatPool) -> Int {
    let never = PrefixSet(pool.never)
    return pool.units.count - Int(clamping: never.count)
  }

  /// A single address of every family that is on, of the first pool that has one.
  public mutating func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    var grant = AddressGrant()
    let families = IPFamily.allCases.filter { family in pools.contains { $0.family == family } }
    for family in families where family != demand.wanted?.family {
      guard flatPools.contains(where: { $0.prefix.family == family && $0.free > 0 }) else {
        grant.status = family == .v4 ? .refusedV4 : .refusedV6
        waiting.insert(node.id)
        return grant
      }
    }
    if let wanted = demand.wanted {
      do throws(FlatError) {
        try take(wanted, node)
      } catch {
        waiting.insert(node.id)
        return AddressGrant(refusedWith: error.description)
      }
      enter(wanted, on: &node, &grant)
    }
    for family in families where family != demand.wanted?.family {
      if let address = next(family, seed: scene.seed) { enter(address, on: &node, &grant) }
    }
    scene.work.controlPlane += 1
    return grant
  }

  private mutating func take(_ wanted: IPAddress, _ node: Node) throws(FlatError) {
    guard let index = flatPools.firstIndex(where: { $0.prefix.contains(wanted) }) else {
      throw .outOfRange(settings.reuse, wanted, pools)
    }
    if flatPools[index].excluded.contains(wanted), held.contains(wanted) {
      throw .taken(settings.reuse, wanted)
    }
    try flatPools[index].allocate(wanted, evenExcluded: settings.reuse == .freedLast)
    if flatPools[index].excluded.contains(wanted) { held.insert(IPPrefix(wanted)) }
  }

  private mutating func next(_ family: IPFamily, seed: UInt64) -> IPAddress? {
    for index in flatPools.indices where flatPools[index].prefix.family == family {
      let draw = SeededGenerator.mix(seed ^ 0x666c_6174, draws)
      if let address = flatPools[index].allocateNext(draw: draw) {
        draws += 1
        return address
      }
    }
    return nil
  }

  /// Enters an address in the books of the node: a block of its own, all of it the pod's.
  private func enter(_ address: IPAddress, on node: inout Node, _ grant: inout AddressGrant) {
    let block = IPPrefix(address)
    var range = BlockAddresses(all: block)
    try? range.allocate(address)
    node.blocks.append(block)
    node.ranges.append(range)
    grant.add(address)
  }

  /// The pod's addresses go back to their pools.
  public mutating func takeBack(
    _ released: ReleasedPod, on node: inout Node, _ scene: inout Scene
  ) {
    for address in released.addresses {
      let block = IPPrefix(address)
      guard let position = node.blocks.firstIndex(of: block) else { continue }
      node.blocks.remove(at: position)
      // Blocks and books are entered together, so a book is at its block's place.
      if position < node.ranges.count, node.ranges[position].prefix == block {
        node.ranges.remove(at: position)
      } else {
        node.ranges.removeAll { $0.prefix == block }
      }
      release(block)
    }
    scene.work.controlPlane += 1
    askAgain(&scene, but: node.id)
  }

  private mutating func release(_ block: IPPrefix) {
    held.remove(block)
    for index in flatPools.indices { flatPools[index].release(block) }
  }

  /// What a pod is told when no pool of the family has an address left.
  public func exhaustedText(_ family: IPFamily) -> String {
    let last = flatPools.last { $0.prefix.family == family }
    return FlatError.full(settings.reuse, last, exclusions: settings.exclusions).description
  }
}
