import Allocation

/// The history of a session: every command that changed something, in steps, and the way back and
/// forth.
///
/// Most commands are one step; a workload is one at each instant at which something happens. Moments
/// are kept where replaying would be felt: before and after a large batch, and every few thousand
/// small changes; any other moment is the one kept before it plus the events since, which are facts
/// and need no mode's opinion.
public struct Timeline: Sendable {
  /// One command of the history.
  public struct Entry: Sendable {
    /// The command; one that was broken off is kept as the part that happened.
    public internal(set) var command: Command
    /// What happened, instant by instant.
    public internal(set) var steps: [Step]
    /// The plan that was current.
    public let current: String?
    /// The plans afterwards, in their order; the events and samples of steps follow it.
    public let plans: [String]
  }

  /// The commands done, those undone included.
  public private(set) var entries: [Entry] = []
  /// Where we are.
  public private(set) var place = Place(0)
  /// Whether the last entry is a workload that may go on.
  public private(set) var isOpen = false
  /// Steps of all the entries before each.
  private(set) var starts: [Int] = []
  /// Commands of the cluster's life, and not of its plans, before each entry.
  private var lives: [Int] = []
  /// Entries after which a plan's past was another.
  private(set) var planChanges: [Int] = []
  /// Entries that changed a mode or the pools, in order: marks are asked for at every frame.
  private(set) var turns: [(entry: Int, mark: Mark)] = []
  /// Where everything began.
  private var origin: Moment
  /// Cost since the last moment that was kept.
  private var unkept = 0

  /// Changes after which a moment is kept: a replay stays under a few milliseconds.
  static let replayLimit = 4096

  init(origin: Moment) {
    self.origin = origin
  }

  /// Commands that have happened whole.
  public var position: Int { place.position }
  /// Whether there is something to undo.
  public var canUndo: Bool { place > Place(0) }
  /// Whether there is something to redo.
  public var canRedo: Bool { place < end }

  /// Where the history ends.
  public var end: Place {
    isOpen
      ? Place(entries.count - 1, step: entries[entries.count - 1].steps.count)
      : Place(entries.count)
  }

  /// The stream of the next command's random picks: plans come and go without a part in it.
  var nextStream: Int {
    let next = place.position + (place.step > 0 ? 1 : 0)
    guard next > 0 else { return 1 }
    return lives[next - 1] + (entries[next - 1].command.whole.isOfLife ? 1 : 0) + 1
  }

  /// Elementary changes of the whole history.
  private(set) var cost = 0

  /// Steps of the whole history.
  public var stepCount: Int { (starts.last ?? 0) + (entries.last?.steps.count ?? 0) }

  /// Steps that lie before a place.
  public func stepIndex(of place: Place) -> Int {
    place.position < entries.count ? starts[place.position] + place.step : stepCount
  }

  /// The place after that many steps of the history.
  public func place(afterSteps count: Int) -> Place {
    precondition(count >= 0 && count <= stepCount, "a number of steps of the history")
    // The last entry that begins at or before the count: entries have a step at least.
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= count { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return Place(0) }
    let index = low - 1
    return normal(Place(index, step: count - starts[index]))
  }

  /// A place as it is written: after the last step of a command comes the next command.
  private func normal(_ place: Place) -> Place {
    guard place.step > 0, place.step == entries[place.position].steps.count,
      !(isOpen && place.position == entries.count - 1)
    else { return place }
    return Place(place.position + 1)
  }

  /// The place itself if the history has it.
  public func contains(_ place: Place) -> Bool {
    guard place <= end else { return false }
    return place.step == 0
      || place.position < entries.count
        && place.step <= entries[place.position].steps.count
  }

  /// The step that led to a place, with its entry; nil at the very beginning.
  public func step(before place: Place) -> (entry: Entry, place: Place, step: Step)? {
    let index = stepIndex(of: place)
    guard index > 0 else { return nil }
    let before = self.place(afterSteps: index - 1)
    let entry = entries[before.position]
    return (entry, before, entry.steps[before.step])
  }

  /// Adds a command that has just happened; what had been undone is forgotten.
  mutating func append(_ command: Command, _ step: Step, before: Moment, after: Moment) {
    begin(command, in: before, plans: after.plans.map(\.name))
    extend(step, before: before, after: after)
    close()
  }

