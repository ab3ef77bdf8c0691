import Allocation

extension Cluster {
  /// Does what a step of a workload says, as far as it can be done.
  mutating func carryOut(_ action: WorkloadAction, stream: UInt64) -> [Event] {
    []
  }
}
