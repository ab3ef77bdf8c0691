public import Addressing
public import Allocation

/// Every pod of an app is replaced, a wave at a time, as a Deployment does it: what `roll` means.
public struct RollingUpdate: Workload {
  /// What it is and takes.
  public static let description = WorkloadDescription(
    name: "rollout", summary: "every pod of an app is replaced, a wave at a time",
    details: """
      As the RollingUpdate strategy of a Deployment: never more pods than the app's size and the \
      surge, never fewer that run than its size less what may be unavailable. Both are 25 % unless \
      said, the surge rounded up and what may be unavailable rounded down (Kubernetes 1.34, \
      pkg/apis/apps/v1/defaults.go and ResolveFenceposts in pkg/controller/deployment/util). A new \
      pod counts as running one wave later. Pods that take long to end are left out.
      """,
    options: [
      WorkloadOption("app", "A", .app, standard: "pod", meaning: "the app to replace"),
      WorkloadOption(
        "surge", "25%", .amount, standard: "25%", meaning: "pods there may be above the size"),
      WorkloadOption(
        "unavailable", "25%", .amount, standard: "25%", meaning: "pods there may be too few"),
      WorkloadOption(
        "every", "DURATION", .span, standard: "10s", meaning: "the time from wave to wave"),
    ])

  private let app: NamespacedName
  private let surge: Amount
  private let unavailable: Amount
  private let every: Int

  /// The workload with these options.
  public init(_ options: [CommandOption]) throws(CommandError) {
    let read = WorkloadOptions(options)
    app = try read.app("app", Command.defaultApp)
    surge = try read("surge")?.amount() ?? Command.defaultSurge
    unavailable = try read("unavailable")?.amount() ?? .percent(25)
    every = try read.span("every", 10)
  }

  /// What the command `roll` asks for.
  init(app: String, surge: Amount) {
    self.app = NamespacedName(namespace: Cluster.defaultNamespace, name: app)
    self.surge = surge
    unavailable = .percent(25)
    every = 10
  }

  /// The size of a wave and the time between two.
  public var rate: String {
    "surge \(surge), unavailable \(unavailable), every \(TimeSpan(seconds: every))"
  }

  /// The waves.
  public func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    let (app, size) = try population.app(app)
    var extra = Self.share(surge, of: size, roundsUp: true)
    let missing = Self.share(unavailable, of: size, roundsUp: false)
    // With neither there would be no way on: Kubernetes then lets one be unavailable.
    let spare = extra == 0 && missing == 0 ? 1 : missing
    extra = min(extra, size)
    var planner = WorkloadPlanner()
    var (old, ready, fresh) = (size, 0, 0)
    var time = 0
    while old > 0 || fresh > 0 {
      ready += fresh
      let removed = min(old, max(0, old + ready - (size - spare)))
      if removed > 0 { planner.add(at: time, .removePods(removed, of: app, .oldest)) }
      old -= removed
      fresh = min(size - ready, size + extra - old - ready)
      if fresh > 0 { planner.add(at: time, .addPods(fresh, of: app)) }
      time += every
    }
    return try planner.steps(until: max(0, time - every))
  }

  static func share(_ amount: Amount, of size: Int, roundsUp: Bool) -> Int {
    switch amount {
    case .count(let count): return count
    case .percent(let share):
      let product = Int128(size) * Int128(share)
      return Int(clamping: (product + (roundsUp ? 99 : 0)) / 100)
    }
  }
}
