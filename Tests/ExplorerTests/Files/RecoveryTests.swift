import Explorer
import Reporting
import Simulation
import Terminal
import Testing

/// Journals of sessions that ended without being closed.
@Suite struct RecoveryTests {
  private let items = [
    Recovery(name: "b", commands: 47, title: "the demonstration", age: "12 minutes ago"),
    Recovery(name: "a", commands: 1, title: "nodes.json and pods.json", age: "2 days ago"),
  ]

  @Test func `one is offered before anything else`() throws {
    var stage = try Stage()
    stage.state.offer([items[0]])
    #expect(stage.text.contains("An earlier session ended without being closed"))
    #expect(stage.text.contains("47 commands on the demonstration, 12 minutes ago."))
    #expect(stage.text.contains("Enter opens it instead · d drops it · Esc leaves it for later"))
    try stage.press("N")
    #expect(stage.state.session.position == Demonstration.script.count)
  }

  @Test func `Enter executes it, and its journal goes when the new one is there`() throws {
    var stage = try Stage()
    stage.state.offer(items)
    try stage.press("<Enter>")
    guard case .file(let request)? = stage.effects.last, case .recover("b") = request.order else {
      Issue.record("nothing is read: \(stage.effects)")
      return
    }
    #expect(stage.effects.contains(.journal(.leave("a"))))
    let commands = try (Demonstration.script + ["add nodes 2", "seek 20", "add pods 3"]).map {
      try Command(parsing: $0)
    }
    stage.take(
      .filed(
        FileNews(
          id: request.id,
          .read(
            ReadSession(
              base: Session(), commands: commands, kept: 20,
              origin: SessionOrigin(title: "the demonstration"), remarks: ["its end was cut off"],
              journal: "b")))))
    #expect(stage.text.contains("brought back 1 command; its end was cut off"))
    #expect(stage.state.session.journal.last == "add pods 3")
    let keeper = JournalKeeper(stage.effects)
    #expect(keeper.dropped == ["b"])
    #expect(
      try StateHash(of: keeper.replayed().moment) == StateHash(of: stage.state.session.moment))
    try stage.press("q")
    #expect(stage.text.contains("1 command since the last save"))
  }

  @Test func `d drops one after the other, Esc leaves the rest`() throws {
    var stage = try Stage()
    stage.state.offer(items)
    try stage.press("jd")
    #expect(stage.effects.last == .journal(.drop("a")))
    #expect(stage.text.contains("47 commands"))
    try stage.press("<Esc>")
    #expect(stage.effects.last == .journal(.leave("b")))
    #expect(!stage.text.contains("47 commands"))
  }

  @Test func `what cannot be read says why`() throws {
    var stage = try Stage()
    stage.state.offer([items[0]])
    try stage.press("<Enter>")
    guard case .file(let request)? = stage.effects.last else { return }
    stage.take(.filed(FileNews(id: request.id, .failed("nodes.json is gone; its journal stays"))))
    #expect(stage.text.contains("nodes.json is gone; its journal stays"))
  }
}
