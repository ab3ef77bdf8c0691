import Simulation

extension LessonDraft {
  /// The lesson as a file, to be written on by hand and checked.
  public var file: String {
    let draft = withGoals()
    let title = draft.notes["title"] ?? "A lesson"
    let solution = draft.tasks.flatMap(\.commands)
    var lines = [
      "id: \(draft.notes["id"] ?? Self.id(of: title))",
      "title: \(Self.quoted(title))",
      "summary: \(Self.quoted(draft.notes["summary"] ?? title))",
      "minutes: \(draft.notes["minutes"] ?? "5")",
      "setup: |",
    ]
    lines += draft.setUp.map { "  \($0)" }
    if !draft.pages.isEmpty { lines.append("pages:") }
    lines += draft.pages.map { "  - \(Self.quoted($0))" }
    lines.append("tasks:")
    for task in draft.tasks { lines += Self.lines(of: task) }
    lines.append("order: given")
    lines.append("allow: [\(Self.verbs(of: solution).joined(separator: ", "))]")
    lines.append("par: \(solution.count)")
    lines.append("solution: |")
    lines += solution.map { "  \($0)" }
    lines.append("explanation: \(Self.quoted(draft.notes["end"] ?? "You did it in {commands}."))")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of task: Task) -> [String] {
    let verbs = verbs(of: task.commands).map { "`\($0)`" }.joined(separator: ", ")
    return [
      "  - text: \(quoted(task.text))",
      "    check: |",
    ] + task.checks.map { "      \($0)" } + [
      "    hints:",
      "      nudge: \(quoted(task.nudge ?? "What has to be different in the end?"))",
      "      place: \(quoted(task.place ?? "It is done with \(verbs)."))",
      "      exact: |",
    ] + task.commands.map { "        \($0)" }
  }

  /// The first words of commands, each once, in order.
  private static func verbs(of commands: [Command]) -> [String] {
    var verbs: [String] = []
    for command in commands where command.role == .change {
      let verb = String("\(command)".prefix { $0 != " " })
      if !verbs.contains(verb) { verbs.append(verb) }
    }
    return verbs.isEmpty ? ["wait"] : verbs
  }

  /// A title as a name: small letters, digits and hyphens.
  private static func id(of title: String) -> String {
    let words = title.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let name = words.joined(separator: "-")
    return name.first?.isLetter == true ? name : "lesson"
  }

  /// Text in double quotes, as YAML has it.
  private static func quoted(_ text: String) -> String {
    let inner = text.flatMap { character -> [Character] in
      character == "\"" || character == "\\" ? ["\\", character] : [character]
    }
    return "\"" + String(inner) + "\""
  }
}
