import Simulation
public import UserFiles
import Yams

extension Lesson {
  /// Reads a lesson; what is wrong with it is told with line and column.
  public init(parsing text: String, file: String) throws(FileFault) {
    guard let root = try LessonReader.parse(text, file: file) else {
      throw FileFault(file: file, line: 1, column: 1, "the lesson is empty")
    }
    self = try LessonReader(file: file, text: text).lesson(root)
  }
}

/// Reads the files of lessons strictly: what it does not know is an error with a place.
struct LessonReader: StrictReader {
  let file: String
  /// The lines of the file, in which the places of words inside blocks of text are found.
  let lines: [Substring]

  static let keys = [
    "id", "number", "title", "summary", "minutes", "needs", "next", "setup", "pages", "tasks",
    "order", "allow", "par", "solution", "explanation", "facts",
  ]
  static let pageKeys = ["text", "do", "after", "expect"]
  static let taskKeys = ["text", "check", "hints"]
  static let hintKeys = ["nudge", "place", "exact"]
  static let textKeys = ["text", "expect"]
  static let factKeys = ["says", "source", "sum"]

  init(file: String, text: String) {
    self.file = file
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  func lesson(_ root: Node) throws(FileFault) -> Lesson {
    let entries = try mapping(root, "the lesson", known: Self.keys)
    func need(_ key: String) throws(FileFault) -> Node {
      guard let node = entries[key] else {
        throw error(at: root, "missing '\(key)' in the lesson")
      }
      return node
    }
    let tasks = try items(try need("tasks"), "tasks", task)
    guard !tasks.isEmpty else { throw error(at: try need("tasks"), "a lesson needs a task") }
    return Lesson(
      id: try id(try need("id"), "id"),
      number: try entries["number"].map { node throws(FileFault) in
        try number(node, "number", from: 1)
      },
      title: try word(try need("title"), "title"),
      summary: try word(try need("summary"), "summary"),
      minutes: try number(try need("minutes"), "minutes", from: 1),
      needs: try entries["needs"].map { node throws(FileFault) in
        try items(node, "needs") { node throws(FileFault) in try id(node, "needs") }
      } ?? [],
      next: try entries["next"].map { node throws(FileFault) in try id(node, "next") },
      setUp: try commands(try need("setup"), "setup"),
      pages: try entries["pages"].map { node throws(FileFault) in
        try items(node, "pages", page)
      } ?? [],
      tasks: tasks,
      isInOrder: try entries["order"].map { node throws(FileFault) in
        try choice(node, "order", of: Order.allCases) == .given
      } ?? false,
      allowed: try entries["allow"].map { node throws(FileFault) in
        try items(node, "allow", allowance)
      } ?? [],
      par: try number(try need("par"), "par", from: 1),
      solution: try commands(try need("solution"), "solution"),
      explanation: try text(try need("explanation"), "explanation"),
      facts: try entries["facts"].map { node throws(FileFault) in
        try items(node, "facts", fact)
      } ?? [],
      file: file)
  }

  /// Which task can come true when.
  private enum Order: String, CaseIterable {
    case given, any
  }

  private func page(_ node: Node) throws(FileFault) -> LessonPage {
    guard node.mapping != nil else { return LessonPage(try text(node, "a page")) }
    let entries = try mapping(node, "a page", known: Self.pageKeys)
    guard let body = entries["text"] else { throw error(at: node, "missing 'text' in a page") }
    let claims = try entries["expect"].map { node throws(FileFault) in try self.claims(node) } ?? []
    var before = try text(body, "text")
    guard let action = entries["do"] else {
      if let after = entries["after"] {
        throw error(at: after, "'after' is told when something has happened: 'do' is missing")
      }
      before.claims += claims
      return LessonPage(before)
    }
    guard let told = entries["after"] else {
      throw error(at: action, "what happens needs its words: 'after' is missing")
    }
    var after = try text(told, "after")
    after.claims += claims
    return LessonPage(before, commands: try commands(action, "do"), after: after)
  }

  private func task(_ node: Node) throws(FileFault) -> LessonTask {
    let entries = try mapping(node, "a task", known: Self.taskKeys)
    func need(_ key: String, in entries: [String: Node], of place: String) throws(FileFault) -> Node
    {
      guard let found = entries[key] else {
        throw error(at: node, "missing '\(key)' in \(place)")
      }
      return found
    }
    let hints = try mapping(
      try need("hints", in: entries, of: "a task"), "hints", known: Self.hintKeys)
    let check = try need("check", in: entries, of: "a task")
    let checks = try claims(check)
    guard !checks.isEmpty else { throw error(at: check, "a task needs an 'expect' line") }
    return LessonTask(
      try text(try need("text", in: entries, of: "a task"), "text"), checks: checks,
      nudge: try text(try need("nudge", in: hints, of: "hints"), "nudge"),
      place: try text(try need("place", in: hints, of: "hints"), "place"),
      exact: try commands(try need("exact", in: hints, of: "hints"), "exact"))
  }

  private func fact(_ node: Node) throws(FileFault) -> LessonFact {
    let entries = try mapping(node, "a fact", known: Self.factKeys)
    let line = node.mark?.line ?? 1
    if let sum = entries["sum"] {
      let text = try word(sum, "sum")
      do throws(Sum.Failure) {
        try Sum.check(text)
      } catch {
        throw self.error(at: sum, "the sum '\(text)' \(error.reason)")
      }
      return LessonFact(says: text, source: nil, line: line)
    }
    guard let says = entries["says"], let source = entries["source"] else {
      throw error(at: node, "a fact has 'says' and 'source', or is a 'sum'")
    }
    return LessonFact(
      says: try word(says, "says"), source: try word(source, "source"), line: line)
  }

  /// The beginning of commands: verbs of the language, with a noun or the key of an option.
  private func allowance(_ node: Node) throws(FileFault) -> String {
    let text = try word(node, "allow")
    let first = text.prefix { $0 != " " }
    guard Vocabulary.verbs.contains(String(first)) else {
      throw error(
        at: node,
        "no command begins with '\(first)'"
          + UserFiles.Suggestion.hint(for: String(first), among: Vocabulary.verbs))
    }
    return text
  }
}
