import Addressing
import Cartography
import Simulation
import Terminal
import TestSupport
import Testing
import Theming

@testable import Explorer

@Suite struct TilesTests {
  private static let script = [
    "plan a mode=cluster-pool pool=10.0.0.0/20 pool=10.4.0.0/22 pool=10.9.0.0/24 "
      + "pool=fd00:10::/58 mask=24 mask6=64",
    "add nodes 10", "add pods 100",
  ]

  @Test func `tiles lie inside the area, none on another, and the one in focus is among them`() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<200 {
      let count = random.int(in: 2..<40)
      let pools = (0..<count).map { index in
        index % 5 == 4
          ? IPPrefix(
            IPAddress(.v6, bits: 0xFD << 120 | UInt128(index) << 64),
            length: random.int(in: 64..<128))
          : IPPrefix(
            IPAddress(.v4, bits: UInt128(index) << 24), length: random.int(in: 8..<33))
      }
      let size = Size(width: random.int(in: 30..<240), height: random.int(in: 8..<80))
      for grain in [CellGrain.halfCell, .twoCells, CellGrain(pixelsPerColumn: 2, pixelsPerRow: 4)] {
        var layout = Layout(size: size, wantsLegend: random.int(in: 0..<2) == 0)
        let area = layout.map
        let focus = random.int(in: 0..<count)
        layout.tile(pools, focus: focus, grain: grain)
        #expect(layout.tiles.count { $0.pool == focus } == 1)
        #expect(layout.tiles.count <= Layout.tileLimit)
        var taken: Set<Point> = []
        for tile in layout.tiles {
          #expect(tile.frame.intersection(area) == tile.frame, "\(tile) in \(area)")
          #expect(layout.legend.map { $0.intersection(tile.frame).isEmpty } ?? true)
          #expect(layout.moreTiles.map { $0.intersection(tile.frame).isEmpty } ?? true)
          for y in tile.frame.rows {
            for x in tile.frame.columns {
              let isNew = taken.insert(Point(x: x, y: y)).inserted
              #expect(isNew)
            }
          }
        }
        #expect(layout.tiles.count == count || layout.moreTiles != nil || area.height < 6)
      }
    }
  }

  @Test func `a click goes to a pool and a place of it, a double click opens it`() throws {
    var stage = try Stage(Size(width: 120, height: 36), script: Self.script)
    try stage.press("T")
    for tile in stage.state.layout.tiles {
      let cell = Point(x: tile.canvas.width / 2, y: tile.canvas.height / 2)
      stage.click(tile.canvas.x + cell.x, tile.canvas.y + cell.y)
      #expect(stage.state.poolIndex == tile.pool)
      let shown = try #require(stage.state.viewport.prefix(atColumn: cell.x, row: cell.y))
      #expect(shown.base == stage.state.anchor)
    }
    let last = try #require(stage.state.layout.tiles.last)
    stage.doubleClick(last.canvas.x + last.canvas.width / 2, last.canvas.y + last.canvas.height / 2)
    #expect(!stage.state.showsTiles && stage.state.poolIndex == last.pool)
  }

  @Test func `the cursor goes from pool to pool over the edges, and never gets lost`() throws {
    for size in [
      Size(width: 80, height: 24), Size(width: 120, height: 36), Size(width: 200, height: 60),
    ] {
      var stage = try Stage(size, script: Self.script)
      try stage.press("T")
      #expect(stage.state.showsTiles && stage.state.layout.tiles.count == 4)
      var seen: Set<String> = []
      var random = SeededRandom(seed: UInt64(size.width))
      for _ in 0..<300 {
        let key = ["h", "j", "k", "l", "L", "J", "H", "K"][random.int(in: 0..<8)]
        try stage.press(key)
        let state = stage.state
        #expect(state.pools[state.poolIndex] == state.pool && state.pool.contains(state.anchor))
        #expect(state.viewport.isFitted)
        seen.insert("\(state.pool)")
      }
      #expect(seen.count >= 3, "\(seen)")
    }
  }

  @Test func `right of one pool is the next, and left of that the first again`() throws {
    var stage = try Stage(Size(width: 120, height: 36), script: Self.script)
    try stage.press("T")
    #expect(stage.state.poolIndex == 0)
    for _ in 0..<200 where stage.state.poolIndex == 0 { try stage.press("l") }
    let next = stage.state.poolIndex
    #expect(next != 0)
    for _ in 0..<200 where stage.state.poolIndex == next { try stage.press("h") }
    #expect(stage.state.poolIndex == 0)
  }

  @Test func `every frame says its CIDR, what a pixel is and what is used`() throws {
    var stage = try Stage(Size(width: 200, height: 60), script: Self.script)
    try stage.press("T")
    let text = stage.text
    for pool in ["10.0.0.0/20", "10.4.0.0/22", "10.9.0.0/24", "fd00:10::/58"] {
      #expect(text.contains(" \(pool) "), "\(pool)")
    }
    #expect(text.contains("* 10.0.0.0/20"))
    #expect(text.contains("100 used of 2,560 committed, 62.5% of the pool"))
    #expect(text.contains("nothing committed"))
    #expect(text.contains("1 px = /"))
    try stage.press("p")
    #expect(stage.text.contains("* 10.4.0.0/22"))
    #expect(
      stage.state.sentences.contains { $0.contains("Pool 10.9.0.0/24: 0 of 1 block taken") })
  }

  @Test func `Enter opens one pool and Esc goes back to all of them`() throws {
    var stage = try Stage(Size(width: 120, height: 36), script: Self.script)
    try stage.press("Tp")
    let tiled = stage.picture.dropLast(2)
    try stage.press("<Enter>")
    #expect(!stage.state.showsTiles && stage.state.pool.description == "10.4.0.0/22")
    try stage.press("<Enter><Esc><Esc>")
    #expect(stage.state.showsTiles)
    #expect(stage.picture.dropLast(2) == tiled)
    try stage.press("T")
    #expect(!stage.state.showsTiles)
    try stage.press("Tvv")
    #expect(!stage.state.showsTiles)
    try stage.press("v")
    #expect(stage.state.showsTiles)
  }

  @Test func `pools without room are a line, and of one pool there is nothing to tile`() throws {
    let pools = (0..<28).map { "pool=10.\($0).0.0/22" }.joined(separator: " ")
    var stage = try Stage(
      Size(width: 200, height: 60),
      script: ["plan a mode=cluster-pool \(pools) mask=24", "add nodes 4"])
    try stage.press("T")
    #expect(stage.text.contains("and 12 more pools: 10.16.0.0/22, 10.17.0.0/22"))
    for _ in 0..<20 { try stage.press("p") }
    #expect(stage.text.contains("* 10.20.0.0/22"))
    stage = try Stage(script: ["plan a mode=cluster-pool pool=10.0.0.0/22 mask=24"])
    try stage.press("T")
    #expect(stage.text.contains("the plan has one pool, 10.0.0.0/22"))
  }

  @Test(arguments: ["30x8", "40x12", "62x20", "80x24", "100x30", "240x70"])
  func `tiles draw on any screen, in ASCII and without colours too`(_ text: String) throws {
    let sides = text.split(separator: "x").compactMap { Int($0) }
    for (depth, isUnicode) in [(ColorDepth.colors256, true), (.mono, false)] {
      var stage = try Stage(
        Size(width: sides[0], height: sides[1]), script: Self.script, depth: depth,
        isUnicode: isUnicode)
      try stage.press("T")
      for key in ["p", "l", "p", "j", "i", "C", "p", "gfd00:10::7<Enter>", "N", "u", "z", "T"] {
        try stage.press(key)
        #expect(stage.frame.size == stage.state.size)
      }
    }
  }
}
