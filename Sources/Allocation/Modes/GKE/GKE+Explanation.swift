import Addressing

extension GKE {
  /// The pod ranges in order, and the block that the node's maximum of pods asks for.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    let outcome = outcome(of: order, in: cluster)
    let pods = cluster.nodes[order.name]?.maxPods ?? order.maxPods ?? maxPods(for: order)
    let mask = settings.nodeMask(maxPods: pods)
    var explanation = Explanation(rule: [
      "A node's block is the smallest that holds twice its maximum of pods, so that an address is not "
        + "used again at once: a /24 for 110 pods, a /26 for 32.",
      "It comes from the first pod range with such a block free; which one Google picks is not "
        + "published, here it is the lowest.",
      "A node also needs an address of the subnet's primary range, of which Google keeps four.",
      "Google's documents how-to/flexible-pod-cidr, concepts/alias-ips and how-to/multi-pod-cidr.",
    ])
    let places = GKESizing.nodes(nodeSubnet: settings.nodeSubnet)
    let hasBlock = cluster.nodes[order.name]?.blocks.isEmpty == false
    if created < places, !hasBlock {
      for set in ranges where look(at: set, mask, outcome.fresh, &explanation) { break }
    } else if !hasBlock {
      explanation.add(
        Candidate(
          "primary range /\(settings.nodeSubnet)", found: "all \(places) addresses have nodes"))
    }
    explanation.add("block", "/\(mask) for \(pods) pods")
    explanation.add("nodes created", "\(created) of \(places) in the primary range")
    explanation.add("waiting before", "\(waiting.count)")
    explanation.addCounts(of: self, in: cluster)
    explanation.add(outcome, of: self)
    return explanation
  }

  /// One pod range; true if the node's block comes from it.
  private func look(
    at set: CIDRSet, _ mask: Int, _ given: [IPPrefix], _ explanation: inout Explanation
  ) -> Bool {
    let taken = Counted.of(set.count, set.maxCIDRs, "taken")
    guard mask >= set.cluster.length else {
      explanation.add(Candidate(set.title, found: "\(taken); smaller than a /\(mask)"))
      return false
    }
    guard let block = free(mask, in: set) else {
      explanation.add(Candidate(set.title, found: "\(taken); no free /\(mask)"))
      return false
    }
    explanation.add(Candidate(set.title, found: "\(taken); the lowest free /\(mask) is \(block)"))
    explanation.add(
      Candidate(block.description, found: "free", isTaken: given.contains(block)))
    return true
  }

  /// The addresses looked at inside the block: host-local's, or Cilium's under Dataplane V2.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    settings.dataplane == .v1
      ? hostLocal.explainGive(demand, on: node, in: cluster, by: self)
      : agent.explainGive(demand, on: node, in: cluster, by: self)
  }
}
