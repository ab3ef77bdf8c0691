import Addressing
import HashTreeCollections

extension Transition {
  mutating func addPods(_ order: PodOrder) throws(Refusal) {
    guard order.count > 0 else { return }
    let first = cluster.pods.firstRow(forBatchOf: order.count)
    guard order.count <= Cluster.podLimit - first else {
      throw .tooMany("a history here holds at most \(Cluster.podLimit) pods")
    }
    let segments = try segments(for: order, first: first)
    var rows = PodRows(count: order.count, hasV6: cluster.mode.unitLength(.v6) != nil)
    if let node = order.node {
      _ = try self.node(node)
      rows.bindAll(to: node)
    } else {
      let nodes = cluster.nodes
      rows.bind(to: cluster.scheduler.place(order.count) { nodes[$0]?.maxPods ?? 0 })
    }
    let decided = address(&rows, wanted: order.address)
    var batch = rows.batch(firstID: PodID(first), segments: segments)
    batch.refusedCount = decided.refused
    if let address = order.address { batch.wanted = [(PodID(first), address)] }
    if let error = decided.error { batch.errors = [(PodID(first), error)] }
    happen(.podsCreated(batch))
    happen(.worked(controlPlane: 0, node: decided.granted))
    note(batch, error: decided.error)
  }

  private func segments(for order: PodOrder, first: Int) throws(Refusal) -> [PodSegment] {
    switch order.naming {
    case .named(let name):
      let full = NamespacedName(namespace: order.namespace, name: name)
      guard cluster.pods[full] == nil else { throw .podExists(full.description) }
      return [PodSegment(firstID: PodID(first), namespace: order.namespace, names: [name])]
    case .listed(let names):
      precondition(names.count == order.count, "one name a pod")
      var seen: Set<String> = []
      for name in names {
        let full = NamespacedName(namespace: order.namespace, name: name)
        guard seen.insert(name).inserted, cluster.pods[full] == nil else {
          throw .podExists(full.description)
        }
      }
      return [PodSegment(firstID: PodID(first), namespace: order.namespace, names: names)]
    case .app(let app):
      let key = NamespacedName(namespace: order.namespace, name: app)
      var row = first
      return cluster.pods.freeOrdinals(order.count, app: key).map { run in
        defer { row += run.count }
        return PodSegment(
          firstID: PodID(row), count: run.count, namespace: order.namespace, app: app,
          firstOrdinal: run.lowerBound)
      }
    }
  }

  private struct Decided {
    var granted = 0
    var refused = 0
    var error: String?
  }

  /// Asks the agent of every node for the addresses of its new pods, a node at a time.
  private func address(_ rows: inout PodRows, wanted: IPAddress?) -> Decided {
    var decided = Decided()
    let mode = cluster.mode
    let seed = cluster.seed
    RowGroups(rows.nodes).forEach { id, group in
      guard var node = cluster.nodes[NodeID(rawValue: id)] else { return }
      var admitted = node.admitted
      for row in group {
        let grant = Self.grant(on: &node, admitted: admitted, mode, wanted: wanted, seed: seed)
        rows.set(Int(row), grant)
        if grant.status != .nodeAtMaxPods { admitted += 1 }
        if grant.status == .running { decided.granted += 1 }
        if grant.status.isRefusal { decided.refused += 1 }
        if let error = grant.error { decided.error = error }
      }
    }
    return decided
  }

  /// What becomes of one pod that is bound to `node`: the kubelet's limit, then the agent.
  private static func grant(
    on node: inout Node, admitted: Int, _ mode: any IPAMMode, wanted: IPAddress?, seed: UInt64
  ) -> AddressGrant {
    var grant = AddressGrant()
    if admitted >= node.maxPods {
      grant.status = .nodeAtMaxPods
    } else if !node.isReady {
      grant.status = .nodeNotReady
    } else {
      grant = mode.giveAddresses(on: &node, wanted: wanted, seed: seed)
    }
    return grant
  }

  /// Lines for what a batch met.
  private mutating func note(_ batch: PodBatch, error: String?) {
    guard let name = batch.segments.first?.name(at: 0).description else { return }
    if batch.refusedCount > 0 {
      let text = error ?? "range is full"
      happen(
        .noted(Note(subject: name, text: text, count: batch.refusedCount, isRefusal: true)))
    }
    if batch.hasUnscheduled {
      let text = "no node is ready and below its maximum of pods"
      happen(.noted(Note(subject: name, text: text, count: batch.unscheduledCount)))
    }
  }

  /// Lets everything that needs no further event come to rest at the same instant: pods of nodes on
  /// which something changed are tried again, then pods without a node are placed.
  mutating func settle() {
    for id in touched { retryPods(of: id) }
    touched = []
    placeUnscheduled()
  }

  private mutating func retryPods(of id: NodeID) {
    guard var node = cluster.nodes[id], node.pods.count > node.running else { return }
    var admitted = node.admitted
    var placements: [PodOutcome] = []
    var work = Work()
    for pod in node.pods {
      let old = cluster.pods.status(of: pod)
      guard old.isPending else { continue }
      let isTurnedAway = old == .nodeAtMaxPods
      let grant = Self.grant(
        on: &node, admitted: isTurnedAway ? admitted : 0, cluster.mode,
        wanted: cluster.pods.wanted[pod], seed: cluster.seed)
      if isTurnedAway, grant.status != .nodeAtMaxPods { admitted += 1 }
      // The same answer again is a refused attempt, but nothing to tell twice.
      if grant.status == old, !old.isRefusal { continue }
      if grant.status == .running { work.node += 1 }
      placements.append(PodOutcome(pod: pod, node: id, grant: grant))
    }
    if !placements.isEmpty { happen(.podsPlaced(placements)) }
    happen(work)
  }

  private mutating func placeUnscheduled() {
    let waiting = cluster.pods.unscheduled.population
    guard waiting > 0, cluster.room > 0 else { return }
    let nodes = cluster.nodes
    let places = cluster.scheduler.place(waiting) { nodes[$0]?.maxPods ?? 0 }
    var placements: [PodOutcome] = []
    placements.reserveCapacity(places.count)
    var pods: [PodID] = []
    var row = -1
    for _ in places {
      guard let next = cluster.pods.unscheduled.firstSet(from: row + 1) else { break }
      row = next
      pods.append(PodID(row))
    }
    var work = Work()
    RowGroups(places).forEach { id, group in
      guard var node = nodes[NodeID(rawValue: id)] else { return }
      for position in group {
        let pod = pods[Int(position)]
        let grant = Self.grant(
          on: &node, admitted: 0, cluster.mode, wanted: cluster.pods.wanted[pod],
          seed: cluster.seed)
        if grant.status == .running { work.node += 1 }
        placements.append(PodOutcome(pod: pod, node: node.id, grant: grant))
      }
    }
    placements.sort { $0.pod < $1.pod }
    happen(.podsPlaced(placements))
    happen(work)
  }
}

extension PodOutcome {
  init(pod: PodID, node: NodeID, grant: AddressGrant) {
    self.init(
      pod: pod, node: node, v4: grant.v4, v6: grant.v6, status: grant.status, error: grant.error)
  }
}
