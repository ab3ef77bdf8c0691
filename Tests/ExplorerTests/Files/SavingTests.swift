import Addressing
import Explorer
import Reporting
import Simulation
import Terminal
import Testing

/// Saving, opening, quitting with unsaved work.
@Suite struct SavingTests {
  /// The latest request about files.
  private func asked(_ stage: Stage) -> FileRequest? {
    stage.effects.reversed().lazy.compactMap { effect in
      if case .file(let request) = effect { request } else { nil }
    }.first
  }

  private func isOver(_ stage: Stage) -> Bool { ExplorerApp.endReason(stage.state) != nil }

  @Test(arguments: ["q", "++t<Esc>q", "uuq", "Nuq", "NPuuq", ":get<Space>nodes<Enter>qq"])
  func `nobody is asked where nothing would be lost`(keys: String) throws {
    var stage = try Stage()
    try stage.press(keys)
    #expect(isOver(stage))
  }

  @Test func `quitting with unsaved work asks once`() throws {
    var stage = try Stage()
    try stage.press("NPq")
    #expect(!isOver(stage))
    #expect(
      stage.text.contains("2 commands since the last save: s saves, q quits without, Esc stays."))
    try stage.press("<Esc>")
    #expect(!stage.text.contains("since the last save"))
    try stage.press("qq")
    #expect(isOver(stage))
  }

  @Test func `the setting skips the question, and so does q with an exclamation mark`() throws {
    var stage = try Stage()
    stage.state.files.asksBeforeQuitting = false
    try stage.press("Nq")
    #expect(isOver(stage))
    var other = try Stage()
    try other.press("N:q!<Enter>")
    #expect(isOver(other))
    try stage.press("N:open<Space>x.scope<Enter>")
    #expect(!stage.text.contains("without saving?"))
  }

  @Test func `what is saved reads back as the session, and then nobody is asked`() throws {
    var stage = try Stage()
    try stage.press("NPuN<C-s>")
    #expect(stage.text.contains("Save the session as"))
    try stage.press("work.scope<Enter>")
    let request = try #require(asked(stage))
    guard case .save("work.scope", let text, false) = request.order else {
      Issue.record("no save: \(request.order)")
      return
    }
    var copy = Session()
    for line in try Script(parsing: text, file: "work.scope").lines {
      _ = copy.execute(line.command)
    }
    #expect(StateHash(of: copy.moment) == StateHash(of: stage.state.session.moment))
    #expect(copy.journal == stage.state.session.journal)
    stage.take(.filed(FileNews(id: request.id, .saved("work.scope"))))
    #expect(stage.text.contains("saved 22 commands to work.scope"))
    try stage.press("q")
    #expect(isOver(stage))
  }

  @Test func `a name that is known is saved to at once`() throws {
    var stage = try Stage()
    try stage.press("N:save<Space>a.scope<Enter>")
    let first = try #require(asked(stage))
    stage.take(.filed(FileNews(id: first.id, .saved("a.scope"))))
    try stage.press("N<C-s>")
    let second = try #require(asked(stage))
    guard case .save("a.scope", _, false) = second.order else {
      Issue.record("asked for a name again")
      return
    }
    stage.take(.filed(FileNews(id: second.id, .failed("a.scope: no space left on device"))))
    #expect(stage.text.contains("no space left on device"))
    try stage.press("q")
    #expect(!isOver(stage), "what could not be written is not saved")
  }

  @Test func `saving on the way out ends the program once it is written`() throws {
    var stage = try Stage()
    try stage.press("Nqs")
    #expect(stage.text.contains("Save the session as"))
    try stage.press("x.scope<Enter>")
    #expect(!isOver(stage))
    let order = try #require(asked(stage))
    stage.take(.filed(FileNews(id: order.id, .saved("x.scope"))))
    #expect(isOver(stage))
  }

  @Test func `another session takes the place of this one, after the same question`() throws {
    var stage = try Stage()
    try stage.press("N:open<Space>other.scope<Enter>")
    #expect(stage.text.contains("Open another session without saving?"))
    try stage.press("o")
    let order = try #require(asked(stage))
    guard case .open(["other.scope"]) = order.order else {
      Issue.record("nothing is opened")
      return
    }
    let commands = try ["plan b mode=kubernetes pool=10.8.0.0/20 mask=26", "add nodes 3"].map {
      try Command(parsing: $0)
    }
    let read = ReadSession(
      base: Session(), commands: commands, kept: .max,
      origin: SessionOrigin(title: "other.scope"))
    stage.take(.filed(FileNews(id: order.id, .read(read))))
    #expect(stage.text.contains("opened other.scope: 2 commands"))
    #expect(stage.text.contains("10.8.0.0/20"))
    try stage.press("q")
    #expect(isOver(stage))
  }

  @Test func `a session on dumps says in its script how it is opened`() throws {
    var stage = try Stage(script: ["plan a mode=cluster-pool pool=10.0.0.0/22 mask=24"])
    let dump = SessionOrigin.Dump(path: "/tmp/my nodes.json", size: 1, modified: 2)
    stage.state.adopt(SessionOrigin(dumps: [dump], title: "my nodes.json"))
    try stage.press("N:save<Space>x.scope<Enter>")
    let order = try #require(asked(stage))
    guard case .save(_, let text, _) = order.order else { return }
    stage.take(.filed(FileNews(id: order.id, .saved("x.scope"))))
    #expect(stage.text.contains("cidrscope open '/tmp/my nodes.json' x.scope opens it"))
    #expect(text.contains("#   cidrscope open '/tmp/my nodes.json' x.scope\n"))
  }

  @Test(arguments: [
    (":save<Space>a<Space>b<Enter>", "one file is written to, not 2"),
    (":save<Space>\"a<Enter>", "the quote is not closed"),
    (":export<Space>maps<Space>x.svg<Enter>", "\"maps\" cannot be exported"),
    (":export<Space>map<Space>x.doc<Enter>", "no ending of a picture"),
    (":export<Space>nodes<Space>x.svg<Enter>", "no ending of a table"),
    (":export<Space>nodes<Enter>", "a file is missing"),
  ])
  func `what is wrong with a line is said in its place`(keys: String, text: String) throws {
    var stage = try Stage(.init(width: 160, height: 45))
    try stage.press(keys)
    #expect(stage.text.contains(text), "\(stage.text)")
  }

  @Test func `Tab completes the words of files`() throws {
    var stage = try Stage()
    try stage.press(":expo<Tab>anno<Tab>")
    #expect(stage.frame.row(28) == ":export annotations")
  }

  @Test func `tables and the map of the view are exported`() throws {
    var stage = try Stage()
    try stage.press("<A-e>nodes<Space>n.csv<Enter>")
    guard case .exportTable(let table, .csv, "n.csv", false) = try #require(asked(stage)).order
    else {
      Issue.record("no table is written")
      return
    }
    #expect(table.count == 68)
    try stage.press(":export<Space>map!<Space>m.svg<Enter>")
    guard case .exportMap(let map, "m.svg", true) = try #require(asked(stage)).order else {
      Issue.record("no map is drawn")
      return
    }
    #expect(map.part == nil)
    try stage.press("++:export<Space>map<Space>m.txt<Enter>")
    guard case .exportMap(let close, _, false) = try #require(asked(stage)).order else { return }
    #expect(close.part?.description == "10.0.0.0/21")
  }
}
