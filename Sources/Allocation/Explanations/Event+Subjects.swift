extension Event {
  /// What the event made of one node, if it is about it.
  public func record(of id: NodeID) -> Node? {
    switch self {
    case .nodesJoined(let joined):
      // Nodes join in the order of their identifiers.
      guard let first = joined.first, id >= first.id, let last = joined.last, id <= last.id else {
        return nil
      }
      return joined.first { $0.id == id }
    case .nodesChanged(let changed): return changed.first { $0.id == id }
    default: return nil
    }
  }

  /// What the event made of one pod, if it is about it.
  public func outcome(of id: PodID) -> PodOutcome? {
    switch self {
    case .podsCreated(let batch): return batch.outcome(of: id)
    case .podsPlaced(let outcomes): return outcomes.last { $0.pod == id }
    default: return nil
    }
  }

  /// Whether the event is the mode's memory, which is recorded before what came with it.
  public var isMemory: Bool {
    if case .modeRemembers = self { true } else { false }
  }
}

extension PodBatch {
  /// What became of one pod of the batch.
  func outcome(of id: PodID) -> PodOutcome? {
    let row = id.index - firstID.index
    guard row >= 0, row < count else { return nil }
    return PodOutcome(
      pod: id, node: nodes[row] == PodTable.noNode ? nil : NodeID(rawValue: nodes[row]),
      v4: v4[row], v6: v6.map { $0[row] } ?? 0,
      status: PodStatus(rawValue: statuses[row]) ?? .absent,
      error: errors.first { $0.0 == id }?.1)
  }

  /// What a pod of the batch asks for.
  func demand(of id: PodID) -> PodDemand? {
    guard let segment = segments.first(where: { $0.ids.contains(id.index) }) else { return nil }
    return PodDemand(
      pod: id, pool: segment.pool, wanted: wanted.first { $0.0 == id }?.1, names: [segment])
  }
}

extension PodBatch {
  /// The first pod of the batch that an agent refused an address.
  public var firstRefused: PodID? {
    guard refusedCount > 0 else { return nil }
    for row in 0..<count where PodStatus(rawValue: statuses[row])?.isRefusal == true {
      return PodID(firstID.index + row)
    }
    return nil
  }
}

extension Cluster {
  /// The pod that has waited longest.
  public var firstPending: PodID? {
    guard tallies.podsPending > 0 else { return nil }
    var found: PodID?
    pods.forEach { id in
      if pods.status(of: id).isPending { found = id }
      return found == nil
    }
    return found
  }
}
