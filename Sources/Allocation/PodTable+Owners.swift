public import Addressing

extension PodTable {
  /// What most pods of a node are.
  public enum Majority: Hashable, Sendable {
    /// There are none.
    case nobody
    /// More than half are of this kind.
    case one(UInt8)
    /// No kind has more than half.
    case none
  }

  /// What most pods of each node are, by the kinds of runs of names.
  ///
  /// It is Boyer and Moore's vote: one pass finds the only kind that can have more than half, another
  /// counts whether it has. Each takes a few steps a pod, and no memory by pods.
  public func majorities(nodes count: Int, _ kind: (PodSegment) -> UInt8) -> [Majority] {
    var candidates = [UInt8](repeating: 0, count: count)
    var votes = [Int32](repeating: 0, count: count)
    let kinds = (0..<names.segments.count).map { kind(names.segments[$0]) }
    forEachBound(kinds) { node, kind in
      if votes[node] == 0 {
        candidates[node] = kind
        votes[node] = 1
      } else {
        votes[node] += candidates[node] == kind ? 1 : -1
      }
    }
    var pods = [Int32](repeating: 0, count: count)
    var ofCandidate = pods
    forEachBound(kinds) { node, kind in
      pods[node] += 1
      if candidates[node] == kind { ofCandidate[node] += 1 }
    }
    return (0..<count).map { node in
      if pods[node] == 0 { return .nobody }
      return ofCandidate[node] * 2 > pods[node] ? .one(candidates[node]) : .none
    }
  }

  private func forEachBound(_ kinds: [UInt8], _ body: (Int, UInt8) -> Void) {
    for (position, kind) in kinds.enumerated() {
      present.forEachSet(in: names.segments[position].ids) { row in
        let node = nodes[row]
        if node != Self.noNode { body(Int(node), kind) }
      }
    }
  }

  /// The run of names that a pod belongs to.
  public func segment(of id: PodID) -> PodSegment? { names.segment(of: id) }

  /// When a pod was created, in whole seconds.
  public func born(_ id: PodID) -> UInt32 {
    names.position(of: id).map { names.segments[$0].born } ?? 0
  }

  /// The place of a pod's segment among all segments, in the order of creation.
  public func segmentPosition(of id: PodID) -> Int? { names.position(of: id) }

  /// Calls `body` with those of the pods that run on an address of `prefix`, and with its offset.
  ///
  /// Nothing but two columns is looked at: a map of single addresses asks this of every pod in view.
  public func forEachRunning(
    _ ids: [PodID], in prefix: IPPrefix, _ body: (PodID, _ offset: UInt128) -> Void
  ) {
    let first = prefix.base.bits
    let size = prefix.size
    // A pass a column: rows of a node's pods lie far apart, and loads that wait for nothing but
    // memory overlap.
    let states = ids.map { statuses[$0.index] }
    let running = PodStatus.running.rawValue
    if prefix.family == .v4 {
      let numbers = ids.map { v4[$0.index] }
      for place in ids.indices where states[place] == running && numbers[place] != 0 {
        let offset = UInt128(numbers[place]) &- first
        if offset < size { body(ids[place], offset) }
      }
    } else if let v6 {
      let numbers = ids.map { v6[$0.index] }
      for place in ids.indices where states[place] == running && numbers[place] != 0 {
        let offset = numbers[place] &- first
        if offset < size { body(ids[place], offset) }
      }
    }
  }
}
