import Addressing

extension NodeLocal {
  /// Where the node's block comes from: a free one, its name's hash, or its own word.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    var explanation = Explanation(rule: rule)
    let outcome = outcome(of: order, in: cluster)
    for block in outcome.asked {
      explanation.add(
        Candidate(
          "\(block), asked for", found: heldText(of: block, but: order.name, in: cluster),
          isTaken: outcome.keeps(block)))
    }
    for family in IPFamily.allCases
    where settings.isOn(family) && !outcome.asked.contains(where: { $0.family == family }) {
      let given = outcome.fresh.filter { $0.family == family }
      let length = length(for: subject(order, in: cluster), family)
      switch settings.assignment {
      case .controller: look(length, family, given, in: cluster, &explanation)
      case .hash: hash(order, length, family, given, in: cluster, &explanation)
      case .manual:
        explanation.add(
          Candidate("\(family) block of its own", found: "none is named: assign=manual"))
      }
    }
    explanation.addCounts(of: self, in: cluster)
    for family in IPFamily.allCases where settings.isOn(family) {
      let masks = settings.masks(family).map { "/\($0)" }.joined(separator: " ")
      explanation.add("\(family) sizes", masks)
    }
    if settings.assignment == .controller { explanation.add("sizes taken in turn", "\(turn)") }
    explanation.add(outcome, of: self)
    return explanation
  }

  private var rule: [String] {
    switch settings.assignment {
    case .controller:
      [
        "A controller of the cluster's own gives a new node the lowest free block, in the first pool "
          + "that has one, of the size that is next in the list of masks or of the node's mask=.",
        "A node that cannot have a block of every family gets none and waits.",
        "A model of the article's node-local mode; Cilium has no such mode.",
      ]
    case .hash:
      [
        "The node hashes its name; the hash is the number of its block, and of its size if there are "
          + "several. It asks nobody.",
        "Two names may give one block: both nodes use it, as the birthday law has it.",
        "A model of the article's node-local mode (FNV-1a of the name, mixed and scaled to the "
          + "blocks); Cilium has no such mode.",
      ]
    case .manual:
      [
        "A node has the block of its cidr= and no other; without one it waits.",
        "A model of the article's node-local mode; Cilium has no such mode.",
      ]
    }
  }

  /// The node as it asks for a size.
  private func subject(_ order: NodeOrder, in cluster: Cluster) -> Node {
    if let present = cluster.nodes[order.name] { return present }
    var node = Node(id: cluster.nodes.nextID, name: order.name, maxPods: 0)
    node.wantedMask = order.mask
    return node
  }

  /// The lowest free block that a controller finds.
  private func look(
    _ length: Int, _ family: IPFamily, _ given: [IPPrefix], in cluster: Cluster,
    _ explanation: inout Explanation
  ) {
    for set in register.taken(family) {
      let count = Counted.of(set.count, set.maxCIDRs, "taken")
      if set.cluster.length > length {
        explanation.add(
          Candidate(set.title, found: "\(count); too small for a /\(length)"))
        continue
      }
      guard let block = given.first(where: { set.cluster.contains($0) }) else {
        explanation.add(Candidate(set.title, found: "\(count); no free /\(length)"))
        continue
      }
      explanation.add(Candidate(set.title, found: "\(count); the lowest free /\(length)"))
      let before = below(block, in: set)
      if before > 0 {
        explanation.add(
          Candidate(
            "\(Counted.of(before, "/\(length)")) before \(block.base)",
            found: "held by nodes, in whole or in part"))
      }
      explanation.add(Candidate(block.description, found: "free", isTaken: true))
      return
    }
  }

  /// Blocks of the same size that lie before one in its pool.
  private func below(_ block: IPPrefix, in set: CIDRSet) -> Int {
    let distance = block.base.bits - set.cluster.base.bits
    let hostBits = block.hostBits
    return hostBits >= 128 ? 0 : Int(clamping: distance >> UInt128(hostBits))
  }

  /// The block that a name's hash says.
  private func hash(
    _ order: NodeOrder, _ length: Int, _ family: IPFamily, _ given: [IPPrefix],
    in cluster: Cluster, _ explanation: inout Explanation
  ) {
    for pool in settings.pools where pool.family == family && pool.length > length {
      explanation.add(Candidate(pool.description, found: "too small for a /\(length)"))
    }
    let total = HashedBlock.grids(length, settings.pools, family).reduce(0) { $0 + $1.count }
    explanation.add("hash of the name", String(AddressScan.hash(of: order.name), radix: 16))
    explanation.add("\(family) blocks to draw from", "\(total)")
    for block in HashedBlock.block(of: order.name, length, settings.pools, family) {
      let number = HashedBlock.number(of: block, length, settings.pools, family)
      explanation.add(
        Candidate(
          "\(block), block \(number)", found: heldText(of: block, but: order.name, in: cluster),
          isTaken: given.contains(block)))
    }
  }

  /// Who else has a block, in whole or in part.
  private func heldText(of block: IPPrefix, but name: String, in cluster: Cluster) -> String {
    let others = register.overlapping(block)
      .compactMap { cluster.nodes[$0.node]?.name }.filter { $0 != name }
    guard let first = others.first else { return "in nobody else's hands" }
    return others.count == 1
      ? "in the hands of \(first) too" : "in the hands of \(first) and \(others.count - 1) more too"
  }

  /// The addresses the node's agent looks at.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    agent.explainGive(demand, on: node, in: cluster, by: self)
  }
}
