/// The sizes up to which Kubernetes is tested and supported.
///
/// "Considerations for large clusters" of the Kubernetes documentation (kubernetes/website,
/// `content/en/docs/setup/best-practices/cluster-large.md`); they hold all at once, so a cluster of
/// 5,000 nodes cannot have 110 pods on each.
public enum KubernetesLimits {
  /// Pods of one node.
  public static let podsPerNode = 110
  /// Nodes of a cluster.
  public static let nodes = 5_000
  /// Pods of a cluster.
  public static let pods = 150_000
  /// Containers of a cluster.
  public static let containers = 300_000

  /// Pods that a cluster of `nodes` supports: what its nodes take, at most the cluster's limit.
  public static func supportedPods(nodes: Int, podsPerNode: Int = podsPerNode) -> Int {
    guard nodes > 0, podsPerNode > 0 else { return 0 }
    let (product, overflow) = nodes.multipliedReportingOverflow(by: podsPerNode)
    return overflow ? pods : min(product, pods)
  }

  /// Pods that each of `nodes` can have on average when all limits are kept, rounded down.
  public static func averagePodsPerNode(nodes: Int) -> Int {
    nodes > 0 ? min(podsPerNode, pods / nodes) : 0
  }
}
