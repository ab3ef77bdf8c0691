import Addressing
import HashTreeCollections

extension Cluster {
  /// Takes an event over; this cannot fail, since what was decided is a fact.
  public mutating func apply(_ event: Event) {
    switch event {
    case .modeRemembers(let memory): remember(memory)
    case .nodesJoined(let joined): join(joined)
    case .nodesLeft(let left): for id in left { leave(id) }
    case .nodesChanged(let changed): for node in changed { change(node) }
    case .timePassed(let instant): now = instant
    case .podsCreated(let batch): create(batch)
    case .podsDeleted(let ids): delete(ids)
    case .podsPlaced(let placements): place(placements)
    case .noted(let note):
      guard note.isRefusal, !note.isOfPods else { return }
      tallies.refusals.add(note.text, ofPods: false, count: note.count)
    case .worked(let controlPlane, let node):
      tallies.writes.write(controlPlane, at: now, under: mode.writeLimit)
      tallies.work.controlPlane += controlPlane
      tallies.work.node += node
    }
  }

  private mutating func remember(_ memory: any IPAMMode) {
    let pools = memory.pools
    let sameCells =
      pools == mode.pools && memory.withheld == mode.withheld
      && pools.allSatisfy { memory.unitLength(of: $0) == mode.unitLength(of: $0) }
    mode = memory
    if !sameCells { rebuildLedger() }
  }

  /// Cuts the pools anew and enters what every node holds: only when pools or masks change.
  mutating func rebuildLedger() {
    ledger.rebuild(for: mode, nodes, tallies.addressReuse)
  }

  private mutating func join(_ joined: [Node]) {
    nodes.append(joined)
    for node in joined {
      enter(node, giving: node.blocks)
    }
  }

  /// Enters a node in the books that are kept by node.
  private mutating func enter(_ node: Node, giving fresh: [IPPrefix]) {
    tallies.count(node, by: 1)
    scheduler.enter(node)
    for block in fresh {
      ledger.commit(block, to: node.id, at: now)
      tallies.blockReuse.give(block, at: now)
    }
    ledger.refresh(node, in: nodes)
  }

  private mutating func leave(_ id: NodeID) {
    guard let node = nodes[id] else { return }
    tallies.count(node, by: -1)
    scheduler.leave(node)
    nodes.remove(id)
    giveUp(node.blocks, of: node)
  }

  private mutating func giveUp(_ blocks: [IPPrefix], of node: Node) {
    let kept = nodes[node.id]?.blocks ?? []
    for block in blocks {
      ledger.uncommit(block, from: node.id, keeping: kept)
      ledger.refresh(block, in: nodes)
      tallies.blockReuse.release(block, at: now)
    }
  }

  private mutating func change(_ changed: Node) {
    guard let old = nodes[changed.id] else { return }
    var node = changed
    // Which pods a node has is the cluster's own record.
    node.pods = old.pods
    node.running = old.running
    node.rejected = old.rejected
    node.refused = old.refused
    tallies.count(old, by: -1)
    scheduler.leave(old)
    nodes.update(node.id) { $0 = node }
    giveUp(old.blocks.without(node.blocks), of: old)
    enter(node, giving: node.blocks.without(old.blocks))
  }

  private mutating func create(_ batch: PodBatch) {
    pods.append(batch, at: now)
    let groups = RowGroups(batch.nodes)
    groups.forEach { id, rows in
      book(NodeID(rawValue: id)) { node in
        node.pods.reserveCapacity(node.pods.count + rows.count)
        for row in rows {
          let row = Int(row)
          node.pods.append(PodID(batch.firstID.index + row))
          let status = PodStatus(rawValue: batch.statuses[row]) ?? .absent
          node.count(status, by: 1)
          if status == .running {
            node.hold(v4: batch.v4[row], v6: batch.v6.map { $0[row] } ?? 0)
          }
        }
      }
    }
    countUse(batch, running: count(batch))
    tallies.podsRefused += batch.refusedCount
  }

  /// Counts addresses that a batch gives, and looks for those of them that somebody had before.
  private mutating func countUse(_ batch: PodBatch, running: Int) {
    defer { tallies.addressReuse.count(running) }
    guard !tallies.addressReuse.isIdle, running > 0 else { return }
    var ranks = [Int](repeating: 0, count: batch.count)
    var given = 0
    for row in 0..<batch.count where batch.statuses[row] == PodStatus.running.rawValue {
      ranks[row] = given
      given += 1
    }
    // A node's addresses are neighbours, and their records too.
    RowGroups(batch.nodes).forEach { _, rows in
      let rows = rows.map(Int.init).filter {
        batch.statuses[$0] == PodStatus.running.rawValue
      }
      tallies.addressReuse.give(
        rows.map { batch.v4[$0] }, ranks: rows.map { ranks[$0] }, at: now)
    }
  }

