public import Addressing

/// A way of handing out addresses, with whatever it must remember.
///
/// A mode is a value. The cluster asks a copy of it what becomes of a node or a pod; the copy changes
/// its own memory and the nodes it is shown, and the cluster records both as events. So undo restores
/// a mode's memory like any other part of a cluster, and a mode never sees a history it must repair.
///
/// Nodes carry what is committed to them (`Node.blocks`) and what their agents can give of it
/// (`Node.ranges`); a mode owns who decides both. What else it must know of a node (interfaces, pools,
/// the order of reuse, timers) it keeps itself. Pods are given addresses one at a time, on the node
/// they are bound to; which addresses pods hold is the cluster's own record.
public protocol IPAMMode: Sendable {
  /// What the mode says of itself, in menus, help and `cidrscope modes`.
  static var description: ModeDescription { get }

  /// The mode with these pools and options; its real system's defaults where nothing is said.
  init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal)

  /// The mode with its pools and options as they stand, and without any memory.
  func afresh() throws(Refusal) -> any IPAMMode

  /// What this mode says of itself: that of its kind, but for recordings.
  var about: ModeDescription { get }

  /// The options as they stand, in the order of their description.
  var options: [ModeOption] { get }

  /// The CIDRs the mode hands out of, in order, none overlapping another: the planes of the map.
  var pools: [IPPrefix] { get }

  /// The prefix length of the mode's unit in one family, if the family is on.
  func unitLength(_ family: IPFamily) -> Int?

  /// The prefix length of the units that one pool is cut into.
  func unitLength(of pool: IPPrefix) -> Int?

  /// Parts of the pools that the modelled system itself never gives.
  var withheld: [IPPrefix] { get }

  /// The pods a kubelet takes when its node does not say (Kubernetes' default is 110).
  var maxPods: Int { get }

  /// The same for one node, in modes where it depends on the instance type.
  func maxPods(for order: NodeOrder) -> Int

  /// Addresses that IPAM can give one node for pods, not capped by the kubelet.
  var usablePerNode: [IPFamily: Int] { get }

  /// What is free for the next node in one family, as a set each pool element; taken units are set.
  ///
  /// A set may be finer than the mode's unit: addresses, where the unit is a prefix of a subnet.
  func blockSets(_ family: IPFamily) -> [CIDRSet]

  /// A node joins: what the operator gives it and what its agent makes of that.
  mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal)

  /// Takes over nodes as they were recorded: their blocks stay, nobody is given a new one.
  mutating func adopt(_ nodes: inout [Node])

  /// A node has left; its pods are gone before it.
  mutating func leave(_ node: Node, _ scene: inout Scene)

  /// The node's own object changed, as it does when its agent restarts.
  mutating func touch(_ node: inout Node, _ scene: inout Scene)

  /// The operator restarts: what it forgets and relearns from the nodes of the scene.
  mutating func restart(_ scene: inout Scene) throws(Refusal)

  /// Changes options or the list of pools of a running cluster; the caller restarts the operator.
  mutating func change(_ change: ModeChange) throws(Refusal)

  /// An address of every family that is on, for a pod on `node`, whose books it enters it in.
  ///
  /// Other nodes may be changed through the scene, `node` may not.
  mutating func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant

  /// A pod of `node` is gone; its addresses are free in the node's books already.
  mutating func takeBack(_ released: ReleasedPod, on node: inout Node, _ scene: inout Scene)

  /// What follows at the same instant on nodes where something changed: demand, watermarks, release.
  ///
  /// Called until nothing changes any more; pending pods of changed nodes are tried in between.
  mutating func maintain(_ ids: [NodeID], _ scene: inout Scene)

  /// The next instant at which something happens by itself, as simulated time since the start.
  var nextDue: Duration? { get }

  /// Does what is due at the scene's instant: cool-downs, delays, garbage collection, retries.
  mutating func timePasses(_ scene: inout Scene)

  /// Whether `give` depends on the node's own books only and changes nothing else.
  ///
  /// Only then are millions of pods as cheap as their addresses.
  var givesFromRangesAlone: Bool { get }

  /// Whether a pool added later may be cut into blocks of a size of its own.
  var poolsHaveOwnMasks: Bool { get }

  /// What a pod without an address of its own choice is told when `family` is exhausted on its node.
  func exhaustedText(_ family: IPFamily) -> String

  /// What is said of a node that waits without an error.
  func waitingText(of node: Node) -> String

  /// What the mode knows of a node besides its blocks, as lines of `describe`.
  func details(of node: Node) -> [(key: String, text: String)]

  /// How this mode, as it stands, decides on a node that joins `cluster`: its rule, what it looks at.
  ///
  /// The node is not in the cluster yet, or it waits there and is looked at once more.
  func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation

  /// How this mode, as it stands, decides on a pod that is bound to `node` of `cluster`.
  func explainGive(_ demand: PodDemand, on node: Node, in cluster: Cluster) -> Explanation
}

/// What most modes share.
extension IPAMMode {
  /// Made of pools and options anew.
  public func afresh() throws(Refusal) -> any IPAMMode {
    try Self(pools: pools, options: options)
  }
  /// That of the kind.
  public var about: ModeDescription { Self.description }
  /// The unit of the pool's family.
  public func unitLength(of pool: IPPrefix) -> Int? { unitLength(pool.family) }
  /// Nothing.
  public var withheld: [IPPrefix] { [] }
  /// The mode's limit.
  public func maxPods(for order: NodeOrder) -> Int { maxPods }
  /// Nothing beyond the node's own books.
  public mutating func takeBack(
    _ released: ReleasedPod, on node: inout Node, _ scene: inout Scene
  ) {}
  /// Nothing follows.
  public mutating func maintain(_ ids: [NodeID], _ scene: inout Scene) {}
  /// Nothing happens by itself.
  public var nextDue: Duration? { nil }
  /// Nothing is ever due.
  public mutating func timePasses(_ scene: inout Scene) {}
  /// One size for all.
  public var poolsHaveOwnMasks: Bool { false }
  /// The careful way.
  public var givesFromRangesAlone: Bool { false }
  /// The text of Cilium's CNI plugin when the agent has no address left.
  public func exhaustedText(_ family: IPFamily) -> String {
    Cluster.pluginPrefix + "range is full"
  }
  /// What Cilium's agent logs while it waits for a pod CIDR (1.19, `retrieveNodeInformation`, which
  /// looks at IPv4 first).
  public func waitingText(of node: Node) -> String {
    let missing = IPFamily.allCases.first { family in
      unitLength(family) != nil && !node.blocks.contains { $0.family == family }
    }
    return "required \(missing ?? .v4) PodCIDR not available"
  }
  /// Nothing more.
  public func details(of node: Node) -> [(key: String, text: String)] { [] }
}
