public import Allocation

/// How far a cluster is from its first failure: what can still be added before something is refused.
///
/// Found by adding, on copies of the cluster, in the words `add nodes 1` and `add pods 1` said again
/// and again: chunks of twice the size as long as they fit, then halves of the one that did not.
/// So no rule is repeated here, and the work stays near twice the answer.
public enum Headroom {
  /// Nodes up to which it is looked for; more than that is no number worth waiting for.
  public static let nodeLimit = 4096
  /// Pods up to which it is looked for.
  public static let podLimit = 65_536

  /// Nodes that can be added, one after the other, each of which is ready at once and without an
  /// error; nil where more than `limit` fit.
  public static func nodes(of cluster: Cluster, limit: Int = nodeLimit) -> Int? {
    count(in: cluster, limit: limit) { cluster, count in
      let names = cluster.nodes.freeNames(count, prefix: "node-")
      let first = cluster.nodes.nextID.rawValue
      guard (try? cluster.perform(.addNodes(names.map { NodeOrder(name: $0) }))) != nil else {
        return false
      }
      return (first..<first + UInt32(count)).allSatisfy { id in
        guard let node = cluster.nodes[NodeID(rawValue: id)] else { return false }
        return node.isReady && node.error == nil && node.agentError == nil
      }
    }
  }

  /// Pods that the scheduler can place, one after the other, each of which runs at once; nil where
  /// more than `limit` fit.
  public static func pods(of cluster: Cluster, limit: Int = podLimit) -> Int? {
    count(in: cluster, limit: limit) { cluster, count in
      guard count <= cluster.room else { return false }
      let order = PodOrder(naming: .app("pod"), count: count)
      guard let events = try? cluster.perform(.addPods(order)) else { return false }
      for case .podsCreated(let batch) in events {
        let first = batch.firstID.rawValue
        return (first..<first + UInt32(batch.count)).allSatisfy { row in
          cluster.pods.status(of: PodID(rawValue: row)).isRunning
        }
      }
      return false
    }
  }

  /// How many times one more fits, up to a limit.
  private static func count(
    in cluster: Cluster, limit: Int, adding add: (inout Cluster, Int) -> Bool
  ) -> Int? {
    var (found, chunk) = (0, 1)
    var state = cluster
    /// A number that is known not to fit.
    var tooMany: Int?
    while found + 1 < tooMany ?? Int.max {
      let step = tooMany.map { ($0 - found) / 2 } ?? min(chunk, limit + 1 - found)
      var next = state
      if add(&next, step) {
        state = next
        found += step
        chunk *= 2
        if found > limit { return nil }
      } else {
        tooMany = found + step
      }
    }
    return found
  }
}
