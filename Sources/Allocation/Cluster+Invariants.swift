import Addressing
import HashTreeCollections

extension Cluster {
  /// What does not agree with a recount of everything from scratch: empty, always.
  ///
  /// Slow and obvious, for tests and for whoever suspects the figures: it walks nodes, pods and the
  /// addresses of every block.
  public func brokenInvariants() -> [String] {
    brokenTallies() + brokenNodes() + brokenPods() + brokenScheduler() + brokenOperator()
      + brokenLedger()
  }

  private func brokenTallies() -> [String] {
    var recount = Tallies()
    nodes.forEach { recount.count($0, by: 1) }
    pods.forEach { id in
      let status = pods.status(of: id)
      recount.count(status, by: 1)
      if status == .foreignAddress {
        let addresses = pods.addresses(of: id)
        recount.countForeign(v4: addresses.v4, v6: addresses.v6, by: 1)
      }
      return true
    }
    let pairs: [(String, Int, Int)] = [
      ("nodes.ready", tallies.nodesReady, recount.nodesReady),
      ("nodes.waiting", tallies.nodesWaiting, recount.nodesWaiting),
      ("nodes.failed", tallies.nodesFailed, recount.nodesFailed),
      ("pods.running", tallies.podsRunning, recount.podsRunning),
      ("pods.pending", tallies.podsPending, recount.podsPending),
      ("pods.host-network", tallies.podsHostNetwork, recount.podsHostNetwork),
      ("foreign pods", tallies.podsForeign, recount.podsForeign),
    ]
    var broken = pairs.filter { $0.1 != $0.2 }.map { "\($0.0) is \($0.1), recounted \($0.2)" }
    for family in IPFamily.allCases {
      let held = (tallies.blocksHeld[family] ?? 0, recount.blocksHeld[family] ?? 0)
      if held.0 != held.1 { broken.append("\(family) blocks held are \(held)") }
      let foreign = (tallies.foreignAddresses[family] ?? 0, recount.foreignAddresses[family] ?? 0)
      if foreign.0 != foreign.1 { broken.append("foreign \(family) addresses are \(foreign)") }
    }
    return broken
  }

  /// Each node's list of pods and books against the rows of the pods.
  private func brokenNodes() -> [String] {
    var listed: [NodeID: [PodID]] = [:]
    pods.forEach { id in
      if let node = pods.node(of: id) { listed[node, default: []].append(id) }
      return true
    }
    var broken: [String] = []
    var seen = 0
    nodes.forEach { node in
      let rows = listed[node.id] ?? []
      seen += rows.count
      if node.pods.sorted() != rows {
        broken.append("\(node.name) lists pods \(node.pods), the rows say \(rows)")
      }
      let statuses = rows.map { pods.status(of: $0) }
      if node.running != statuses.count(where: \.isRunning) {
        broken.append("\(node.name) counts \(node.running) running pods")
      }
      if node.rejected != statuses.count(where: { $0 == .nodeAtMaxPods }) {
        broken.append("\(node.name) counts \(node.rejected) rejected pods")
      }
      if nodes[node.name]?.id != node.id { broken.append("\(node.name) is not found by name") }
      broken += brokenRanges(of: node, rows)
    }
    let bound = listed.values.reduce(0) { $0 + $1.count }
    if bound != seen { broken.append("\(bound - seen) pods are bound to nodes that are gone") }
    return broken
  }

