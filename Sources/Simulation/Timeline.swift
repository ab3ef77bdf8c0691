public import Allocation

/// The history of a session: every command that changed something, and the way back and forth.
///
/// A position is a number of commands. Moments are kept where replaying would be felt: before and
/// after a large batch, and every few thousand small changes; any other moment is the one kept
/// before it plus the events since, which are facts and need no mode's opinion.
public struct Timeline: Sendable {
  /// One command of the history.
  public struct Entry: Sendable {
    /// The command.
    public let command: Command
    /// What happened to each plan, in the order of the plans.
    let events: [[Event]]
    /// Elementary changes, as a measure of the time a replay takes.
    let cost: Int
    /// Lines worth telling, of the plan that was current.
    public let notes: [Note]
    var after: Moment?
  }

  /// The commands done, those undone included.
  public private(set) var entries: [Entry] = []
  /// How many of them have happened.
  public private(set) var position = 0
  /// Where everything began.
  private let origin: Moment
  /// Cost since the last moment that was kept.
  private var unkept = 0

  /// Changes after which a moment is kept: a replay stays under a few milliseconds.
  static let replayLimit = 4096

  init(origin: Moment) {
    self.origin = origin
  }

  /// Whether there is something to undo.
  public var canUndo: Bool { position > 0 }
  /// Whether there is something to redo.
  public var canRedo: Bool { position < entries.count }

  /// Adds a command that has just happened; what had been undone is forgotten.
  mutating func append(
    _ command: Command, events: [[Event]]?, notes: [Note], before: Moment, after: Moment
  ) {
    if canRedo {
      entries.removeSubrange(position...)
      unkept = Self.replayLimit
    }
    let cost = (events ?? []).joined().reduce(1) { $0 + $1.cost }
    if cost >= Self.replayLimit, !entries.isEmpty { entries[entries.count - 1].after = before }
    unkept += cost
    // A change of plans is no list of events: its moment is always kept.
    let isKept = events == nil || unkept >= Self.replayLimit
    entries.append(
      Entry(
        command: command, events: events ?? [], cost: cost, notes: notes,
        after: isKept ? after : nil))
    if isKept { unkept = 0 }
    position += 1
  }

  /// Goes to a position and answers with its moment.
  mutating func seek(to target: Int) -> Moment {
    precondition(target >= 0 && target <= entries.count, "a position of the history")
    position = target
    var start = target
    while start > 0, entries[start - 1].after == nil { start -= 1 }
    var moment = start == 0 ? origin : entries[start - 1].after ?? origin
    for index in start..<target {
      moment.replay(entries[index], at: index + 1)
    }
    return moment
  }
}

extension Moment {
  fileprivate mutating func replay(_ entry: Timeline.Entry, at position: Int) {
    for (index, events) in entry.events.enumerated() {
      for event in events { plans[index].cluster.apply(event) }
      plans[index].noteFailure(in: events, at: position)
    }
    // What is no event of a cluster is done again: time, what Services make of it, and which options
    // somebody chose.
    switch entry.command {
    case .wait(let span):
      time += span.seconds
      services.settle(at: .seconds(time))
    case .set(let options):
      plans[currentIndex].state(options.map { ModeOption($0.key, $0.value) })
    default: break
    }
  }
}

extension Plan {
  /// Remembers the first refusal of its life.
  mutating func noteFailure(in events: [Event], at position: Int) {
    guard firstFailure == nil, events.contains(where: \.isRefusal) else { return }
    firstFailure = position
  }
}

extension Event {
  /// Whether the modelled system refused something.
  var isRefusal: Bool {
    if case .noted(let note) = self { return note.isRefusal }
    return false
  }

  /// Elementary changes.
  var cost: Int {
    switch self {
    case .nodesJoined(let nodes): nodes.count * 4
    case .nodesLeft(let ids): ids.count * 4
    case .nodesChanged(let nodes): nodes.count * 4
    case .podsCreated(let batch): batch.count
    case .podsDeleted(let ids): ids.count * 2
    case .podsPlaced(let outcomes): outcomes.count * 2
    case .modeRemembers, .noted, .worked, .timePassed: 1
    }
  }
}
