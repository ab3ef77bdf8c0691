public import Addressing
public import Allocation

/// Pods and nodes come and go at a steady rate, and the number of pods may swing between two loads:
/// what `churn` means.
public struct SteadyState: Workload {
  /// What it is and takes.
  public static let description = WorkloadDescription(
    name: "steady", summary: "pods and nodes come and go at a steady rate",
    details: """
      Arrivals are independent of each other (a Poisson process of that rate), and as many pods \
      leave as come, each time a random one of all. nodes= lets nodes vanish at a rate; the pods of \
      apps on them start again elsewhere and a new node of the same kind joins. load= lets the \
      number of pods swing between two numbers, or two shares of the pods that kubelets take, up and \
      down once a day. The time that a pod takes to start or to end is left out: an address is held \
      from one step to another.
      """,
    options: [
      WorkloadOption("for", "DURATION", .span, standard: "1h", meaning: "how long it goes on"),
      WorkloadOption("pods", "RATE", .rate, standard: "200/h", meaning: "pods that come, and go"),
      WorkloadOption("nodes", "RATE", .rate, standard: nil, meaning: "nodes that are replaced"),
      WorkloadOption(
        "load", "LOW..HIGH", .load, standard: nil,
        meaning: "between which the number of pods swings"),
      WorkloadOption("app", "A", .app, standard: "pod", meaning: "the app of new pods"),
      WorkloadOption(
        "grain", "DURATION", .span, standard: nil, meaning: "the time that one step stands for"),
    ])

  private let span: Int
  private let pods: Rate?
  private let nodes: Rate?
  private let load: LoadRange?
  private let app: NamespacedName
  private let grain: TimeSpan?

  /// The workload with these options.
  public init(_ options: [CommandOption]) throws(CommandError) {
    let read = WorkloadOptions(options)
    span = try read.span("for", 3_600)
    let nodes = try read.rate("nodes")
    let load = try read("load")?.load()
    // Whoever speaks of nodes or loads only does not mean pods to come and go besides.
    let isBare = nodes == nil && load == nil
    pods = try read.rate("pods") ?? (isBare ? Rate(200, per: .hour) : nil)
    self.nodes = nodes
    self.load = load
    app = try read.app("app", Command.defaultApp)
    grain = try read("grain")?.span()
  }

  /// What the command `churn` asks for.
  init(_ churn: Churn) {
    span = churn.duration.seconds
    let isBare = churn.nodes == nil && churn.load == nil
    pods = churn.pods ?? (isBare ? Rate(200, per: .hour) : nil)
    nodes = churn.nodes
    load = churn.load
    app = NamespacedName(namespace: Cluster.defaultNamespace, name: Command.defaultApp)
    grain = nil
  }

  /// Arrivals and departures.
  public var rate: String {
    let parts = [
      pods.map { "\($0.count) pods/\($0.unit.rawValue) in and out" },
      nodes.map { "\($0.count) nodes/\($0.unit.rawValue) replaced" },
      load.map { "load \($0) a day" },
    ].compactMap(\.self)
    return parts.joined(separator: ", ")
  }

  /// What comes and goes in each grain of time.
  public func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    var population = population
    var sampler = PoissonSampler(generator: generator)
    var planner = WorkloadPlanner()
    let grain = WorkloadPlanner.grain(for: span, wanted: grain)
    var present = population.podCount
    guard span / grain <= WorkloadPlanner.stepLimit else {
      throw .tooMany("\(span / grain) steps; a coarser grain= makes fewer")
    }
    for time in stride(from: grain, through: span, by: grain) {
      if let nodes {
        replace(
          sampler.arrivals(nodes, during: grain), in: &population, at: time, &planner,
          &sampler.generator)
      }
      var gone = min(present, pods.map { sampler.arrivals($0, during: grain) } ?? 0)
      var come = pods.map { sampler.arrivals($0, during: grain) } ?? 0
      if let load {
        let step = Self.target(load, of: population, at: time) - (present - gone + come)
        if step > 0 { come += step } else { gone = min(present, gone - step) }
      }
      if gone > 0 { planner.add(at: time, .removePods(gone, of: nil, .random)) }
      if come > 0 { planner.add(at: time, .addPods(come, of: app)) }
      present += come - gone
    }
    return try planner.steps(until: span)
  }

  /// Nodes that vanish, each replaced by one of its kind.
  private func replace(
    _ count: Int, in population: inout Population, at time: Int, _ planner: inout WorkloadPlanner,
    _ generator: inout SeededGenerator
  ) {
    let leaving = population.pick(min(count, population.nodes.count), using: &generator)
    guard !leaving.isEmpty else { return }
    planner.add(at: time, .loseNodes(leaving.map(\.name)))
    planner.add(at: time, .addNodes(population.replace(leaving)))
  }

  /// The number of pods that a time of day wants: up for half a day, down for the other half.
  ///
  ///     high      /\
  ///     low  ____/  \____   0h 12h 24h
  private static func target(_ load: LoadRange, of population: Population, at time: Int) -> Int {
    let day = TimeUnit.day.seconds
    let phase = time % day
    let height = min(phase, day - phase)
    let low = pods(load.low, of: population)
    let high = pods(load.high, of: population)
    return low + Int(Int128(high - low) * Int128(height) / Int128(day / 2))
  }

  private static func pods(_ amount: Amount, of population: Population) -> Int {
    switch amount {
    case .count(let count): return min(count, Cluster.podLimit)
    case .percent(let share):
      return Int(clamping: Int128(population.kubeletRoom) * Int128(share) / 100)
    }
  }
}
