import Addressing
import Allocation

/// A cluster that grows for months.
struct Growth: Workload {
  let duration: TimeSpan
  let nodes: Rate
  let pods: Rate
  let weekend: Int
  let limit: Int?
  let grain: TimeSpan?

  static let description = WorkloadDescription(
    name: "growth", summary: "nodes and pods join for months, until a size",
    details: """
      Nodes and pods join at random moments, so many in a span on average (a Poisson process), and \
      nothing goes. New nodes are like those that are there, each sort in turn; new pods belong to \
      the apps that are there, in proportion to their size at the start. The first day is a Monday; \
      on Saturdays and Sundays weekend= of the rate holds. With until= all ends with the step in \
      which there are so many nodes. Left out: what comes and goes meanwhile, which is a workload of \
      its own (steady), and growth that feeds on itself.
      """,
    options: [
      .duration("90d"),
      WorkloadOption("nodes", "RATE", .rate, standard: "2/d", meaning: "how often a node joins"),
      WorkloadOption(
        "pods", "RATE", .rate, standard: "60/d", meaning: "how often a pod is created"),
      WorkloadOption(
        "weekend", "N%", .amount, standard: "100%", meaning: "the share that holds at weekends"),
      WorkloadOption(
        "until", "N", .count, standard: "none", meaning: "the number of nodes that is enough"),
      .grain,
    ])

  init(_ options: [CommandOption]) throws(CommandError) {
    let options = try WorkloadOptions(options, of: Self.description)
    duration = try options.span("for")
    nodes = try options.rate("nodes")
    pods = try options.rate("pods")
    guard case .percent(let weekend) = try options.amount("weekend"), weekend <= 1_000 else {
      throw try options.option("weekend").wrong("is no share of the rate", "expected 0% to 1000%")
    }
    self.weekend = weekend
    let until = try options.option("until")
    limit = until.value == "none" ? nil : try options.nodes("until")
    grain = try options.grain()
  }

  var rate: String {
    "\(nodes.of("nodes")) and \(pods.of("pods"))" + (limit.map { " until \($0) nodes" } ?? "")
  }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    guard nodes.count > 0 || pods.count > 0 else {
      throw .system("nothing would grow; say how fast: nodes=2/d or pods=60/d")
    }
    if let limit, limit <= population.nodeCount {
      throw .system("there are \(population.nodeCount) nodes already, and \(limit) are enough")
    }
    let time = try WorkloadTime(duration, grain: grain)
    let most = max(100, weekend)
    try population.checkPods(Mean(pods, seconds: time.span).times(most, over: 100))
    let expected = Mean(nodes, seconds: time.span).times(most, over: 100)
    try population.checkNodes(limit.map { Mean(whole: $0 - population.nodeCount) } ?? expected)
    let shares = AppShares(population)
    let sorts = population.sorts
    var generator = generator
    var joining = generator.split()
    var creating = generator.split()
    var joined = 0
    var writer = StepWriter(population)
    for piece in 0..<time.count {
      let end = time.end(of: piece)
      let isWeekend = (end - 1) / 86_400 % 7 >= 5
      let share = isWeekend ? weekend : 100
      let length = time.length(of: piece)
      var coming = joining.poisson(Mean(nodes, seconds: length).times(share, over: 100))
      if let limit { coming = min(coming, limit - writer.population.nodeCount) }
      writer.addNodes(like: (joined..<joined + coming).map { sorts[$0 % sorts.count] }, at: end)
      joined += coming
      let created = creating.poisson(Mean(pods, seconds: length).times(share, over: 100))
      for action in shares.arrivals(created, using: &creating) { writer.act(action, at: end) }
      if writer.population.nodeCount == limit { return writer.steps(until: end) }
    }
    return writer.steps(until: time.span)
  }
}
