import Addressing
import Allocation

/// Nodes and pods join at an even pace.
struct Ramp: Workload {
  let duration: TimeSpan
  let nodes: Int
  let pods: Int
  let app: String
  let grain: TimeSpan?

  static let description = WorkloadDescription(
    name: "ramp", summary: "nodes and pods join at an even pace",
    details: """
      So many nodes and pods join, spread evenly over the time: after half of it half are there. \
      Nothing is left to chance and nothing goes. New nodes are like those that are there, each sort \
      in turn, so zones stay even. Within a step nodes join first. Left out: the minutes that a \
      machine takes to start, and image pulls.
      """,
    options: [
      .duration("30m"),
      WorkloadOption("nodes", "N", .count, standard: "20", meaning: "nodes that join"),
      WorkloadOption("pods", "N", .count, standard: "500", meaning: "pods that are created"),
      WorkloadOption("app", "APP", .app, standard: "ramp", meaning: "the app of the pods"),
      .grain,
    ])

  init(_ options: [CommandOption]) throws(CommandError) {
    let options = try WorkloadOptions(options, of: Self.description)
    duration = try options.span("for")
    nodes = try options.nodes("nodes")
    pods = try options.pods("pods")
    app = try options.app("app")
    grain = try options.grain()
  }

  var rate: String { "\(nodes) nodes and \(pods) pods in \(duration)" }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    guard nodes > 0 || pods > 0 else {
      throw .system("nothing would join; say how much: nodes=20 or pods=500")
    }
    let time = try WorkloadTime(duration, grain: grain)
    try population.checkNodes(Mean(whole: nodes))
    try population.checkPods(Mean(whole: pods))
    let app = try population.appOrNew(app)
    let sorts = population.sorts
    var writer = StepWriter(population)
    var (joined, created) = (0, 0)
    for piece in 0..<time.count {
      let end = time.end(of: piece)
      let (joinedThen, createdThen) = (nodes * end / time.span, pods * end / time.span)
      writer.addNodes(like: (joined..<joinedThen).map { sorts[$0 % sorts.count] }, at: end)
      writer.act(.addPods(createdThen - created, of: app), at: end)
      (joined, created) = (joinedThen, createdThen)
    }
    return writer.steps(until: time.span)
  }
}