  /// Counts a batch's pods by what became of them: a histogram first, since there may be millions.
  ///
  /// Answers how many of them run.
  private mutating func count(_ batch: PodBatch) -> Int {
    var histogram = [Int](repeating: 0, count: 256)
    batch.statuses.forEachPage { _, page in
      for raw in page { histogram[Int(raw)] += 1 }
    }
    var refused = RefusalCounts()
    for (raw, times) in histogram.enumerated() where times > 0 {
      let status = PodStatus(rawValue: UInt8(raw)) ?? .absent
      tallies.count(status, by: times)
      refused[status] += times
    }
    for (pod, _) in batch.errors {
      let status = PodStatus(rawValue: batch.statuses[pod.index - batch.firstID.index])
      if let status { refused[status] -= 1 }
    }
    countRefusals(refused, own: batch.errors.map { $0.1 })
    let running = histogram[Int(PodStatus.running.rawValue)]
    guard histogram[Int(PodStatus.foreignAddress.rawValue)] > 0 else { return running }
    for row in 0..<batch.count
    where batch.statuses[row] == PodStatus.foreignAddress.rawValue {
      tallies.countForeign(v4: batch.v4[row], v6: batch.v6.map { $0[row] } ?? 0, by: 1)
    }
    return running
  }

  private mutating func delete(_ ids: [PodID]) {
    var gone: [PodOutcome] = []
    var homes: [UInt32] = []
    for id in ids {
      let status = pods.status(of: id)
      // A pod that the list names twice is gone the second time.
      guard status.isPresent else { continue }
      let addresses = pods.addresses(of: id)
      tallies.count(status, by: -1)
      if status == .foreignAddress {
        tallies.countForeign(v4: addresses.v4, v6: addresses.v6, by: -1)
      }
      if let node = pods.node(of: id) {
        homes.append(node.rawValue)
        gone.append(
          PodOutcome(
            pod: id, node: node, v4: addresses.v4, v6: addresses.v6, status: status, error: nil))
      }
      pods.remove(id)
    }
    let left = pods
    RowGroups(homes).forEach { id, rows in
      let back = rows.map { gone[Int($0)] }.filter { $0.status == .running }
      giveBack(back, of: NodeID(rawValue: id))
      book(NodeID(rawValue: id)) { node in
        for row in rows {
          let pod = gone[Int(row)]
          node.count(pod.status, by: -1)
          if pod.status == .running { node.letGo(v4: pod.v4, v6: pod.v6) }
        }
        node.pods.removeAll { !left.status(of: $0).isPresent }
      }
    }
  }

  /// Notes that pods of one node give their addresses back.
  private mutating func giveBack(_ pods: [PodOutcome], of id: NodeID) {
    tallies.addressReuse.release(pods.map(\.v4), at: now)
    var counts: [(cell: IPPrefix, count: Int)] = []
    func count(_ cell: IPPrefix) {
      if counts.last?.cell == cell {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((cell, 1))
      }
    }
    for pod in pods {
      if pod.v4 != 0 { count(IPPrefix(IPAddress(.v4, bits: UInt128(pod.v4)), length: 32)) }
      guard pod.v6 != 0, let node = nodes[id] else { continue }
      let address = IPAddress(.v6, bits: pod.v6)
      guard let block = node.blocks.first(where: { $0.contains(address) }) else { continue }
      tallies.addressReuse.countReturn(in: block)
      count(block)
    }
    for (cell, times) in counts { ledger.countReturns(times, in: cell) }
  }

  private mutating func place(_ placements: [PodOutcome]) {
    var refused = RefusalCounts()
    var own: [String] = []
    for placement in placements {
      let old = pods.status(of: placement.pod)
      tallies.count(old, by: -1)
      tallies.count(placement.status, by: 1)
      if placement.status.isRefusal {
        tallies.podsRefused += 1
        if let error = placement.error { own.append(error) } else { refused[placement.status] += 1 }
      }
      if placement.status == .running {
        tallies.addressReuse.give([placement.v4], ranks: [0], at: now)
        tallies.addressReuse.count(1)
      }
      let wasBound = pods.node(of: placement.pod) != nil
      pods.set(placement.pod, placement)
      guard let id = placement.node else { continue }
      book(id) { node in
        if wasBound { node.count(old, by: -1) } else { node.pods.append(placement.pod) }
        node.count(placement.status, by: 1)
        if placement.status == .running { node.hold(v4: placement.v4, v6: placement.v6) }
      }
    }
    countRefusals(refused, own: own)
  }

  /// Changes a node's pods and addresses, and brings scheduler and ledger after it.
  private mutating func book(_ id: NodeID, _ change: (inout Node) -> Void) {
    guard let before = nodes[id]?.schedulerState else { return }
    scheduler.leave(id, before)
    guard
      let after = nodes.update(
        id,
        { node in
          change(&node)
          return node.schedulerState
        })
    else { return }
    scheduler.enter(id, after)
    ledger.refresh(nodeWith: id, in: nodes)
  }
}

extension [IPPrefix] {
  /// The blocks that `others` has not; nodes have one, or hundreds of single addresses.
  fileprivate func without(_ others: [IPPrefix]) -> [IPPrefix] {
    if self == others { return [] }
    guard count > 16 else { return filter { !others.contains($0) } }
    let others = Set(others)
    return filter { !others.contains($0) }
  }
}
