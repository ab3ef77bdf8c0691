import Addressing

extension Cluster {
  /// Carries a request out: decides, step by step, applies each decision, and answers with the events.
  ///
  /// Applying the events to the cluster as it was gives the cluster as it is. When the request itself
  /// is impossible nothing has changed.
  public mutating func perform(_ request: Request) throws(Refusal) -> [Event] {
    var next = Transition(self)
    switch request {
    case .addNodes(let orders): try next.addNodes(orders)
    case .removeNodes(let ids): try next.removeNodes(ids)
    case .cordon(let id, let isCordoned): try next.cordon(id, isCordoned)
    case .addPods(let order): try next.addPods(order)
    case .removePods(let ids): next.removePods(ids)
    case .restartAgent(let id): try next.restartAgent(id)
    case .restartOperator: try next.restartOperator()
    case .change(let change): try next.change(change)
    case .wait(let span): next.wait(span)
    }
    next.settle()
    self = next.cluster
    return next.events
  }
}

extension Cluster {
  /// Blocks of the mask that one node's block may cover: each is written down by itself.
  static let cellLimit = 65_536
  /// What Cilium's CNI plugin puts before the agent's refusal (1.19, `plugins/cilium-cni/cmd`).
  static let pluginPrefix =
    "unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure "
  /// Rounds in which what follows from a request may follow from itself.
  static let roundLimit = 100_000
}

/// A request on its way: the cluster as far as it has come, and the events that brought it there.
struct Transition {
  var cluster: Cluster
  var events: [Event] = []
  /// Nodes on which something changed: what follows from it, and their pending pods, come next.
  var touched: [NodeID] = []
  /// Nodes that were asked for addresses: what they want to have ready may follow from it.
  var asked: [NodeID] = []

  init(_ cluster: Cluster) {
    self.cluster = cluster
  }

  mutating func happen(_ event: Event) {
    cluster.apply(event)
    events.append(event)
  }

  mutating func happen(_ work: Work) {
    if work != Work() { happen(.worked(controlPlane: work.controlPlane, node: work.node)) }
  }

  func node(_ id: NodeID) throws(Refusal) -> Node {
    guard let node = cluster.nodes[id] else { throw .noSuchNode("#\(id.rawValue)") }
    return node
  }

  /// Lets the mode decide, and records what it remembers, changed and told.
  ///
  /// Answers with the nodes that are different afterwards.
  @discardableResult
  mutating func decide(
    _ body: (inout any IPAMMode, inout Scene) throws(Refusal) -> Void
  ) throws(Refusal) -> [NodeID] {
    var mode = cluster.mode
    var scene = Scene(cluster)
    try body(&mode, &scene)
    happen(.modeRemembers(mode))
    return record(scene)
  }

  /// Records what a scene's decisions changed and told.
  @discardableResult
  mutating func record(_ scene: Scene) -> [NodeID] {
    var changed: [Node] = []
    var errors: [Note] = []
    for id in scene.changed {
      guard let old = cluster.nodes[id], let new = scene.node(id), !old.isSame(as: new) else {
        continue
      }
      changed.append(new)
      if let error = new.error ?? new.agentError, error != old.error ?? old.agentError {
        errors.append(Note(subject: new.name, text: error, isRefusal: true))
      }
    }
    if !changed.isEmpty { happen(.nodesChanged(changed)) }
    for note in errors + scene.notes { happen(.noted(note)) }
    happen(scene.work)
    return changed.map(\.id)
  }
}

extension Node {
  /// Whether nothing but the list of pods, which the cluster keeps, differs.
  fileprivate func isSame(as other: Node) -> Bool {
    var other = other
    other.pods = pods
    other.running = running
    other.rejected = rejected
    return self == other
  }
}
