import Allocation

/// What may stand at a place of a command, for completion and for usage lines.
public enum ArgumentKind: Hashable, Sendable {
  // Names of things that exist, which a completer can ask the cluster for.
  case plan, node, pod, app, zone, pool, poolName, namespace, machineType
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

  /// How it is written, with its range, for a hint; the same that errors ask for.
  public var notation: String {
    switch self {
    case .plan: "the name of a plan"
    case .planScope: "the name of a plan, or all"
    case .node: "the name of a node"
    case .pod: "NAME or NAMESPACE/NAME of a pod"
    case .app: "the name of an app"
    case .zone: "the name of a zone"
    case .pool: "the CIDR of a pool of the plan"
    case .poolName: "the name of a pool"
    case .namespace: "the name of a namespace"
    case .machineType: "a machine type, such as m5.large"
    case .newName: "a name of A-Z a-z 0-9 . _ / -"
    case .text: "a value without blanks, or in \"...\""
    case .count: "a whole number from 0 on"
    case .mask: "a prefix length without the slash, 0 to 128"
    case .cidr: "a CIDR such as 10.0.0.0/16 or fd00::/104"
    case .address: "an address such as 10.0.0.7 or fd00::7"
    case .span: "a number and a unit: 15s, 5m, 2h or 3d"
    case .rate: "a number each s, m, h or d, such as 200/h"
    case .load: "LOW..HIGH, such as 60%..80% or 100..200"
    case .amount: "a number or a share, such as 3 or 25%"
    case .subject: "the name of a node, pod or pool, an address or a CIDR"
    case .place: "a position such as 12, or 12.3 for a step inside a command"
    case .fork: "the name of a fork, or main"
    case .command: "a command in \"...\""
    case .mode, .preset, .pick, .claimKind, .table, .yesNo, .workload, .metric:
      "one of \(choices.count) words"
    }
  }
}
