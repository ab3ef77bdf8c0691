import Addressing
import Allocation
import Cartography
import Simulation
import Terminal
import TestSupport
import Testing
import Theming

@testable import Explorer

/// A small cluster under three plans whose pools are not the same.
private let script = [
  "plan a mode=cluster-pool pool=10.0.0.0/20 mask=24", "add nodes 9", "add pods 120 app=web",
  "plan b mode=calico pool=10.0.0.0/20", "plan wide mode=cluster-pool pool=10.0.0.0/19 mask=25",
  "remove nodes 2 pick=oldest", "add pods 40",
]

@Suite struct CompareTests {
  @Test func `c shows plans next to each other, with one cursor in each`() throws {
    var stage = try Stage(Size(width: 160, height: 45), script: script)
    try stage.press("c")
    let first = stage.text
    #expect(first.contains("* a · cluster-pool"))
    #expect(first.contains("b · calico") && first.contains("wide · cluster-pool"))
    // The place under the cursor is told of each plan by the same CIDR.
    let place = "\(stage.state.cursor) "
    #expect(stage.text.components(of: place) >= 3)
    try stage.press("c")
    #expect(stage.state.comparison == nil)
    #expect(!stage.text.contains("b · calico"))
  }

  @Test(arguments: ["240x70", "160x45", "100x30", "80x24", "64x16", "40x30", "40x12", "30x8"])
  func `every pane shows the same addresses after any keys`(text: String) throws {
    let sides = text.split(separator: "x").compactMap { Int($0) }
    let size = Size(width: sides[0], height: sides[1])
    var random = SeededRandom(seed: UInt64(size.width))
    let keys =
      Keymap.defaults.entries.filter { $0.action != .quit }.flatMap(\.keys)
      + [.tab, .tab, .enter, .character("2"), .character("F"), .character("c"), .character("c")]
    var stage = try Stage(size, script: script)
    try stage.press("c")
    for step in 0..<100 {
      stage.send(.key(keys[random.int(in: 0..<keys.count)]))
      if random.int(in: 0..<3) == 0 { try stage.press("<Esc>") }
      let state = stage.state
      if step % 5 == 0 { #expect(stage.frame.size == size) }
      guard state.paneCount != nil else { continue }
      let layout = state.layout
      // One viewport draws every pane, so alike canvases show alike addresses.
      #expect(Set(layout.panes.map(\.canvas.size)) == [layout.canvas.size])
      #expect(state.viewport.columns == layout.canvas.width)
      #expect(state.viewport.rows == layout.canvas.height)
      #expect(layout.shownPanes.contains(state.focusIndex))
      #expect(state.pool.contains(state.anchor))
    }
  }

  @Test func `Tab looks at the next plan and is no command`() throws {
    var stage = try Stage(script: script)
    try stage.press("cu")
    let journal = stage.state.session.journal
    try stage.press("<Tab>")
    #expect(stage.state.plan?.name == "b")
    #expect(stage.state.session.journal == journal)
    // What was undone is still there, for nothing has happened.
    #expect(stage.state.session.timeline.canRedo)
    try stage.press("<S-Tab><S-Tab>")
    #expect(stage.state.plan?.name == "wide")
  }

  @Test func `what changes the plan in focus says use first, and what fails leaves nothing`() throws
  {
    var stage = try Stage(script: script)
    try stage.press("c<Tab>:set mask=99<Enter>")
    let before = stage.state.session.journal
    #expect(before.count == script.count)
    try stage.press("<Esc><Esc>m")
    #expect(stage.state.session.journal.suffix(2).first == "use b")
    #expect(stage.state.session.journal.last?.hasPrefix("mode ") == true)
    #expect(stage.state.session.current?.name == "b")
    #expect(stage.state.plan?.name == "b")
  }

  @Test func `m goes through all modes that take the pools and back to the first`() throws {
    var stage = try Stage(script: [
      "plan a mode=cluster-pool pool=10.0.0.0/20 mask=24", "add nodes 3",
    ])
    var seen: [String] = []
    repeat {
      try stage.press("m")
      seen.append(stage.state.session.current?.cluster.mode.about.name ?? "")
    } while seen.last != "cluster-pool" && seen.count < 40
    #expect(seen.last == "cluster-pool")
    #expect(seen.count > 5 && Set(seen).count == seen.count)
    let taking = AllModes.names.filter { stage.state.plan?.refusal(ofMode: $0) == nil }
    #expect(Set(seen) == Set(taking))
  }

  @Test func `M says why a mode refuses the pools, and Enter chooses one that does not`() throws {
    var stage = try Stage(
      Size(width: 120, height: 40), script: ["plan a mode=cluster-pool pool=fd00::/56 mask6=64"])
    let refusing = AllModes.names.filter { stage.state.plan?.refusal(ofMode: $0) != nil }
    #expect(!refusing.isEmpty)
    try stage.press("M")
    for name in AllModes.names { #expect(stage.text.contains(name), "\(name)") }
    #expect(stage.text.contains("no: "))
    let index = try #require(AllModes.names.firstIndex { refusing.contains($0) })
    try stage.press("<Home>" + String(repeating: "j", count: index) + "<Enter>")
    #expect(stage.text.contains("refuses the pools"))
    #expect(stage.state.session.position == 1)
    let good = try #require(AllModes.names.lastIndex { !refusing.contains($0) })
    try stage.press("<Home>" + String(repeating: "j", count: good) + "<Enter>")
    #expect(stage.state.session.journal.last == "mode \(AllModes.names[good])")
  }

  @Test func `with one plan c adds another on the same pools, and u takes it back`() throws {
    var stage = try Stage(script: Array(script.prefix(3)))
    try stage.press("c")
    #expect(stage.state.session.journal.last == "plan b mode=node-local pool=10.0.0.0/20 mask=24")
    #expect(stage.state.session.moment.plans.count == 2)
    #expect(stage.frame.row(1).contains("b · node-local"))
    try stage.press("u")
    #expect(stage.state.comparison == nil)
    #expect(stage.state.session.moment.plans.map(\.name) == ["a"])
  }

  @Test func `X drops the plan in focus and u brings it back to its pane`() throws {
    var stage = try Stage(script: script)
    try stage.press("c<Tab>Z")
    #expect(stage.state.session.moment.plan("b") == nil)
    #expect(stage.state.comparison?.panes.map(\.plan) == ["a", "wide"])
    try stage.press("u")
    #expect(stage.state.session.moment.plan("b") != nil)
    #expect(stage.state.comparison?.panes.count == 3)
    try stage.press("ZZZ")
    #expect(stage.state.session.moment.plans.count == 1)
    #expect(stage.text.contains("is the only one"))
  }

  @Test func `a plan shows as outside where another has a pool and it has none`() throws {
    var stage = try Stage(Size(width: 120, height: 40), script: script)
    try stage.press("c")
    #expect(stage.state.pool == IPPrefix("10.0.0.0/19"))
    try stage.press("g10.0.16.0<Enter>")
    #expect(stage.text.contains("outside its pools"))
    // Closing goes back to the pools of the plan that is left.
    try stage.press("c")
    #expect(stage.state.pool == IPPrefix("10.0.0.0/20"))
  }

  @Test func `a plan of another fork has a pane, and the focus goes to its fork`() throws {
    var stage = try Stage(
      Size(width: 120, height: 40), script: Array(script.prefix(3)) + ["fork what-if at=2"])
    try stage.press("c")
    #expect(
      stage.state.comparison?.panes == [PaneReference("a"), PaneReference("a", fork: "main")])
    #expect(stage.text.contains("a@main"))
    try stage.press("<Tab>")
    #expect(stage.state.session.fork == "main")
    #expect(stage.text.contains("a@what-if"))
    #expect(stage.state.focusIndex == 1)
  }

  @Test func `too many plans for the screen are said to be too many`() throws {
    var stage = try Stage(Size(width: 80, height: 24), script: script)
    try stage.press("c")
    #expect(stage.text.contains("2 of 3 plans fit 80x24"))
    try stage.press("<Tab><Tab>")
    #expect(stage.frame.row(1).contains("* wide"))
    stage.send(.resize(Size(width: 40, height: 12)))
    #expect(stage.state.layout.panes.count == 1)
    #expect(stage.text.contains("wide"))
  }
}

@Suite struct DifferenceTests {
  @Test func `the map of what differs names both plans and counts each address once`() throws {
    var stage = try Stage(Size(width: 100, height: 30), script: script)
    try stage.press("cF")
    #expect(stage.frame.row(1).contains("a < > b"))
    #expect(stage.text.contains("only a") && stage.text.contains("only b"))
    let contrast = try #require(stage.state.contrast)
    let tally = contrast.tally(of: stage.state.pool, finest: 32)
    let plans = stage.state.session.moment.plans
    func held(_ index: Int) -> PrefixSet {
      var blocks: [IPPrefix] = []
      plans[index].cluster.nodes.forEach { blocks += $0.blocks }
      return PrefixSet(blocks)
    }
    #expect(tally.isExact)
    #expect(tally.both.lowerBound == held(0).intersection(held(1)).count)
    try stage.press("a")
    #expect(stage.text.contains("used"))
    try stage.press("<Tab>")
    #expect(stage.frame.row(1).contains("a < > wide"))
    try stage.press("<Tab><Tab>")
    #expect(stage.frame.row(1).contains("a < > b"))
    try stage.press("F")
    #expect(stage.frame.row(1).contains("b · calico"))
  }

