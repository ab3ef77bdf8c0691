import Addressing
import Allocation

extension Inquiry {
  /// Why a block, or a pool, is whose it is.
  func reason(_ prefix: IPPrefix) -> Finding {
    if let pool = cluster.mode.pools.first(where: { $0 == prefix }) { return reason(pool: pool) }
    let pool = cluster.mode.pools.first { $0.overlaps(prefix) }
    let holders = cluster.holders(in: prefix)
    if let first = holders.nodes.first, holders.count == 1, first.blocks.contains(prefix) {
      var (reason, task) = reason(first)
      reason.title = "block \(prefix)"
      return (reason, task)
    }
    var reason = Reason("block \(prefix)", verdict: "")
    guard let pool else {
      reason.verdict = "\(prefix) is in none of the pools: no node can get it"
      reason.parts = [outside()]
      return (reason, nil)
    }
    if holders.count > 0 {
      let names = holders.nodes.prefix(3).map(\.name).joined(separator: ", ")
      reason.verdict =
        holders.count == 1
        ? "\(prefix) is part of what \(names) has, or holds a block of it"
        : "\(holders.count) blocks in \(prefix) are taken, the first by \(names)"
      if let node = holders.nodes.first { reason.parts = self.reason(node).reason.parts }
      return (reason, nil)
    }
    if let kept = cluster.mode.withheld.first(where: { $0.overlaps(prefix) }) {
      reason.verdict = "\(prefix) is withheld: \(cluster.mode.about.name) never gives \(kept)"
      reason.parts = [nextNode(pool)]
      return (reason, nil)
    }
    let verdict = "nobody has \(prefix): "
    if let count = cluster.nodesUntil(prefix, limit: Self.lookAhead) {
      reason.verdict =
        verdict
        + (count == 1
          ? "it is the one that the next node gets"
          : "\(count - 1) nodes get other blocks before its turn comes")
    } else {
      reason.verdict = verdict + "no node has asked for it"
    }
    if let claim = claims.first(where: { $0.prefix.overlaps(prefix) }) {
      reason.verdict += "; \(claim.name) claims \(claim.prefix)"
    }
    reason.parts = [nextNode(pool)]
    return (reason, nil)
  }

  /// Nodes that are let join to see when a block's turn comes.
  static let lookAhead = 1024

  private func reason(pool: IPPrefix) -> Finding {
    var reason = Reason("pool \(pool)", verdict: "")
    let held = cluster.ledger.sections.first { $0.pool == pool }?.total
    reason.verdict =
      "\(pool): \(held.map { "\($0.committed)" } ?? "0") of its \(pool.size) addresses are committed"
      + (held.map { ", \($0.used) of them to pods" } ?? "")
    let name = cluster.nodes.freeNames(1, prefix: Command.defaultNodePrefix).first ?? "node"
    reason.parts = [nextNode(pool)]
    var next = cluster
    let order = NodeOrder(name: name)
    guard (try? next.perform(.addNodes([order]))) != nil, let node = next.nodes[name],
      !node.isReady
    else { return (reason, nil) }
    reason.isRefusal = true
    reason.verdict +=
      "; the next node gets nothing: \(node.error ?? next.mode.waitingText(of: node))"
    let step = Command.addNode(name: name, cidr: nil, NodeTraits())
    return (reason, FixFinder.Case(.node(name), next: step, in: self))
  }

  /// What the next node would be decided on.
  private func nextNode(_ pool: IPPrefix) -> Reason.Part {
    let name = cluster.nodes.freeNames(1, prefix: Command.defaultNodePrefix).first ?? "node"
    return Reason.Part(
      "what the next node would get",
      cluster.mode.explainJoin(of: NodeOrder(name: name), in: cluster))
  }

  private func outside() -> Reason.Part {
    Reason.Part(
      "the pools",
      Explanation(
        rule: cluster.mode.generalRule,
        candidates: cluster.mode.pools.map { Candidate($0.description, found: "does not hold it") })
    )
  }

  /// Why an address is whose it is.
  func reason(_ address: IPAddress) -> Finding {
    if let pod = cluster.pod(at: address) {
      var (reason, task) = reason(pod: pod.id)
      reason.title = "address \(address)"
      return (reason, task)
    }
    var reason = Reason("address \(address)", verdict: "")
    let single = IPPrefix(address)
    let holders = cluster.holders(in: single)
    guard let node = holders.nodes.first,
      let block = node.blocks.first(where: { $0.contains(address) })
    else {
      let unit = cluster.mode.pools.first { $0.contains(address) }.flatMap {
        cluster.mode.unitLength(of: $0)
      }
      let length = max(0, min(unit ?? single.length, single.length))
      var (space, task) = self.reason(IPPrefix(address, length: length))
      space.title = reason.title
      return (space, task)
    }
    reason.verdict = verdict(on: address, in: block, of: node)
    reason.occasions = self.reason(node).reason.occasions
    var held = Explanation(rule: [
      "A block that is committed to a node is given out by that node's agent alone; "
        + "what is idle in it is stranded for every other node."
    ])
    if let range = node.ranges.first(where: { $0.offset(of: address) != nil }) {
      held.add("books of \(node.name)", "\(range.prefix), \(range.free) of \(range.usable) free")
      for role in InfrastructureRole.allCases {
        if let own = range.address(of: role) { held.add(role.rawValue, own.description) }
      }
    }
    reason.parts = [Reason.Part("the block around it", held)] + self.reason(node).reason.parts
    return (reason, nil)
  }

  private func verdict(on address: IPAddress, in block: IPPrefix, of node: Node) -> String {
    let whose = "\(node.name)'s block \(block)"
    guard let range = node.ranges.first(where: { $0.prefix.contains(address) }) else {
      return "\(address) is in \(whose), whose agent gives nothing of it"
    }
    guard let offset = range.offset(of: address) else {
      return "\(address) is in \(whose), and no pod can have it: it is reserved"
    }
    if let role = range.role(of: address) {
      return "\(address) is the \(role.rawValue) address of \(node.name)"
    }
    if range.isKept(offset) { return "\(address) is kept from pods in \(whose)" }
    if let borrower = range.borrower(of: offset).flatMap({ cluster.nodes.name(of: $0) }) {
      return "\(address) is in \(whose) and lent to a pod of \(borrower)"
    }
    if range.taken[offset] { return "\(address) is in \(whose) and not free" }
    return "nobody has \(address): it is in \(whose), so only a pod there can get it (stranded)"
  }
}

extension Cluster {
  /// Nodes with a block in `prefix` or around it, the first few, and how many there are.
  func holders(in prefix: IPPrefix) -> (nodes: [Node], count: Int) {
    var found: [Node] = []
    var count = 0
    nodes.forEach { node in
      guard node.blocks.contains(where: prefix.overlaps) else { return }
      count += 1
      if found.count < 16 { found.append(node) }
    }
    return (found, count)
  }
}
