import Allocation
public import Lessons
import Simulation
import Theming

/// The lessons there are, what was made of them, and the one that is being learnt.
public struct Classroom: Sendable {
  /// All lessons, in their order.
  public let lessons: [Lesson]
  /// The best that was made of each.
  public internal(set) var progress: LessonProgress
  /// The lesson that is being learnt, if one is.
  public internal(set) var run: LessonRun?
  /// The version of the session that the run has seen.
  var seen = -1
  /// What of the run was told to be done already.
  var told: [Bool] = []
  var wasOver = false

  /// A room with lessons, none of them begun.
  public init(_ lessons: [Lesson], progress: LessonProgress = LessonProgress()) {
    self.lessons = lessons
    self.progress = progress
  }
}

extension Classroom {
  /// Puts somebody into a lesson.
  mutating func begin(_ run: LessonRun) {
    self.run = run
    told = run.ticks.map { $0 != nil }
    wasOver = run.result != nil
  }
}

extension ExplorerApp.State {
  /// Opens the lessons: one of them at once, or the list to choose from.
  public mutating func open(_ room: Classroom, at lesson: Lesson? = nil) {
    classroom = room
    files.asksBeforeQuitting = false
    // Behind the list lies what comes next, so that there is a map from the start.
    let fresh = room.lessons.first { room.progress[$0.id] == nil } ?? room.lessons.first
    if let begun = lesson ?? fresh { begin(begun) }
    if lesson == nil { openLessons() }
  }

  /// Whether somebody is in a lesson.
  var isInLesson: Bool { classroom?.run != nil }

  /// Why a command cannot be given in the lesson that is being learnt.
  func lessonRefusal(of command: Command) -> String? { classroom?.run?.refusal(of: command) }

  /// What an action's key is called, for the texts of lessons.
  func lessonKey(_ name: String) -> String? { Action(rawValue: name).map(keymap.shown) }

  mutating func begin(_ lesson: Lesson) {
    guard let run = LessonRun(lesson) else {
      notice = Notice(.error, "\(lesson.title) cannot begin: its set-up is refused")
      return
    }
    classroom?.begin(run)
    replaceSession(with: run.session)
    let version = sessionVersion
    classroom?.seen = version
    notice = Notice(.plain, lesson.summary)
  }

  /// Lets the lesson see what has become of the session, and says what has come true by it.
  mutating func settleLesson() {
    guard var run = classroom?.run, classroom?.seen != sessionVersion else { return }
    run.adopt(session)
    let version = sessionVersion
    classroom?.seen = version
    take(run)
  }

  /// Takes over a run, and tells what is done now.
  private mutating func take(_ run: LessonRun) {
    let ticked = run.ticks.map { $0 != nil }
    let fresh = zip(ticked, classroom?.told ?? []).enumerated().first { $1.0 && !$1.1 }
    classroom?.run = run
    classroom?.told = ticked
    let isOver = run.result != nil
    defer { classroom?.wasOver = isOver }
    if isOver, classroom?.wasOver == false, let result = run.result {
      let score = LessonProgress.Score(
        strokes: result.strokes, hints: result.hints, sawSolution: result.sawSolution)
      classroom?.progress.note(score, for: run.lesson.id)
      outbox.append(.keepScore(run.lesson.id, score))
      notice = Notice(
        .good,
        "all done in \(Figure.count(result.strokes, "command")), par \(run.lesson.par); "
          + "\(keymap.shown(.lessonNext)) goes on")
    } else if let fresh {
      let left = ticked.count { !$0 }
      let became = notice.map { "; \($0.text)" } ?? ""
      notice = Notice(
        .good, "task \(fresh.offset + 1) done, \(left == 0 ? "the last" : "\(left) to go")\(became)"
      )
    }
  }
}

