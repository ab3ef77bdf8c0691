import Addressing
import Allocation

/// Gathers what happens when, and makes the steps of it: what falls on one second is one step.
struct WorkloadPlanner {
  private var events: [(time: Int, action: WorkloadAction)] = []

  /// Steps of the longest workload: what a history holds and can be walked through at once.
  static let stepLimit = 100_000

  mutating func add(at time: Int, _ action: WorkloadAction) {
    events.append((time, action))
  }

  /// The steps until `end` seconds have passed; what would come later does not.
  func steps(until end: Int) throws(Refusal) -> [WorkloadStep] {
    var steps: [WorkloadStep] = []
    var now = 0
    let sorted = events.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    for (_, event) in sorted where event.time <= end {
      if let last = steps.indices.last, event.time == now {
        steps[last].actions.append(event.action)
      } else {
        steps.append(
          WorkloadStep(
            wait: TimeSpan(seconds: event.time - now), actions: [event.action], label: ""))
        now = event.time
      }
    }
    if now < end {
      steps.append(WorkloadStep(wait: TimeSpan(seconds: end - now), actions: [], label: ""))
    }
    guard steps.count <= Self.stepLimit else {
      throw .tooMany(
        "a workload has at most \(Self.stepLimit) steps, and this one \(steps.count); a coarser "
          + "grain= makes fewer")
    }
    for index in steps.indices { steps[index].label = Self.label(of: steps[index]) }
    return steps
  }

  /// `+3 pods, -2 pods`.
  private static func label(of step: WorkloadStep) -> String {
    guard !step.actions.isEmpty else { return "\(step.wait) pass" }
    return step.actions.map(\.description).joined(separator: ", ")
  }

  /// The stretch of time that one step stands for: as fine as keeps a workload under 2,000 steps.
  static func grain(for span: Int, wanted: TimeSpan?) -> Int {
    if let wanted { return max(1, wanted.seconds) }
    let grains = [1, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400]
    return grains.first { span / $0 <= 2_000 } ?? 604_800
  }
}

extension WorkloadAction: CustomStringConvertible {
  /// The action in a few words: `+3 pods of web`.
  public var description: String {
    func nodes(_ names: [String]) -> String {
      names.count == 1 ? names[0] : "\(names.count) nodes"
    }
    switch self {
    case .addNodes(let residents): return "+" + nodes(residents.map(\.name))
    case .removeNodes(let names): return "-" + nodes(names)
    case .loseNodes(let names): return nodes(names) + " lost"
    case .drainNodes(let names): return nodes(names) + " drained"
    case .cordonNodes(let names): return nodes(names) + " cordoned"
    case .addPods(let count, let app):
      return "+\(count) \(count == 1 ? "pod" : "pods") of \(app.name)"
    case .removePods(let count, let app, _):
      return "-\(count) \(count == 1 ? "pod" : "pods")" + (app.map { " of \($0.name)" } ?? "")
    }
  }
}

/// The options of a workload by key, with what holds where nothing is said.
struct WorkloadOptions {
  let options: [CommandOption]

  init(_ options: [CommandOption]) { self.options = options }

  func callAsFunction(_ key: String) -> CommandOption? { options.last { $0.key == key } }

  func span(_ key: String, _ standard: Int) throws(CommandError) -> Int {
    guard let option = self(key) else { return standard }
    let span = try option.span().seconds
    guard span > 0 else { throw option.wrong("is no time at all", "expected 1s or more") }
    return span
  }

  func count(_ key: String, _ standard: Int) throws(CommandError) -> Int {
    try self(key)?.count(max: 1 << 24) ?? standard
  }

  func rate(_ key: String) throws(CommandError) -> Rate? { try self(key)?.rate() }

  func app(_ key: String, _ standard: String) throws(CommandError) -> NamespacedName {
    NamespacedName(
      namespace: Cluster.defaultNamespace, name: try self(key)?.name() ?? standard)
  }
}
