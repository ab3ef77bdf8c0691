/// A cluster in the middle of a batch, which no history keeps: what came before is decided again.
extension Cluster {
  /// The cluster once these nodes have joined, before anything else follows from it.
  public func halfway(joining orders: [NodeOrder]) -> Cluster {
    var next = Transition(self)
    guard !orders.isEmpty, (try? next.addNodes(orders)) != nil else { return self }
    return next.cluster
  }

  /// The cluster just before `pod` was asked for in an event that is to come, and what it asked.
  public func halfway(to pod: PodID, in event: Event) -> (cluster: Cluster, demand: PodDemand)? {
    switch event {
    case .podsCreated(let batch):
      guard batch.outcome(of: pod) != nil, let demand = batch.demand(of: pod) else { return nil }
      return (halfway(in: batch, before: pod.index - batch.firstID.index), demand)
    case .podsPlaced(let outcomes):
      guard let place = outcomes.lastIndex(where: { $0.pod == pod }),
        let demand = pods.demand(of: pod)
      else { return nil }
      return (halfway(placing: outcomes[..<place]), demand)
    default: return nil
    }
  }

  /// The cluster with the first `count` pods of a batch, on the nodes they were bound to.
  private func halfway(in batch: PodBatch, before count: Int) -> Cluster {
    guard count > 0 else { return self }
    var next = Transition(self)
    let first = pods.firstRow(forBatchOf: count)
    var rows = PodRows(count: count, hasV6: batch.v6 != nil)
    var places: [UInt32] = []
    places.reserveCapacity(count)
    for row in 0..<count { places.append(batch.nodes[row]) }
    rows.bind(to: places)
    var mode = mode
    var scene = Scene(self)
    var admitted: [UInt32: Int] = [:]
    for row in 0..<count where places[row] != PodTable.noNode {
      let id = PodID(batch.firstID.index + row)
      guard !mode.givesFromRangesAlone else {
        if let outcome = batch.outcome(of: id) { rows.set(row, AddressGrant(outcome)) }
        continue
      }
      guard let demand = batch.demand(of: id) else { continue }
      let place = places[row]
      let grant = scene.with(NodeID(rawValue: place)) { node, rest in
        let taken = admitted[place] ?? node.admitted
        let grant = Transition.grant(demand, on: &node, admitted: taken, &mode, &rest)
        admitted[place] = grant.status == .nodeAtMaxPods ? taken : taken + 1
        return grant
      }
      if let grant { rows.set(row, grant) }
    }
    let segments = batch.segments.truncated(to: count, firstRow: first)
    let waiting = places.count { $0 == PodTable.noNode }
    if !mode.givesFromRangesAlone { next.happen(.modeRemembers(mode)) }
    next.happen(
      .podsCreated(
        rows.batch(firstID: PodID(first), segments: segments, unscheduledCount: waiting)))
    next.record(scene)
    return next.cluster
  }

  /// The cluster once these waiting pods have been placed.
  private func halfway(placing outcomes: ArraySlice<PodOutcome>) -> Cluster {
    guard !outcomes.isEmpty else { return self }
    var next = Transition(self)
    guard !mode.givesFromRangesAlone else {
      next.happen(.podsPlaced(Array(outcomes)))
      return next.cluster
    }
    var mode = mode
    var scene = Scene(self)
    var placed: [PodOutcome] = []
    for outcome in outcomes {
      guard let id = outcome.node, let demand = pods.demand(of: outcome.pod) else { continue }
      let grant = scene.with(id) { node, rest in
        Transition.grant(demand, on: &node, admitted: 0, &mode, &rest)
      }
      if let grant { placed.append(PodOutcome(pod: outcome.pod, node: id, grant: grant)) }
    }
    next.happen(.modeRemembers(mode))
    next.happen(.podsPlaced(placed))
    next.record(scene)
    return next.cluster
  }
}

extension AddressGrant {
  /// The grant that an outcome records.
  fileprivate init(_ outcome: PodOutcome) {
    self.init()
    v4 = outcome.v4
    v6 = outcome.v6
    status = outcome.status
    error = outcome.error
  }
}

extension [PodSegment] {
  /// The names of the first `count` pods, for rows from `first` on.
  fileprivate func truncated(to count: Int, firstRow first: Int) -> [PodSegment] {
    var left = count
    var row = first
    var kept: [PodSegment] = []
    for segment in self where left > 0 {
      let size = Swift.min(left, segment.count)
      var part =
        segment.app.map {
          PodSegment(
            firstID: PodID(row), count: size, namespace: segment.namespace, app: $0,
            firstOrdinal: segment.firstOrdinal)
        }
        ?? PodSegment(
          firstID: PodID(row), namespace: segment.namespace,
          names: Array<String>(segment.names.prefix(size)))
      part.pool = segment.pool
      kept.append(part)
      row += size
      left -= size
    }
    return kept
  }
}