extension ExplorerApp.State {
  /// Does what a key of the lessons says.
  mutating func takeLesson(_ action: Action) {
    guard classroom != nil else {
      notice = Notice(.plain, "lessons are opened by `cidrscope lesson`")
      return
    }
    guard action != .lessons else { return openLessons() }
    guard var run = classroom?.run else { return openLessons() }
    switch action {
    case .lessonNext: goOn(&run)
    case .lessonBack:
      run.turnBack()
      classroom?.run = run
    case .lessonHint:
      guard run.isOpen else {
        notice = Notice(
          .plain, "the tasks come after the story; \(keymap.shown(.lessonNext)) goes on")
        return
      }
      if run.result != nil {
        notice = Notice(.plain, "all tasks are done; \(keymap.shown(.lessonNext)) goes on")
      } else if run.takeHint() == nil {
        notice = Notice(.plain, "that was the last hint of this task: it says the very command")
      }
      classroom?.run = run
    case .lessonReset:
      run.reset()
      show(run)
      notice = Notice(.plain, "the tasks begin again; hints that were taken stay taken")
    case .lessonGoal: overlay = .pager(goalPage(of: run))
    case .lessonSolution:
      run.showSolution()
      classroom?.run = run
      let lines = run.lesson.solution.filter { $0.command.role != .expectation }
      overlay = .pager(
        Pager(
          title: "One way, in \(Figure.count(run.lesson.par, "command"))",
          lines: lines.map { TextLine("\($0.command)", .strong) }
            + [TextLine(), TextLine("\(keymap.shown(.lessonStep)) does it step by step.", .dim)]))
    case .lessonStep: takeStep(of: run)
    default: preconditionFailure("\(action) is no action of lessons")
    }
  }

  private mutating func goOn(_ run: inout LessonRun) {
    if !run.isOpen {
      let outcomes = run.turn()
      show(run)
      if case .done(let said, let refusals)? = outcomes.last {
        let refusal = refusals.first.map { " - refused: \($0.subject): \($0.text)" } ?? ""
        notice = Notice(refusals.isEmpty ? .good : .warning, said + refusal)
      } else {
        notice = nil
      }
    } else if run.result != nil {
      let next = run.lesson.next.flatMap { id in classroom?.lessons.first { $0.id == id } }
      if let next { begin(next) } else { openLessons() }
    } else if presenter != nil {
      takeStep(of: run)
    } else {
      notice = Notice(
        .plain,
        "the tasks are not done yet; \(keymap.shown(.lessonHint)) helps, "
          + "\(keymap.shown(.lessons)) lists the other lessons")
    }
  }

  /// Does the next command of the solution, as long as nothing else was done.
  private mutating func takeStep(of begun: LessonRun) {
    var run = begun
    run.skipStory()
    let steps = run.lesson.solution.map(\.command).filter { $0.role != .expectation }
    let given = Array(run.session.commandsToHere.dropFirst(run.floor))
    guard given.count < steps.count, given == Array(steps.prefix(given.count)) else {
      notice = Notice(
        .plain,
        given.count >= steps.count
          ? "the solution is at its end"
          : "you went another way; \(keymap.shown(.lessonReset)) begins again, then this shows one")
      return
    }
    run.showSolution()
    show(run)
    let command = steps[given.count]
    carryOutNow(command)
    if let told = notice, !told.text.hasPrefix("\(command)") {
      notice = Notice(told.kind, "\(command): \(told.text)")
    }
  }

  /// Shows the session of a run where it is not the one that shows.
  private mutating func show(_ run: LessonRun) {
    classroom?.begin(run)
    session = run.session
    let version = sessionVersion
    classroom?.seen = version
    followPlan()
  }

  /// The whole of a lesson as text: its story, and what has to hold in the end.
  private func goalPage(of run: LessonRun) -> Pager {
    var lines: [TextLine] = []
    let part = run.lines(columns: 70, key: lessonKey).map(Painter.textLine)
    lines += part + [TextLine(), TextLine("The goal", .title)]
    for (index, task) in run.lesson.tasks.enumerated() {
      let sign = run.ticks[index] == nil ? "  " : look.isUnicode ? "✓ " : "x "
      lines += task.checks.map { TextLine(sign + "\($0.command)".dropExpect, .strong) }
    }
    return Pager(title: run.lesson.title, lines: lines)
  }

  /// The lesson for ears: what its panel shows, a line each.
  var lessonSentences: [String] {
    guard let run = classroom?.run else { return [] }
    var sentences: [String] = []
    for line in run.lines(columns: 10_000, key: lessonKey) where !line.prose.text.isEmpty {
      let sign =
        switch line.kind {
        case .done: "Done: "
        case .current: "To do now: "
        case .later: "To do: "
        case .command: run.isShown ? "Shown: " : "Goes on with: "
        case .words, .heading: ""
        }
      sentences.append(sign + line.prose.text)
    }
    return sentences
  }
}

extension String {
  fileprivate var dropExpect: String {
    hasPrefix("expect ") ? String(dropFirst("expect ".count)) : self
  }
}
