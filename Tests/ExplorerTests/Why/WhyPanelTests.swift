import Addressing
import Allocation
import Explorer
import Simulation
import Terminal
import Testing

@Suite struct `The answer to why` {
  private static let exhausted = [
    "plan a mode=cluster-pool pool=10.0.0.0/22 mask=24", "add nodes 4", "add node late",
  ]

  /// The panel alone: what stands between its edges.
  private func panel(_ stage: Stage) -> [String] {
    stage.text.split(separator: "\n").compactMap { line in
      let cells = Array(line)
      guard cells.count > 6, cells[4] == "│" || cells[4] == "|", cells[5] == " " else { return nil }
      let inside = cells[6...].prefix { $0 != "│" && $0 != "|" }
      return inside.reversed().drop { $0 == " " }.reversed().map { String($0) }.joined()
    }
  }

  @Test func `says verdict, rule, candidates, state and fixes`() throws {
    var stage = try Stage(script: Self.exhausted)
    try stage.press("W")
    let lines = panel(stage)
    #expect(
      lines.prefix(5) == [
        "! late has no block: allocator full", "asked for  add node late (at 3)", "",
        "Why it got no block",
        "rule       The operator takes the first element of the pod CIDR list that is not full,",
      ])
    #expect(lines.contains("looked at    10.0.0.0/22 in /24s  all 4 taken"))
    #expect(
      lines.suffix(4) == [
        " 2 before it, add pool 10.0.4.0/24: late gets 10.0.4.0/24",
        " 3 mask=25 from the start: late gets 10.0.2.0/25",
        " 4 before it, remove the oldest node and what runs there: late gets 10.0.0.0/24",
        " 5 mode calico instead: late is ready",
      ])
    #expect(stage.text.contains("what would have avoided it, each tried"))
    #expect(stage.text.contains("1-5 tries one as a fork · q closes"))
  }

  @Test func `a digit tries that fix as a fork, and what was refused is there`() throws {
    var stage = try Stage(script: Self.exhausted)
    try stage.press("W2")
    #expect(stage.state.session.fork == "fix-2")
    let late = try #require(stage.state.session.current?.cluster.nodes["late"])
    #expect(late.blocks.map(\.description) == ["10.0.4.0/24"])
    #expect(stage.text.contains("fork fix-2, branched off at position 2"))
    // The first history is as it was, and the same fix can be tried again under another name.
    try stage.press(":switch main<Enter>W2")
    #expect(stage.state.session.fork == "fix-2.2")
  }

  @Test func `Enter tries the selected fix, which shows its command`() throws {
    var stage = try Stage(script: Self.exhausted)
    try stage.press("W<Down><Down>")
    #expect(panel(stage).contains("▸3 mask=25 from the start: late gets 10.0.2.0/25"))
    #expect(panel(stage).contains("   fork fix-3 with=\"mode cluster-pool mask=25\""))
    try stage.press("<Up><Enter>")
    #expect(stage.state.session.fork == "fix-2")
  }

  @Test func `y copies the command of the selected fix`() throws {
    var stage = try Stage(script: Self.exhausted)
    try stage.press("Wy")
    #expect(
      stage.effects.contains(
        .copy("fork fix-1 at=2 with=\"remove nodes 1 pick=oldest empty=yes\"")))
  }

  @Test func `w asks about what is under the cursor`() throws {
    var stage = try Stage(script: Self.exhausted)
    try stage.press("w")
    #expect(stage.text.contains(" why address 10.0.0.0 "))
    try stage.press("q---w")
    #expect(stage.text.contains(" why node node-1 "))
    // What was taken is marked by a sign and not only by its colour.
    let marked = panel(stage).filter { $0.contains("→ 10.0.0.0/24, block 0") }
    #expect(marked.count == 1)
    try stage.press("q")
    #expect(!stage.text.contains(" why node "))
  }

  @Test(arguments: [
    Size(width: 40, height: 12), Size(width: 80, height: 24), Size(width: 160, height: 45),
    Size(width: 30, height: 8), Size(width: 64, height: 9),
  ])
  func `has its fixes in sight at every size`(_ size: Size) throws {
    for isUnicode in [true, false] {
      var stage = try Stage(size, script: Self.exhausted, isUnicode: isUnicode)
      try stage.press("W")
      #expect(stage.text.contains("late has no block"))
      #expect(stage.text.contains(isUnicode ? "▸1" : ">1"))
      for _ in 0..<6 { try stage.press("<Down>") }
      #expect(stage.text.contains(isUnicode ? "▸5" : ">5"))
      try stage.press("<PgDn><PgDn><PgUp><End><Home><Tab>")
      #expect(stage.text.contains(isUnicode ? "▸1" : ">1"))
      stage.send(.resize(Size(width: 100, height: 30)))
      #expect(stage.text.contains("late has no block"))
      // Dots of ellipses and the like are replaced where the screen is written.
      let foreign = stage.text.filter { "▸→─│┌┐└┘├┤".contains($0) }
      #expect(isUnicode || foreign == "")
    }
  }

  @Test func `is there at once, and its fixes come when they are found`() throws {
    var stage = try Stage(script: Self.exhausted)
    stage.holdsWorks = true
    try stage.press("W")
    #expect(stage.text.contains("looking through the history"))
    let first = try #require(stage.heldWorks.last)
    stage.take(.finished(WorkResult(id: first.id, answer: first.run { _ in true })))
    #expect(stage.text.contains("late has no block"))
    #expect(stage.text.contains("trying what would have avoided it"))
    let second = try #require(stage.heldWorks.last)
    // Whoever closes the panel waits for no fix.
    try stage.press("q")
    #expect(stage.effects.contains(.cancel(second.id)))
    stage.take(.finished(WorkResult(id: second.id, answer: second.run { _ in true })))
    #expect(!stage.text.contains("late has no block: allocator full\n"))
  }

  @Test func `the command opens the same panel`() throws {
    var stage = try Stage(script: Self.exhausted)
    try stage.press(":why node-2<Enter>")
    #expect(stage.text.contains(" why node node-2 "))
    try stage.press("q:why nobody<Enter>")
    #expect(stage.text.contains("nothing here is called \"nobody\""))
  }
}
