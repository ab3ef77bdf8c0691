public import Addressing

// Pods by their runs of names: a search goes through thousands of runs, not millions of names.
extension PodTable {
  /// Calls `body` with the runs of names in the order made, until it answers false; pods of a run may
  /// be gone.
  public func forEachRun(_ body: (PodSegment) -> Bool) {
    for position in 0..<names.segments.count where !body(names.segments[position]) { return }
  }

  /// Pods of a run that are there.
  public func count(in run: PodSegment) -> Int { present.population(in: run.ids) }

  /// Calls `body` with the pods of a run that are there.
  public func forEach(in run: PodSegment, _ body: (PodID) -> Void) {
    present.forEachSet(in: run.ids) { body(PodID($0)) }
  }

  /// The address that people name first of the pod in row `id`: IPv4 if there is one.
  public func address(of id: PodID) -> IPAddress? {
    let (short, long) = addresses(of: id)
    if short != 0 { return IPAddress(.v4, bits: UInt128(short)) }
    return long == 0 ? nil : IPAddress(.v6, bits: long)
  }
}

extension PodSegment {
  /// The name of a pod of the run.
  public func name(of id: PodID) -> NamespacedName {
    precondition(ids.contains(id.index), "a pod of the run")
    return name(at: id.index - firstID.index)
  }

  /// The ordinal of a pod of a run of generated names.
  public func ordinal(of id: PodID) -> Int { firstOrdinal + id.index - firstID.index }
}
