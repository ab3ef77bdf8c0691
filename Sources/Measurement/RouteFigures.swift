public import Addressing
public import Allocation

/// What the other nodes have to know of each node.
public enum RouteFigures {
  /// Routes a node needs to reach all pods: one to each block that another node holds; of the node
  /// that needs most.
  public static func routes(of cluster: Cluster, family: IPFamily) -> Int {
    let held = cluster.tallies.blocksHeld[family] ?? 0
    guard held > 0 else { return 0 }
    var fewest = held
    cluster.nodes.forEach { node in
      let own = node.blocks.count { $0.family == family }
      if own > 0 { fewest = min(fewest, own) }
    }
    return held - fewest
  }
}
