import Addressing
import Allocation
public import Simulation

/// One life of a choice under one seed: growth, churn, peaks and upgrades, month by month, in the
/// real simulator.
public struct SizingLife: Hashable, Sendable {
  /// The seed.
  public let seed: UInt64
  /// The month in which something was refused first; nil for never.
  public let firstFailure: Int?
  /// Blocks that were left at the end of each month; where nodes hold single addresses, those.
  public let headroom: [Int]

  /// The months lived from the first, each one a few commands of the language.
  ///
  /// Whoever watches is told each month and may end it: then there is no life.
  public init?(
    of choice: SizingChoice, _ question: SizingQuestion, seed: UInt64,
    watching watch: Watcher? = nil
  ) {
    var session = Session()
    var headroom: [Int] = []
    var failure: Int?
    func run(_ line: String) -> Bool {
      guard let command = try? Command(parsing: line) else { return false }
      switch session.execute(command) {
      case .refused, .failed, .cancelled: return false
      case .done, .answer, .held: return true
      }
    }
    guard run("seed \(seed)"), run(choice.planLine(named: "sized")),
      run("add nodes \(question.nodes)"),
      run("add pods \(question.nodes * question.pods) app=web")
    else { return nil }
    for month in 1...question.months {
      if let watch, !watch(Progress("seed \(seed)", done: month - 1, total: question.months)) {
        return nil
      }
      for line in Self.commands(month, question, session, seed) { _ = run(line) }
      guard let plan = session.current else { return nil }
      headroom.append(
        plan.cluster.mode.blockSets(.v4).reduce(0) { $0 + $1.maxCIDRs - $1.count })
      if failure == nil, plan.refusals > 0 { failure = month }
    }
    self.seed = seed
    self.firstFailure = failure
    self.headroom = headroom
  }

  /// What a month brings: growth at random moments until its number of nodes, churn, a peak on
  /// every node, and every fourth month an upgrade, as Kubernetes has three releases a year.
  private static func commands(
    _ month: Int, _ question: SizingQuestion, _ session: Session, _ seed: UInt64
  ) -> [String] {
    let present = session.current?.cluster.nodes.count ?? 0
    let goal = min(question.nodes(after: month), question.nodesAtEnd)
    var lines: [String] = []
    if goal > present { lines.append("add nodes \(goal - present)") }
    lines.append("scale web \(goal * question.pods)")
    lines.append("churn for=1d pods=\(max(1, goal))/h nodes=1/d")
    lines.append("scale web \(goal * question.podsToHold)")
    lines.append("scale web \(goal * question.pods)")
    if month % 4 == 0 { lines.append("workload upgrade surge=\(question.surge)") }
    lines.append("wait 1h")
    return lines
  }
}

/// What many lives of one choice came to.
public struct SizingProof: Hashable, Sendable {
  /// The lives, in the order of their seeds.
  public let lives: [SizingLife]

  /// What these lives came to.
  public init(_ lives: [SizingLife]) {
    self.lives = lives.sorted { $0.seed < $1.seed }
  }

  /// Lives in which something was refused.
  public var failures: Int { lives.count { $0.firstFailure != nil } }

  /// Worst, median and best headroom of each month: a band that can be drawn.
  public var band: [(worst: Int, median: Int, best: Int)] {
    let months = lives.map(\.headroom.count).min() ?? 0
    return (0..<months).map { month in
      let values = lives.map { $0.headroom[month] }.sorted()
      return (values.first ?? 0, values[values.count / 2], values.last ?? 0)
    }
  }

  /// The band, a month a row, with how many lives had failed by then.
  public var table: Table {
    Table(
      title: "proof", columns: ["MONTH", "WORST", "MEDIAN", "BEST", "FAILED"],
      numeric: [0, 1, 2, 3, 4],
      rows: band.enumerated().map { index, month in
        let failed = lives.count { ($0.firstFailure ?? .max) <= index + 1 }
        return ["\(index + 1)", "\(month.worst)", "\(month.median)", "\(month.best)", "\(failed)"]
      })
  }
}
