import Allocation
import Simulation

/// A command that is being thought of: what it would do is shown, and then it is made or dropped.
struct Proposal: Sendable {
  let command: Command
  /// The place of the history that it is about.
  let stamp: HistoryStamp
  /// What it would do; nil while that is being found out.
  var ghost: Ghost?
  /// Why it is not shown first.
  var remark: String?
  /// Whether it is still being typed: then the line decides about it, and not Enter on the map.
  let isTyped: Bool
}

/// Where a session stands, so that what was reckoned there is not taken for elsewhere.
struct HistoryStamp: Hashable, Sendable {
  private let fork: String
  private let place: Place
  private let steps: Int
  private let plan: String?
  private let seed: UInt64

  init(_ session: Session) {
    fork = session.fork
    place = session.timeline.place
    steps = session.timeline.stepCount
    plan = session.current?.name
    seed = session.moment.seed
  }
}

extension Command {
  /// Whether there is something to show before it is done.
  var hasGhost: Bool {
    switch self {
    case .fork, .switchTo, .discard, .use, .drop: false
    default: role == .change || role == .movement
    }
  }

  /// Nodes or pods that the command is about at most.
  var batchSize: Int {
    switch self {
    case .addNodes(let count, _, _), .removeNodes(let count, _, _): count
    case .addPods(let count, _, _, _), .removePods(let count, _, _, _): count
    case .scale(_, let count): count
    case .addServices(let count, _): count
    default: 1
    }
  }

  /// The command as often again, where keys pressed one after the other make one batch.
  func joined(by next: Command) -> Command {
    switch (self, next) {
    case (.addNodes(let count, let prefix, let traits), .addNodes(let more, let same, let alike))
    where prefix == same && traits == alike:
      .addNodes(count: Self.sum(count, more), prefix: prefix, traits)
    case (.addPods(let count, let app, let space, let place), .addPods(let more, _, _, let same))
    where next == .addPods(count: more, app: app, namespace: space, place) && place == same:
      .addPods(count: Self.sum(count, more), app: app, namespace: space, place)
    case (.undo(let count), .undo(let more)): .undo(Self.sum(count, more))
    case (.redo(let count), .redo(let more)): .redo(Self.sum(count, more))
    default: next
    }
  }

  private static func sum(_ one: Int, _ other: Int) -> Int {
    let (sum, overflow) = one.addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
