import Addressing
import Allocation

/// Changes to what happens in the cluster: time, restarts, nodes, pods.
extension FixFinder {
  /// Nodes that are not ready after the refusal.
  private var lackingNodes: Int {
    max(1, refused.tallies.nodesWaiting + refused.tallies.nodesFailed)
  }

  /// Pods that wait after the refusal.
  private var lackingPods: Int { max(1, refused.tallies.podsPending) }

  private var isPod: Bool {
    if case .pod = task.target { true } else { false }
  }

  /// Until something is due by itself: a cool-down, a retry, garbage collection.
  mutating func tryWaiting() {
    for moment in [Moment.then, .now] {
      var cluster = moment == .now ? task.now : task.then
      let start = cluster.now
      for _ in 0..<4 {
        guard let due = cluster.mode.nextDue, due > cluster.now || due >= start else { break }
        let span = max(.seconds(1), due - start)
        let seconds = Int(span.components.seconds) + (span.components.attoseconds > 0 ? 1 : 0)
        let wait = TimeSpan(seconds: seconds)
        if offer("wait \(wait)", [.wait(wait)], [moment]) { return }
        guard spend(cluster.nodes.count),
          (try? cluster.perform(.wait(due - cluster.now + .seconds(1)))) != nil
        else { break }
      }
    }
  }

  /// What a component relearns when it starts anew.
  mutating func tryRestarts() {
    if let node = task.node(in: task.now),
      offer("restart the agent of \(node.name)", [.restartAgent(node: node.name)], [.now])
    {
      return
    }
    _ = offer("restart the operator", [.restartOperator], [.now, .then])
  }

  /// Nodes that the scheduler passes by.
  mutating func tryUncordoning() {
    guard isPod else { return }
    var cordoned: [String] = []
    task.now.nodes.forEach { if $0.isCordoned { cordoned.append($0.name) } }
    for name in cordoned.prefix(4) {
      if offer("uncordon \(name)", [.uncordon(node: name)], [.now, .then]) { return }
    }
  }

  /// The pod on a node that still has what it wants.
  mutating func tryOtherNodes() {
    guard case .pod(let name) = task.target, let pod = task.pod(name, in: task.now),
      let home = pod.node
    else { return }
    let isDefault = name.namespace == Cluster.defaultNamespace
    let podName = PodName(namespace: isDefault ? nil : name.namespace, name.name)
    let demand = task.now.demand(of: pod.id)
    func again(on node: String?) -> [Command] {
      let placement = PodPlacement(node: node, pool: demand?.pool)
      return [.removePod(podName), .addPod(podName, address: demand?.wanted, placement)]
    }
    if demand?.wanted != nil {
      let placement = PodPlacement(node: task.now.nodes.name(of: home), pool: demand?.pool)
      _ = offer(
        "let \(name.short) take any address",
        [.removePod(podName), .addPod(podName, address: nil, placement)], [.now])
    }
    var others: [(free: Int, id: NodeID, name: String)] = []
    task.now.nodes.forEach { node in
      guard node.id != home, node.isReady, !node.isCordoned, node.admitted < node.maxPods else {
        return
      }
      let free = IPFamily.allCases.compactMap { node.free($0) }.min() ?? 0
      others.append((free, node.id, node.name))
    }
    others.sort { ($1.free, $0.id) < ($0.free, $1.id) }
    for other in others.prefix(6) {
      if offer("make \(name.short) again on \(other.name)", again(on: other.name), [.now]) {
        return
      }
    }
  }

  /// Nodes without pods, whose blocks others could have.
  mutating func tryRemovingEmptyNodes() {
    for (cluster, moment) in [(task.then, Moment.then), (task.now, .now)] {
      var empty = 0
      cluster.nodes.forEach { if $0.pods.isEmpty, !$0.blocks.isEmpty { empty += 1 } }
      for count in [1, lackingNodes] where count <= empty {
        let what = "remove \(Self.counted(count, "empty node"))"
        let remove = Command.removeNodes(count: count, pick: .oldest, onlyEmpty: true)
        if offer(what, [remove], [moment]) { return }
        if moment == .now,
          offer("\(what) and restart the operator", [remove, .restartOperator], [.now])
        {
          return
        }
      }
    }
  }

  /// Nodes for pods that found none.
  mutating func tryMoreNodes() {
    guard isPod else { return }
    let each = max(1, refused.mode.maxPods)
    for count in [1, (lackingPods + each - 1) / each] {
      let add = Command.addNodes(
        count: count, prefix: Command.defaultNodePrefix, NodeTraits())
      if offer("add \(Self.counted(count, "node"))", [add], [.then, .now]) { return }
    }
  }

  /// Pods or nodes that make room by going.
  mutating func tryFewer() {
    if isPod {
      guard let home = task.node(in: task.now) else { return }
      for count in [1, lackingPods] {
        let remove = Command.removePods(
          count: count, app: nil, node: home.name, pick: .oldest)
        let what =
          "remove the \(count == 1 ? "oldest pod" : "\(count) oldest pods") of \(home.name)"
        if offer(what, [remove], [.then, .now]) { return }
      }
      return
    }
    for count in [1, lackingNodes] {
      let remove = Command.removeNodes(count: count, pick: .oldest, onlyEmpty: false)
      let what =
        "remove the \(count == 1 ? "oldest node" : "\(count) oldest nodes") and what runs there"
      if offer(what, [remove], [.then]) { return }
    }
  }

  /// `1 node`, `2 nodes`.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
