import Simulation

/// A figure that is kept after every step of the history, so that it can be drawn over it.
enum PlotMetric: String, CaseIterable, Hashable, Sendable {
  case committed, used, reserved, stranded, free, withheld
  case pods, pending, refused
  case nodes, notReady = "nodes not ready"
  case refusals
  case writes = "control-plane operations"
  case decisions = "node operations"

  /// What is counted.
  var unit: String {
    switch self {
    case .committed, .used, .reserved, .stranded, .free, .withheld: "addresses"
    case .pods, .pending: "pods"
    case .refused: "refused requests"
    case .nodes, .notReady: "nodes"
    case .refusals: "refusals told"
    case .writes: "writes so far"
    case .decisions: "decisions so far"
    }
  }

  /// What the figure is, in half a sentence.
  var meaning: String {
    switch self {
    case .committed: "addresses inside blocks that nodes hold"
    case .used: "addresses that pods hold"
    case .reserved: "addresses in blocks that can never serve a pod"
    case .stranded: "addresses in blocks, neither used nor reserved"
    case .free: "addresses for nodes to come"
    case .withheld: "addresses the system itself never gives"
    case .pods: "pods that run or wait"
    case .pending: "pods that wait"
    case .refused: "addresses that agents have refused to pods so far"
    case .nodes: "nodes present"
    case .notReady: "nodes that wait or have failed"
    case .refusals: "refusals of every kind told so far"
    case .writes: "writes to the API server so far"
    case .decisions: "decisions on nodes so far"
    }
  }

  /// The figure of one step.
  func value(_ sample: Sample) -> UInt128 {
    switch self {
    case .committed: sample.committed
    case .used: sample.used
    case .reserved: sample.reserved
    case .stranded: sample.stranded
    case .free: sample.free
    case .withheld: sample.withheld
    case .pods: UInt128(sample.pods)
    case .pending: UInt128(sample.podsPending)
    case .refused: UInt128(sample.refused)
    case .nodes: UInt128(sample.nodes)
    case .notReady: UInt128(sample.nodesNotReady)
    case .refusals: UInt128(sample.refusals)
    case .writes: UInt128(sample.controlPlaneOperations)
    case .decisions: UInt128(sample.nodeOperations)
    }
  }

  /// The metric `steps` further in the list, which is a ring.
  func next(_ steps: Int) -> PlotMetric {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + steps + all.count) % all.count]
  }
}
