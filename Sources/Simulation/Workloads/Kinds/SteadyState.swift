import Addressing
import Allocation

/// Pods and nodes come and go, as many as go come: what `churn` means.
struct SteadyState: Workload {
  let duration: TimeSpan
  let pods: Rate
  let nodes: Rate
  let load: LoadRange?
  let grain: TimeSpan?

  static let description = WorkloadDescription(
    name: "steady", summary: "pods and nodes come and go, as many in as out",
    details: """
      New pods arrive at random moments, so many in a span on average (a Poisson process), in the \
      apps that are there, in proportion to their size at the start; a cluster without apps gets \
      one called pod. Pods go at random too: on average each lives as long as the pods of the start \
      over the rate, so the number stays about the same. Nodes likewise: one that goes is drained \
      and removed, one that comes has the traits of a node of the start. With load= the number of \
      pods follows a curve with its low at the start and its high half a day later, once a day; a \
      share is one of the pods that the nodes take (110 each unless a node says otherwise). In a \
      step what goes, goes first. Left out: termination grace, image pulls and all that makes a pod \
      take its time; who goes is drawn evenly, where real pods of one app often go together.
      """,
    options: [
      .duration("1d"),
      WorkloadOption(
        "pods", "RATE", .rate, standard: "200/h", meaning: "how often a pod comes, and one goes"),
      WorkloadOption(
        "nodes", "RATE", .rate, standard: "0/h", meaning: "how often a node comes, and one goes"),
      WorkloadOption(
        "load", "LOW..HIGH", .load, standard: "none",
        meaning: "between which numbers of pods the day swings"),
      .grain,
    ])

  init(_ options: [CommandOption]) throws(CommandError) {
    let options = try WorkloadOptions(options, of: Self.description)
    duration = try options.span("for")
    pods = try options.rate("pods")
    nodes = try options.rate("nodes")
    load = try options.load("load", or: "none")
    grain = try options.grain()
  }

  init(_ churn: Churn) {
    duration = churn.duration
    // Whoever speaks of nodes or loads only does not mean pods to come and go besides.
    let isBare = churn.nodes == nil && churn.load == nil
    pods = churn.pods ?? Rate(isBare ? 200 : 0, per: .hour)
    nodes = churn.nodes ?? Rate(0, per: .hour)
    load = churn.load
    grain = nil
  }

  var rate: String {
    var parts: [String] = []
    if pods.count > 0 { parts.append(pods.of("pods") + " in and out") }
    if nodes.count > 0 { parts.append(nodes.of("nodes") + " in and out") }
    if let load { parts.append("load \(load)") }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    guard pods.count > 0 || nodes.count > 0 || load != nil else {
      throw .system(
        "nothing would come or go; say how often: pods=200/h, nodes=5/d or load=60%..80%")
    }
    let time = try WorkloadTime(duration, grain: grain)
    try population.checkPods(Mean(pods, seconds: time.span))
    try population.checkNodes(Mean(nodes, seconds: time.span))
    var life = SteadyLife(self, population, time, generator)
    try life.checkLoad(population)
    for piece in 0..<time.count { life.live(piece) }
    return life.writer.steps(until: time.span)
  }
}

/// A steady state on its way.
private struct SteadyLife {
  var writer: StepWriter
  private let kind: SteadyState
  private let time: WorkloadTime
  private let curve: LoadCurve?
  private let shares: AppShares
  private let models: [Resident]
  /// Pods and nodes at the start.
  private let pods: Int
  private let nodes: Int
  private var comingPods: SeededGenerator
  private var goingPods: SeededGenerator
  private var comingNodes: SeededGenerator
  private var goingNodes: SeededGenerator

  init(
    _ kind: SteadyState, _ population: Population, _ time: WorkloadTime,
    _ generator: SeededGenerator
  ) {
    var generator = generator
    self.kind = kind
    self.time = time
    writer = StepWriter(population)
    curve = kind.load.map { load in
      LoadCurve(
        low: load.low.share(of: population.places, roundingUp: false),
        high: load.high.share(of: population.places, roundingUp: false), in: time.span)
    }
    shares = AppShares(population)
    models = population.nodeCount > 0 ? population.nodes : population.sorts
    pods = population.podCount
    nodes = population.nodeCount
    comingPods = generator.split()
    goingPods = generator.split()
    comingNodes = generator.split()
    goingNodes = generator.split()
  }

  func checkLoad(_ population: Population) throws(Refusal) {
    if let curve { try population.checkPods(Mean(whole: curve.high)) }
  }

  mutating func live(_ piece: Int) {
    let length = time.length(of: piece)
    let end = time.end(of: piece)
    liveNodes(length, end)
    let present = writer.population.podCount
    var coming = comingPods.poisson(Mean(kind.pods, seconds: length))
    let mean = Mean(kind.pods, seconds: length).times(present, over: pods)
    var going = min(present, goingPods.poisson(mean))
    if let curve {
      let missing = curve.load(at: end) - (present - going + coming)
      coming += max(0, missing)
      going = min(present, going + max(0, -missing))
    }
    for action in writer.population.departures(going, using: &goingPods) {
      writer.act(action, at: end)
    }
    for action in shares.arrivals(coming, using: &comingPods) { writer.act(action, at: end) }
  }

  private mutating func liveNodes(_ length: Int, _ end: Int) {
    guard kind.nodes.count > 0 else { return }
    let mean = Mean(kind.nodes, seconds: length)
    let coming = comingNodes.poisson(mean)
    let present = writer.population.nodeCount
    let going = min(present, goingNodes.poisson(mean.times(present, over: nodes)))
    var leaving: [String] = []
    var seen: Set<String> = []
    while leaving.count < going {
      guard let node = writer.population.node(using: &goingNodes) else { break }
      if seen.insert(node.name).inserted { leaving.append(node.name) }
    }
    let joining = (0..<coming).map { _ in models[comingNodes.int(in: 0..<models.count)] }
    writer.addNodes(like: joining, at: end)
    writer.act(.drainNodes(leaving), at: end)
    writer.act(.removeNodes(leaving), at: end)
  }
}
