import Addressing

extension ClusterPool {
  /// The list elements in order, and the blocks of the first that is not full from its cursor on.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    var explanation = Explanation(rule: [
      "The operator takes the first element of the pod CIDR list that is not full, IPv4 before IPv6.",
      "In it the search begins after the block given last, not at the lowest, and wraps: a block that "
        + "was freed waits until the search comes round to it.",
      "A node whose object names a block gets that one, or an error; a family without a free block "
        + "undoes the other.",
      "Cilium 1.13 to 1.19, pkg/ipam/allocator/podcidr/podcidr.go and pkg/ipam/cidrset/cidr_set.go.",
    ])
    let outcome = outcome(of: order, in: cluster)
    for family in IPFamily.allCases {
      let sets = blockSets(family)
      let asked = outcome.asked.filter { $0.family == family }
      for block in asked {
        explanation.addAsked(block, of: sets, in: cluster, isKept: outcome.keeps(block))
      }
      if asked.isEmpty { explanation.addNextFit(sets, in: cluster, given: outcome.fresh.contains) }
    }
    explanation.addCounts(of: self, in: cluster)
    for set in nodeOperator.sets where !set.isFull {
      explanation.add("cursor of \(set.cluster)", "block \(set.nextCandidate) of \(set.maxCIDRs)")
    }
    explanation.add(outcome, of: self)
    return explanation
  }

  /// The addresses the node's agent looks at.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    agent.explainGive(demand, on: node, in: cluster, by: self)
  }
}
