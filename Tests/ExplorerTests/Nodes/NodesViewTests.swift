import Addressing
import Allocation
import Simulation
import Terminal
import Testing
import Theming

@testable import Explorer

@Suite struct NodesViewTests {
  private static let script = [
    "plan a mode=cluster-pool pool=10.0.0.0/23 mask=26",
    "add nodes 5 prefix=web- zone=a type=m5.large max-pods=60", "add pods 200",
    "add nodes 4 prefix=db- zone=b",
  ]

  private static func stage(_ size: Size = Size(width: 80, height: 24)) throws -> Stage {
    try Stage(size, script: script)
  }

  /// The rows of the frame around the pictures, without its sides.
  private static func canvas(_ stage: Stage) -> [String] {
    let map = stage.state.layout.map
    return map.rows.map { y in
      let row = Array(stage.frame.row(y).unicodeScalars.map(Character.init))
      return String(row.prefix(map.width))
    }
  }

  /// The colours of all cells of the canvas.
  private static func colours(_ stage: Stage) -> [Style] {
    let canvas = stage.state.layout.canvas
    let frame = stage.frame
    return canvas.rows.flatMap { y in canvas.columns.map { frame[$0, y].style } }
  }

  @Test func `v goes round the map, the nodes and the addresses with one cursor`() throws {
    var stage = try Self.stage()
    try stage.press("gweb-3<Enter>")
    let map = stage.picture.dropLast(3)
    try stage.press("v")
    #expect(stage.text.contains("9 nodes"))
    try stage.press("<Esc>")
    #expect(stage.picture.dropLast(3) == map)
    try stage.press("v")
    #expect(stage.frame.row(22).hasPrefix(" web-3  40/60 used · 10.0.0.128/26 · zone a"))
    try stage.press("v")
    #expect(stage.text.contains("10.0.0.128/26 · web-3"))
    try stage.press("<A-3>l")
    #expect(stage.state.anchor.description == "10.0.0.131")
    try stage.press("<Esc>")
    #expect(stage.frame.row(22).contains("web-3"))
    #expect(stage.state.anchor.description == "10.0.0.131")
    try stage.press("<Esc>")
    #expect(stage.state.view == .space && stage.state.anchor.description == "10.0.0.131")
    try stage.press("vll<Enter>")
    #expect(stage.text.contains("10.0.1.0/26 · web-5"))
    try stage.press("v")
    #expect(stage.state.view == .space && stage.state.node?.name == "web-5")
  }

  @Test func `plus enlarges up to the addresses of one node, and minus goes all the way back`()
    throws
  {
    var stage = try Self.stage()
    try stage.press("v0")
    while stage.state.thumbnails.level > 0 { try stage.press("-") }
    var levels: [Int] = []
    while stage.state.view == .nodes {
      levels.append(stage.state.thumbnails.level)
      try stage.press("+")
    }
    #expect(levels == Array(0...levels.count - 1) && levels.count >= 4)
    #expect(stage.state.view == .addresses)
    try stage.press("-")
    #expect(stage.state.view == .nodes)
    for _ in levels { try stage.press("-") }
    #expect(stage.state.view == .space)
  }

  @Test func `a node that failed is a frame with its letter, its word and the reason`() throws {
    var stage = try Self.stage(Size(width: 120, height: 36))
    try stage.press("vOOOO")
    #expect(stage.text.contains("by failed first"))
    try stage.press("<Home><Home>++")
    let text = Self.canvas(stage).joined(separator: "\n")
    #expect(text.contains("db-4"))
    #expect(text.contains("failed"))
    #expect(text.contains("allocator full"))
    try stage.press("<Enter>")
    #expect(stage.text.contains("! db-4 has no block: allocator full"))
    try stage.press("v")
    #expect(stage.state.view == .space)
  }

  @Test func `the cursor stays on its node when the order changes`() throws {
    var stage = try Self.stage()
    try stage.press("vlll")
    #expect(stage.state.node?.name == "web-4")
    for key in ["O", "O", "U", "O", "U", "O", "U", "O", "U", "O", "U"] {
      try stage.press(key)
      #expect(stage.state.node?.name == "web-4", "\(key)")
      #expect(stage.state.nodesView.list.ids[stage.state.nodesView.index] == stage.state.node?.id)
    }
    try stage.press(":remove node web-1<Enter>")
    #expect(stage.state.node?.name == "web-4")
    try stage.press(":remove node web-4<Enter>:add node web-4<Enter>")
    #expect(stage.state.nodesView.list.total == 8)
  }

