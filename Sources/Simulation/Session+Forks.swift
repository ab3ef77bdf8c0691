import Allocation

/// A branch of the history that is not shown.
struct Fork: Sendable {
  let name: String
  var moment: Moment
  var timeline: Timeline
  var performance: Performance?
}

extension Session {
  /// The names of all forks, the one that is shown first.
  public var forks: [String] { [fork] + otherForks.map(\.name) }

  /// A plan of any fork with its moment: `b`, or `b@what-if` where it is of another fork.
  public func plan(_ reference: String) -> (plan: Plan, moment: Moment)? {
    let parts = reference.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? ""
    var moment = self.moment
    if parts.count == 2, parts[1] != fork {
      guard let other = otherForks.first(where: { $0.name == parts[1] }) else { return nil }
      moment = other.moment
    }
    return moment.plan(name).map { ($0, moment) }
  }

  /// Every plan of every fork as it is referred to, those of the fork that is shown first.
  public var planReferences: [String] {
    moment.plans.map(\.name)
      + otherForks.flatMap { other in other.moment.plans.map { "\($0.name)@\(other.name)" } }
  }

  /// Commands that change which history is shown.
  mutating func changeForks(_ command: Command, _ watch: Watcher?) -> Outcome {
    switch command {
    case .fork(let name, let place, let commands): return branch(name, at: place, commands, watch)
    case .switchTo(let name):
      guard name != fork else { return .done("fork \(name) is shown already", refusals: []) }
      guard let index = otherForks.firstIndex(where: { $0.name == name }) else {
        return noFork(name)
      }
      leave()
      show(otherForks.remove(at: index))
      return .done("fork \(name), at position \(timeline.place)", refusals: [])
    case .discard(let name):
      guard name != fork else {
        return .refused("fork \(name) is the one that is shown; switch to another one first")
      }
      guard let index = otherForks.firstIndex(where: { $0.name == name }) else {
        return noFork(name)
      }
      otherForks.remove(at: index)
      return .done("fork \(name) is gone", refusals: [])
    default: preconditionFailure("not a command about forks")
    }
  }

  private func noFork(_ name: String) -> Outcome {
    .refused("no fork is called \"\(name)\"; there are \(forks.joined(separator: ", "))")
  }

  /// Puts the history that is shown with the others.
  mutating func leave() {
    otherForks.append(
      Fork(name: fork, moment: moment, timeline: timeline, performance: performance))
  }

  mutating func show(_ other: Fork) {
    fork = other.name
    moment = other.moment
    timeline = other.timeline
    performance = other.performance
  }

  /// Branches off at a place; with commands that happen first, what came after it happens again.
  mutating func branch(
    _ name: String, at place: Place?, _ commands: [Command], _ watch: Watcher?
  ) -> Outcome {
    guard !forks.contains(name) else {
      return .refused("a fork called \"\(name)\" is there already")
    }
    let here = timeline.place
    let start = place ?? here
    guard timeline.contains(start) else {
      return .refused("the history ends at position \(timeline.end); there is no position \(start)")
    }
    guard commands.isEmpty || start.step == 0 else {
      return .refused("with= needs a position between two commands, such as \(start.position)")
    }
    let before = self
    let old = timeline
    leave()
    fork = name
    performance = nil
    moment = timeline.seek(to: start)
    timeline.cut()
    for command in commands {
      switch change(command, watch) {
      case .refused(let text):
        self = before
        return .refused("\(command): \(text)")
      case .cancelled:
        self = before
        return .cancelled
      default: break
      }
    }
    var refused = 0
    if !commands.isEmpty {
      guard let count = relive(old, from: start, to: here, watch) else {
        self = before
        return .cancelled
      }
      refused = count
    }
    let lost =
      refused == 0
      ? ""
      : "; \(refused) of the commands that came after \(refused == 1 ? "was" : "were") refused there"
    return .done("fork \(name), branched off at position \(start)\(lost)", refusals: [])
  }

  /// Lets a part of another history happen here, with the same picks: how many commands of it were
  /// refused, or nil if the watcher ended it.
  private mutating func relive(
    _ old: Timeline, from start: Place, to end: Place, _ watch: Watcher?
  ) -> Int? {
    let first = old.stepIndex(of: start)
    let total = max(0, old.stepIndex(of: end) - first)
    var refused = 0
    for (index, entry) in old.entries.enumerated()
    where index >= start.position && index <= end.position {
      let count = index < end.position ? entry.steps.count : end.step
      guard count > 0 else { continue }
      let done = old.stepIndex(of: Place(index)) - first
      func goesOn(_ step: Int) -> Bool {
        watch?(Progress("fork \(fork)", done: done + step, total: total)) ?? true
      }
      guard goesOn(0) else { return nil }
      let command = entry.command.whole
      guard command.workload != nil else {
        switch change(entry.command, stream: entry.steps[0].stream, watch) {
        case .cancelled: return nil
        // What is refused here did not happen in this fork.
        case .refused: refused += 1
        default: break
        }
        continue
      }
      guard !moment.plans.isEmpty else {
        refused += 1
        continue
      }
      let isPart = count < entry.steps.count || old.isOpen && index == old.entries.count - 1
      timeline.begin(
        isPart ? command.cut(after: count) : entry.command, in: moment,
        plans: moment.plans.map(\.name))
      for step in 0..<count {
        if step & 15 == 15, !goesOn(step) { return nil }
        let past = entry.steps[step]
        let before = moment
        let happened = live(
          WorkloadStep(wait: past.wait, actions: past.actions, label: past.label),
          of: command, index: step, stream: past.stream)
        timeline.extend(happened, before: before, after: moment)
      }
      timeline.close()
    }
    return refused
  }

  /// The forks as a table.
  var forksTable: Table {
    let shown = [
      [
        "*", fork, "\(timeline.place)", "\(timeline.end)",
        moment.plans.map(\.name).joined(separator: " "),
      ]
    ]
    let others = otherForks.map { other in
      [
        "", other.name, "\(other.timeline.place)", "\(other.timeline.end)",
        other.moment.plans.map(\.name).joined(separator: " "),
      ]
    }
    return Table(
      title: "forks", columns: ["", "NAME", "AT", "END", "PLANS"], rows: shown + others)
  }
}
