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
    }
    next.settle()
    self = next.cluster
    return next.events
  }
}

extension Cluster {
  /// Blocks of the mask that one node's block may cover: each is written down by itself.
  static let cellLimit = 65_536
}

/// A request on its way: the cluster as far as it has come, and the events that brought it there.
struct Transition {
  var cluster: Cluster
  var events: [Event] = []
  /// Nodes on which something changed: their pending pods are tried again.
  var touched: [NodeID] = []

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

  /// A node's record changed: noted when an error is new.
  mutating func change(from old: Node, to node: Node) {
    guard old != node else { return }
    happen(.nodeChanged(node))
    if let error = node.error ?? node.agentError, error != old.error ?? old.agentError {
      happen(.noted(Note(subject: node.name, text: error, isRefusal: true)))
    }
  }
}

extension Transition {
  mutating func addNodes(_ orders: [NodeOrder]) throws(Refusal) {
    var mode = cluster.mode
    var work = Work()
    var joined: [Node] = []
    joined.reserveCapacity(orders.count)
    var names: Set<String> = []
    let first = cluster.nodes.nextID.index
    for order in orders {
      guard cluster.nodes[order.name] == nil, names.insert(order.name).inserted else {
        throw .nodeExists(order.name)
      }
      for block in order.blocks where cluster.ledger.cells(under: block) > Cluster.cellLimit {
        throw .tooMany(
          "a node's block here covers at most \(Cluster.cellLimit) blocks of the mask, and "
            + "\(block) covers \(cluster.ledger.cells(under: block))")
      }
      var node = Node(
        id: NodeID(first + joined.count), name: order.name, zone: order.zone,
        instanceType: order.instanceType, maxPods: order.maxPods ?? mode.maxPods)
      node.blocks = order.blocks
      let done = try mode.join(&node, seed: cluster.seed)
      work += done
      joined.append(node)
    }
    happen(.modeRemembers(mode))
    happen(.nodesJoined(joined))
    happen(work)
    noteErrors(of: joined)
  }

  /// One line for each error that nodes of a batch share.
  private mutating func noteErrors(of nodes: [Node]) {
    var counts: [String: Int] = [:]
    var firsts: [(text: String, subject: String)] = []
    for node in nodes {
      guard let error = node.error ?? node.agentError else { continue }
      if counts[error] == nil { firsts.append((error, node.name)) }
      counts[error, default: 0] += 1
    }
    for (text, subject) in firsts {
      let note = Note(subject: subject, text: text, count: counts[text] ?? 1, isRefusal: true)
      happen(.noted(note))
    }
  }

  mutating func removeNodes(_ ids: [NodeID]) throws(Refusal) {
    var pods: [PodID] = []
    var leaving: [Node] = []
    for id in ids {
      let node = try node(id)
      leaving.append(node)
      pods += node.pods
    }
    if !pods.isEmpty { happen(.podsDeleted(pods)) }
    var mode = cluster.mode
    var work = Work()
    for node in leaving { work += mode.leave(node) }
    happen(.modeRemembers(mode))
    happen(.nodesLeft(ids))
    happen(work)
  }

  mutating func cordon(_ id: NodeID, _ isCordoned: Bool) throws(Refusal) {
    var node = try node(id)
    guard node.isCordoned != isCordoned else { return }
    node.isCordoned = isCordoned
    happen(.nodeChanged(node))
  }

  mutating func restartAgent(_ id: NodeID) throws(Refusal) {
    let old = try node(id)
    var node = old
    var mode = cluster.mode
    let work = mode.touch(&node, seed: cluster.seed)
    happen(.modeRemembers(mode))
    change(from: old, to: node)
    happen(work)
    touched.append(id)
  }

  mutating func restartOperator() throws(Refusal) {
    var mode = cluster.mode
    var nodes: [Node] = []
    nodes.reserveCapacity(cluster.nodes.count)
    cluster.nodes.forEach { nodes.append($0) }
    let old = nodes
    let work = try mode.restart(&nodes, seed: cluster.seed)
    happen(.modeRemembers(mode))
    for (old, new) in zip(old, nodes) where old != new {
      change(from: old, to: new)
      touched.append(new.id)
    }
    happen(work)
  }

  mutating func change(_ change: ModeChange) throws(Refusal) {
    var mode = cluster.mode
    try mode.change(change)
    happen(.modeRemembers(mode))
    try restartOperator()
  }

  mutating func removePods(_ ids: [PodID]) {
    var seen: Set<NodeID> = []
    var released = 0
    for id in ids {
      guard let node = cluster.pods.node(of: id) else { continue }
      if cluster.pods.status(of: id).isRunning { released += 1 }
      if seen.insert(node).inserted { touched.append(node) }
    }
    guard !ids.isEmpty else { return }
    happen(.podsDeleted(ids))
    happen(.worked(controlPlane: 0, node: released))
  }
}
