import Explorer
import Reporting
import Simulation
import Terminal
import Testing

/// What the explorer asks to be written as it happens.
@Suite struct JournalTests {
  private func expectSame(_ stage: Stage) throws {
    let replayed = try JournalKeeper(stage.effects).replayed()
    #expect(StateHash(of: replayed.moment) == StateHash(of: stage.state.session.moment))
    #expect(replayed.journal == stage.state.session.journal)
  }

  @Test func `who only looks around leaves no journal`() throws {
    var stage = try Stage()
    try stage.press("++<Left>hjkl0tCi1245v<Esc>uu<C-r><C-r>")
    #expect(!JournalKeeper(stage.effects).isBegun)
  }

  @Test func `the first change begins it with all that was done before`() throws {
    var stage = try Stage()
    try stage.press("N")
    let lines = JournalKeeper(stage.effects).lines
    #expect(lines.count == Demonstration.script.count + 1)
    #expect(lines.last == "add nodes 1")
    try expectSame(stage)
  }

  @Test(arguments: [
    "NNPPu", "NPuuuN", "NuN<C-r>", "NNNuu<C-r>D", "<A-5>NAuZu", "cN<Tab>PuN", "mNu",
    ":fork<Space>x<Enter>N:switch<Space>main<Enter>PP",
    ":add<Space>nodes<Space>2<Enter>:undo<Space>5<Enter>:add<Space>pods<Space>9<Enter>",
    ":fork<Space>x<Space>at=12<Space>with=\"add<Space>nodes<Space>1\"<Enter>N:discard<Space>main<Enter>",
    "GN<Enter>GP<Esc>P", ":seed<Space>7<Enter>N", "s<Left><Left><Enter>N",
    ":claim<Space>10.0.120.0/24<Space>x<Enter>",
  ])
  func `its lines make the state that shows`(keys: String) throws {
    var stage = try Stage()
    try stage.press(keys)
    try expectSame(stage)
  }

  @Test func `a workload is in it as far as it was played`() throws {
    var stage = try Stage()
    try stage.press("rchurn<Enter>")
    var session = stage.state.session
    if session.performance == nil {
      try stage.press("<Esc><Esc>")
      session = stage.state.session
    }
    var journal = JournalKeeper(stage.effects)
    try stage.press("<Esc><Esc><Esc>:churn<Space>for=1h<Space>pods=60/h<Enter>...,,N")
    try expectSame(stage)
    journal = JournalKeeper(stage.effects)
    #expect(journal.lines.contains { $0.hasPrefix("churn for=1h") })
  }

  @Test func `movements one after the other take one line`() throws {
    var stage = try Stage()
    try stage.press("NNNuuu<C-r>u<C-r>")
    let lines = JournalKeeper(stage.effects).lines
    #expect(lines.suffix(2) == ["add nodes 1", "seek 21"])
    try expectSame(stage)
  }
}
