import Simulation
import Terminal
import Testing

@testable import Explorer

@Suite struct PaletteTests {
  /// The lines of the list above the one being typed.
  private func list(_ stage: Stage) -> [String] {
    guard case .prompt(let prompt) = stage.state.overlay else { return [] }
    let room = stage.state.paletteRoom(of: prompt, stage.state.layout)
    return room.rows.rows.map { stage.frame.row($0) }
  }

  @Test func `an empty line lists all there is, what was typed last first`() throws {
    var stage = try Stage()
    try stage.press(":")
    #expect(list(stage).first?.hasPrefix("   plan NAME mode=MODE") == true)
    try stage.press("add<Space>nodes<Space>2<Enter>:")
    #expect(list(stage).first?.hasPrefix("   add nodes 2") == true)
    #expect(list(stage)[1].hasPrefix("   plan NAME"))
  }

  @Test func `letters in their order find commands, actions and words of files`() throws {
    for (typed, found) in [
      ("adno", "add node NAME"), ("laych", "layer-churn"), ("expo", "export map|TABLE [FILE]"),
      ("wkl", "workload NAME"),
    ] {
      var stage = try Stage()
      try stage.press(":\(typed)")
      #expect(list(stage).contains { $0.contains(found) }, "\(typed): \(list(stage))")
    }
  }

