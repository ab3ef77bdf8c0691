import Addressing

extension ControllerManager {
  /// The cluster CIDRs in the order of the flag, one block of each, next-fit.
  func explainJoin(
    of order: NodeOrder, in cluster: Cluster, by mode: some IPAMMode
  ) -> Explanation {
    var explanation = Explanation(rule: [
      "kube-controller-manager gives a node one block of every cluster CIDR, in the order of the flag.",
      "In each the search begins after the block given last and wraps; blocks that the service range "
        + "touches are taken from the start.",
      "A node that finds no block is tried again after 5 ms, 10 ms and so on up to 1,000 s; a block "
        + "already taken from an earlier CIDR is then lost until the next restart.",
      "A node that has pod CIDRs keeps them, whether or not they can be entered.",
      "Kubernetes 283f41fe, pkg/controller/nodeipam/ipam/range_allocator.go and cidrset/cidr_set.go.",
    ])
    let outcome = mode.outcome(of: order, in: cluster)
    if let crash {
      explanation.add(
        Candidate("kube-controller-manager", found: "is down: \(crash.reason)"))
    } else if outcome.asked.isEmpty {
      for set in allocator.sets {
        explanation.addNextFit([set.blocks], in: cluster, given: outcome.fresh.contains)
        if set.blocks.isFull { break }
      }
    } else {
      for (index, block) in outcome.asked.enumerated() {
        let sets = index < allocator.sets.count ? [allocator.sets[index].blocks] : []
        explanation.addAsked(block, of: sets, in: cluster, isKept: outcome.keeps(block))
      }
    }
    explanation.addCounts(of: mode, in: cluster)
    for set in allocator.sets.map(\.blocks) where !set.isFull {
      explanation.add("cursor of \(set.cluster)", "block \(set.nextCandidate) of \(set.maxCIDRs)")
    }
    if !allocator.leaked.isEmpty { explanation.add("lost", Counted.list(allocator.leaked)) }
    if !allocator.services.isEmpty {
      explanation.add("services", Counted.list(allocator.services.prefixes))
    }
    if let crash {
      explanation.add("down", "crashed \(crash.count) times, starts again at \(crash.due)")
    }
    if options.patch != .ok { explanation.add("patches", "fail: patch=\(options.patch.rawValue)") }
    if let present = cluster.nodes[order.name] {
      for line in details(of: present) where crash == nil { explanation.add(line.key, line.text) }
    }
    explanation.add(outcome, of: mode)
    return explanation
  }
}
