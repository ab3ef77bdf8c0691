public import Simulation

/// Somebody in a lesson: which page, which tasks are done, and what it took.
///
/// It is a value over a session. Who executes commands elsewhere, such as a screen that does heavy
/// ones in the background, asks `refusal(of:)` first and hands the session back by `adopt`.
public struct LessonRun: Sendable {
  /// What is taught.
  public let lesson: Lesson
  /// The cluster as it is now.
  public private(set) var session: Session
  /// The page that shows; behind the last one come the tasks.
  public private(set) var page = 0
  /// How many pages from the first on have happened.
  public internal(set) var told = 0
  /// For each task where in the history it came true; nil where it has not.
  public internal(set) var ticks: [Place?]
  /// For each task how many of its hints were taken.
  public internal(set) var hints: [Int]
  /// Whether the solution was looked at.
  public internal(set) var hasSeenSolution = false
  /// What the learner has made of it, once all tasks are done.
  public internal(set) var result: LessonResult?
  /// The cluster as the tasks find it.
  public internal(set) var start: Session
  /// The learner's commands that the ticks are up to date with.
  var judged: [Command] = []

  /// The beginning of a lesson, its set-up done; nil where that is refused, which no checked lesson's
  /// is.
  public init?(_ lesson: Lesson) {
    var session = Session()
    for line in lesson.setUp {
      if case .refused = session.execute(line.command) { return nil }
    }
    self.lesson = lesson
    self.session = session
    start = session
    ticks = lesson.tasks.map { _ in nil }
    hints = lesson.tasks.map { _ in 0 }
  }

  /// What the panel is about.
  public enum Stage: Hashable, Sendable {
    /// A page of the story; whether what it shows has happened.
    case page(Int, isTold: Bool)
    /// The tasks, in which the learner acts.
    case tasks
    /// The explanation after success.
    case explanation
  }

  /// What the panel is about.
  public var stage: Stage {
    if page < lesson.pages.count { return .page(page, isTold: page < told) }
    return result == nil ? .tasks : .explanation
  }

  /// Whether what the page shows has happened.
  public var isShown: Bool {
    if case .page(_, true) = stage { true } else { false }
  }

  /// Whether the learner may act.
  public var isOpen: Bool { page >= lesson.pages.count }

  /// The commands that the learner has given and not taken back.
  public var strokes: Int {
    let place = session.timeline.place
    return max(0, place.position + (place.step > 0 ? 1 : 0) - floor)
  }

  /// The position of the history at which the tasks begin.
  public var floor: Int { start.position }

  /// The first task that is not done.
  public var currentTask: Int? { ticks.firstIndex { $0 == nil } }
}

/// What somebody has made of a lesson.
public struct LessonResult: Hashable, Sendable {
  /// The commands it took.
  public var strokes: Int
  /// The hints it took.
  public var hints: Int
  /// Whether the solution was looked at.
  public var sawSolution: Bool
  /// The explanation, with the learner's own numbers.
  public var explanation: String

  /// A result.
  public init(strokes: Int, hints: Int, sawSolution: Bool, explanation: String) {
    self.strokes = strokes
    self.hints = hints
    self.sawSolution = sawSolution
    self.explanation = explanation
  }
}

extension LessonRun {
  /// Goes on: what a page shows happens, and then the next page comes.
  ///
  /// Answers with what was refused on the way, which is what some demonstrations show.
  @discardableResult
  public mutating func turn() -> [Outcome] {
    guard page < lesson.pages.count else { return [] }
    var outcomes: [Outcome] = []
    let shown = lesson.pages[page]
    if page == told {
      for line in shown.commands { outcomes.append(session.execute(line.command)) }
      told += 1
      start = session
      // What has just happened is looked at before the page is turned.
      if shown.isDemonstration { return outcomes }
    }
    page += 1
    if isOpen { judge() }
    return outcomes
  }

  /// Goes back to the page before; what has happened stays.
  public mutating func turnBack() {
    page = max(0, page - 1)
  }

