public import Addressing
public import Allocation

/// What the other nodes have to know of each node.
public enum RouteFigures {
  /// Routes a node needs to reach all pods: one to each block that another node holds.
  public static func routes(of cluster: Cluster, family: IPFamily) -> Int {
    max(0, (cluster.tallies.blocksHeld[family] ?? 0) - 1)
  }
}