  /// An agent's books against its own addresses, those on loan and those of pods on the node.
  private func brokenRanges(of node: Node, _ rows: [PodID]) -> [String] {
    var held = node.ranges.map { _ in Set<Int>() }
    var broken: [String] = []
    func enter(_ offset: Int, _ position: Int, _ who: String) {
      if !held[position].insert(offset).inserted {
        broken.append(
          "\(node.name) gave \(node.ranges[position].address(at: offset)) twice: \(who)")
      }
    }
    for id in rows where pods.status(of: id) == .running {
      guard let pod = pods[id] else { continue }
      for address in [pod.v4, pod.v6].compactMap(\.self) {
        if let position = node.position(of: address),
          let offset = node.ranges[position].offset(of: address)
        {
          enter(offset, position, "pod \(pod.name)")
        } else if !isLent(address, to: node.id) {
          broken.append("pod \(pod.name) has \(address), which \(node.name) cannot give")
        }
      }
    }
    for (position, range) in node.ranges.enumerated() {
      for role in InfrastructureRole.allCases {
        guard let offset = range.address(of: role).flatMap(range.offset) else { continue }
        enter(offset, position, role.rawValue)
      }
      for offset in range.keptOffsets { enter(offset, position, "kept") }
      for loan in range.loans {
        enter(loan.offset, position, "lent")
        let address = range.address(at: loan.offset)
        let borrower = nodes[loan.borrower]
        let isHeld =
          borrower?.pods.contains { pods.status(of: $0) == .running && pods.holds(address, $0) }
          ?? false
        if !isHeld { broken.append("\(node.name) lent \(address) to nobody") }
      }
      var taken: Set<Int> = []
      range.taken.forEachSet { taken.insert($0) }
      if taken != held[position] {
        let odd = taken.symmetricDifference(held[position]).sorted().map { range.address(at: $0) }
        broken.append("the agent of \(node.name) and its pods disagree on \(odd)")
      }
      if !node.blocks.contains(where: { $0.contains(range.prefix) }) {
        broken.append("the agent of \(node.name) runs on \(range.prefix), which is not the node's")
      }
    }
    return broken
  }

  private func isLent(_ address: IPAddress, to borrower: NodeID) -> Bool {
    for id in ledger.holders(of: address) {
      guard let lender = nodes[id], let position = lender.position(of: address),
        let offset = lender.ranges[position].offset(of: address)
      else { continue }
      if lender.ranges[position].borrower(of: offset) == borrower { return true }
    }
    return false
  }

  /// The pod table's own indexes against its rows.
  private func brokenPods() -> [String] {
    var broken: [String] = []
    var names: Set<NamespacedName> = []
    for row in 0..<pods.statuses.count {
      let id = PodID(row)
      let status = pods.status(of: id)
      if pods.present[row] != status.isPresent { broken.append("pod \(row) presence") }
      if pods.unscheduled[row] != (status == .unscheduled) { broken.append("pod \(row) waiting") }
      guard status.isPresent else {
        if pods.wanted[id] != nil || pods.errors[id] != nil { broken.append("pod \(row) haunts") }
        continue
      }
      guard let name = pods[id]?.name, names.insert(name).inserted, pods[name] == id else {
        broken.append("pod \(row) is not found by its name, or shares it")
        continue
      }
      if status == .unscheduled, pods.node(of: id) != nil { broken.append("pod \(row) is bound") }
    }
    if pods.count != names.count { broken.append("\(pods.count) pods, \(names.count) names") }
    return broken
  }

  private func brokenScheduler() -> [String] {
    var fresh = Scheduler()
    nodes.forEach { fresh.enter($0) }
    return fresh.agrees(with: scheduler) ? [] : ["the scheduler's buckets are not the nodes'"]
  }

  /// What the operator knows against what the nodes have, in the mode that has an operator.
  private func brokenOperator() -> [String] {
    guard let nodeOperator = (mode as? ClusterPool)?.nodeOperator else { return [] }
    var broken: [String] = []
    var held = nodeOperator.sets.map { AddressBitmap(count: $0.maxCIDRs) }
    nodes.forEach { node in
      guard let cidrs = nodeOperator.cidrs(of: node.id) else {
        if node.error == nil, !node.blocks.isEmpty {
          broken.append("\(node.name) has \(node.blocks), which the operator does not know")
        }
        return
      }
      if cidrs != node.blocks { broken.append("\(node.name) is known with \(cidrs)") }
      for (position, set) in nodeOperator.sets.enumerated() {
        for cidr in cidrs {
          if let span = try? set.span(of: cidr) { held[position].insert(span) }
        }
      }
    }
    // Not the other way round: Cilium frees slots under a block larger than the mask that another
    // node holds too.
    for (position, set) in nodeOperator.sets.enumerated() {
      set.used.forEachSet { slot in
        if !held[position][slot] { broken.append("nobody holds \(set.block(at: slot))") }
      }
    }
    return broken
  }
}