  @Test func `a filter shows while it is typed, Esc takes it away, and a fault stays a line`()
    throws
  {
    var stage = try Self.stage(Size(width: 100, height: 30))
    try stage.press("v&zone=b")
    #expect(stage.text.contains("4 of 9 nodes · zone=b"))
    try stage.press("<Enter>")
    #expect(stage.text.contains("4 of 9 nodes · zone=b"))
    #expect(stage.state.node?.name == "db-1")
    try stage.press("& used>x<Enter>")
    #expect(stage.text.contains("\"x\" is no number; expected a whole number or a share"))
    // What cannot be read yet leaves what could: a name with "use" in it.
    #expect(stage.text.contains("0 of 9 nodes · zone=b use"))
    try stage.press("<Esc>")
    #expect(stage.text.contains("┌ 9 nodes"))
    try stage.press("&nobody<Enter>")
    #expect(stage.text.contains("0 of 9 nodes"))
    #expect(stage.text.contains("no node of 9 is \"nobody\""))
    try stage.press("lljwdDy<Enter>")
    #expect(stage.text.contains("no node is shown; & changes the filter"))
    try stage.press("<Esc>")
    #expect(stage.text.contains("┌ 9 nodes"))
  }

  @Test func `nodes and pods are added and removed among the nodes`() throws {
    var stage = try Self.stage()
    try stage.press("vlllP")
    #expect(stage.state.session.journal.last == "add pods 1 node=web-4")
    try stage.press("D")
    #expect(stage.state.session.journal.last == "remove node web-4")
    #expect(stage.state.nodesView.list.total == 8)
    try stage.press("N")
    #expect(stage.state.node?.name == "node-1")
    try stage.press("uu")
    #expect(stage.state.nodesView.list.total == 9)
    try stage.press("<Home><Home>y")
    #expect(stage.effects.last == .copy("10.0.0.0/26"))
  }

  @Test func `the list is made anew only when the plan or the wish has changed`() throws {
    var stage = try Self.stage()
    try stage.press("vO")
    let version = stage.state.sessionVersion
    try stage.press("lljk+-")
    #expect(stage.state.sessionVersion == version)
    try stage.press("P")
    #expect(stage.state.sessionVersion != version)
  }

  @Test(arguments: [
    Size(width: 30, height: 8), Size(width: 40, height: 12), Size(width: 80, height: 24),
    Size(width: 120, height: 36), Size(width: 200, height: 60),
  ])
  func `every size, level and kind of screen draws, and no text leaves the frame`(_ size: Size)
    throws
  {
    for (isUnicode, depth) in [(true, ColorDepth.colors256), (false, .mono)] {
      var stage = try Stage(
        size, script: Self.script + ["plan b mode=cluster-pool pool=10.0.0.0/24 mask=26"],
        depth: depth, isUnicode: isUnicode)
      try stage.press("v")
      for key in [
        "-", "-", "-", "v", "+", "+", "+", "U", "+", "G", "+", "O", "<End>", "j", "R", "q",
      ] {
        try stage.press(key)
        let frame = stage.frame
        #expect(frame.size == size)
        if !isUnicode, stage.state.view == .nodes, stage.state.overlay == nil {
          let map = stage.state.layout.canvas
          for y in map.rows {
            #expect(
              frame.row(y).unicodeScalars.dropFirst(1).prefix(map.width).allSatisfy {
                $0.isASCII || $0 == "…" || $0 == "·"
              },
              "\(frame.row(y))")
          }
        }
      }
    }
  }

  @Test func `without any plan or node there is a sentence`() throws {
    var stage = try Stage(script: [])
    try stage.press("vlj+-OU&web<Enter><Esc>")
    #expect(stage.state.sentences == ["There is no plan yet."])
    stage = try Stage(script: ["plan a mode=cluster-pool pool=10.0.0.0/22 mask=24"])
    try stage.press("v")
    #expect(stage.text.contains("no node has joined; N adds one"))
    try stage.press("+<Enter>dwyPv")
    #expect(stage.state.view == .space)
  }

  @Test func `two families stand side by side, IPv4 first`() throws {
    var stage = try Stage(
      Size(width: 120, height: 36),
      script: [
        "plan a mode=cluster-pool pool=10.0.0.0/22 pool=fd00:1::/56 mask=24 mask6=64",
        "add nodes 2", "add pods 30",
      ])
    try stage.press("v")
    let node = try #require(stage.state.node)
    #expect(node.blocksInOrder.map(\.family) == [.v4, .v6])
    #expect(stage.state.thumbnails.lanes == 2)
    #expect(
      stage.state.sentences.contains { $0.contains("holds 10.0.0.0/24 and fd00:1::/64") })
  }

  @Test func `every layer draws the nodes and their addresses, and most of them otherwise`() throws
  {
    var stage = try Stage(
      Size(width: 100, height: 30), script: Self.script + ["claim 10.0.0.8/29 vms kind=vpc"])
    var nodes: Set<[Style]> = []
    var addresses: Set<[Style]> = []
    for key in 1...8 {
      try stage.press("v\(key)%")
      #expect(stage.text.contains("9 nodes"))
      nodes.insert(Self.colours(stage))
      try stage.press("v%")
      #expect(stage.text.contains("10.0.0.0/26 · web-1"))
      addresses.insert(Self.colours(stage))
      try stage.press("v")
    }
    #expect(nodes.count >= 5, "\(nodes.count)")
    #expect(addresses.count >= 5, "\(addresses.count)")
  }
}
