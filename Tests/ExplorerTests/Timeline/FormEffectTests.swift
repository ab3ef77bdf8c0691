import Simulation
import Terminal
import Testing

@testable import Explorer

@Suite struct FormEffectTests {
  @Test func `a form shows what it would do before it is done`() throws {
    var stage = try Stage()
    try stage.press(":add<Space>nodes<Space>70<C-x>")
    #expect(stage.text.contains("! +70 nodes: 60 ready, 10 failed"))
    try stage.press("<C-u>2")
    #expect(stage.text.contains("~ +2 nodes: 2 ready"))
    #expect(stage.state.session.journal == Demonstration.session().journal)
    try stage.press("<Enter>")
    #expect(stage.state.session.journal.last == "add nodes 2")
    #expect(stage.state.shownProposal == nil)
  }

  @Test func `what is left is forgotten with the form`() throws {
    var stage = try Stage()
    try stage.press(":add<Space>nodes<Space>2<C-x><Esc><Esc>")
    #expect(stage.state.shownProposal == nil)
    #expect(stage.state.overlay == nil)
  }

  @Test func `words and keys of a form are clicked`() throws {
    var stage = try Stage()
    try stage.press(":claim<Space>10.0.64.0/20<Space>vpn<C-x><Tab><Tab>")
    let word = try #require(stage.place(of: "vpc  cluster"))
    stage.click(word.x + 1, word.y)
    #expect(stage.text.contains(":claim 10.0.64.0/20 vpn kind=vpc"))
    let key = try #require(stage.place(of: "Enter does it"))
    stage.click(key.x + 1, key.y)
    #expect(stage.state.session.journal.last == "claim 10.0.64.0/20 vpn kind=vpc")
  }

  @Test func `a plan's fields are those of its mode`() throws {
    var stage = try Stage(Size(width: 100, height: 40))
    try stage.press(":plan<Space>z<C-x>")
    #expect(!stage.text.contains("strict-affinity"))
    try stage.press("<Tab>calico")
    #expect(stage.text.contains("strict-affinity"))
    try stage.press("<C-u>gke")
    #expect(!stage.text.contains("strict-affinity"))
    guard case .form(let form) = stage.state.overlay else { return }
    #expect(form.fields[form.selected].key == "mode")
    #expect(form.line == "plan z mode=gke")
  }

  @Test func `a half typed word is finished by Ctrl-N`() throws {
    var stage = try Stage(Size(width: 100, height: 40))
    try stage.press(":plan<Space>z<C-x><Tab>cal<C-n>")
    #expect(stage.text.contains(":plan z mode=calico"))
  }
}
