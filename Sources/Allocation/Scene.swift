/// What a decision of a mode can see and do besides the node in hand.
///
/// The scene is a view of the cluster as far as the decision has come. What a mode changes here the
/// cluster records as events when the decision is over.
public struct Scene: Sendable {
  /// The source of all randomness.
  public let seed: UInt64
  /// Simulated time since the start.
  public let now: Duration
  /// Writes and decisions made so far.
  public var work = Work()
  /// What is worth telling, in the order it was told.
  public private(set) var notes: [Note] = []
  private var nodes: NodeTable
  private(set) var changed: [NodeID] = []
  private var isChanged: Set<NodeID> = []

  init(_ cluster: Cluster) {
    seed = cluster.seed
    now = cluster.now
    nodes = cluster.nodes
  }

  /// A node as it is by now; those that join with the decision itself are not here yet.
  public func node(_ id: NodeID) -> Node? { nodes[id] }

  /// A node by name.
  public func node(named name: String) -> Node? { nodes[name] }

  /// The nodes present, in the order of joining.
  public var nodeIDs: [NodeID] { nodes.ids }

  /// How many nodes are present.
  public var nodeCount: Int { nodes.count }

  /// Changes a node; the cluster takes over its blocks, books and errors, never its pods.
  @discardableResult
  public mutating func change<Result>(
    _ id: NodeID, _ body: (inout Node) -> Result
  ) -> Result? {
    guard let result = nodes.update(id, body) else { return nil }
    if isChanged.insert(id).inserted { changed.append(id) }
    return result
  }

  /// Tells something that changes nothing.
  public mutating func note(_ subject: String, _ text: String, isRefusal: Bool = false) {
    notes.append(Note(subject: subject, text: text, isRefusal: isRefusal))
  }

  /// The scene as the cluster is now, once a decision's changes have been recorded.
  mutating func refresh(from cluster: Cluster) {
    nodes = cluster.nodes
    changed = []
    isChanged = []
    work = Work()
    notes = []
  }

  /// Changes a node with the rest of the scene at hand, where the node itself is away meanwhile.
  mutating func with<Result>(
    _ id: NodeID, _ body: (inout Node, inout Scene) -> Result
  ) -> Result? {
    guard var node = nodes.borrow(id) else { return nil }
    let result = body(&node, &self)
    nodes.giveBack(node)
    if isChanged.insert(id).inserted { changed.append(id) }
    return result
  }
}
