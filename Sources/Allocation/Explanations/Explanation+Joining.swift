import Addressing

/// A join made on a copy: what the node would be, or why there is none.
struct JoinOutcome {
  /// The node after the decision.
  let node: Node?
  /// Why the request is refused as a whole.
  let refusal: Refusal?
  /// What the node had, or asked for, before.
  let asked: [IPPrefix]

  /// What the node has only since the decision.
  var fresh: [IPPrefix] { (node?.blocks ?? []).filter { !asked.contains($0) } }

  /// Whether a block that was asked for is the node's, and nobody objects.
  func keeps(_ block: IPPrefix) -> Bool {
    node.map { $0.error == nil && $0.blocks.contains(block) } ?? false
  }
}

extension IPAMMode {
  /// What comes of a join, made on a copy.
  func outcome(of order: NodeOrder, in cluster: Cluster) -> JoinOutcome {
    let asked = cluster.nodes[order.name]?.blocks ?? order.blocks
    do throws(Refusal) {
      return JoinOutcome(
        node: try rehearsedJoin(of: order, in: cluster), refusal: nil, asked: asked)
    } catch {
      return JoinOutcome(node: nil, refusal: error, asked: asked)
    }
  }
}

extension Explanation {
  /// Pools in order: full ones are passed over, in the first other the blocks are tried from the
  /// cursor on.
  mutating func addNextFit(
    _ sets: [CIDRSet], in cluster: Cluster, given: (IPPrefix) -> Bool
  ) {
    for set in sets {
      let taken = Counted.of(set.count, set.maxCIDRs, "taken")
      guard !set.isFull else {
        add(Candidate(set.title, found: taken))
        continue
      }
      add(Candidate(set.title, found: "\(taken); the search begins at block \(set.nextCandidate)"))
      addBlocks(of: set, from: set.nextCandidate, in: cluster, given: given)
      return
    }
  }

  /// The blocks of one pool, from one of them on.
  mutating func addBlocks(
    of set: CIDRSet, from start: Int, in cluster: Cluster, given: (IPPrefix) -> Bool
  ) {
    let search = RowSearch(set.used, from: start) {
      "\(set.block(at: $0)), block \($0)"
    } holder: {
      cluster.holderText(of: set.block(at: $0))
    }
    add(search) { given(set.block(at: $0)) }
  }

  /// A block that a node asks for, as each pool looks at it.
  mutating func addAsked(_ block: IPPrefix, of sets: [CIDRSet], in cluster: Cluster, isKept: Bool) {
    for set in sets where set.cluster.family == block.family && !set.isInRange(block) {
      add(Candidate(set.title, found: "does not hold \(block)"))
    }
    guard let set = sets.first(where: { $0.isInRange(block) }) else {
      add(Candidate("\(block), asked for", found: "in none of the pools", isTaken: isKept))
      return
    }
    let found: String
    if let span = try? set.span(of: block), !span.isEmpty {
      let taken = set.used.population(in: span)
      if taken == 0 {
        found = "free"
      } else if span.count == 1 {
        found = cluster.holderText(of: set.block(at: span.lowerBound))
      } else {
        found = "of the \(span.count) blocks under it \(taken) are taken"
      }
    } else {
      found = "no block of \(set.title)"
    }
    add(Candidate("\(block), asked for", found: found, isTaken: isKept))
  }

  /// What came of a join, and what its agent took for itself.
  mutating func add(_ outcome: JoinOutcome, of mode: some IPAMMode) {
    if let refusal = outcome.refusal { add("refused", refusal.description) }
    guard let node = outcome.node else { return }
    if let error = node.error ?? node.agentError {
      add("error", error)
    } else if node.state == .waiting {
      add("waiting", mode.waitingText(of: node))
    }
    for range in node.ranges {
      for role in InfrastructureRole.allCases {
        guard let address = range.address(of: role) else { continue }
        add("\(role.rawValue) address", address.description)
      }
    }
  }

  /// Nodes and free blocks before the decision.
  mutating func addCounts(of mode: some IPAMMode, in cluster: Cluster) {
    add("nodes before", "\(cluster.nodes.count)")
    for family in IPFamily.allCases where mode.unitLength(family) != nil {
      let sets = mode.blockSets(family)
      let free = sets.reduce(0) { $0 + $1.maxCIDRs - $1.count }
      let total = sets.reduce(0) { $0 + $1.maxCIDRs }
      if total > 0 { add("free \(family) blocks", "\(free) of \(total)") }
    }
  }
}

extension IPPrefix {
  /// A single address without its length.
  var short: String { hostBits == 0 ? base.description : description }

  /// The first and the last address of what lies between two blocks, or a block alone.
  static func span(_ first: IPPrefix, _ last: IPPrefix) -> String {
    first == last ? first.short : "\(first.base) to \(last.last)"
  }
}

extension CIDRSet {
  /// The pool and its blocks, as people name them.
  var title: String { "\(cluster) in /\(nodeMask)s" }
}

extension Explanation {
  /// Names what was given and is not named yet: the first few one by one, the others counted.
  mutating func addRest(_ given: [IPPrefix], found: String) {
    let rest = given.filter { block in
      !taken.contains { $0.what == block.short || $0.what.hasPrefix("\(block.short),") }
    }
    for block in rest.prefix(RowSearch.listed) {
      add(Candidate(block.short, found: found, isTaken: true))
    }
    omit(rest.count - RowSearch.listed)
  }
}
