import Addressing

extension Transition {
  mutating func addNodes(_ orders: [NodeOrder]) throws(Refusal) {
    var mode = cluster.mode
    var scene = Scene(cluster)
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
        instanceType: order.instanceType, maxPods: order.maxPods ?? mode.maxPods(for: order))
      node.blocks = order.blocks
      node.wantedMask = order.mask
      node.wantedMaxPods = order.maxPods
      try mode.join(&node, &scene)
      joined.append(node)
    }
    happen(.modeRemembers(mode))
    happen(.nodesJoined(joined))
    touched += record(scene)
    if !mode.givesFromRangesAlone { asked += joined.map(\.id) }
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
    if !pods.isEmpty { delete(pods) }
    // What the last pods gave back has changed the records.
    leaving = ids.compactMap { cluster.nodes[$0] }
    var mode = cluster.mode
    var scene = Scene(cluster)
    for node in leaving {
      mode.leave(scene.node(node.id) ?? node, &scene)
    }
    happen(.modeRemembers(mode))
    happen(.nodesLeft(ids))
    touched += record(scene)
  }

  mutating func cordon(_ id: NodeID, _ isCordoned: Bool) throws(Refusal) {
    var node = try node(id)
    guard node.isCordoned != isCordoned else { return }
    node.isCordoned = isCordoned
    happen(.nodesChanged([node]))
  }

  mutating func restartAgent(_ id: NodeID) throws(Refusal) {
    _ = try node(id)
    try decide { mode, scene in
      _ = scene.with(id) { node, rest in mode.touch(&node, &rest) }
    }
    touched.append(id)
  }

  mutating func restartOperator() throws(Refusal) {
    touched += try decide { mode, scene throws(Refusal) in try mode.restart(&scene) }
  }

  mutating func change(_ change: ModeChange) throws(Refusal) {
    var mode = cluster.mode
    if case .addPool(let pool, _, let mask?) = change, !mode.poolsHaveOwnMasks,
      mask != mode.unitLength(pool.family)
    {
      throw .unsupported(
        mode: mode.about.name, what: "cut one pool into /\(mask)s",
        instead: "the size of blocks is that of the whole plan")
    }
    try mode.change(change)
    happen(.modeRemembers(mode))
    // A service range is read at the next decision; everything else by a component that starts anew.
    if case .serviceRange = change { return }
    try restartOperator()
    if !mode.givesFromRangesAlone { asked += cluster.nodes.ids }
  }

  /// Lets simulated time pass, with all that is due on the way.
  mutating func wait(_ span: Duration) {
    let end = cluster.now + span
    while let due = cluster.mode.nextDue, due <= end {
      happen(.timePassed(max(due, cluster.now)))
      var mode = cluster.mode
      var scene = Scene(cluster)
      mode.timePasses(&scene)
      happen(.modeRemembers(mode))
      touched += record(scene)
      settle()
      // What is due and does not go away would be due for ever.
      if let next = cluster.mode.nextDue, next <= due, next <= cluster.now { break }
    }
    happen(.timePassed(end))
  }
}
