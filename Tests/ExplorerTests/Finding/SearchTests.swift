import Allocation
import Explorer
import Simulation
import Terminal
import Testing
import Theming

/// Searching on the screen: the line that asks, the marks and the way from match to match.
@Suite struct `Finding` {
  private static let script = [
    "plan a mode=cluster-pool pool=10.0.0.0/20 mask=24", "add nodes 6 zone=a",
    "add pods 254 app=web node=node-2", "add pods 3 app=db node=node-5",
    "remove node node-4",
  ]

  private static func stage(
    _ size: Size = Size(width: 80, height: 24), isUnicode: Bool = true
  ) throws -> Stage {
    try Stage(size, script: script, isUnicode: isUnicode)
  }

  private static func status(_ stage: Stage) -> String {
    let row = stage.frame.row(stage.state.size.height - 2)
    return row.trimmingBlanks
  }

  @Test func `shows how many match while one types, and marks them`() throws {
    var stage = try Self.stage()
    let before = stage.text.count { $0 == "•" }
    try stage.press("/db")
    #expect(stage.frame.row(23).hasSuffix(" 3 of 262 match"))
    try stage.press("<C-u>free")
    #expect(stage.frame.row(23).hasSuffix(" 3 of 8 match"))
    #expect(stage.text.count { $0 == "•" } > before + 20)
    try stage.press("<Esc>")
    #expect(stage.text.count { $0 == "•" } == before)
  }

  @Test func `goes to the first match after the cursor, on, and back, round and round`() throws {
    var stage = try Self.stage()
    try stage.press("/size = /24 and not empty<CR>")
    #expect(Self.status(stage) == "match 1 of 2: node-2 10.0.1.0/24 used 43 %")
    try stage.press("n")
    #expect(Self.status(stage) == "match 2 of 2: node-5 10.0.4.0/24 used 1 %")
    try stage.press("n")
    #expect(Self.status(stage).hasPrefix("match 1 of 2: node-2"))
    #expect(Self.status(stage).hasSuffix("from the start again"))
    try stage.press("N")
    #expect(Self.status(stage).hasSuffix("node-5 10.0.4.0/24 used 1 %; from the end again"))
    #expect(stage.text.contains("10.0.4.0/24"))
  }

  @Test func `keeps N for the match before only while a search is on`() throws {
    var stage = try Self.stage()
    try stage.press("/zone = a<CR>N")
    #expect(stage.state.session.current?.cluster.nodes.count == 5)
    try stage.press("<Esc>")
    #expect(Self.status(stage) == "the search for zone = a is over")
    try stage.press("n")
    #expect(Self.status(stage) == "nothing is searched for; / begins")
    try stage.press("N")
    #expect(stage.state.session.current?.cluster.nodes.count == 6)
  }

  @Test func `goes from where the cursor is once it has moved`() throws {
    var stage = try Self.stage()
    try stage.press("/ready<CR>")
    #expect(Self.status(stage).hasPrefix("match 1 of 5: node-1"))
    try stage.press("g10.0.4.9<CR>n")
    #expect(Self.status(stage).hasPrefix("match 5 of 5: node-6"))
    try stage.press("g10.0.2.0<CR>N")
    #expect(Self.status(stage).hasPrefix("match 2 of 5: node-2"))
  }

  @Test func `says where a question is wrong and goes on when it is mended`() throws {
    var stage = try Self.stage()
    try stage.press("/used > lots<CR>")
    #expect(stage.frame.row(23).contains("^ \"lots\" is no number"))
    try stage.press("<C-w>40%<CR>")
    #expect(Self.status(stage) == "match 1 of 1: node-2 10.0.1.0/24 used 43 %")
  }

  @Test func `finds nothing in a sentence and leaves no search behind`() throws {
    var stage = try Self.stage()
    try stage.press("/nobody<CR>")
    #expect(Self.status(stage) == "! none of 262 match: nobody")
    try stage.press("N")
    #expect(stage.state.session.current?.cluster.nodes.count == 6)
  }

  @Test func `follows what happens to the cluster`() throws {
    var stage = try Self.stage()
    try stage.press("/empty<CR>")
    #expect(Self.status(stage).hasPrefix("match 1 of 3: "))
    try stage.press(":add nodes 2<CR>n")
    #expect(Self.status(stage).contains(" of 5: "))
    try stage.press("un")
    #expect(Self.status(stage).contains(" of 3: "))
  }

  @Test func `tells of matches that have no place, and stays where it is`() throws {
    var stage = try Stage(
      Size(width: 80, height: 24),
      script: ["plan a mode=cluster-pool pool=10.0.0.0/23 mask=24", "add nodes 3"])
    try stage.press("/failed<CR>")
    #expect(
      Self.status(stage)
        == "match 1 of 1: node-3 failed: allocator full; it has no place on the map")
  }

  @Test func `marks the pods that it finds among the addresses of a block`() throws {
    var stage = try Self.stage()
    try stage.press("/db<CR>")
    #expect(Self.status(stage).contains(" of 3: default/db-"))
    try stage.press("v v")
    let match = stage.state.look.theme.palette(for: .colors256).style(for: .match)
    func marked(_ frame: Frame) -> Int {
      (0..<24).reduce(0) { sum, y in sum + (0..<60).count { frame[$0, y].style == match } }
    }
    #expect(marked(stage.frame) >= 1)
    try stage.press("<Esc>")
    #expect(marked(stage.frame) == 0)
  }

  @Test func `does what would be felt outside, and the latest question wins`() throws {
    var stage = try Stage(
      Size(width: 80, height: 24),
      script: ["plan a mode=cluster-pool pool=10.0.0.0/8 mask=26", "add nodes 17000"])
    stage.holdsWorks = true
    try stage.press("/empty<CR>")
    #expect(Self.status(stage) == "looking for empty")
    let works = stage.heldWorks
    #expect(works.count >= 1)
    try stage.press("/ready<CR>")
    for work in stage.heldWorks {
      stage.take(.finished(WorkResult(id: work.id, answer: work.run { _ in true })))
    }
    #expect(Self.status(stage).hasPrefix("match 1 of 17,000: node-1 10.0.0.0/26"))
    try stage.press("n")
    #expect(Self.status(stage).hasPrefix("match 2 of 17,000"))
  }

  @Test func `can be seen without Unicode and at any size`() throws {
    var stage = try Self.stage(isUnicode: false)
    let before = stage.text.count { $0 == "*" }
    try stage.press("/free<CR>")
    #expect(stage.text.count { $0 == "*" } > before + 20)
    for size in [
      Size(width: 40, height: 12), Size(width: 20, height: 6), Size(width: 200, height: 60),
    ] {
      var small = try Self.stage(size)
      try small.press("/free or db<CR>nnN")
      #expect(!small.text.isEmpty)
    }
  }

  @Test func `completes words and remembers questions`() throws {
    var stage = try Self.stage()
    try stage.press("/frag<Tab> or zone = <Tab>")
    #expect(stage.frame.row(22).hasPrefix("/fragmen"))
    try stage.press("<Esc>/full<CR>/<Up>")
    #expect(stage.frame.row(22).hasPrefix("/full"))
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let start = firstIndex { $0 != " " } ?? endIndex
    let end = lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex
    return start < end ? String(self[start..<end]) : ""
  }
}
