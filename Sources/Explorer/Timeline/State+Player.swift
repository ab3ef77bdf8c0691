import Allocation
import Simulation

extension ExplorerApp.State {
  /// The time until the player has something to do; nil while nothing is played.
  var nextTick: Duration? {
    guard player.isPlaying, holdingWork == nil else { return nil }
    let place = session.timeline.place
    let isCommand = place.step == 0 && place < session.timeline.end
    return player.nextTick(due: dueWait, isCommand: isCommand)
  }

  /// The simulated time between the last step and the next, of the history ahead or the workload.
  var dueWait: Duration? {
    let timeline = session.timeline
    guard timeline.place < timeline.end else { return session.performance?.nextWait?.duration }
    let next = timeline.place(afterSteps: timeline.stepIndex(of: timeline.place) + 1)
    guard let step = timeline.step(before: next)?.step else { return nil }
    return .seconds(max(0, step.time - session.moment.time))
  }

  /// Whether there is something to play: undone steps ahead, or a workload on its way.
  private var canPlay: Bool {
    session.timeline.place < session.timeline.end || session.performance != nil
  }

  /// Plays or pauses.
  mutating func playOrPause() {
    guard !player.isPlaying else {
      pause()
      return
    }
    guard isFree else { return }
    guard canPlay else {
      notice = Notice(
        .plain, "nothing to play here; \(keymap.shown(.workloads)) begins a workload")
      return
    }
    player.play()
  }

  /// Stops the clock where it is.
  mutating func pause() {
    guard player.isPlaying else { return }
    player.pause()
    notice = Notice(
      .plain, "paused at \(placeText); \(keymap.shown(.play)) goes on" + cancelAdvice)
  }

  private var cancelAdvice: String {
    session.performance == nil || session.timeline.place.step == 0
      ? "" : ", \(keymap.shown(.cancel)) takes the workload back"
  }

  /// The place in the history, as it is written in commands.
  var placeText: String { "\(session.timeline.place)" }

  /// Whether the session may change now; says so where it may not.
  private var isFree: Bool {
    mutating get {
      guard let work = holdingWork else { return true }
      notice = Notice(.warning, "wait for \"\(work.what)\", or end it with Esc")
      return false
    }
  }

  mutating func changeSpeed(by steps: Int) {
    player.speed = player.speed.moved(by: steps)
    let what =
      switch player.speed {
      case .max: "as fast as it goes"
      case .x1: "a simulated second a second"
      default: "\(ClockText.text(player.speed.rawValue)) of simulated time a second"
      }
    notice = Notice(.plain, "speed \(player.speed.text): \(what)")
  }

  /// Lets what is due happen.
  mutating func tick(at now: Duration) {
    guard player.isPlaying, holdingWork == nil else { return }
    player.tick(at: now)
    if session.timeline.place < session.timeline.end {
      playAhead()
    } else {
      playWorkload()
    }
    followPlan()
    guard !canPlay else { return }
    player.pause()
    notice = endNotice
  }

  /// Steps of the history ahead that are due, in one leap.
  private mutating func playAhead() {
    let timeline = session.timeline
    let start = timeline.stepIndex(of: timeline.place)
    let before = session.moment.time
    var reached = start
    var time = before
    while reached < timeline.stepCount, reached - start < player.quota {
      let from = timeline.place(afterSteps: reached)
      let next = timeline.place(afterSteps: reached + 1)
      guard let step = timeline.step(before: next)?.step else { break }
      if player.speed != .max {
        guard .seconds(max(0, step.time - before)) <= player.elapsed else { break }
        // Commands that take no time would all happen at once.
        if from.step == 0, reached > start || player.rest < Player.beat { break }
      }
      time = max(time, step.time)
      reached += 1
    }
    guard reached > start else { return }
    _ = session.execute(.seek(timeline.place(afterSteps: reached)))
    player.took(.seconds(time - before))
    if reached - start == player.quota { player.letGo() }
  }

