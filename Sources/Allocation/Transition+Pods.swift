import Addressing
import HashTreeCollections

extension Transition {
  mutating func addPods(_ order: PodOrder) throws(Refusal) {
    guard order.count > 0 else { return }
    let first = cluster.pods.firstRow(forBatchOf: order.count)
    guard order.count <= Cluster.podLimit - first else {
      throw .tooMany("a history here holds at most \(Cluster.podLimit) pods")
    }
    let segments = try segments(for: order, first: first).map { segment in
      var segment = segment
      segment.pool = order.pool
      return segment
    }
    var rows = PodRows(count: order.count, hasV6: cluster.mode.unitLength(.v6) != nil)
    if let node = order.node {
      _ = try self.node(node)
      rows.bindAll(to: node)
    } else {
      let nodes = cluster.nodes
      rows.bind(to: cluster.scheduler.place(order.count) { nodes[$0]?.maxPods ?? 0 })
    }
    let firstID = PodID(first)
    let fresh = PodRequests(
      first: firstID, pool: order.pool, wanted: order.address, names: segments)
    var decided = Decided()
    var scene = Scene(cluster)
    var mode = cluster.mode
    if mode.givesFromRangesAlone {
      address(&rows, fresh, &mode, &scene, &decided)
    } else {
      addressInOrder(&rows, fresh, &mode, &scene, &decided)
    }
    var batch = rows.batch(firstID: firstID, segments: segments)
    batch.refusedCount = decided.refused
    if let address = order.address { batch.wanted = [(firstID, address)] }
    batch.errors = decided.errors
    if !mode.givesFromRangesAlone { happen(.modeRemembers(mode)) }
    happen(.podsCreated(batch))
    scene.work.node += decided.granted
    if mode.givesFromRangesAlone {
      for note in scene.notes { happen(.noted(note)) }
      happen(scene.work)
    } else {
      record(scene)
      asked += decided.nodes
    }
    note(batch, error: decided.errors.first?.text)
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

  struct Decided {
    var granted = 0
    var refused = 0
    /// Refusals that are single pods' own.
    var errors: [(pod: PodID, text: String)] = []
    /// Nodes that were asked, each once, in the order asked.
    var nodes: [NodeID] = []

    mutating func count(_ grant: AddressGrant, of pod: PodID) {
      if grant.status == .running { granted += 1 }
      if grant.status.isRefusal { refused += 1 }
      if let error = grant.error { errors.append((pod, error)) }
    }
  }

  /// Pods that are being created, as demands.
  struct PodRequests {
    let first: PodID
    let pool: String?
    let wanted: IPAddress?
    let names: [PodSegment]

    func demand(_ row: Int) -> PodDemand {
      PodDemand(pod: PodID(first.index + row), pool: pool, wanted: wanted, names: names)
    }
  }

  /// Asks the agent of every node for the addresses of its new pods, a node at a time: where nodes
  /// know nothing of each other the order does not matter, and copying each node once is fast.
  private func address(
    _ rows: inout PodRows, _ pods: PodRequests, _ mode: inout any IPAMMode, _ scene: inout Scene,
    _ decided: inout Decided
  ) {
    RowGroups(rows.nodes).forEach { id, group in
      guard var node = cluster.nodes[NodeID(rawValue: id)] else { return }
      var admitted = node.admitted
      for row in group {
        let demand = pods.demand(Int(row))
        let grant = Self.grant(demand, on: &node, admitted: admitted, &mode, &scene)
        rows.set(Int(row), grant)
        if grant.status != .nodeAtMaxPods { admitted += 1 }
        decided.count(grant, of: demand.pod)
      }
    }
  }

  /// Asks for addresses in the order of the pods: nodes may take from each other here.
  private func addressInOrder(
    _ rows: inout PodRows, _ pods: PodRequests, _ mode: inout any IPAMMode, _ scene: inout Scene,
    _ decided: inout Decided
  ) {
    var admitted: [UInt32: Int] = [:]
    for row in rows.nodes.indices where rows.nodes[row] != PodTable.noNode {
      let id = rows.nodes[row]
      let demand = pods.demand(row)
      let grant = scene.with(NodeID(rawValue: id)) { node, rest in
        if admitted[id] == nil {
          admitted[id] = node.admitted
          decided.nodes.append(node.id)
        }
        return Self.grant(demand, on: &node, admitted: admitted[id] ?? 0, &mode, &rest)
      }
      guard let grant else { continue }
      rows.set(row, grant)
      if grant.status != .nodeAtMaxPods { admitted[id, default: 0] += 1 }
      decided.count(grant, of: demand.pod)
    }
  }

  /// What becomes of one pod that is bound to `node`: the kubelet's limit, then the agent.
  static func grant(
    _ demand: PodDemand, on node: inout Node, admitted: Int, _ mode: inout any IPAMMode,
    _ scene: inout Scene
  ) -> AddressGrant {
    var grant = AddressGrant()
    if admitted >= node.maxPods {
      grant.status = .nodeAtMaxPods
    } else if !node.isReady {
      grant.status = .nodeNotReady
    } else {
      grant = mode.give(demand, on: &node, &scene)
    }
    return grant
  }

  /// Lines for what a batch met.
  private mutating func note(_ batch: PodBatch, error: String?) {
    guard let name = batch.segments.first?.name(at: 0).description else { return }
    if batch.refusedCount > 0 {
      var family = IPFamily.v6
      batch.statuses.forEachPage { _, page in
        if page.contains(PodStatus.refusedV4.rawValue) { family = .v4 }
      }
      // The agent's own words, without those that the CNI plugin puts before them.
      let text = error ?? cluster.refusalText(family == .v6 ? .refusedV6 : .refusedV4)
      happen(
        .noted(
          Note(
            subject: name, text: text, count: batch.refusedCount, isRefusal: true, isOfPods: true)))
    }
    if batch.hasUnscheduled {
      let text = "no node is ready and below its maximum of pods"
      happen(.noted(Note(subject: name, text: text, count: batch.unscheduledCount)))
    }
  }
}

extension PodOutcome {
  init(pod: PodID, node: NodeID, grant: AddressGrant) {
    self.init(
      pod: pod, node: node, v4: grant.v4, v6: grant.v6, status: grant.status, error: grant.error)
  }
}
