import Addressing
import Allocation

/// Many pods at once, again and again, which stay for a while and go.
struct Bursts: Workload {
  let duration: TimeSpan
  let every: TimeSpan
  let pods: Rate
  let hold: TimeSpan
  let app: String

  static let description = WorkloadDescription(
    name: "bursts", summary: "many pods at once, again and again, which go after a while",
    details: """
      At the start and after each every= so many pods are created at once; a burst's size is drawn \
      around pods= (Poisson's law). After hold= they go at once too, the oldest first where bursts \
      overlap; at the end all have gone. Cron jobs and traffic peaks look like this. Left out: the \
      rate at which an API server takes new pods, which would stretch a large burst, and the grace \
      in which ending pods keep their addresses.
      """,
    options: [
      .duration("2h"),
      WorkloadOption("every", "DURATION", .span, standard: "15m", meaning: "from burst to burst"),
      WorkloadOption("pods", "N", .count, standard: "200", meaning: "pods of a burst, on average"),
      WorkloadOption("hold", "DURATION", .span, standard: "5m", meaning: "how long a burst stays"),
      WorkloadOption("app", "APP", .app, standard: "burst", meaning: "the app of the pods"),
    ])

  init(_ options: [CommandOption]) throws(CommandError) {
    let options = try WorkloadOptions(options, of: Self.description)
    duration = try options.span("for")
    every = try options.someTime("every")
    pods = Rate(try options.pods("pods"), per: .second)
    hold = try options.someTime("hold")
    app = try options.app("app")
  }

  var rate: String { "\(pods.count) pods every \(every), for \(hold)" }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    let span = try WorkloadTime(duration, grain: nil).span
    let every = min(every.seconds, WorkloadTime.longest)
    let count = (span + every - 1) / every
    guard 2 * count <= WorkloadTime.pieceLimit else {
      throw .tooMany("\(count) bursts are twice as many steps; take a longer every=")
    }
    try population.checkPods(Mean(pods, seconds: count))
    let app = try population.appOrNew(app)
    var generator = generator
    var events: [(second: Int, action: WorkloadAction)] = []
    for burst in 0..<count {
      let start = burst * every
      let pods = generator.poisson(Mean(pods, seconds: 1))
      events.append((start, .addPods(pods, of: app)))
      let end = hold.seconds < span - start ? start + hold.seconds : span
      events.append((end, .removePods(pods, of: app, .oldest)))
    }
    var writer = StepWriter(population)
    // What ends goes before what begins at the same second, and each burst begins before it ends.
    for (second, action) in events.enumerated().sorted(by: { one, other in
      (one.element.second, -(one.offset & 1), one.offset)
        < (other.element.second, -(other.offset & 1), other.offset)
    }).map(\.element) {
      writer.act(action, at: second)
    }
    return writer.steps(until: span)
  }
}
