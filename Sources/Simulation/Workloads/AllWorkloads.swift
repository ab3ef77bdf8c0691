/// The kinds of workloads, in menu order; a new one is a file in `Kinds` and a line here.
public enum AllWorkloads {
  /// Every kind.
  public static let kinds: [any Workload.Type] = [
    SteadyState.self, Ramp.self, Bursts.self, Jobs.self, Rollout.self, SpotNodes.self,
    Autoscale.self, ZoneFailure.self, Upgrade.self, Growth.self,
  ]

  /// What each kind says of itself.
  public static let descriptions: [WorkloadDescription] = kinds.map { $0.description }

  /// The words for them.
  public static let names: [String] = descriptions.map(\.name)

  /// The workload called `name` with these options.
  public static func make(
    _ name: String, _ options: [CommandOption]
  ) throws(CommandError) -> any Workload {
    guard let kind = kinds.first(where: { $0.description.name == name }) else {
      throw CommandError(
        column: 1, word: name, reason: "is no workload",
        advice: Suggestion.advice(for: name, among: names, naming: "the workloads"))
    }
    let keys = kind.description.options.map(\.key)
    for option in options where !keys.contains(option.key) {
      throw option.unknown(to: "workload \(name)", known: keys)
    }
    return try kind.init(options)
  }
}
