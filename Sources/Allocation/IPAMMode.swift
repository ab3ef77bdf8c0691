public import Addressing

/// A way of handing out addresses, with whatever it must remember.
///
/// A mode is a value. The cluster asks a copy of it what becomes of a node or a pod; the copy changes
/// its own memory and the node it is given, and the cluster records both as events. So undo restores
/// a mode's memory like any other part of a cluster, and a mode never sees a history it must repair.
///
/// Nodes carry their blocks and their agent's addresses (`Node.blocks`, `v4`, `v6`); a mode owns who
/// decides them. Pods are given addresses one at a time, on the node they are bound to.
public protocol IPAMMode: Sendable {
  /// What the mode says of itself, in menus, help and `cidrscope modes`.
  var about: ModeDescription { get }

  /// The options as they stand, in the order of their description.
  var options: [ModeOption] { get }

  /// The CIDRs the mode hands out of, in order: the planes of the map.
  var pools: [IPPrefix] { get }

  /// The prefix length of the mode's unit in one family, if the family is on.
  func unitLength(_ family: IPFamily) -> Int?

  /// The pods a kubelet takes when its node does not say (Kubernetes' default is 110).
  var maxPods: Int { get }

  /// Addresses that IPAM can give one node for pods, not capped by the kubelet.
  var usablePerNode: [IPFamily: Int] { get }

  /// Blocks of the mode's unit in one family that are free for the next node, as a set each pool
  /// element; taken blocks are set.
  func blockSets(_ family: IPFamily) -> [CIDRSet]

  /// A node joins: what the operator gives it and what its agent makes of that.
  mutating func join(_ node: inout Node, seed: UInt64) throws(Refusal) -> Work

  /// Takes over nodes as they were recorded: their blocks stay, nobody is given a new one.
  mutating func adopt(_ nodes: inout [Node])

  /// A node has left.
  mutating func leave(_ node: Node) -> Work

  /// The node's own object changed, as it does when its agent restarts.
  mutating func touch(_ node: inout Node, seed: UInt64) -> Work

  /// The operator restarts: what it forgets and relearns from the nodes that are there.
  mutating func restart(_ nodes: inout [Node], seed: UInt64) throws(Refusal) -> Work

  /// Changes options or the list of pools of a running cluster; the caller restarts the operator.
  mutating func change(_ change: ModeChange) throws(Refusal)

  /// An address of every family that is on, for a pod on `node`.
  func giveAddresses(on node: inout Node, wanted: IPAddress?, seed: UInt64) -> AddressGrant
}

/// Writes to the API server and decisions made on nodes, as they are counted.
public struct Work: Hashable, Sendable {
  /// Writes to the API server.
  public var controlPlane = 0
  /// Decisions of a node's own agent.
  public var node = 0

  /// No work.
  public init() {}

  static func += (left: inout Work, right: Work) {
    left.controlPlane += right.controlPlane
    left.node += right.node
  }
}

/// What an agent answers to one pod.
public struct AddressGrant: Hashable, Sendable {
  /// The IPv4 address as a number, 0 for none.
  public var v4: UInt32 = 0
  /// The IPv6 address as a number, 0 for none.
  public var v6: UInt128 = 0
  /// Whether the pod runs now, or why not.
  public var status = PodStatus.running
  /// A refusal that is this pod's own.
  public var error: String?
}

/// A change to a running mode.
public enum ModeChange: Hashable, Sendable {
  /// New values for options.
  case set([ModeOption])
  /// A CIDR is added at the end of the list.
  case addPool(IPPrefix)
  /// A CIDR is taken from the list.
  case removePool(IPPrefix)
}

/// An option of a mode and its value, as text.
public struct ModeOption: Hashable, Sendable {
  /// The key, as `set` takes it.
  public let key: String
  /// The value.
  public let value: String

  /// The option `key` with `value`.
  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}

/// What a mode says of itself.
public struct ModeDescription: Hashable, Sendable {
  /// The name in the command language.
  public let name: String
  /// One sentence.
  public let summary: String
  /// One paragraph.
  public let details: String
  /// The real system and version that is modelled.
  public let models: String
  /// What is knowingly left out.
  public let leftOut: String
  /// The options: key, meaning, default.
  public let options: [(key: String, meaning: String, standard: String)]

  /// Descriptions are equal when they are of the same mode.
  public static func == (left: ModeDescription, right: ModeDescription) -> Bool {
    left.name == right.name
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }
}
