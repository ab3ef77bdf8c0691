import Allocation

/// What may stand at a place of a command, for completion and for usage lines.
public enum ArgumentKind: Hashable, Sendable {
  // Names of things that exist, which a completer can ask the cluster for.
  case plan, node, pod, app, zone, pool, namespace, machineType
  // What is written anew.
  case newName, text
  // Numbers and quantities.
  case count, mask, cidr, address, span, rate, load, amount
  // Words of a fixed choice.
  case mode, preset, pick, claimKind, table, yesNo, planScope
  // Whatever has a name, and metric names.
  case subject, metric
  // Places and branches of the history, kinds of workloads, and whole commands.
  case place, fork, workload, command

  /// All words that may stand here, where they are few and fixed.
  public var choices: [String] {
    switch self {
    case .mode: Vocabulary.modes
    case .preset: Presets.names
    case .pick: Pick.allCases.map(\.rawValue)
    case .claimKind: ClaimKind.allCases.map(\.rawValue)
    case .table: TableKind.allCases.map(\.rawValue)
    case .yesNo: ["yes", "no"]
    case .planScope: ["all"]
    case .workload: AllWorkloads.names
    case .metric: MetricQuery.Name.allCases.map(\.rawValue)
    default: []
    }
  }
}
