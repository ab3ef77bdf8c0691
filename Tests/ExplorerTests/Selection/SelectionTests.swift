import Addressing
import Allocation
import Cartography
import Simulation
import Terminal
import TestSupport
import Testing
import Theming

@testable import Explorer

@Suite struct SelectionTests {
  private let script = [
    "plan a mode=cluster-pool pool=10.0.0.0/16 mask=24", "add nodes 40", "add pods 300",
  ]

  private func copied(_ stage: Stage) -> [String] {
    guard case .copy(let text)? = stage.effects.last else { return [] }
    return text.split(separator: "\n").map(String.init)
  }

  @Test func `V and moves select a range, and y copies its CIDRs`() throws {
    var stage = try Stage(script: script)
    try stage.press("g10.0.0.0<Enter>0V")
    #expect(stage.text.contains("selected 10.0.0.0/24  256 addresses"))
    try stage.press("l")
    #expect(stage.state.selection?.addresses == 512)
    try stage.press("jy")
    #expect(copied(stage) == ["10.0.0.0/22"])
    #expect(stage.text.contains("copied 1 CIDR"))
    try stage.press("hhj")
    #expect(stage.state.selection?.addresses == 768)
    try stage.press("<Esc>")
    #expect(stage.state.selection == nil)
    #expect(!stage.text.contains("selected"))
  }

  @Test func `arrows with Shift select by themselves`() throws {
    var stage = try Stage(script: script)
    try stage.press("g10.0.0.0<Enter>0<S-Right><S-Down>y")
    #expect(copied(stage) == ["10.0.0.0/22"])
    try stage.press("V")
    #expect(stage.state.selection == nil)
    #expect(stage.text.contains("nothing is selected any more"))
  }

  @Test func `what is selected is exactly the pixels between the corners`() throws {
    var random = SeededRandom(seed: 91)
    for curve in allCurves {
      var stage = try Stage(script: script)
      stage.state.viewport = stage.state.viewport.redrawn(
        by: curve, about: stage.state.viewport.bounds.center)
      for _ in 0..<20 {
        try stage.press("<Esc><Esc>")
        let keys = ["l", "j", "h", "k", "L", "J", "e", "b", "z", "x"]
        for _ in 0..<6 { try stage.press(keys[random.int(in: 0..<keys.count)]) }
        try stage.press("V")
        let zoom = stage.state.viewport.zoom
        let plane = stage.state.viewport.plane
        let first = try #require(plane.rect(of: stage.state.cursor, zoom: zoom))
        for _ in 0..<5 { try stage.press(keys[random.int(in: 0..<8)]) }
        let last = try #require(plane.rect(of: stage.state.cursor, zoom: zoom))
        let selection = try #require(stage.state.selection)
        #expect(selection.rect == first.union(last))
        let prefixes = try #require(selection.prefixes)
        #expect(prefixes.reduce(0) { $0 + $1.size } == selection.addresses)
        #expect(prefixes == prefixes.sorted())
        for prefix in prefixes {
          let rect = try #require(plane.rect(of: prefix, zoom: zoom))
          #expect(rect.intersection(selection.rect) == rect)
        }
      }
    }
  }

  @Test func `the figures are those of all of it`() throws {
    var stage = try Stage(script: script)
    try stage.press("0V")
    stage.state.selection = MapSelection(
      PixelRect(x: 0, y: 0, width: 4096, height: 4096), of: stage.state.viewport.plane,
      zoom: stage.state.viewport.zoom)
    let pool = stage.state.pool
    let whole = stage.state.figures(of: [pool])
    let coverage = stage.state.occupancy.coverage(of: pool)
    #expect(stage.state.selection?.prefixes == [pool])
    #expect(whole.used == coverage.used)
    #expect(whole.takenBlocks == 40)
    #expect(whole.free == pool.size - coverage.committed)
    // The same in many pieces, some smaller than a block.
    for length in [17, 20, 24, 26, 27] {
      let count = 1 << (length - pool.length)
      let pieces = (0..<count).map { index in
        IPPrefix(
          IPAddress(.v4, bits: pool.base.bits + UInt128(index) << UInt128(32 - length)),
          length: length)
      }
      #expect(stage.state.figures(of: pieces).committed == whole.committed)
      #expect(stage.state.figures(of: pieces).free == whole.free)
      #expect(stage.state.figures(of: pieces).blocks == whole.blocks, "/\(length)")
      #expect(stage.state.figures(of: pieces).takenBlocks == whole.takenBlocks, "/\(length)")
      #expect(stage.state.figures(of: pieces).used == whole.used, "/\(length)")
    }
  }

