extension Cluster {
  /// How the scheduler chooses a node for a pod that names none: the same under every mode.
  public func explainPlacement() -> Explanation {
    var explanation = Explanation(rule: [
      "The scheduler takes the ready, uncordoned node with the fewest pods below its maximum, "
        + "the earliest created on ties.",
      "That stands for kube-scheduler and is the same under every mode.",
    ])
    var seen = Placement()
    nodes.forEach { seen.look(at: $0) }
    let best = seen.open.sorted { ($0.pods, $0.id) < ($1.pods, $1.id) }
    for (rank, node) in best.enumerated() {
      explanation.add(
        Candidate(
          node.name, found: "\(node.pods) of \(node.maxPods) pods", isTaken: rank == 0))
    }
    if best.isEmpty {
      for (name, cause) in seen.closed { explanation.add(Candidate(name, found: cause)) }
      explanation.omit(seen.closedCount - seen.closed.count)
    }
    explanation.add("nodes", "\(nodes.count), \(seen.open.count) could take a pod")
    for (cause, count) in zip(Placement.causes, seen.counts) where count > 0 {
      explanation.add(cause, "\(count)")
    }
    return explanation
  }
}

/// Nodes as the scheduler sees them.
private struct Placement {
  struct OpenNode {
    let id: NodeID
    let name: String
    let pods: Int
    let maxPods: Int
  }

  static let causes = ["not ready", "cordoned", "at their maximum of pods"]

  private(set) var open: [OpenNode] = []
  /// The first nodes that take none, each with why.
  private(set) var closed: [(name: String, cause: String)] = []
  private(set) var closedCount = 0
  private(set) var counts = [0, 0, 0]

  mutating func look(at node: Node) {
    if !node.isReady {
      close(node, 0, "not ready: \(node.error ?? node.agentError ?? "it waits for a block")")
    } else if node.isCordoned {
      close(node, 1, "cordoned")
    } else if node.admitted >= node.maxPods {
      close(node, 2, "\(node.admitted) of \(node.maxPods) pods")
    } else {
      open.append(
        OpenNode(id: node.id, name: node.name, pods: node.admitted, maxPods: node.maxPods))
    }
  }

  private mutating func close(_ node: Node, _ cause: Int, _ text: String) {
    counts[cause] += 1
    closedCount += 1
    if closed.count < Explanation.listLimit { closed.append((node.name, text)) }
  }
}
