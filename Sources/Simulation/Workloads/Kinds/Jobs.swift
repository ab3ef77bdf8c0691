import Addressing
import Allocation

/// Batch jobs: each some pods that run for a while and are done.
struct Jobs: Workload {
  let duration: TimeSpan
  let jobs: Rate
  let pods: Int
  let run: TimeSpan
  let app: String
  let grain: TimeSpan?

  /// Jobs of a workload, at most: each of them is drawn.
  private static let jobLimit = 1_000_000

  static let description = WorkloadDescription(
    name: "jobs", summary: "batch jobs: some pods each, which run for a while",
    details: """
      Jobs start at random moments, so many in a span on average (a Poisson process), and each runs \
      for a time of its own, drawn around run= (exponential: most are short, some are long). All of \
      a job's pods begin and end together. All jobs share one app here, and who of it goes is drawn, \
      which comes to the same where run times are exponential. Jobs that still run at the end stay. \
      Left out: failed pods and their retries, and done pods that are kept as records, which hold no \
      address.
      """,
    options: [
      .duration("4h"),
      WorkloadOption("jobs", "RATE", .rate, standard: "60/h", meaning: "how often a job starts"),
      WorkloadOption("pods", "N", .count, standard: "8", meaning: "pods of a job"),
      WorkloadOption(
        "run", "DURATION", .span, standard: "10m", meaning: "how long a job runs, on average"),
      WorkloadOption("app", "APP", .app, standard: "job", meaning: "the app of the pods"),
      .grain,
    ])

  init(_ options: [CommandOption]) throws(CommandError) {
    let options = try WorkloadOptions(options, of: Self.description)
    duration = try options.span("for")
    jobs = try options.rate("jobs")
    pods = try options.pods("pods")
    run = try options.someTime("run")
    app = try options.app("app")
    grain = try options.grain()
  }

  var rate: String { "\(jobs.of("jobs")) of \(pods) pods, \(run) each" }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    let time = try WorkloadTime(duration, grain: grain)
    let expected = Mean(jobs, seconds: time.span)
    guard expected.whole <= Self.jobLimit else {
      throw .tooMany("a workload here has at most \(Self.jobLimit) jobs")
    }
    try population.checkPods(Mean(whole: expected.whole * pods))
    let app = try population.appOrNew(app)
    var generator = generator
    var starting = generator.split()
    var running = generator.split()
    var ending = [Int](repeating: 0, count: time.count)
    var writer = StepWriter(population)
    for piece in 0..<time.count {
      let end = time.end(of: piece)
      writer.act(.removePods(ending[piece], of: app, .random), at: end)
      let started = starting.poisson(Mean(jobs, seconds: time.length(of: piece)))
      for _ in 0..<started {
        let product = running.exponential().multipliedFullWidth(by: UInt64(run.seconds))
        guard product.high < 1 << 31 else { continue }
        let seconds = Int(product.high << 32 | product.low >> 32)
        // It is there for a step at least, so that somebody sees it.
        let last = piece + max(1, time.pieces(TimeSpan(seconds: seconds)))
        if last < time.count { ending[last] += pods }
      }
      writer.act(.addPods(started * pods, of: app), at: end)
    }
    return writer.steps(until: time.span)
  }
}