  @Test func `without colours letters tell what differs`() throws {
    var stage = try Stage(
      Size(width: 100, height: 40), script: script, depth: .mono, isUnicode: false)
    try stage.press("cFi")
    let letters = Set(stage.text.unicodeScalars)
    for scalar in ["<", ">", "&"] as [Unicode.Scalar] { #expect(letters.contains(scalar)) }
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int {
    var (count, rest) = (0, self[...])
    while let range = rest.firstRange(of: text) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}

@Suite struct ScoreSheetTests {
  @Test func `S shows a row a metric and a column a plan, the best of a row with a star`() throws {
    var stage = try Stage(Size(width: 100, height: 40), script: script)
    try stage.press("S")
    let rows = stage.text.split(separator: "\n").map(String.init)
    let head = try #require(rows.first { $0.contains(" wide") && $0.contains(" a ") })
    #expect(head.contains(" b "))
    let committed = try #require(rows.first { $0.contains("addresses.committed") })
    let plans = stage.state.session.moment.plans
    let held = plans.map { $0.cluster.ledger.total(.v4).committed }
    let best = try #require(held.min())
    #expect(committed.contains("\(Figure.grouped(best))*"))
    #expect(committed.filter { $0 == "*" }.count == held.count { $0 == best })
  }

  @Test func `every number has its definition one key away`() throws {
    var stage = try Stage(Size(width: 100, height: 40), script: script)
    try stage.press("S")
    guard case .scores(let sheet) = stage.state.overlay else {
      Issue.record("no scores")
      return
    }
    // Headroom, which is found by trying, has come in by now.
    #expect(sheet.board.rows.contains { $0.name == "headroom.nodes" })
    for row in sheet.board.rows {
      try stage.press("<Enter>")
      let definition = row.definition
      for text in [row.name, definition.unit, "source", "why", "now"] {
        #expect(stage.text.contains(text), "\(row.name): \(text)")
      }
      try stage.press("<Esc>j")
    }
    try stage.press("<Esc>")
    #expect(stage.state.overlay == nil)
  }

  @Test func `scores are shown beside the maps only where the maps lose nothing`() throws {
    for (width, height) in [(80, 24), (100, 30), (160, 45), (240, 70), (64, 60), (110, 60)] {
      for count in 2...4 {
        for isDouble in [false, true] {
          let size = Size(width: width, height: height)
          var (with, without) = (
            Layout(size: size, wantsLegend: true), Layout(size: size, wantsLegend: true)
          )
          with.split(
            into: count, focus: 0, wantsLegend: true, wantsScores: true, isDouble: isDouble)
          without.split(
            into: count, focus: 0, wantsLegend: true, wantsScores: false, isDouble: isDouble)
          func side(_ layout: Layout) -> Int {
            let canvas = layout.canvas
            let side = min(isDouble ? canvas.width / 2 : canvas.width, canvas.height * 2)
            return side < 1 ? 0 : 1 << (Int.bitWidth - 1 - side.leadingZeroBitCount)
          }
          #expect(side(with) >= side(without))
          let parts = with.panes.map(\.frame) + [with.scores, with.legend].compactMap(\.self)
          for (index, part) in parts.enumerated() {
            #expect(part.intersection(Rect(size)) == part)
            for other in parts.dropFirst(index + 1) { #expect(part.intersection(other).isEmpty) }
          }
        }
      }
    }
  }
}
