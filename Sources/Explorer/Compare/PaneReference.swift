import Allocation
import Simulation

/// A plan that a pane shows, and the branch of the history it lives in.
struct PaneReference: Hashable, Sendable {
  /// The fork; nil for the branch that the session is in.
  var fork: String?
  /// The plan's name.
  var plan: String

  /// A plan of the branch that the session is in, or of a fork.
  init(_ plan: String, fork: String? = nil) {
    self.plan = plan
    self.fork = fork
  }

  /// As commands write it: `PLAN` or `PLAN@FORK`.
  var text: String { fork.map { "\(plan)@\($0)" } ?? plan }
}

extension ExplorerApp.State {
  /// The plan behind a reference, as it is at this moment.
  func plan(at reference: PaneReference) -> Plan? {
    session.plan(reference.text)?.plan
  }

  /// Every plan there is, those of the branch that is shown first.
  var allReferences: [PaneReference] {
    session.planReferences.map { text in
      let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
      return PaneReference(parts[0], fork: parts.count > 1 ? parts[1] : nil)
    }
  }

  /// The plan that is shown: the one in focus, else the session's current one.
  var plan: Plan? { focus.flatMap { plan(at: $0) } ?? session.current }

  /// The reference to the plan that is shown.
  var shownReference: PaneReference? { plan.map { plan in focus ?? PaneReference(plan.name) } }

  /// Goes on to the next plan, or the next pair of plans in a picture of what differs.
  ///
  /// The focus is a way of looking: it is no command, so it forgets nothing that was undone. What
  /// is then done to the plan in focus says `use` first.
  mutating func moveFocus(by step: Int) {
    let all = comparison?.panes ?? allReferences
    guard all.count > 1, let shown = shownReference else {
      notice = Notice(
        .plain, "there is one plan; \(keymap.shown(.compare)) puts another one beside it")
      return
    }
    if comparison?.difference != nil {
      moveToPair(by: step)
      return
    }
    let index = all.firstIndex(of: shown) ?? 0
    let next = all[((index + step) % all.count + all.count) % all.count]
    show(next)
    if let plan = plan(at: next) {
      notice = Notice(.plain, "plan \(next.text): \(plan.cluster.mode.about.name)")
    }
  }

  /// Puts a plan into focus and keeps the place.
  mutating func show(_ reference: PaneReference) {
    if let fork = reference.fork {
      // Going to another branch is no part of any history.
      _ = session.execute(.switchTo(fork: fork))
      settleComparison()
    }
    focus = reference.plan == session.current?.name ? nil : PaneReference(reference.plan)
    focusBase = session.current?.name
    keepPlace()
  }
}

extension Session {
  /// Carries a command out as one about the plan called `name`, where it is about one plan.
  ///
  /// A change makes the plan current first; a question is asked as if it were, and changes nothing.
  mutating func execute(
    _ command: Command, inFocus name: String?, watching watch: Watcher? = nil
  ) -> Outcome {
    guard let name, name != current?.name, moment.plan(name) != nil, command.role != .movement
    else { return execute(command, watching: watch) }
    switch command {
    case .plan, .use, .drop, .seed, .claim, .removeClaim, .annotate,
      .removeAnnotation:
      return execute(command, watching: watch)
    default: break
    }
    var focused = self
    _ = focused.execute(.use(plan: name))
    let start = focused.timeline.place
    let outcome = focused.execute(command, watching: watch)
    // What came to nothing leaves no `use` behind.
    if command.role == .change, focused.timeline.place > start { self = focused }
    return outcome
  }
}
