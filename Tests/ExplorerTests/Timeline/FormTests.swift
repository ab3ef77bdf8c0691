import Simulation
import Terminal
import TestSupport
import Testing

@testable import Explorer

@Suite struct FormTests {
  @Test
  func `every form of the menu opens, and an empty one is the bare command or says what misses`()
    throws
  {
    var stage = try PlayTests.stage()
    for (index, item) in FormMenu.items.enumerated() {
      try stage.press("r" + String(repeating: "j", count: index))
      #expect(stage.text.contains(item.name))
      try stage.press("<Enter>")
      let form = item.form(nil)
      #expect(form.command != nil || form.fault != nil, "\(item.name)")
      #expect(stage.text.contains(":\(form.head)"))
      try stage.press("<Esc><Esc>")
    }
  }

  @Test func `fields become the line that one could have typed, and defaults are left out`() throws
  {
    let steady = try #require(FormMenu.items.first { $0.name == "steady" })
    var form = steady.form(nil)
    #expect(form.line == "workload steady")
    for key in try Key.sequence("30m") { _ = form.edit(key) }
    #expect(form.line == "workload steady for=30m")
    form.select(1)
    _ = form.edit(.end)
    _ = form.edit(.backspace)
    _ = form.edit(.character("d"))
    #expect(form.line == "workload steady for=30m pods=200/d")
    #expect(form.command?.description == form.line)
    #expect(form.rate?.contains("200") == true)
  }

  @Test func `what is wrong is said at the field, and nothing begins`() throws {
    var stage = try PlayTests.stage()
    let lines = stage.state.session.journal.count
    try stage.press("r<Enter>later<Enter>")
    #expect(stage.text.contains("! \"later\" is no duration"))
    #expect(stage.state.session.journal.count == lines)
    #expect(stage.state.session.performance == nil)
    try stage.press("<C-u>10m<Enter>")
    #expect(stage.state.session.performance != nil)
  }

  @Test func `Ctrl-R runs a workload to its end as a long work`() throws {
    var stage = try PlayTests.stage()
    stage.holdsWorks = true
    try stage.press("r<Enter>10m<C-r>")
    #expect(stage.heldWorks.filter { $0.holdsSession }.count == 1)
    stage = try PlayTests.stage()
    try stage.press("r<Enter>10m<C-r>")
    #expect(stage.state.session.journal.last == "workload steady for=10m")
  }

  @Test func `other commands have forms too`() throws {
    var stage = try PlayTests.stage()
    let index = try #require(FormMenu.items.firstIndex { $0.name == "add nodes" })
    try stage.press("r" + String(repeating: "j", count: index) + "<Enter>4<Tab>big-<Tab>c<Enter>")
    #expect(stage.state.session.journal.last == "add nodes 4 prefix=big- zone=c")
    let plan = try #require(FormMenu.items.first { $0.name == "plan" })
    var form = plan.form(nil)
    for (field, text) in [("name", "z"), ("mode", "calico"), ("pool", "10.8.0.0/24 10.9.0.0/24")] {
      form.select(try #require(form.fields.firstIndex { $0.name == field }))
      for scalar in text.unicodeScalars { _ = form.edit(.character(scalar)) }
    }
    #expect(form.line == "plan z mode=calico pool=10.8.0.0/24 pool=10.9.0.0/24")
    #expect(form.command != nil)
  }

  @Test(arguments: [UInt64](1...2))
  func `random keys in menus and forms never trap`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let keys: [Key] = [
      .tab, .backTab, .up, .down, .left, .right, .backspace, .delete, .home, .end, .enter, .escape,
      .control("n"), .control("p"), .control("r"), .character("1"), .character("h"),
      .character("/"), .character("\""), .character(" "), .character("ä"), .pageDown,
    ]
    for size in [Size(width: 100, height: 30), Size(width: 34, height: 9)] {
      var stage = try PlayTests.stage(size)
      for _ in 0..<120 {
        if case .none = stage.state.overlay { try stage.press("<Esc>r") }
        stage.send(.key(keys[random.int(in: 0..<keys.count)]))
        let rows = stage.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(rows.count == size.height)
      }
    }
  }
}
