import Addressing

extension OVNKubernetes {
  /// The cluster networks of each family in order, and their subnets by number from the cursor on.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    var explanation = Explanation(rule: [
      "The cluster manager gives a node a subnet of every family, from the first cluster network of "
        + "the family that has one.",
      "Subnets are numbered and the search goes on from the number after the one given last; where a "
        + "subnet shares an octet with host bits the numbers are rotated, so that subnets ending in "
        + ".0 come first.",
      "IPv6 subnets whose last written group is zero are passed over; a family without a subnet undoes "
        + "the other.",
      "A node that finds none is tried again 15 times in all, then only at an event of its own.",
      "OVN-Kubernetes 6c366bb, go-controller/pkg/clustermanager/node/subnet_allocator.go.",
    ])
    let outcome = outcome(of: order, in: cluster)
    for family in families {
      let asked = outcome.asked.filter { $0.family == family }
      for block in asked {
        explanation.add(
          Candidate(
            "\(block), asked for", found: ownerText(of: block, but: order.name),
            isTaken: outcome.keeps(block)))
      }
      let fresh = outcome.fresh.filter { $0.family == family }
      if asked.isEmpty || !fresh.isEmpty {
        for range in allocator[family] where look(at: range, fresh, &explanation) { break }
      }
    }
    explanation.add("nodes before", "\(cluster.nodes.count)")
    for range in families.flatMap({ allocator[$0] }) {
      explanation.add(
        "cursor of \(range.network)",
        "number \(range.next) of \(range.numbers)"
          + (range.rotation > 0 ? ", rotated by \(range.rotation) bits" : ""))
    }
    if let present = cluster.nodes[order.name] {
      for line in details(of: present) { explanation.add(line.key, line.text) }
    }
    explanation.add(outcome, of: self)
    return explanation
  }

  private func ownerText(of block: IPPrefix, but name: String) -> String {
    let ranges = allocator[block.family]
    guard let range = ranges.first(where: { $0.network.contains(block.base) }) else {
      return "in none of the cluster networks"
    }
    guard let owner = range.owner(of: block), owner != name else { return "nobody else has it" }
    return "taken by \(owner)"
  }

  /// One cluster network; true if the search ends there.
  private func look(
    at range: OVNSubnetRange, _ given: [IPPrefix], _ explanation: inout Explanation
  ) -> Bool {
    let taken = range.taken.population
    let title = "\(range.network) in /\(range.hostPrefix)s"
    let count = Counted.of(taken, range.numbers, "taken")
    guard let found = range.nextFree else {
      explanation.add(Candidate(title, found: "\(count); none to give"))
      return false
    }
    explanation.add(Candidate(title, found: "\(count); the search begins at number \(range.next)"))
    let start = range.next % range.numbers
    let passed = (found - start + range.numbers) % range.numbers
    for step in 0..<min(passed, RowSearch.listed) {
      let number = (start + step) % range.numbers
      let subnet = range.subnet(number)
      explanation.add(
        Candidate(
          "\(subnet), number \(number)",
          found: range.owner(of: subnet).map { "taken by \($0)" } ?? "passed over for its zeros"))
    }
    if passed > RowSearch.listed {
      explanation.add(
        Candidate("\(passed - RowSearch.listed) numbers more", found: "all passed over"))
    }
    let subnet = range.subnet(found)
    let isTaken = given.contains(subnet)
    explanation.add(
      Candidate(
        "\(subnet), number \(found)", found: isTaken ? "free" : "free, and not given after all",
        isTaken: isTaken))
    return true
  }

  /// The addresses of the node's switch, from the one after the last on.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    var explanation = Explanation(rule: [
      "The node's switch gives the next free address after the one given last, over the end and "
        + "round, of every family, IPv4 first.",
      "The network address and IPv4's last are never given; the first address is the gateway's, the "
        + "second the management port's.",
      "A pod that asks for an address of its own is refused.",
      "OVN-Kubernetes 6c366bb, go-controller/pkg/allocator/ip/allocator.go and bitmap/allocator.go.",
    ])
    let grant = rehearsedGive(demand, on: node, in: cluster)
    if let wanted = demand.wanted {
      explanation.add(
        Candidate("\(wanted), asked for", found: "pods cannot ask for addresses"))
    } else {
      for family in IPFamily.allCases {
        guard let range = node[family] else { continue }
        let last = lastGiven(on: node.id, family)
        let start = last.flatMap(range.offset).map { $0 + 1 } ?? 0
        explanation.addBook(range)
        explanation.addAddresses(
          of: range, from: start, on: node, in: cluster, given: grant.addresses.contains)
        explanation.add("last \(family) address", last?.description ?? "none given yet")
        if range.free == 0 { break }
      }
    }
    explanation.add(grant, to: demand, on: node, by: self)
    return explanation
  }
}

extension OVNSubnetRange {
  /// The number of the subnet that a node without one would get.
  fileprivate var nextFree: Int? {
    var copy = self
    // No node is called so.
    return copy.allocate(for: "").flatMap(number)
  }
}
