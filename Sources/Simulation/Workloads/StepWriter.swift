import Allocation

/// Writes the steps of a workload down, and keeps the population as they leave it.
struct StepWriter {
  /// Who lives in the cluster after what was written.
  private(set) var population: Population
  private var moments: [(second: Int, actions: [WorkloadAction])] = []

  init(_ population: Population) {
    self.population = population
  }

  /// Lets something happen so many seconds after the start, in the order of time.
  mutating func act(_ action: WorkloadAction, at second: Int) {
    guard !action.isEmpty else { return }
    population.apply(action)
    if let last = moments.last, last.second >= second {
      moments[moments.count - 1].actions.append(action)
    } else {
      moments.append((second, [action]))
    }
  }

  /// A new node joins for each of these, with the traits and the start of the name that it has.
  @discardableResult
  mutating func addNodes(like models: [Resident], at second: Int) -> [Resident] {
    let residents = models.map { model in
      Resident(name: population.newNames(1, prefix: model.prefix)[0], traits: model.traits)
    }
    act(.addNodes(residents), at: second)
    return residents
  }

  /// All that was written, as steps that last until `end`.
  func steps(until end: Int) -> [WorkloadStep] {
    var steps: [WorkloadStep] = []
    steps.reserveCapacity(moments.count + 1)
    var now = 0
    for moment in moments {
      steps.append(
        WorkloadStep(
          wait: TimeSpan(seconds: moment.second - now), actions: moment.actions,
          label: moment.actions.label))
      now = moment.second
    }
    if end > now {
      steps.append(
        WorkloadStep(wait: TimeSpan(seconds: end - now), actions: [], label: [].label))
    }
    return steps
  }
}

extension WorkloadAction {
  /// Whether it does nothing.
  var isEmpty: Bool {
    switch self {
    case .addNodes(let residents): residents.isEmpty
    case .removeNodes(let names), .loseNodes(let names), .drainNodes(let names),
      .cordonNodes(let names), .uncordonNodes(let names):
      names.isEmpty
    case .addPods(let count, _), .restorePods(let count, _), .removePods(let count, _, _):
      count == 0
    }
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
    case .uncordonNodes(let names): return nodes(names) + " uncordoned"
    case .addPods(let count, let app): return "+\(count.pods) of \(app.name)"
    case .restorePods(let count, let app): return "\(app.name) back to \(count.pods)"
    case .removePods(let count, let app, _):
      return "-\(count.pods)" + (app.map { " of \($0.name)" } ?? " of no app")
    }
  }
}

extension [WorkloadAction] {
  /// What happens, in a few words: the very actions where they are few, and else how many of each.
  var label: String {
    guard count > 3 else {
      return isEmpty ? "time passes" : map(\.description).joined(separator: ", ")
    }
    var order: [String] = []
    var counts: [String: Int] = [:]
    for action in self {
      let (number, words) = action.tally
      if counts[words] == nil { order.append(words) }
      counts[words, default: 0] += number
    }
    return order.map { words in
      let number = counts[words] ?? 0
      return words.replacing("#", with: "\(number)").replacing("$", with: number == 1 ? "" : "s")
    }.joined(separator: ", ")
  }
}

extension WorkloadAction {
  /// How many it is about, and the words for all actions of its kind.
  fileprivate var tally: (Int, String) {
    switch self {
    case .addNodes(let residents): (residents.count, "+# node$")
    case .removeNodes(let names): (names.count, "-# node$")
    case .loseNodes(let names): (names.count, "# node$ lost")
    case .drainNodes(let names): (names.count, "# node$ drained")
    case .cordonNodes(let names): (names.count, "# node$ cordoned")
    case .uncordonNodes(let names): (names.count, "# node$ uncordoned")
    case .addPods(let count, _): (count, "+# pod$")
    case .restorePods: (1, "# app$ back to size")
    case .removePods(let count, _, _): (count, "-# pod$")
    }
  }
}

extension Int {
  fileprivate var pods: String { "\(self) \(self == 1 ? "pod" : "pods")" }
}