  /// Begins a command whose steps follow.
  mutating func begin(_ command: Command, in moment: Moment, plans: [String]) {
    cut()
    lives.append(
      entries.last.map { lives[entries.count - 1] + ($0.command.whole.isOfLife ? 1 : 0) } ?? 0)
    starts.append(stepCount)
    entries.append(
      Entry(command: command, steps: [], current: moment.current?.name, plans: plans))
    // The first plan of all changes no mode.
    if let mark = Mark(of: command), !moment.plans.isEmpty {
      turns.append((entries.count - 1, mark))
    }
    isOpen = true
    place = Place(entries.count - 1)
  }

  /// Adds a step to the command begun last.
  mutating func extend(_ step: Step, before: Moment, after: Moment) {
    precondition(isOpen && place == end, "steps are added at the end of an open command")
    var step = step
    if step.cost >= Self.replayLimit { keep(before) }
    unkept += step.cost
    cost += step.cost
    // A change of plans is no list of events: its moment is always kept.
    let isKept = step.events == nil || unkept >= Self.replayLimit
    if isKept {
      step.after = after
      unkept = 0
    }
    if !step.pasts.isEmpty { planChanges.append(entries.count - 1) }
    entries[entries.count - 1].steps.append(step)
    place = end
  }

  /// Keeps the moment before the step that comes next.
  private mutating func keep(_ moment: Moment) {
    let last = entries.count - 1
    if !entries[last].steps.isEmpty {
      entries[last].steps[entries[last].steps.count - 1].after = moment
    } else if last > 0 {
      let count = entries[last - 1].steps.count
      entries[last - 1].steps[count - 1].after = moment
    }
  }

  /// Ends the command begun last: no more steps come.
  mutating func close() {
    guard isOpen else { return }
    isOpen = false
    if entries[entries.count - 1].steps.isEmpty {
      entries.removeLast()
      starts.removeLast()
      lives.removeLast()
    }
    place = Place(entries.count)
  }

  /// Forgets what comes after this place; a command broken off inside stays as its first steps.
  mutating func cut() {
    guard place < end || isOpen else { return }
    let isInside = place.step > 0
    let kept = place.position + (isInside ? 1 : 0)
    if place < end { unkept = Self.replayLimit }
    entries.removeSubrange(kept...)
    starts.removeSubrange(kept...)
    lives.removeSubrange(kept...)
    planChanges.removeAll { $0 >= kept }
    turns.removeAll { $0.entry >= kept }
    isOpen = false
    guard isInside else { return }
    entries[kept - 1].steps.removeSubrange(place.step...)
    entries[kept - 1].command = entries[kept - 1].command.cut(after: place.step)
    place = Place(kept)
  }

  /// Goes to a place and answers with its moment.
  mutating func seek(to target: Place) -> Moment {
    place = target
    return moment(at: target)
  }

  /// Everything as it was at a place.
  public func moment(at target: Place) -> Moment {
    precondition(contains(target), "a place of the history")
    let end = stepIndex(of: target)
    var (entry, step) = (target.position, target.step)
    var start = end
    var moment = origin
    while start > 0 {
      if step == 0 {
        entry -= 1
        step = entries[entry].steps.count
      }
      if let kept = entries[entry].steps[step - 1].after {
        moment = kept
        break
      }
      step -= 1
      start -= 1
    }
    if start == 0 { (entry, step) = (0, 0) }
    while start < end {
      if step == entries[entry].steps.count {
        entry += 1
        step = 0
      }
      moment.replay(entries[entry].steps[step], of: entries[entry].command, at: entry + 1)
      step += 1
      start += 1
    }
    return moment
  }
}

extension Command {
  /// The command as the first steps of it.
  func cut(after steps: Int) -> Command {
    if case .partial(let whole, _) = self { return .partial(whole, steps: steps) }
    return .partial(self, steps: steps)
  }

  /// The whole of which the command is a part, or itself.
  public var whole: Command {
    if case .partial(let whole, _) = self { return whole }
    return self
  }
}

extension Moment {
  fileprivate mutating func replay(_ step: Timeline.Step, of command: Command, at position: Int) {
    for (index, events) in (step.events ?? []).enumerated() {
      for event in events { plans[index].cluster.apply(event) }
      plans[index].noteFailure(in: events, at: position)
    }
    // What is no event of a cluster is done again: time, what Services make of it, which zones have
    // failed, and which options somebody chose.
    if step.time != time {
      time = step.time
      services.settle(at: .seconds(time))
    }
    if let lost = step.lost { self.lost = lost }
  }
}
