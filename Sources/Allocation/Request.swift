public import Addressing

/// What somebody wants of a cluster.
public enum Request: Hashable, Sendable {
  /// Nodes appear, one after the other.
  case addNodes([NodeOrder])
  /// Nodes go, and their pods with them.
  case removeNodes([NodeID])
  /// The scheduler is to pass a node by, or no longer.
  case cordon(NodeID, Bool)
  /// Pods are created.
  case addPods(PodOrder)
  /// Pods are deleted.
  case removePods([PodID])
  /// A node's agent restarts: its object changes, and its pods are tried again.
  case restartAgent(NodeID)
  /// The operator restarts.
  case restartOperator
  /// Options or pools change, and the operator restarts to read them.
  case change(ModeChange)
  /// Simulated time passes.
  case wait(Duration)
}

/// A node somebody adds.
public struct NodeOrder: Hashable, Sendable {
  /// The name.
  public var name: String
  /// The zone label.
  public var zone: String?
  /// The instance type label.
  public var instanceType: String?
  /// The kubelet's limit of pods; the mode's own when nil.
  public var maxPods: Int?
  /// Blocks the node's object asks for.
  public var blocks: [IPPrefix]
  /// The prefix length of the block it asks for.
  public var mask: Int?

  /// A node called `name`.
  public init(
    name: String, zone: String? = nil, instanceType: String? = nil, maxPods: Int? = nil,
    blocks: [IPPrefix] = [], mask: Int? = nil
  ) {
    self.mask = mask
    self.name = name
    self.zone = zone
    self.instanceType = instanceType
    self.maxPods = maxPods
    self.blocks = blocks
  }
}

/// Pods somebody adds.
public struct PodOrder: Hashable, Sendable {
  /// What the pods are to be called.
  public enum Naming: Hashable, Sendable {
    /// A name of its own.
    case named(String)
    /// Names of their own, one a pod.
    case listed([String])
    /// `app-1`, `app-2`, and so on, the lowest free ordinals.
    case app(String)
  }

  /// The namespace.
  public var namespace: String
  /// The names.
  public var naming: Naming
  /// How many.
  public var count: Int
  /// The node to bind them to; the scheduler chooses when nil.
  public var node: NodeID?
  /// The address the pod asks for.
  public var address: IPAddress?
  /// The pool the pods ask for by annotation.
  public var pool: String?

  /// `count` pods.
  public init(
    namespace: String = "default", naming: Naming, count: Int = 1, node: NodeID? = nil,
    address: IPAddress? = nil, pool: String? = nil
  ) {
    self.pool = pool
    self.namespace = namespace
    self.naming = naming
    self.count = count
    self.node = node
    self.address = address
  }
}
