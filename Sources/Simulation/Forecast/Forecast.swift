public import Allocation

/// When the next node and the next pod will be refused, if a cluster goes on growing as it did.
///
/// It is no formula but twenty lives: in each nodes and pods arrive at the recent rate with Poisson
/// noise of its own seed, on a copy of the cluster and by the rules of its mode, until a node and a
/// pod have been refused or the horizon is reached. New nodes are like the newest one, and every
/// arrival has a minute to settle.
public struct Forecast: Hashable, Sendable {
  /// When something is refused, over all runs.
  public struct Estimate: Hashable, Sendable {
    /// The time of the refusal in each run that met one, earliest first.
    public let times: [Int]
    /// Runs in all.
    public let runs: Int
    /// What the run that met it first was told.
    public let text: String?

    /// The earliest time of any run.
    public var earliest: Int? { times.first }
    /// The latest time of any run; nil where some run met none.
    public var latest: Int? { times.count == runs ? times.last : nil }
    /// The time by which half of the runs have met it; nil where fewer have.
    public var median: Int? {
      let middle = (runs + 1) / 2
      return middle >= 1 && times.count >= middle ? times[middle - 1] : nil
    }
    /// Runs that met none.
    public var missed: Int { runs - times.count }
  }

  /// How fast nodes and pods arrive.
  public let rate: RecentRate
  /// How far every run has looked, in seconds or commands.
  public let horizon: Int
  /// When the next node is refused.
  public let nodes: Estimate
  /// When the next pod is refused, or finds no node to run on.
  public let pods: Estimate

  /// Runs of a forecast.
  public static let runs = 20
  /// How far it looks where time passes.
  public static let horizon = TimeSpan(seconds: 90 * 86_400)
  /// How far it looks where none passes.
  public static let commandHorizon = 1_000

  /// The forecast for a cluster that grows at `rate`; nil if whoever watches ended it.
  public static func run(
    of cluster: Cluster, rate: RecentRate, seed: UInt64, runs: Int = runs, horizon: Int? = nil,
    watching watch: Watcher? = nil
  ) -> Forecast? {
    let wanted =
      horizon ?? (rate.clock == .time ? Self.horizon.seconds : commandHorizon)
    var reach = wanted
    var nodes: [ForecastRun.Meeting] = []
    var pods: [ForecastRun.Meeting] = []
    for index in 0..<runs {
      var run = ForecastRun(cluster, rate: rate, seed: seed, index: index)
      while run.step(to: wanted) {
        guard let watch else { continue }
        let done = index * 100 + run.elapsed * 100 / max(1, wanted)
        guard
          watch(Progress("forecast, run \(index + 1) of \(runs)", done: done, total: runs * 100))
        else { return nil }
      }
      if !run.isSettled { reach = min(reach, run.elapsed) }
      if let met = run.nodeRefused { nodes.append(met) }
      if let met = run.podRefused { pods.append(met) }
    }
    return Forecast(
      rate: rate, horizon: reach, nodes: Estimate(nodes, runs: runs),
      pods: Estimate(pods, runs: runs))
  }
}

extension Forecast.Estimate {
  init(_ meetings: [ForecastRun.Meeting], runs: Int) {
    // Of runs that met it at the same time the first one's words count.
    let first = meetings.indices.min { (meetings[$0].time, $0) < (meetings[$1].time, $1) }
    self.init(
      times: meetings.map(\.time).sorted(), runs: runs, text: first.map { meetings[$0].text })
  }
}

extension Forecast {
  /// The answer in two lines: one of nodes, one of pods.
  public var lines: [String] {
    [line("node", rate.nodes, nodes), line("pod", rate.pods, pods)]
  }

  /// What the answer rests on, in one sentence.
  public var assumption: String {
    guard rate.span > 0 else { return rate.description }
    return
      "if it goes on with \(rate.description), net, arriving at random; \(nodes.runs) seeded runs"
  }

  private func line(_ what: String, _ growth: Int, _ estimate: Estimate) -> String {
    guard rate.span > 0 else { return "next \(what): no history to take a rate from" }
    let within = "within \(rate.text(horizon))"
    guard let earliest = estimate.earliest else {
      if growth <= 0 {
        return "no \(what) refused: none came in the last \(rate.text(rate.span)), net"
      }
      return "no \(what) refused \(within)"
    }
    let least = rate.text(earliest)
    guard let median = estimate.median else {
      return "next \(what) refused in \(least) at the earliest; "
        + "\(estimate.missed) of \(estimate.runs) runs met none \(within)"
    }
    let first = rate.clock == .time ? least : "\(earliest)"
    let range = estimate.latest.map {
      "\(first)..\(rate.clock == .time ? rate.text($0) : "\($0)")"
    }
    return "next \(what) refused in about \(rate.text(median)) ("
      + (range ?? "\(least).., \(estimate.missed) of \(estimate.runs) runs met none \(within)")
      + ")"
  }

  /// The answer as a table: a row for nodes, a row for pods.
  public var table: Table {
    func row(_ what: String, _ growth: Int, _ estimate: Estimate) -> [String] {
      func text(_ time: Int?) -> String { time.map(rate.text) ?? "none" }
      return [
        what, text(estimate.earliest), text(estimate.median), text(estimate.latest),
        "\(estimate.times.count) of \(estimate.runs)", rate.text(horizon),
        estimate.text ?? (growth > 0 ? "" : "none came of late"), assumption,
      ]
    }
    return Table(
      title: "forecast",
      columns: ["NEXT", "EARLIEST", "MEDIAN", "LATEST", "MET IN", "WITHIN", "REFUSAL", "ASSUMING"],
      numeric: [1, 2, 3, 4, 5],
      rows: [row("node", rate.nodes, nodes), row("pod", rate.pods, pods)])
  }
}

extension Session {
  /// The forecast for a plan at the present place; nil if whoever watches ended it.
  public func forecast(of plan: Plan, watching watch: Watcher? = nil) -> Forecast? {
    Forecast.run(
      of: plan.cluster, rate: RecentRate(of: plan.name, in: timeline), seed: moment.seed,
      watching: watch)
  }
}
