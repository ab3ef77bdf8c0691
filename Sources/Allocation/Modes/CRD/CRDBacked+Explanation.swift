import Addressing

extension CRDBacked {
  /// The pools from which the outside controller fills the node's object.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    var explanation = Explanation(rule: [
      "Cilium asks nobody: something outside of it writes addresses into the node's object, here the "
        + "lowest free ones of the pools until the node has addresses-per-node of each family.",
      "The agent starts when it has min-allocate addresses, else pre-allocate, else two with health "
        + "checking and one without.",
      "Cilium 1.13 to 1.19, pkg/ipam/crd.go; the outside controller is this project's own.",
    ])
    let outcome = outcome(of: order, in: cluster)
    let present = cluster.nodes[order.name]
    for block in present == nil ? order.blocks : [] {
      let isKept = outcome.node.map { $0.blocks.contains(where: block.overlaps) } ?? false
      let found: String
      if block.size > 4096 {
        found = "more than 4096 addresses"
      } else {
        let taken = (0..<block.size).count {
          controller.isTaken(IPAddress(block.family, bits: block.base.bits + $0))
        }
        found = Counted.of(taken, Int(block.size), "taken or in no pool")
      }
      explanation.add(Candidate("\(block), asked for", found: found, isTaken: isKept))
    }
    let fresh = outcome.fresh.filter { block in
      !order.blocks.contains { $0.contains(block) }
    }
    for set in controller.sets {
      let here = fresh.filter { set.cluster.contains($0) }
      let free = "\(set.maxCIDRs - set.count) of \(set.maxCIDRs) addresses free"
      explanation.add(Candidate(set.cluster.description, found: free))
      guard let first = here.min(), let last = here.max() else { continue }
      explanation.add(
        Candidate(
          IPPrefix.span(first, last),
          found: "the lowest \(here.count) free", isTaken: true))
    }
    explanation.add("addresses a node", "\(settings.addressesPerNode) of each family")
    explanation.add("the agent waits for", "\(required)")
    explanation.add("nodes before", "\(cluster.nodes.count)")
    explanation.add(outcome, of: self)
    return explanation
  }

  /// The addresses in the node's object: those pinned to the pod, else any that is nobody's.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    var explanation = Explanation(rule: [
      "An address whose owner field names the pod is given to it, and to no other pod.",
      "Else the agent gives any free address of the node's object that is pinned to nobody: it walks "
        + "a Go map, here "
        + (settings.agent.scansAtRandom ? "the seed draws." : "in the order of the list."),
      "IPv6 comes before IPv4 and is given back if IPv4 has none.",
      "Cilium 1.13 to 1.19, pkg/ipam/crd.go.",
    ])
    let grant = rehearsedGive(demand, on: node, in: cluster)
    let given = grant.addresses
    var drawer = node
    for family in [IPFamily.v6, .v4] where unitLength(family) != nil {
      let own = hasPins ? pin(of: demand.name.description, family) : nil
      if let asked = demand.wanted?.family == family ? demand.wanted : own {
        addPinned(asked, to: demand, given, on: node, in: cluster, &explanation)
        continue
      }
      let ranges = node.ranges.filter { $0.prefix.family == family }
      let free = ranges.reduce(0) { $0 + $1.free }
      let total = ranges.reduce(0) { $0 + $1.usable }
      explanation.add(
        Candidate(
          "\(family) addresses in the node's object",
          found: Counted.of(total - free, total, "taken")))
      guard let place = draw(family, on: drawer, seed: cluster.seed) else { break }
      drawer.draws += 1
      let address = node.ranges[place.range].address(at: place.offset)
      explanation.add(
        Candidate(
          address.description,
          found: given.contains(address) ? "free" : "free, and not given after all",
          isTaken: given.contains(address)))
    }
    if let wanted = demand.wanted, unitLength(wanted.family) == nil {
      explanation.add(Candidate("\(wanted), asked for", found: "the family is off"))
    }
    explanation.add("draws of the node", "\(node.draws)")
    explanation.add(grant, to: demand, on: node, by: self)
    return explanation
  }

  private func addPinned(
    _ address: IPAddress, to demand: PodDemand, _ given: [IPAddress], on node: Node,
    in cluster: Cluster, _ explanation: inout Explanation
  ) {
    let owner = demand.name.description
    var found: String
    if let keeper = keeper(of: address) {
      found = keeper == owner ? "kept for this pod" : "kept for \(keeper)"
    } else {
      found = "kept for nobody"
    }
    if let place = node.position(of: address), let offset = node.ranges[place].offset(of: address) {
      found +=
        node.ranges[place].taken[offset]
        ? "; \(cluster.holderText(at: offset, of: node.ranges[place], on: node))"
        : "; free in the node's object"
    } else {
      found += "; not in the node's object"
    }
    explanation.add(
      Candidate("\(address), asked for", found: found, isTaken: given.contains(address)))
  }
}
