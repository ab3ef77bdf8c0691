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
  /// The workload that is being played, if one is.
  public internal(set) var performance: Performance?
  /// The name of the fork that is shown.
  public internal(set) var fork = Session.trunk
  /// The other forks of the history, in the order they were left.
  var otherForks: [Fork] = []
  /// Everything that was done since the base, as lines of a script.
  public internal(set) var record = SessionRecord()
  /// Whether the recorded cluster is followed while it lives.
  public internal(set) var isLive = false
  /// What was there before the first command: a recorded cluster, or nothing.
  let base: RecordedBase?
  /// Texts with which the command just before was refused.
  public internal(set) var lastRefusals: [String] = []

  /// The name of the history that every fork branches off.
  public static let trunk = "main"

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
    plan.inferredPools = base.inferredPools
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
  public var journal: [String] { commandsToHere.map(\.description) }

  /// The commands that lead from the start to here.
  public var commandsToHere: [Command] {
    let place = timeline.place
    var commands = timeline.entries[..<place.position].map(\.command)
    if place.step > 0 {
      commands.append(timeline.entries[place.position].command.cut(after: place.step))
    }
    return commands
  }

  /// The lines of the event list up to here, the latest last, each with the place just after it.
  public var notes: [(place: Place, note: Note)] {
    var notes: [(place: Place, note: Note)] = []
    timeline.forEachNote { place, note in
      notes.append((place, note))
      return true
    }
    return notes
  }

  /// Carries a command out.
  ///
  /// Whoever watches is told how a long replay or workload fares, and may end it: then everything is
  /// as it was.
  public mutating func execute(_ command: Command, watching watch: Watcher? = nil) -> Outcome {
    if let missing = Self.notBuilt(command) { return remember(.refused(missing)) }
    let (start, shown) = (timeline.place, fork)
    switch command.role {
    case .movement:
      let outcome = move(command, watch)
      if case .done = outcome { note(command, from: start, of: shown) }
      return remember(outcome)
    case .question:
      let outcome = answer(command)
      // An answer is no part of what happened, but a question that is refused can be expected to be.
      if case .refused = outcome { return remember(outcome) }
      return outcome
    case .expectation: return check(command)
    case .change:
      let branched = leaveLive(for: command)
      // Whoever holds a second copy makes every addition to the history copy all of it.
      let canBeEnded = watch != nil && (command.isOfPlans || command.whole.workload != nil)
      let before = canBeEnded ? self : nil
      let outcome = change(command, watch)
      if case .cancelled = outcome, let before { self = before }
      // Even of what is refused a part may have happened: what is in the history counts.
      if timeline.place != start { record.note(command, at: timeline.place) }
      return remember(outcome.saying(branched))
    }
  }

  /// Notes a movement: of undo, redo and seek the place they led to.
  private mutating func note(_ command: Command, from start: Place, of shown: String) {
    switch command {
    case .undo, .redo, .seek:
      if timeline.place != start { record.noteMove(to: timeline.place) }
    case .switchTo where fork == shown: break
    default: record.note(command, at: timeline.place)
    }
  }

  private mutating func remember(_ outcome: Outcome) -> Outcome {
    switch outcome {
    case .done(_, let refusals): lastRefusals = refusals.map(\.text)
    case .refused(let text): lastRefusals = [text]
    case .answer, .held, .failed, .cancelled: break
    }
    return outcome
  }

  private mutating func move(_ command: Command, _ watch: Watcher?) -> Outcome {
    let place = timeline.place
    switch command {
    case .undo(let count):
      guard timeline.canUndo else { return .refused("there is nothing to undo") }
      // A command that has happened in part is undone as one.
      let start = place.position + (place.step > 0 ? 1 : 0)
      return seek(to: Place(max(0, start - count)))
    case .redo(let count):
      guard timeline.canRedo else { return .refused("there is nothing to redo") }
      let left = timeline.entries.count - place.position
      return seek(to: min(Place(place.position + min(count, left)), timeline.end))
    case .seek(let target):
      guard timeline.contains(target) else {
        return .refused(
          "the history ends at position \(timeline.end); there is no position \(target)")
      }
      return seek(to: target)
    case .fork, .switchTo, .discard: return changeForks(command, watch)
    default: preconditionFailure("only undo, redo, seek and forks move")
    }
  }

  /// Goes to a place of the history.
  mutating func seek(to target: Place) -> Outcome {
    let place = timeline.place
    let back = target < place
    let (low, high) = (min(target, place), max(target, place))
    moment = timeline.seek(to: target)
    // Of a command that is entered or left in its middle the name stands for the part.
    let range = low.position..<min(high.position + (high.step > 0 ? 1 : 0), timeline.entries.count)
    guard low != high, let index = back ? range.first : range.last else {
      return .done("already at position \(target)", refusals: [])
    }
    if let text = seenText(of: range, back: back) { return .done(text, refusals: []) }
    let text =
      range.count == 1 ? timeline.entries[index].command.description : "\(range.count) commands"
    let isInside = target.step > 0 || place.step > 0
    let whereTo = isInside ? ", at position \(target)" : ""
    return .done("\(back ? "undid" : "redid") \(text)\(whereTo)", refusals: [])
  }

  /// Why a command of the language cannot be executed yet, by name.
  public static func notBuilt(_ command: Command) -> String? {
    // All of it is built; sizing is answered by who runs the script, above this module.
    nil
  }
}
