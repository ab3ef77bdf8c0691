import Simulation
public import UserFiles

/// A session that was recorded, on its way to a lesson.
///
/// It is a script, as the explorer saves one, with notes in its comments. What stands before the first
/// task is the set-up; after it the commands are the solution and `expect` lines are goals.
///
///     plan demo mode=cluster-pool pool=10.0.0.0/22 mask=24
///     # title: Four blocks
///     # page: A node takes a block.
///     # task: Take all blocks.
///     # nudge: Nodes take blocks.
///     add nodes 4
///     expect blocks.free = 0
public struct LessonDraft: Sendable {
  /// What the notes say of the whole: title, id, summary, minutes, end.
  private(set) var notes: [String: String] = [:]
  private(set) var pages: [String] = []
  private(set) var setUp: [Command] = []
  private(set) var tasks: [Task] = []

  /// A task of the draft.
  struct Task: Sendable {
    var text: String
    var nudge: String?
    var place: String?
    var commands: [Command] = []
    var checks: [Command] = []
  }

  private static let wholeNotes = ["id", "title", "summary", "minutes", "end"]
  private static let taskNotes = ["nudge", "place"]

  /// Reads a script with notes.
  public init(parsing text: String, file: String) throws(FileFault) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let line = String(line).trimmed
      if line.isEmpty { continue }
      if line.hasPrefix("#") {
        note(String(line.dropFirst()).trimmed)
        continue
      }
      do throws(CommandError) {
        take(try Command(parsing: line))
      } catch {
        throw FileFault(file: file, line: index + 1, column: error.column, error.message)
      }
    }
    guard tasks.contains(where: { !$0.commands.isEmpty }) else {
      throw FileFault(
        file: file, line: max(1, lines.count), column: 1,
        "no command follows a task; '# task: what to do' stands before the commands that do it")
    }
  }

  private mutating func note(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return }
    let word = String(text[..<colon])
    let rest = String(text[text.index(after: colon)...]).trimmed
    switch word {
    case "task": tasks.append(Task(text: rest))
    case "page": pages.append(rest)
    case "nudge" where !tasks.isEmpty: tasks[tasks.count - 1].nudge = rest
    case "place" where !tasks.isEmpty: tasks[tasks.count - 1].place = rest
    case _ where Self.wholeNotes.contains(word): notes[word] = rest
    default: break
    }
  }

  private mutating func take(_ command: Command) {
    guard !tasks.isEmpty else {
      if command.role != .question { setUp.append(command) }
      return
    }
    switch command.role {
    case .expectation: tasks[tasks.count - 1].checks.append(command)
    case .question: break
    case .change, .movement: tasks[tasks.count - 1].commands.append(command)
    }
  }

  /// Figures that a task without a goal is given one of, the most telling first.
  private static let telling = [
    "nodes.failed", "pods.pending", "pods.running", "nodes.ready", "blocks.free", "collisions",
    "overlaps", "addresses.total", "addresses.committed",
  ]

  /// The draft with a goal for each task: those given, or what its commands changed.
  func withGoals() -> LessonDraft {
    var draft = self
    var session = Session()
    for command in setUp { _ = session.execute(command) }
    for (index, task) in tasks.enumerated() {
      let before = session
      for command in task.commands { _ = session.execute(command) }
      guard task.checks.isEmpty else { continue }
      let changed = Self.telling.compactMap { name -> Command? in
        guard let query = try? MetricQuery(parsing: name), let old = before.current,
          let new = session.current, let value = query.value(in: new, at: session.moment),
          query.value(in: old, at: before.moment) != value
        else { return nil }
        return try? Command(parsing: "expect \(name) = \(value)")
      }
      draft.tasks[index].checks = Array(changed.prefix(1))
    }
    return draft
  }
}
