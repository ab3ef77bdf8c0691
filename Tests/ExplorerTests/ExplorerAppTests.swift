import Addressing
import Allocation
import Explorer
import Simulation
import Terminal
import TestSupport
import Testing
import Theming

@Suite struct ExplorerAppTests {
  @Test func `the loop draws, obeys and ends on q`() throws {
    let stage = try Stage(Size(width: 80, height: 24))
    let keys = try Key.sequence("zNu?<Esc>q").map { InputEvent.key($0) }
    var screen = MemoryScreen(size: Size(width: 80, height: 24), events: keys)
    let mailbox = Mailbox<ExplorerApp.Message>()
    let end = run(ExplorerApp.self, from: stage.state, on: &screen, mailbox: mailbox) { _ in }
    #expect(end.reason == .quit)
    #expect(screen.frames.count >= 5)
    #expect(screen.frames.first?.text.contains("10.0.0.0/17") == true)
  }

  @Test func `a node added by a key is a command in the journal, and u takes it back`() throws {
    var stage = try Stage()
    let before = stage.picture
    let lines = stage.state.session.journal.count
    try stage.press("<A-3>N")
    #expect(stage.state.session.journal.dropFirst(lines) == ["add nodes 3"])
    #expect(stage.picture != before)
    try stage.press("uj<Up>")
    #expect(stage.picture == before)
    try stage.press("<C-r>")
    #expect(stage.state.session.journal.count == lines + 1)
  }

