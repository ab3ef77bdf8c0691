import Simulation

/// Proves without a screen that a lesson can be learnt: what it says holds, where it begins is not
/// where it ends, its solution and its hints lead there, and its texts fit a small terminal.
public struct LessonCheck {
  /// What is wrong, in the order found; empty for a lesson that holds.
  public private(set) var faults: [LessonFault] = []
  private let lesson: Lesson

  /// Lives through the lesson: its story, its hints one after the other, and its solution.
  public init(_ lesson: Lesson) {
    self.lesson = lesson
    guard checkSetUp(), var run = LessonRun(lesson) else { return }
    checkTitle()
    checkFit(of: run)
    readStory(&run)
    checkStart(of: run)
    followHints(run)
    followSolution(run)
    for text in lesson.unbackedNumbers { fault(text.line, text.message) }
  }

  private mutating func fault(_ line: Int, _ message: String) {
    let fault = LessonFault(file: lesson.file, line: line, message: message)
    // The same text shows again and again while hints are followed.
    if !faults.contains(fault) { faults.append(fault) }
  }

  private mutating func checkSetUp() -> Bool {
    var session = Session()
    for line in lesson.setUp {
      switch session.execute(line.command) {
      case .refused(let text):
        fault(line.number, "the set-up '\(line.command)' is refused: \(text)")
        return false
      case .failed(let expected, let got):
        fault(line.number, "the set-up expects \(expected), but there is \(got)")
      default: break
      }
    }
    if session.current == nil { fault(lesson.setUp.first?.number ?? 1, "the set-up makes no plan") }
    return session.current != nil
  }

  /// The title stands in the edge of the panel, behind the number.
  private mutating func checkTitle() {
    let most = LessonRoom.smallest.columns - 3
    guard lesson.title.count > most else { return }
    fault(1, "the title has \(lesson.title.count) letters; the panel has room for \(most)")
  }

  private mutating func readStory(_ run: inout LessonRun) {
    while !run.isOpen {
      let page = lesson.pages[run.page]
      if run.page >= run.told { check(page.text, in: run) }
      let wasTold = run.page < run.told
      let outcomes = run.turn()
      if !wasTold, page.isDemonstration {
        let isMeant = page.after?.claims.contains { $0.text.contains("error") } ?? false
        for case .refused(let text) in outcomes where !isMeant {
          fault(
            page.text.line,
            "what the page shows is refused: \(text); claim it with expect error if it is meant")
        }
        if let after = page.after { check(after, in: run) }
      }
      checkFit(of: run)
    }
  }

  private mutating func checkStart(of run: LessonRun) {
    for (index, task) in lesson.tasks.enumerated() {
      check(task.text, in: run)
      let mayHold = lesson.isInOrder && index > 0
      if !mayHold, task.holds(in: run.session) {
        fault(task.text.line, "task \(index + 1) is done before anything is: its checks must fail")
      }
    }
  }

  /// Takes every hint and does what the last one of each task says.
  private mutating func followHints(_ start: LessonRun) {
    var run = start
    for _ in lesson.tasks {
      guard let index = run.currentTask else { break }
      let task = lesson.tasks[index]
      for _ in 0..<LessonTask.hintCount {
        guard let hint = run.takeHint() else { break }
        if hint.level == 1 { check(task.nudge, in: run) }
        if hint.level == 2 { check(task.place, in: run) }
        checkFit(of: run)
      }
      for line in task.exact {
        if case .refused(let text) = run.execute(line.command) {
          fault(line.number, "the hint '\(line.command)' is refused: \(text)")
        }
      }
      if run.ticks[index] == nil {
        let got = task.missing(in: run.session).map { "; \($0.check.text): got \($0.got)" } ?? ""
        fault(
          task.exact.first?.number ?? task.text.line,
          "the exact hint of task \(index + 1) does not do it\(got)")
        return
      }
    }
  }

  private mutating func followSolution(_ start: LessonRun) {
    var run = start
    for line in lesson.solution {
      switch run.execute(line.command) {
      case .refused(let text):
        fault(line.number, "the solution '\(line.command)' is refused: \(text)")
      case .failed(let expected, let got):
        fault(line.number, "the solution expects \(expected), but there is \(got)")
      default: break
      }
    }
    if let index = run.currentTask {
      let got = lesson.tasks[index].missing(in: run.session)
      fault(
        lesson.solution.first?.number ?? 1,
        "the solution leaves task \(index + 1) undone"
          + (got.map { ": '\($0.check.text.trimmed)' does not hold, got \($0.got)" } ?? ""))
      return
    }
    if let result = run.result, result.strokes != lesson.par {
      fault(
        lesson.solution.first?.number ?? 1,
        "the solution takes \(result.strokes) commands and par is \(lesson.par)")
    }
    check(lesson.explanation, in: run)
    checkFit(of: run)
  }

  /// Whether what a text claims holds while it shows, and nothing in it stays open.
  private mutating func check(_ text: LessonText, in run: LessonRun) {
    var session = run.session
    for line in text.claims {
      switch session.execute(line.command) {
      case .failed(let expected, let got):
        fault(line.number, "the text claims \(expected), but there is \(got)")
      case .refused(let why): fault(line.number, "the claim cannot be asked: \(why)")
      default: break
      }
    }
    let filled = run.filled(text, key: { _ in "x" })
    if let open = Filling.parts(of: filled).firstOpen {
      fault(text.line, "nothing stands for {\(open)}")
    }
  }

  private mutating func checkFit(of run: LessonRun) {
    let room = LessonRoom.smallest
    let rows = run.lines(columns: room.columns, key: { _ in "F12" }).count
    guard rows > room.rows else { return }
    let (line, what): (Int, String) =
      switch run.stage {
      case .page(let index, _): (lesson.pages[index].text.line, "page \(index + 1)")
      case .tasks:
        (
          lesson.tasks[run.currentTask ?? 0].text.line,
          "the tasks with hint \(run.hint?.level ?? 0) of task \((run.currentTask ?? 0) + 1)"
        )
      case .explanation: (lesson.explanation.line, "the explanation")
      }
    fault(
      line,
      "\(what) takes \(rows) rows; a terminal of 80 x 24 has \(room.rows) of \(room.columns) columns"
    )
  }
}

extension [Filling.Part] {
  /// The first name that is left open.
  var firstOpen: String? {
    for case .open(let name) in self { return name }
    return nil
  }
}

extension String {
  /// Without the blanks around it.
  var trimmed: String {
    var text = self[...].drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
