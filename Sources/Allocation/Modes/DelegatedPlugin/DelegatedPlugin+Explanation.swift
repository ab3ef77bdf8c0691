import Addressing

extension DelegatedPlugin {
  /// What kube-controller-manager looks at.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    controller.explainJoin(of: order, in: cluster, by: self)
  }

  /// The addresses the plugin looks at.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    var explanation = nodes.explainGive(demand, on: node, in: cluster, by: self)
    explanation.rule.insert(
      "Cilium's CNI plugin asks the plugin it is told to and hands its answer on (Cilium 1.19, "
        + "plugins/cilium-cni/cmd/cmd.go).", at: 0)
    return explanation
  }
}