  @Test func `pods go to the node under the cursor, and away from the address under it`() throws {
    var stage = try Stage(script: [
      "plan a mode=cluster-pool pool=10.0.0.0/22 mask=24", "add nodes 2",
    ])
    try stage.press("<A-2>P")
    #expect(stage.state.session.journal.last == "add pods 2 node=node-1")
    let address = try #require(
      stage.state.session.current?.cluster.pods.newest(1).first.flatMap {
        stage.state.session.current?.cluster.pods[$0]?.address
      })
    try stage.press("g\(address)<Enter>")
    #expect(stage.text.contains("default/pod-2"))
    try stage.press("++++++++D")
    #expect(stage.state.session.journal.last == "remove pod default/pod-2")
  }

  @Test func `D on a block removes its node, and on free space says so`() throws {
    var stage = try Stage(script: [
      "plan a mode=cluster-pool pool=10.0.0.0/22 mask=24", "add nodes 1",
    ])
    try stage.press("D")
    #expect(stage.text.contains("no pod has 10.0.0.0"))
    try stage.press("-D")
    #expect(stage.state.session.journal.last == "remove node node-1")
    try stage.press("D")
    #expect(stage.text.contains("no node holds 10.0.0.0/24"))
    #expect(stage.state.session.position == 3)
  }

  @Test func `in then out is where it began, from every depth`() throws {
    var stage = try Stage(script: [
      "plan a mode=cluster-pool pool=10.0.0.0/8 mask=24", "add nodes 300",
    ])
    for _ in 0..<6 {
      let before = stage.picture
      try stage.press("zx")
      #expect(stage.picture == before)
      try stage.press("zl")
    }
  }

  @Test func `back undoes a jump`() throws {
    var stage = try Stage()
    let before = stage.picture
    try stage.press("g10.0.44.9<Enter>")
    #expect(stage.picture != before)
    try stage.press("<BS>")
    #expect(stage.picture == before)
  }

  @Test func `y copies the CIDR under the cursor`() throws {
    var stage = try Stage()
    try stage.press("y")
    #expect(stage.effects == [.copy("10.0.0.0/24")])
  }

  @Test func `pasted text is no keys, but a line while one is typed`() throws {
    var stage = try Stage()
    stage.send(.paste("q"))
    #expect(ExplorerApp.endReason(stage.state) == nil)
    try stage.press(":")
    stage.send(.paste("add nodes 2\n"))
    try stage.press("<Enter>")
    #expect(stage.state.session.journal.last == "add nodes 2")
  }

  @Test func `names that others chose bring no control characters to the screen`() throws {
    var stage = try Stage(script: ["plan a mode=cluster-pool pool=10.0.0.0/22 mask=24"])
    stage.send(.key(.character(":")))
    stage.send(.paste("add node evil\u{1B}[31m\u{7}"))
    #expect(!stage.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    try stage.press("<Enter>")
    #expect(!stage.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func `without a plan it says how to make one, and every key is harmless`() throws {
    var stage = try Stage(script: [])
    #expect(stage.text.contains("no plan yet"))
    for entry in Keymap.defaults.entries where entry.action != .quit {
      for key in entry.keys { stage.send(.key(key)) }
      try stage.press("<Esc><Esc>")
      #expect(!stage.text.isEmpty)
    }
  }

  @Test(arguments: ["200x60", "100x30", "64x16", "40x12", "30x8"])
  func `random keys at any size never trap, and undo goes back to the first frame`(
    text: String
  ) throws {
    let sides = text.split(separator: "x").compactMap { Int($0) }
    let size = Size(width: sides[0], height: sides[1])
    var random = SeededRandom(seed: UInt64(size.width))
    let keys =
      Keymap.defaults.entries.filter { ![.quit, .theme, .previews, .plots].contains($0.action) }
      .flatMap(\.keys) + [.character("5"), .character("3"), .character("n"), .tab, .enter]
    var stage = try Stage(
      size, script: ["plan a mode=cluster-pool pool=10.0.0.0/20 mask=24", "add nodes 9"])
    try stage.press("0")
    let first = stage.picture
    let start = stage.state.session.position
    func play(_ steps: Int, _ keys: [Key]) {
      for step in 0..<steps {
        stage.send(.key(keys[random.int(in: 0..<keys.count)]))
        if step % 7 == 0 { #expect(stage.frame.size == size) }
      }
    }
    // Going back and starting anew would be another history, so undo waits for the end.
    let moving = Keymap.defaults.entries.filter { $0.action.group == .time }.flatMap(\.keys)
    play(300, keys.filter { $0 != .character("u") && $0 != .control("r") && !moving.contains($0) })
    stage.send(.resize(Size(width: 20, height: 6)))
    #expect(stage.text.contains("too small"))
    stage.send(.resize(size))
    let position = stage.state.session.position
    try stage.press("<Esc><Esc><Esc>")
    if position > start {
      try stage.press("\(position - start)".map { "<A-\($0)>" }.joined() + "u")
    }
    // What is shown, and how, is no part of the history; the same keys bring it back.
    let again = ExplorerApp.State(session: stage.state.session, size: size, look: Look())
    stage.state = again
    try stage.press("0")
    #expect(stage.picture == first)
    play(200, keys)
  }

  @Test(arguments: [
    ["plan a mode=cluster-pool pool=10.0.0.0/23 pool=fd00::/20 mask=24 mask6=64", "add nodes 5"],
    ["plan a mode=cluster-pool pool=10.0.0.0/30 pool=10.9.0.0/16 mask=31", "add nodes 3"],
    ["plan a mode=cluster-pool pool=fd00::/112 mask6=128", "add nodes 2", "add pods 3"],
    ["plan a mode=cluster-pool pool=::/1 mask6=16", "add nodes 2", "claim fd00::/8 x"],
    ["plan a mode=cluster-pool pool=0.0.0.0/0 mask=8", "add nodes 300", "add pods 9"],
  ])
  func `random keys in odd pools never trap`(script: [String]) throws {
    var random = SeededRandom(seed: UInt64(script[0].utf8.count))
    let keys = Keymap.defaults.entries.filter { $0.action != .quit }.flatMap(\.keys)
    var stage = try Stage(Size(width: 90, height: 28), script: script)
    for _ in 0..<400 {
      stage.send(.key(keys[random.int(in: 0..<keys.count)]))
      if random.int(in: 0..<4) == 0 { try stage.press("<Esc>") }
      let rows = stage.text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(rows.count == 28)
    }
  }

  @Test(arguments: ColorDepth.allCases)
  func `every depth and plain ASCII show the map and the cursor`(depth: ColorDepth) throws {
    for isUnicode in [true, false] {
      let stage = try Stage(depth: depth, isUnicode: isUnicode)
      let frame = stage.frame
      #expect(frame.cursor != nil)
      #expect(frame.text.contains("10.0.0.0/24"))
      if !isUnicode, depth == .mono { #expect(frame.text.contains("[")) }
    }
  }

  @Test func `a frame of a size not told yet is drawn as if it had been`() throws {
    let stage = try Stage(Size(width: 100, height: 30))
    var frame = Frame(size: Size(width: 64, height: 20))
    ExplorerApp.draw(stage.state, into: &frame)
    #expect(frame.text.contains("small-1"))
  }
}