  @Test func `every action and every command is in the list, once`() {
    let rows = CommandPalette.commands(matching: "", keymap: .defaults, history: []).rows
    let names = rows.map(\.text)
    for action in Action.allCases { #expect(names.contains(action.rawValue), "\(action)") }
    for form in Vocabulary.forms { #expect(names.contains(form.name), "\(form.name)") }
    #expect(Set(names).count == names.count)
  }

  @Test func `the arrow down goes into the list, and up out of it to the lines before`() throws {
    var stage = try Stage()
    try stage.press(":add<Space>nodes<Space>1<Enter>:rem<Down>")
    #expect(stage.frame.row(28).hasPrefix(":remove"))
    #expect(list(stage).contains { $0.hasPrefix(" ▸ remove") })
    try stage.press("<Up><Up>")
    #expect(stage.frame.row(28) == ":add nodes 1")
  }

  @Test func `Tab takes what all have in common first, then one after the other`() throws {
    var stage = try Stage()
    try stage.press(":unco<Tab>")
    #expect(stage.frame.row(28) == ":uncordon")
    try stage.press("<C-u>add<Space>nod<Tab>")
    #expect(stage.frame.row(28) == ":add node")
    try stage.press("<Tab><Tab>")
    #expect(stage.frame.row(28) == ":add nodes")
    try stage.press("<S-Tab>")
    #expect(stage.frame.row(28) == ":add node")
  }

  @Test func `the argument under the cursor is explained, with what holds without it`() throws {
    for (typed, hint) in [
      ("add<Space>nodes<Space>", "COUNT · how many nodes · a whole number from 0 on"),
      ("remove<Space>pods<Space>3<Space>pick=", "pick=random|oldest|newest · which of them go"),
      ("remove<Space>pods<Space>3<Space>pick=", "else random"),
      ("set<Space>reserve-r", "the agent takes a router address"),
      ("workload<Space>spot<Space>every=", "every="),
      ("plan<Space>z<Space>mode=calico<Space>strict", "nodes use their own blocks only"),
    ] {
      var stage = try Stage(Size(width: 140, height: 30))
      try stage.press(":" + typed)
      #expect(stage.text.contains(hint), "\(typed): \(stage.text)")
    }
  }

  @Test func `what is wrong for sure is said while typing, what is only unfinished is not`() throws
  {
    var stage = try Stage()
    try stage.press(":add<Space>nod")
    #expect(!stage.text.contains("is nothing to add"))
    try stage.press("<Space>")
    #expect(stage.text.contains("^ \"nod\" is nothing to add; did you mean \"node\"?"))
    try stage.press("<C-u>add<Space>nodes<Space>")
    #expect(!stage.text.contains("needs"))
    try stage.press("x<Space>")
    #expect(stage.text.contains("\"x\" is no count"))
    // Words of files and names of actions are no commands, and not wrong.
    for line in ["open<Space>a<Space>b", "layer-age<Space>", "w<Space>x"] {
      try stage.press("<C-u>\(line)")
      #expect(!stage.text.contains("is not a command"), "\(line)")
    }
  }

  @Test func `Enter on letters that are no command puts the first row into the line`() throws {
    var stage = try Stage()
    try stage.press(":adnos<Enter>")
    #expect(stage.frame.row(28) == ":add nodes")
    #expect(stage.state.session.journal == Demonstration.session().journal)
    try stage.press("2<Enter>")
    #expect(stage.state.session.journal.last == "add nodes 2")
  }

  @Test func `a row that needs more waits for it, and one that is whole is done`() throws {
    var stage = try Stage()
    try stage.press(":scale<Down><Enter>")
    guard case .prompt(let prompt) = stage.state.overlay else {
      Issue.record("the line is gone")
      return
    }
    #expect(prompt.editor.text == "scale ")
    #expect(prompt.fault == nil)
    try stage.press("<C-u>layer-ag<Down><Enter>")
    #expect(stage.text.contains("· age · max"))
  }

  @Test func `the pointer chooses a row, a second click enters it, the wheel scrolls`() throws {
    var stage = try Stage()
    try stage.press(":layer-")
    let rows = list(stage)
    let index = try #require(rows.firstIndex { $0.contains("layer-state") })
    let place = try #require(stage.place(of: "layer-state"))
    stage.click(place.x + 2, place.y)
    #expect(stage.frame.row(28) == ":layer-state")
    #expect(list(stage)[index].hasPrefix(" ▸ layer-state"))
    stage.doubleClick(place.x + 2, place.y)
    #expect(stage.text.contains("· state · max"))
    try stage.press(":")
    let top = list(stage)
    stage.point(.wheel(.down), 10, place.y)
    #expect(list(stage)[0] == top[1])
    stage.point(.wheel(.up), 10, place.y)
    #expect(list(stage) == top)
  }

  @Test func `pages of the list go by PgDn, and choose nothing`() throws {
    var stage = try Stage()
    try stage.press(":")
    let top = list(stage)
    try stage.press("<PgDn>")
    #expect(!top.contains(list(stage)[2]))
    #expect(stage.frame.row(28) == ":")
    try stage.press("<PgUp>")
    #expect(list(stage) == top)
  }

  @Test func `a form takes over what was typed, and gives it back as a line`() throws {
    var stage = try Stage()
    try stage.press(":add<Space>pods<Space>9<Space>app=web<C-x>")
    guard case .form(let form) = stage.state.overlay else {
      Issue.record("no form")
      return
    }
    #expect(form.line == "add pods 9 app=web")
    try stage.press("<C-x>")
    #expect(stage.frame.row(28) == ":add pods 9 app=web")
    try stage.press("<C-u>workload<Space>spot<Space>nodes=5/h<C-x>")
    guard case .form(let spot) = stage.state.overlay else {
      Issue.record("no form")
      return
    }
    #expect(spot.line == "workload spot nodes=5/h")
    // What a form has no field for stays a line: nothing of it may be lost.
    try stage.press("<Esc><Esc>:add<Space>nodes<Space>3<Space>colour=red<C-x>")
    #expect(stage.frame.row(28) == ":add nodes 3 colour=red")
  }

  @Test(arguments: [
    "plan z mode=cluster-pool pool=10.9.0.0/16 scan=contiguous",
    "plan z preset=eks-prefix prefix-delegation=off", "remove pods 3 app=any",
    "set max-pods=110", "add nodes 3 prefix=node- zone=a", "claim 10.0.0.0/24 vpn kind=other",
    "plan z mode=calico pool=10.8.0.0/24 pool=10.9.0.0/24 strict-affinity=on",
  ])
  func `a form is the line that it was made of, word for word`(line: String) throws {
    var stage = try Stage(Size(width: 160, height: 45))
    stage.state.overlay = .prompt(Prompt(.command))
    stage.send(.paste(line))
    try stage.press("<C-x>")
    guard case .form(let form) = stage.state.overlay else {
      Issue.record("no form for \(line)")
      return
    }
    let words = { (text: String) in text.split(separator: " ").sorted() }
    #expect(words(form.line) == words(line))
    #expect(form.command != nil)
  }

  @Test(arguments: [
    Size(width: 30, height: 8), Size(width: 40, height: 12), .init(width: 80, height: 24),
  ])
  func `the list leaves the line its room on every screen`(size: Size) throws {
    var stage = try Stage(size)
    for keys in [
      ":", "a", "d", "d<Space>nodes<Space>", "zo", "<Tab>a", "<C-u>add<Space>nod<Space>",
    ] {
      try stage.press(keys)
      guard case .prompt(let prompt) = stage.state.overlay else { continue }
      let room = stage.state.paletteRoom(of: prompt, stage.state.layout)
      #expect(room.top >= 0)
      #expect(stage.frame.row(room.input.y).hasPrefix(":"))
    }
  }

  @Test func `lines typed in earlier runs come back by their kind`() throws {
    var stage = try Stage()
    stage.state.offer(
      ["@10.0.64.0/20", ":add nodes 7", ":add nodes 7", "/full"].compactMap { TypedLine($0) })
    try stage.press(":<Up>")
    #expect(stage.frame.row(28) == ":add nodes 7")
    try stage.press("<Up>")
    #expect(stage.frame.row(28) == ":add nodes 7")
    try stage.press("<Esc>g<Up>")
    #expect(stage.frame.row(28) == "go to 10.0.64.0/20")
    try stage.press("<Enter>")
    #expect(stage.effects.contains(.remember(try #require(TypedLine("@10.0.64.0/20")))) == false)
    try stage.press("g10.0.0.0/18<Enter>")
    #expect(stage.effects.contains(.remember(try #require(TypedLine("@10.0.0.0/18")))))
  }

  @Test(arguments: ["", ":", "add nodes 3", ":a\u{1B}[31m", "%x", ":a\u{7F}"])
  func `what is no line of the file is left out`(text: String) {
    #expect(TypedLine(text) == nil)
  }
}
