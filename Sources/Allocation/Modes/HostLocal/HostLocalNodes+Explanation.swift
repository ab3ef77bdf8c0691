import Addressing

extension HostLocalNodes {
  /// The addresses host-local looks at, from the one after the last on.
  func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster, by mode: some IPAMMode
  ) -> Explanation {
    var explanation = Explanation(rule: [
      "host-local tries the addresses after the one given last, in order, over the end and round, and "
        + "takes the first without a file; so an address comes back only after all others.",
      "The network address, the gateway (the first address) and IPv4's broadcast are never given.",
      "Each range set gives one address, IPv4 first; if a later one has none, the earlier are "
        + "released, and the place of the search stays where it is.",
      "CNI plugins 1.9.1, plugins/ipam/host-local/backend/allocator/allocator.go and "
        + "backend/disk/backend.go.",
    ])
    let given = mode.rehearsedGive(demand, on: node, in: cluster).addresses
    var open = demand.wanted
    for family in IPFamily.allCases {
      guard let range = node[family] else { continue }
      guard let set = try? HostLocalRangeSet(range.prefix) else {
        explanation.add(Candidate(range.prefix.description, found: "too small to allocate from"))
        break
      }
      if let asked = open, set.contains(asked) {
        open = nil
        explanation.addAsked(asked, on: node, in: cluster, isGiven: given.contains(asked))
        guard range.offset(of: asked).map({ !range.taken[$0] }) ?? false else { break }
        continue
      }
      explanation.addBook(range)
      let start = last(node.id, family).flatMap(range.offset).map { $0 + 1 } ?? 0
      explanation.addAddresses(
        of: range, from: start, on: node, in: cluster, given: given.contains)
      if range.free == 0 { break }
    }
    if let open, node.ranges.isEmpty || !given.contains(open) {
      explanation.add(Candidate("\(open), asked for", found: "in no range set of the node"))
    }
    for family in IPFamily.allCases where node[family] != nil {
      explanation.add(
        "last \(family) address", last(node.id, family)?.description ?? "none given yet")
    }
    let leaked = Self.leaked(on: node)
    if leaked > 0 { explanation.add("files of lost pods", "\(leaked)") }
    explanation.add(
      mode.rehearsedGive(demand, on: node, in: cluster), to: demand, on: node, by: mode)
    return explanation
  }
}
