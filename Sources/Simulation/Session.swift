public import Allocation

/// Plans, claims and the whole history of what happened to them: what the explorer shows, what a
/// script drives and what undo walks in.
///
/// A session is a value; executing a command is a pure function of it.
public struct Session: Sendable {
  /// Everything as it is now.
  public internal(set) var moment: Moment
  /// The history.
  public internal(set) var timeline: Timeline
  /// What was there before the first command: a recorded cluster, or nothing.
  let base: RecordedBase?
  /// Texts with which the command just before was refused.
  public internal(set) var lastRefusals: [String] = []

  /// A session without a plan.
  public init() {
    base = nil
    moment = Moment()
    timeline = Timeline(origin: moment)
  }

  /// A session on a recorded cluster, which is its first plan.
  public init(recorded base: RecordedBase, seed: UInt64 = 1) {
    self.base = base
    var moment = Moment()
    moment.seed = seed
    var plan = Plan(name: base.planName, cluster: base.cluster(seed: seed))
    plan.isRecorded = true
    moment.plans = [plan]
    moment.claims = base.claims
    self.moment = moment
    timeline = Timeline(origin: moment)
  }

  /// The plan that is shown.
  public var current: Plan? { moment.current }
  /// The history position: commands that have happened.
  public var position: Int { timeline.position }

  /// The commands that lead from the start to here, as lines of a script.
  public var journal: [String] {
    timeline.entries[..<timeline.position].map(\.command.description)
  }

  /// The lines of the event list up to here, the latest last, each with its history position.
  public var notes: [(position: Int, note: Note)] {
    timeline.entries[..<timeline.position].enumerated().flatMap { index, entry in
      entry.notes.map { (index + 1, $0) }
    }
  }

  /// Carries a command out.
  public mutating func execute(_ command: Command) -> Outcome {
    if let missing = Self.notBuilt(command) { return remember(.refused(missing)) }
    switch command.role {
    case .movement: return remember(move(command))
    case .question:
      let outcome = answer(command)
      // An answer is no part of what happened, but a question that is refused can be expected to be.
      if case .refused = outcome { return remember(outcome) }
      return outcome
    case .expectation: return check(command)
    case .change: return remember(change(command))
    }
  }

  private mutating func remember(_ outcome: Outcome) -> Outcome {
    switch outcome {
    case .done(_, let refusals): lastRefusals = refusals.map(\.text)
    case .refused(let text): lastRefusals = [text]
    case .answer, .held, .failed: break
    }
    return outcome
  }

  private mutating func move(_ command: Command) -> Outcome {
    let target: Int
    switch command {
    case .undo(let count):
      guard timeline.canUndo else { return .refused("there is nothing to undo") }
      target = max(0, position - count)
    case .redo(let count):
      guard timeline.canRedo else { return .refused("there is nothing to redo") }
      target = position + min(count, timeline.entries.count - position)
    case .seek(let position):
      guard position <= timeline.entries.count else {
        return .refused(
          "the history has \(timeline.entries.count) commands; there is no position \(position)")
      }
      target = position
    default: preconditionFailure("only undo, redo and seek move")
    }
    let back = target < position
    let range = min(target, position)..<max(target, position)
    let lines = timeline.entries[range].map(\.command.description)
    moment = timeline.seek(to: target)
    guard let line = back ? lines.first : lines.last else {
      return .done("already at position \(target)", refusals: [])
    }
    let text = lines.count == 1 ? line : "\(lines.count) commands"
    return .done("\(back ? "undid" : "redid") \(text)", refusals: [])
  }

  /// Why a command of the language cannot be executed yet, by name.
  public static func notBuilt(_ command: Command) -> String? {
    func missing(_ what: String) -> String { "\(what) is in the language but not built yet" }
    switch command {
    case .roll: return missing("roll")
    case .churn: return missing("churn")
    case .fail: return missing("fail")
    case .recover: return missing("recover")
    case .size: return missing("size")
    case .why: return missing("why")
    default: return nil
    }
  }
}
