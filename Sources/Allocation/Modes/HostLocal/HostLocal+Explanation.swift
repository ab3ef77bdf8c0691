import Addressing

extension HostLocal {
  /// What kube-controller-manager looks at.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    controller.explainJoin(of: order, in: cluster, by: self)
  }

  /// The addresses the plugin looks at.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    nodes.explainGive(demand, on: node, in: cluster, by: self)
  }
}
