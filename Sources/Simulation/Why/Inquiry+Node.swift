import Addressing
import Allocation

extension Inquiry {
  /// Why a node has what it has, or has nothing.
  func reason(_ node: Node) -> Finding {
    var reason = Reason("node \(node.name)", verdict: verdict(on: node))
    let rivals = rivals(of: node)
    reason.isRefusal = !node.isReady || !rivals.isEmpty
    let traces = traces(of: { $0.record(of: node.id) }) { event in
      if case .nodesJoined = event { true } else { false }
    }
    guard let asked = traces.first, let decided = decisive(traces, for: node) else {
      reason.occasions = []
      let rule = cluster.mode.explainJoin(of: NodeOrder(node), in: cluster)
      reason.parts = [
        Reason.Part("as it was recorded", Explanation(rule: rule.rule, state: rule.state))
      ]
      return (reason, nil)
    }
    reason.occasions = [occasion("asked for", at: asked.step)]
    if decided.step != asked.step {
      reason.occasions.append(occasion(node.isReady ? "given" : "refused", at: decided.step))
    }
    if let before = before(decided, node) {
      let order = order(of: node, in: story.command(at: decided.step))
      let heading = node.isReady ? "how it got its block" : "why it got no block"
      reason.parts = [
        Reason.Part(heading, before.mode.explainJoin(of: order, in: before))
      ]
    }
    guard reason.isRefusal else { return (reason, nil) }
    return (reason, FixFinder.Case(.node(node.name), decidedAt: decided.step, in: self))
  }

  private func verdict(on node: Node) -> String {
    let blocks = node.blocks.prefix(3).map(\.description).joined(separator: " ")
    let more = node.blocks.count > 3 ? " and \(node.blocks.count - 3) more" : ""
    if let rival = rivals(of: node).first, let block = node.blocks.first {
      return "\(node.name) has \(block), and \(rival) has it too"
    }
    if node.isReady {
      return node.blocks.isEmpty
        ? "\(node.name) is ready and needs no block" : "\(node.name) has \(blocks)\(more)"
    }
    let cause = node.error ?? node.agentError ?? cluster.mode.waitingText(of: node)
    return node.blocks.isEmpty
      ? "\(node.name) has no block: \(cause)" : "\(node.name) has \(blocks)\(more), but: \(cause)"
  }

  /// Other nodes that hold one of the node's blocks.
  func rivals(of node: Node) -> [String] { cluster.rivals(of: node) }

  /// The event since which the node fares as it does.
  private func decisive(_ traces: [Trace<Node>], for node: Node) -> Trace<Node>? {
    func isSame(_ trace: Trace<Node>) -> Bool {
      let then = trace.value
      guard then.isReady == node.isReady else { return false }
      if node.isReady { return node.blocks.isEmpty || !then.blocks.isEmpty }
      return then.error == node.error && then.agentError == node.agentError
        && then.blocks == node.blocks
    }
    var found = traces.last
    for trace in traces.reversed() {
      guard isSame(trace) else { break }
      found = trace
    }
    return found
  }

  /// The cluster just before the node was decided on, inside a batch if there was one.
  private func before(_ trace: Trace<Node>, _ node: Node) -> Cluster? {
    guard let start = cluster(before: trace.step, event: trace.event) else { return nil }
    guard case .nodesJoined(let joined) = story.events(at: trace.step)[trace.event] else {
      return start
    }
    let command = story.command(at: trace.step)
    let earlier = joined.prefix { $0.id != node.id }
    return start.halfway(joining: earlier.map { order(of: $0, in: command) })
  }

  /// What was asked for when the node joined: only single nodes ask for a block.
  private func order(of node: Node, in command: Command) -> NodeOrder {
    var order = NodeOrder(node)
    if case .addNode(node.name, let cidr?, _) = command { order.blocks = [cidr] }
    return order
  }
}

extension Cluster {
  /// Other nodes that hold one of the node's blocks, by name.
  func rivals(of node: Node) -> [String] {
    for block in node.blocks.prefix(16) {
      let others = ledger.holders(of: block.base).filter { $0 != node.id }
      if !others.isEmpty { return others.compactMap { nodes.name(of: $0) } }
    }
    return []
  }
}

extension NodeOrder {
  /// What would be asked for to get such a node, its blocks apart.
  init(_ node: Node) {
    self.init(
      name: node.name, zone: node.zone, instanceType: node.instanceType,
      maxPods: node.wantedMaxPods,
      mask: node.wantedMask)
  }
}