  @Test func `Enter zooms to it, and the view before is one step back`() throws {
    var stage = try Stage(script: script)
    try stage.press("g10.0.0.0<Enter>0")
    let before = stage.state.viewport
    try stage.press("Vllljjj")
    let selection = try #require(stage.state.selection)
    try stage.press("<Enter>")
    let viewport = stage.state.viewport
    let rect = try #require(
      viewport.plane.rect(of: selection.rect, fromZoom: selection.zoom, toZoom: viewport.zoom))
    let shown = rect.offset(dx: -viewport.origin.x, dy: -viewport.origin.y)
    #expect(shown.intersection(viewport.bounds) == shown)
    #expect(viewport.zoom > before.zoom)
    #expect(stage.state.selection == nil)
    #expect(viewport.shows(stage.state.cursor))
    try stage.press("<C-o>")
    #expect(stage.state.viewport == before)
  }

  @Test func `d tells all of it`() throws {
    var stage = try Stage(script: script)
    try stage.press("g10.0.0.0<Enter>0Vllljjjd")
    let text = stage.text
    #expect(text.contains("4,096"))
    #expect(text.contains("of /24, those touched included"))
    #expect(text.contains("10.0.0.0/20"))
    try stage.press("q")
    #expect(stage.state.selection != nil)
  }

  @Test func `N puts no node there but offers a claim, of one CIDR`() throws {
    var stage = try Stage(script: script)
    let nodes = stage.state.session.current?.cluster.nodes.count
    try stage.press("g10.0.128.0<Enter>0VN")
    #expect(stage.text.contains(":claim 10.0.128.0/24"))
    try stage.press("lab<Enter>")
    #expect(stage.state.session.journal.last == "claim 10.0.128.0/24 lab")
    #expect(stage.state.session.current?.cluster.nodes.count == nodes)
    try stage.press("VllN")
    #expect(stage.isBare)
    #expect(stage.text.contains("no mode lets a node be put at a place"))
    #expect(stage.state.session.current?.cluster.nodes.count == nodes)
  }

  @Test func `a drag with the right button selects whole cells`() throws {
    var stage = try Stage(script: script)
    try stage.press("g10.0.0.0<Enter>0")
    let canvas = stage.state.layout.canvas
    let viewport = stage.state.viewport
    let start = Point(x: canvas.x + 20, y: canvas.y + 6)
    let end = Point(x: canvas.x + 26, y: canvas.y + 3)
    stage.drag(.right, from: start, to: end)
    #expect(
      stage.state.selection?.rect
        == PixelRect(
          x: 20 + viewport.origin.x, y: 6 + viewport.origin.y, width: 7, height: 8))
    #expect(stage.state.viewport == viewport)
    stage.drag(.left, from: start, to: end, modifiers: .shift)
    let again = stage.state.selection
    #expect(again != nil)
    stage.click(start.x, start.y)
    #expect(stage.state.selection == nil)
  }

  @Test func `a selection stays on its addresses through every zoom, and goes with its map`() throws
  {
    var stage = try Stage(script: script)
    try stage.press("g10.0.0.0<Enter>0Vllljjj")
    let prefixes = stage.state.selection?.prefixes
    try stage.press("zzxxx")
    #expect(stage.state.selection?.prefixes == prefixes)
    try stage.press("C")
    #expect(stage.state.selection == nil)
    try stage.press("V")
    #expect(stage.state.selection != nil)
    try stage.press("v")
    #expect(stage.state.selection == nil)
    try stage.press("V")
    #expect(stage.text.contains("ranges are selected on the map"))
  }

  @Test func `extended at another zoom it is of that zoom's pixels`() throws {
    var stage = try Stage(script: ["plan a mode=cluster-pool pool=10.0.0.0/8 mask=24"])
    try stage.press("g10.0.0.0<Enter>0Vl")
    let fine = try #require(stage.state.selection)
    try stage.press("xl")
    let coarse = try #require(stage.state.selection)
    #expect(coarse.zoom == stage.state.viewport.zoom)
    #expect(coarse.zoom < fine.zoom)
    #expect(coarse.addresses > fine.addresses)
  }

  @Test func `the whole of IPv6 is no trap, and a list too long is not made`() throws {
    var stage = try Stage(script: ["plan a mode=cluster-pool pool=::/1 mask6=16"])
    try stage.press("V<A-2><A-0><A-0>l<A-2><A-0><A-0>jyd<Esc>")
    for _ in 0..<20 { try stage.press("zlj") }
    let plane = stage.state.viewport.plane
    let side = plane.shape(atZoom: plane.deepestZoom).width / 2
    stage.state.selection = MapSelection(
      PixelRect(x: 1, y: 1, width: side - 3, height: side - 3), of: plane, zoom: plane.deepestZoom)
    #expect(stage.text.contains("addresses in too many CIDRs"))
    try stage.press("y")
    #expect(stage.text.contains("more than 4,096 CIDRs; select less of it"))
    try stage.press("dqN")
    #expect(stage.text.contains("too many CIDRs"))
  }

  @Test(arguments: ColorDepth.allCases)
  func `the line around it shows at every depth and without Unicode`(depth: ColorDepth) throws {
    for isUnicode in [true, false] {
      var stage = try Stage(script: script, depth: depth, isUnicode: isUnicode)
      try stage.press("g10.0.128.0<Enter>0Vlllllljjjjjj")
      let rect = try #require(stage.state.selection?.rect)
      let viewport = stage.state.viewport
      let cells = viewport.cells(of: rect.offset(dx: -viewport.origin.x, dy: -viewport.origin.y))
      let canvas = stage.state.layout.canvas
      let frame = stage.frame
      // The cursor is at the corner below.
      let corner = frame[canvas.x + cells.x - 1, canvas.y + cells.y - 1]
      #expect(corner.scalar == (isUnicode ? "┌" : "+"))
      #expect(corner.style == stage.state.look.palette.style(for: .selection))
    }
  }

  @Test func `what is withheld is neither free nor reserved of a block`() throws {
    let stage = try Stage(script: [
      "plan a mode=kubernetes pool=10.0.0.0/16 mask=24", "claim 10.0.0.0/20 svc kind=service",
      "add nodes 16", "add pods 100",
    ])
    let pool = stage.state.pool
    let figures = SelectionFigures(over: [pool], of: stage.state.occupancy, unit: 24)
    #expect(figures.withheld == 4096)
    #expect(figures.committed + figures.withheld + figures.free == pool.size)
    let part = IPPrefix(pool.base, length: 24)
    let small = SelectionFigures(over: [part], of: stage.state.occupancy, unit: 24)
    #expect((small.committed, small.withheld, small.free, small.reserved) == (0, 256, 0, 0))
  }
}
