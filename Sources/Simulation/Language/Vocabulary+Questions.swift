extension Vocabulary {
  /// Which moment is shown.
  static let historyForms: [CommandForm] = [
    CommandForm(
      "undo", nil, [.init("N", .count, isOptional: true)],
      summary: "goes back by that many commands, or by one"
    ) { (words) throws(CommandError) in .undo(try words.nextIfAny()?.count() ?? 1) },
    CommandForm(
      "redo", nil, [.init("N", .count, isOptional: true)],
      summary: "goes forward by that many commands, or by one"
    ) { (words) throws(CommandError) in .redo(try words.nextIfAny()?.count() ?? 1) },
    CommandForm(
      "seek", nil, [.init("POSITION", .count)], summary: "goes to a position of the history"
    ) { (words) throws(CommandError) in
      .seek(try words.next().integer("position", max: Int.max))
    },
  ]

  /// What can be asked and claimed.
  static let questionForms: [CommandForm] = [
    CommandForm(
      "get", nil, [.init("nodes|pods|pools|free|metrics|events|claims|plans|services", .table)],
      keys: [.init("plan", "NAME|all", .planScope)], summary: "shows a table"
    ) { (words) throws(CommandError) in
      try .get(
        words.next().choice("table"), of: words.option("plan")?.planScope() ?? .current)
    },
    CommandForm(
      "describe", nil, [.init("NAME", .subject)],
      summary: "tells all about one node, pod, pool, block or address"
    ) { (words) throws(CommandError) in .describe(try words.next().subject()) },
    CommandForm(
      "why", nil, [.init("NAME", .subject)],
      summary: "tells why it is where it is, or why it failed"
    ) { (words) throws(CommandError) in .why(try words.next().subject()) },
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
