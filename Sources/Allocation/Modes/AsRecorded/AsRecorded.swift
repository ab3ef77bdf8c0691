public import Addressing

/// A cluster as its dump shows it, under a mode whose rules are not built: blocks stay as recorded.
///
/// Nodes without a block get none and new nodes are refused by the mode's name. Pods are given
/// addresses of the node's block by Cilium's host-scope agent, which is what the recorded modes with
/// node blocks use.
public struct AsRecorded: IPAMMode {
  /// The mode's name in the dump.
  public let name: String
  /// The pools the dump names, or that were inferred from its blocks.
  public let pools: [IPPrefix]
  private let lengths: [IPFamily: Int]
  private let agent: HostScopeAgent
  /// The blocks in the recorded pools; taken ones are those that nodes hold.
  private var sets: [CIDRSet]

  /// A cluster of the mode called `name`, its node blocks of `mask` and `mask6`.
  public init(name: String, pools: [IPPrefix], mask: Int?, mask6: Int?) {
    self.name = name
    self.pools = pools
    var lengths: [IPFamily: Int] = [:]
    if pools.contains(where: { $0.family == .v4 }) { lengths[.v4] = mask ?? 24 }
    if pools.contains(where: { $0.family == .v6 }) { lengths[.v6] = mask6 ?? 64 }
    self.lengths = lengths
    sets = pools.compactMap { pool in
      lengths[pool.family].flatMap { try? CIDRSet(cluster: pool, nodeMask: $0) }
    }
    agent = HostScopeAgent(
      hasV4: lengths[.v4] != nil, hasV6: lengths[.v6] != nil, roles: [],
      smallBlocksUsable: true, scansAtRandom: true)
  }

  /// What recordings have in common; each says more of itself in `about`.
  public static let description = AsRecorded(name: "as-recorded", pools: [], mask: nil, mask6: nil)
    .about

  /// A recording is imported; no plan can ask for one.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    throw .unsupported(
      mode: "as-recorded", what: "be chosen", instead: "it comes with a cluster that was imported")
  }

  /// What the mode says of itself.
  public var about: ModeDescription {
    ModeDescription(
      name: name,
      summary: "The cluster as recorded: its rules are not built yet, its blocks stay as they are.",
      details: """
        The dump was taken under mode \(name). Its nodes, blocks and pods are shown as they were \
        recorded. Nodes can be removed and pods added and removed inside the blocks; a new node \
        would need the rules of \(name), which are not built yet.
        """,
      models: "a recorded cluster",
      leftOut: "Everything that gives, takes or changes a node's block.",
      options: [])
  }

  /// The same pools with nothing given of them.
  public func afresh() throws(Refusal) -> any IPAMMode {
    AsRecorded(name: name, pools: pools, mask: lengths[.v4], mask6: lengths[.v6])
  }
  /// None: nothing of a recording can be chosen.
  public var options: [ModeOption] { [] }
  /// The Kubernetes default, for nodes that do not say.
  public var maxPods: Int { 110 }

  /// The length of the blocks in the dump.
  public func unitLength(_ family: IPFamily) -> Int? { lengths[family] }

  /// Addresses a block gives to pods, by family.
  public var usablePerNode: [IPFamily: Int] {
    lengths.reduce(into: [:]) { usable, entry in
      let block = IPPrefix(IPAddress(entry.key, bits: 0), length: entry.value)
      usable[entry.key] = agent.usable(in: block)
    }
  }

  /// The recorded pools with the blocks nodes hold; where the real cursor stood is in no dump.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] {
    sets.filter { $0.cluster.family == family }
  }

  /// Refused by name: the rules are not built.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    throw .unsupported(
      mode: name, what: "give a node a block here",
      instead: "its rules are not built yet, the blocks are shown as recorded")
  }

  /// Starts the agents of the nodes that have a block; where no block is known of any, or addresses
  /// are held one by one, a node needs none to be ready.
  public mutating func adopt(_ nodes: inout [Node]) {
    if lengths.allSatisfy({ $0.key.bitWidth == $0.value }) {
      for index in nodes.indices { nodes[index].isReady = true }
    }
    for index in nodes.indices where !nodes[index].blocks.isEmpty {
      for block in nodes[index].blocks { book(block) { try? $0.occupy(block) } }
      nodes[index].ranges = nodes[index].blocks.map { block in
        BlockAddresses(block, smallBlocksUsable: true)
      }
      nodes[index].agentError = nil
      nodes[index].isReady = true
    }
  }

  /// The blocks of a node that left are free.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    for block in node.blocks { book(block) { try? $0.release(block) } }
  }

  private mutating func book(_ block: IPPrefix, _ change: (inout CIDRSet) -> Void) {
    for index in sets.indices where sets[index].isInRange(block) { change(&sets[index]) }
  }

  /// Nothing changes: nobody gives blocks.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {}

  /// Refused by name.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    throw .unsupported(
      mode: name, what: "restart its operator", instead: "its rules are not built yet")
  }

  /// Refused by name.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    if case .serviceRange = change { return }
    throw .unsupported(
      mode: name, what: "be changed", instead: "its rules are not built yet")
  }

  /// Addresses of the families the node has blocks of.
  public func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    agent.giveAddresses(on: &node, wanted: demand.wanted, seed: scene.seed)
  }

  /// Agents draw from their own blocks.
  public var givesFromRangesAlone: Bool { true }
}