  /// Steps of the workload that are due.
  private mutating func playWorkload() {
    var steps = 0
    while steps < player.quota, let wait = session.performance?.nextWait?.duration {
      if player.speed != .max {
        guard wait <= player.elapsed else { return }
        player.took(wait)
      }
      guard session.performStep() else { break }
      steps += 1
    }
    if steps == player.quota { player.letGo() }
  }

  /// What has come of what was played to its end.
  private var endNotice: Notice {
    let timeline = session.timeline
    guard let last = timeline.entries.indices.last else { return Notice(.plain, "the end") }
    guard timeline.entries[last].command.whole.workload != nil else {
      return Notice(.plain, "this is where the history ends")
    }
    let plan = session.current?.name ?? ""
    let what = timeline.outcome(ofEntry: last, for: plan)
    let text = "\(timeline.entries[last].command) is over" + (what.isEmpty ? "" : ": \(what)")
    return Notice(what.contains("refused") ? .warning : .good, text)
  }

  /// Some steps on, or back where they are fewer than none.
  mutating func step(by count: Int) {
    guard isFree else { return }
    player.pause()
    let timeline = session.timeline
    let here = timeline.stepIndex(of: timeline.place)
    if count < 0 {
      guard here > 0 else {
        notice = Notice(.plain, "this is where the history begins")
        return
      }
      goTo(timeline.place(afterSteps: max(0, here + count)))
    } else {
      let ahead = min(count, timeline.stepCount - here)
      if ahead > 0 { goTo(timeline.place(afterSteps: here + ahead)) }
      var done = ahead
      while done < count, session.performance != nil, session.performStep() { done += 1 }
      guard done > 0 else {
        notice = Notice(
          .plain, "this is where the history ends; \(keymap.shown(.workloads)) begins a workload")
        return
      }
      followPlan()
    }
    notice = stepNotice
  }

  /// Goes to a place of the history, with the view after it.
  mutating func goTo(_ place: HistoryPlace) {
    guard place != session.timeline.place else { return }
    _ = session.execute(.seek(place))
    followPlan()
  }

  /// The step that led to here in a line.
  var stepNotice: Notice {
    let timeline = session.timeline
    guard let (entry, before, step) = timeline.step(before: timeline.place) else {
      return Notice(.plain, "position 0: nothing has happened yet")
    }
    let plan = session.current?.name ?? ""
    let outcome = timeline.outcome(ofStep: timeline.stepIndex(of: timeline.place), for: plan)
    let what = step.label.isEmpty ? "\(entry.command)" : step.label
    let number = step.label.isEmpty ? "" : " (step \(before.step + 1) of \(entry.command.verb))"
    let isRefusal = step.notes.contains(where: \.isRefusal)
    let refusal = step.notes.first(where: \.isRefusal).map { " - \($0.subject): \($0.text)" } ?? ""
    return Notice(
      isRefusal ? .warning : .plain,
      "\(placeText)\(number): \(what)"
        + (outcome.isEmpty || !step.label.isEmpty ? "" : ": \(outcome)")
        + refusal)
  }

  /// Takes the workload that is on its way back, as if it had not begun; it can be played again.
  mutating func cancelWorkload() {
    guard isFree else { return }
    let place = session.timeline.place
    guard place.step > 0 else {
      notice = Notice(.plain, "no workload is half-way; \(keymap.shown(.undo)) undoes a whole one")
      return
    }
    player.pause()
    let command = session.timeline.entries[place.position].command
    goTo(HistoryPlace(place.position))
    notice = Notice(
      .plain, "\(command) is taken back; \(keymap.shown(.play)) plays it again")
  }

  /// What a change leaves of a command that has happened in part.
  func remainder(before command: Command) -> String? {
    let place = session.timeline.place
    guard command.role == .change, place.step > 0 else { return nil }
    let part = session.timeline.entries[place.position].command.whole
    // Short, for it stands behind what came of the change.
    let name = if case .workload(let order) = part { "workload \(order.name)" } else { part.verb }
    return "\(name) stays as its first \(Figure.count(place.step, "step"))"
  }
}
