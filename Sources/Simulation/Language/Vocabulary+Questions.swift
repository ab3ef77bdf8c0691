extension Vocabulary {
  /// Which moment is shown.
  static let historyForms: [CommandForm] = [
    CommandForm(
      "undo", nil, [.init("N", .count, isOptional: true, "how many commands; 1 if not said")],
      summary: "goes back by that many commands, or by one"
    ) { (words) throws(CommandError) in .undo(try words.nextIfAny()?.count() ?? 1) },
    CommandForm(
      "redo", nil, [.init("N", .count, isOptional: true, "how many commands; 1 if not said")],
      summary: "goes forward by that many commands, or by one"
    ) { (words) throws(CommandError) in .redo(try words.nextIfAny()?.count() ?? 1) },
    CommandForm(
      "seek", nil, [.init("POSITION[.STEP]", .place, "where to go in the history")],
      summary: "goes to a position of the history, or to a step inside a command"
    ) { (words) throws(CommandError) in .seek(try words.next().place()) },
    CommandForm(
      "fork", nil, [.init("NAME", .newName, "what the fork is called")],
      keys: [
        .init("at", "POSITION[.STEP]", .place, "where it branches off", standard: "here"),
        .init(
          "with", "COMMAND", .command, canRepeat: true, "what happens first in the fork",
          standard: "nothing"),
      ],
      summary: "branches the history off here or there; with= happens first, then what came after"
    ) { (words) throws(CommandError) in try fork(&words) },
    CommandForm(
      "switch", nil, [.init("FORK", .fork, "which history to go on in")],
      summary: "goes on in another fork; the first history is called main"
    ) { (words) throws(CommandError) in .switchTo(fork: try words.next().name()) },
    CommandForm(
      "discard", nil, [.init("FORK", .fork, "the fork to forget")],
      summary: "drops a fork"
    ) { (words) throws(CommandError) in .discard(fork: try words.next().name()) },
  ]

  private static func fork(_ words: inout ArgumentReader) throws(CommandError) -> Command {
    let name = words.next()
    guard name.value != Session.trunk else {
      throw name.wrong("is the history that every fork branches off", "give the fork another name")
    }
    var commands: [Command] = []
    for word in words.all("with") {
      do throws(CommandError) {
        let command = try Command(parsing: word.value)
        guard command.role == .change else {
          throw CommandError(
            column: 1, word: command.verb, reason: "changes nothing that a fork could have")
        }
        commands.append(command)
      } catch {
        var placed = error
        placed.column += word.valueColumn
        throw placed
      }
    }
    return .fork(name: try name.name(), at: try words.option("at")?.place(), with: commands)
  }

  /// What can be asked and claimed.
  static let questionForms: [CommandForm] = [
    CommandForm(
      "get", nil,
      [
        .init(
          "nodes|pods|pools|free|metrics|events|claims|plans|services|forks|history|forecast"
            + "|annotations",
          .table, "which table")
      ],
      keys: [.init("plan", "NAME|all", .planScope, "of which plan", standard: "the current one")],
      summary: "shows a table"
    ) { (words) throws(CommandError) in
      try .get(
        words.next().choice("table"), of: words.option("plan")?.planScope() ?? .current)
    },
    CommandForm(
      "describe", nil, [.init("NAME", .subject, "what to tell about")],
      summary: "tells all about one node, pod, pool, block or address"
    ) { (words) throws(CommandError) in .describe(try words.next().subject()) },
    CommandForm(
      "inspect", nil, [.init("POSITION[.STEP]", .place, "the step, by where it led")],
      summary: "tells who asked for the step that led to a position, and what every plan made of it"
    ) { (words) throws(CommandError) in .inspect(try words.next().place()) },
    CommandForm(
      "why", nil,
      [
        .init("NAME", .subject, isOptional: true, "what to explain; the latest refusal if not said")
      ],
      summary: "tells why it is where it is, or why it failed; alone, the latest refusal"
    ) { (words) throws(CommandError) in .why(try words.nextIfAny()?.subject()) },
    CommandForm(
      "size", hasOpenKeys: true, usages: ["size key=value ..."],
      summary: "asks how large the pools must be"
    ) { (words) throws(CommandError) in .size(try words.someOptions(of: "size")) },
    CommandForm(
      "expect", isFree: true, usages: ExpectationReader.usages,
      summary: "claims that something holds here"
    ) { (words) throws(CommandError) in
      .expect(try ExpectationReader.expectation(&words))
    },
  ]
}
