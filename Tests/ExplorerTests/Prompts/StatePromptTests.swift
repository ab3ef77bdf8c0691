import Explorer
import Simulation
import Terminal
import Testing

@Suite struct StatePromptTests {
  @Test func `an error has a caret under the word and leaves the line to mend`() throws {
    var stage = try Stage()
    try stage.press(":add nod 3<Enter>")
    #expect(stage.frame.row(28) == ":add nod 3")
    #expect(stage.frame.row(29).hasPrefix("     ^ \"nod\""))
    try stage.press("<Left><Left>es<Enter>")
    #expect(stage.state.session.journal.last == "add nodes 3")
  }

  @Test func `Tab completes verbs, nouns and live names`() throws {
    var stage = try Stage()
    try stage.press(":rem<Tab>")
    #expect(stage.frame.row(28) == ":remove")
    try stage.press("<Space>node<Space>dense-6<Tab>")
    #expect(stage.frame.row(28) == ":remove node dense-6")
    try stage.press("<C-u>cordon<Space>edg<Tab><Enter>")
    #expect(stage.state.session.journal.last == "cordon edge-1")
  }

  @Test func `the arrows bring back lines typed before`() throws {
    var stage = try Stage()
    try stage.press(":add<Space>nodes<Space>1<Enter>:add<Space>nodes<Space>2<Enter>:x<Up><Up>")
    #expect(stage.frame.row(28) == ":add nodes 1")
    try stage.press("<Down><Down>")
    #expect(stage.frame.row(28) == ":x")
  }

  @Test func `a question opens a table that scrolls and closes`() throws {
    var stage = try Stage()
    let before = stage.text
    try stage.press(":get<Space>nodes<Enter>")
    #expect(stage.text.contains("nodes · 68"))
    #expect(stage.text.contains("small-1"))
    try stage.press("<End>")
    #expect(stage.text.contains("late-5"))
    try stage.press("q")
    #expect(stage.text == before)
  }

  @Test(arguments: [
    ("10.0.44.9", "10.0.44.9"), ("10.0.32.0/20", "10.0.32.0/20"), ("dense-2", "dense-2"),
    ("cache-255", "cache-255 has no address"), ("10.9.0.0/16", "lies in none of 10.0.0.0/17"),
    ("10.0.0.1/24", "10.0.0.0/24"), ("nowhere", "nothing here is called \"nowhere\""),
  ])
  func `go to knows addresses, CIDRs, nodes and pods, and says what is wrong`(
    place: String, expected: String
  ) throws {
    var stage = try Stage(.init(width: 140, height: 40))
    try stage.press("g\(place)<Enter>")
    #expect(stage.text.contains(expected), "\(stage.text)")
  }

  @Test func `colon q quits as everyone tries`() throws {
    var stage = try Stage()
    try stage.press(":q<Enter>")
    #expect(ExplorerApp.endReason(stage.state) == .quit)
  }

  @Test func `an action is taken by its name`() throws {
    var stage = try Stage()
    try stage.press(":layer-age<Enter>")
    #expect(stage.text.contains("· age · max"))
    try stage.press(":caps<Enter>")
    #expect(stage.text.contains("nothing was found out about the terminal"))
  }
}
