public import Addressing

/// What every mode can say of a decision without a word of its own: it is made again on a copy, and
/// pools and books are shown as they stood.
extension IPAMMode {
  /// The pools in order, with what was free in each and what the node got.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    var explanation = Explanation(rule: generalRule)
    let joined = try? rehearsedJoin(of: order, in: cluster)
    for family in IPFamily.allCases {
      for set in blockSets(family) {
        explanation.add(candidate(set, given: joined?.blocks ?? []))
      }
    }
    explanation.add("nodes before", "\(cluster.nodes.count)")
    for family in IPFamily.allCases where unitLength(family) != nil {
      let sets = blockSets(family)
      let free = sets.reduce(0) { $0 + $1.maxCIDRs - $1.count }
      let total = sets.reduce(0) { $0 + $1.maxCIDRs }
      if total > 0 { explanation.add("free \(family) blocks", "\(free) of \(total)") }
    }
    if let error = joined?.error ?? joined?.agentError {
      explanation.add("error", error)
    } else if let joined, joined.state == .waiting {
      explanation.add("waiting", waitingText(of: joined))
    }
    return explanation
  }

  /// The node's own books in order, with what was free in each and what the pod got.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    var explanation = Explanation(rule: generalRule)
    let grant = rehearsedGive(demand, on: node, in: cluster)
    let given = grant.addresses
    var unseen = given
    for range in node.ranges {
      let here = given.filter { range.offset(of: $0) != nil }
      unseen.removeAll(where: here.contains)
      explanation.add(candidate(range, given: here))
    }
    for address in unseen {
      explanation.add(
        Candidate(address.description, found: "outside what the node had", isTaken: true))
    }
    if let wanted = demand.wanted { explanation.add("address asked for", wanted.description) }
    if let pool = demand.pool { explanation.add("pool asked for", pool) }
    explanation.add("pods on the node", "\(node.pods.count) of at most \(node.maxPods)")
    for family in IPFamily.allCases {
      if let free = node.free(family) { explanation.add("free \(family) addresses", "\(free)") }
    }
    if grant.status != .running {
      let family: IPFamily = grant.status == .refusedV6 ? .v6 : .v4
      explanation.add("error", grant.error ?? exhaustedText(family))
    }
    return explanation
  }

  /// What the mode says of itself, with what it is modelled after.
  public var generalRule: [String] { [about.summary, "Modelled after \(about.models)."] }

  /// One pool as a join looked at it.
  public func candidate(_ set: CIDRSet, given blocks: [IPPrefix]) -> Candidate {
    let here = blocks.filter { set.cluster.contains($0) }
    let what = "\(set.cluster) in /\(set.nodeMask)s"
    let taken = Counted.of(set.count, set.maxCIDRs, "taken")
    guard here.isEmpty else {
      return Candidate(what, found: "\(taken); gave \(Counted.list(here))", isTaken: true)
    }
    return Candidate(what, found: taken)
  }

  /// The books on one block of a node as an agent looked at them.
  public func candidate(_ range: BlockAddresses, given addresses: [IPAddress]) -> Candidate {
    let taken = Counted.of(range.usable - range.free, range.usable, "taken")
    guard addresses.isEmpty else {
      let list = addresses.map(\.description).joined(separator: " ")
      return Candidate(
        range.prefix.description, found: "\(taken); gave \(list)", isTaken: true)
    }
    return Candidate(range.prefix.description, found: taken)
  }
}

extension AddressGrant {
  /// The addresses of the grant, IPv4 first.
  public var addresses: [IPAddress] {
    var addresses: [IPAddress] = []
    if v4 != 0 { addresses.append(IPAddress(.v4, bits: UInt128(v4))) }
    if v6 != 0 { addresses.append(IPAddress(.v6, bits: v6)) }
    return addresses
  }
}

/// Numbers as explanations write them.
enum Counted {
  /// `all 4 taken`, `none of 4 taken`, `3 of 4 taken`; what holds none has nothing to give.
  static func of(_ part: Int, _ whole: Int, _ word: String) -> String {
    if whole == 0 { return "has nothing to give" }
    if part >= whole { return whole == 1 ? "the only one \(word)" : "all \(whole) \(word)" }
    return part == 0 ? "none of \(whole) \(word)" : "\(part) of \(whole) \(word)"
  }

  /// The first few prefixes, and how many more.
  static func list(_ prefixes: [IPPrefix]) -> String {
    let first = prefixes.prefix(3).map(\.description).joined(separator: " ")
    return prefixes.count > 3 ? "\(first) and \(prefixes.count - 3) more" : first
  }
}