  /// Goes past the story to the tasks, with all that it shows.
  public mutating func skipStory() {
    while !isOpen { turn() }
  }

  /// Goes back to where the tasks began; hints that were taken stay taken.
  public mutating func reset() {
    session = start
    ticks = lesson.tasks.map { _ in nil }
    judged = []
    result = nil
    if isOpen { judge() }
  }

  /// Why the learner cannot give a command here; nil where it can be given.
  public func refusal(of command: Command) -> String? {
    switch command.role {
    case .question, .expectation: return nil
    case .movement: return refusal(ofMove: command)
    case .change: break
    }
    guard isOpen else {
      return "the tasks come after the story; until then the cluster is only looked at"
    }
    guard session.position >= floor else {
      return "the lesson begins at position \(floor) of the history; go forward to it first"
    }
    guard lesson.allows(command) else {
      return "'\(command.verb)' is not a word of this lesson; it is done with "
        + lesson.allowedWords
    }
    return nil
  }

  private func refusal(ofMove command: Command) -> String? {
    switch command {
    case .undo(let count):
      guard isOpen else { return "the story cannot be undone; turn back a page to read it again" }
      // What the learner did is undone and no more.
      return count <= strokes
        ? nil
        : strokes == 0
          ? "there is nothing of yours to undo: the lesson begins here"
          : "you have given \(strokes) of the commands; undo cannot go further"
    case .redo: return isOpen ? nil : "there is nothing to redo in the story"
    case .seek(let place):
      return place >= Place(floor) ? nil : "the lesson begins at position \(floor)"
    case .fork, .switchTo, .discard: return "a lesson has one history; undo goes back in it"
    default: return nil
    }
  }

  /// Carries a command of the learner out, and ticks what has come true by it.
  public mutating func execute(_ command: Command) -> Outcome {
    if let refusal = refusal(of: command) { return .refused(refusal) }
    let outcome = session.execute(command)
    judge()
    return outcome
  }

  /// Takes over the session after a command was carried out elsewhere.
  public mutating func adopt(_ session: Session) {
    self.session = session
    if isOpen { judge() }
  }

  /// Takes the next hint for the first task that is not done; nil where there is none left.
  @discardableResult
  public mutating func takeHint() -> LessonHint? {
    guard isOpen, let task = currentTask, hints[task] < LessonTask.hintCount else { return nil }
    hints[task] += 1
    return hint
  }

  /// Looks at the solution.
  public mutating func showSolution() { hasSeenSolution = true }

  /// The hint that shows, which is the last one taken for the first task not done.
  public var hint: LessonHint? {
    guard isOpen, let task = currentTask, hints[task] > 0 else { return nil }
    let asked = lesson.tasks[task]
    switch hints[task] {
    case 1: return LessonHint(level: 1, text: filled(asked.nudge))
    case 2: return LessonHint(level: 2, text: filled(asked.place))
    default:
      return LessonHint(
        level: 3, text: asked.exact.map { "`\($0.command)`" }.joined(separator: "\n\n"))
    }
  }
}

/// A hint as it shows.
public struct LessonHint: Hashable, Sendable {
  /// 1 is a nudge, 2 the place, 3 the exact commands.
  public let level: Int
  /// What it says.
  public let text: String
}

extension Lesson {
  /// Whether a command may be given in the tasks.
  public func allows(_ command: Command) -> Bool {
    guard !allowed.isEmpty else { return true }
    let text = "\(command.whole)"
    return allowed.contains { beginning in
      guard text.hasPrefix(beginning) else { return false }
      let rest = text.dropFirst(beginning.count)
      return rest.isEmpty || rest.first == " " || rest.first == "="
    }
  }

  /// The words that may be used, as a list in a sentence.
  public var allowedWords: String {
    guard let last = allowed.last, allowed.count > 1 else { return allowed.joined() }
    return allowed.dropLast().joined(separator: ", ") + " and " + last
  }
}
