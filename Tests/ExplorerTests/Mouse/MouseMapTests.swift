import Addressing
import Allocation
import Cartography
import Simulation
import Terminal
import TestSupport
import Testing
import Theming

@testable import Explorer

@Suite struct MouseMapTests {
  private let script = [
    "plan a mode=cluster-pool pool=10.0.0.0/8 mask=24", "add nodes 300", "add pods 2000",
  ]

  /// What the map shows at a cell of the screen.
  private func prefix(_ stage: Stage, _ x: Int, _ y: Int) -> IPPrefix? {
    let canvas = stage.state.layout.canvas
    return stage.state.viewport.prefix(atColumn: x - canvas.x, row: y - canvas.y)
  }

  @Test func `a click puts the cursor on what is under it`() throws {
    var stage = try Stage(script: script)
    let canvas = stage.state.layout.canvas
    var random = SeededRandom(seed: 81)
    for _ in 0..<50 {
      let x = random.int(in: canvas.x..<canvas.columns.upperBound)
      let y = random.int(in: canvas.y..<canvas.rows.upperBound)
      let wanted = prefix(stage, x, y)
      let before = stage.state.anchor
      let viewport = stage.state.viewport
      stage.click(x, y)
      #expect(stage.state.anchor == wanted?.base ?? before)
      #expect(stage.state.viewport == viewport)
      if random.int(in: 0..<6) == 0 { try stage.press("z") }
      if random.int(in: 0..<9) == 0 { try stage.press("0") }
    }
  }

  @Test func `a double click opens, and two slow clicks do not`() throws {
    var stage = try Stage(script: script)
    let canvas = stage.state.layout.canvas
    stage.click(canvas.x + 30, canvas.y + 10)
    stage.click(canvas.x + 30, canvas.y + 10)
    let slow = stage.state.viewStop
    stage.doubleClick(canvas.x + 30, canvas.y + 10)
    let opened = stage.state.viewStop
    #expect(opened != slow)
    var other = try Stage(script: script)
    other.click(canvas.x + 30, canvas.y + 10)
    #expect(other.state.viewStop == slow)
    try other.press("<Enter>")
    #expect(other.state.viewStop == opened)
    try stage.press("<C-o>")
    #expect(stage.state.viewStop == slow)
  }

  @Test func `two clicks apart in place are none, and three are not two`() throws {
    var stage = try Stage(script: script)
    let canvas = stage.state.layout.canvas
    let viewport = stage.state.viewport
    stage.point(.press(.left), canvas.x + 20, canvas.y + 10, at: 1000)
    stage.point(.press(.left), canvas.x + 30, canvas.y + 10, at: 1100)
    #expect(stage.state.viewport == viewport)
    stage.point(.press(.left), canvas.x + 30, canvas.y + 10, at: 1200)
    let opened = stage.state.viewport
    #expect(opened != viewport)
    stage.point(.press(.left), canvas.x + 30, canvas.y + 10, at: 1300)
    #expect(stage.state.viewport == opened)
  }

  @Test(arguments: ["hilbert", "morton"])
  func `the wheel keeps the place under the pointer, in and out again`(curve: String) throws {
    var random = SeededRandom(seed: 83)
    var stage = try Stage(script: script)
    try stage.press("g")
    stage.send(.paste("10.0.0.0/8 zoom=6 curve=\(curve)"))
    try stage.press("<Enter>")
    let canvas = stage.state.layout.canvas
    for _ in 0..<40 {
      // Not at the very edge, where the plane's end holds the view.
      let x = canvas.x + canvas.width / 2 + random.int(in: -8..<8)
      let y = canvas.y + canvas.height / 2 + random.int(in: -4..<4)
      let before = try #require(prefix(stage, x, y))
      let zoom = stage.state.viewport.zoom
      let isIn = zoom < 8 || (zoom < 11 && random.int(in: 0..<2) == 0)
      stage.point(.wheel(isIn ? .up : .down), x, y)
      let viewport = stage.state.viewport
      #expect(viewport.zoom == zoom + (isIn ? 1 : -1))
      let after = try #require(prefix(stage, x, y))
      if isIn { #expect(before.contains(after), "\(before) \(after)") }
      if !isIn, viewport.origin.x > 0, viewport.origin.y > 0 {
        // The cell that was pointed at goes on showing the place, in one of its two pixels.
        let below = viewport.prefix(
          atPixel: PixelPoint(x: x - canvas.x, y: (y - canvas.y) * 2 + 1))
        #expect(
          after.contains(before) || below?.contains(before) == true, "\(before) \(after)")
      }
      #expect(viewport.shows(stage.state.cursor))
    }
  }

  @Test func `the wheel ends where there is nothing closer or farther`() throws {
    var stage = try Stage(script: script)
    let canvas = stage.state.layout.canvas
    for _ in 0..<40 { stage.point(.wheel(.up), canvas.x + 5, canvas.y + 5) }
    #expect(stage.text.contains("this is as close as it gets"))
    for _ in 0..<40 { stage.point(.wheel(.down), canvas.x + 5, canvas.y + 5) }
    #expect(stage.text.contains("one pixel is the whole pool"))
  }

  @Test func `a drag takes the map along and the cursor with it`() throws {
    var stage = try Stage(script: script)
    try stage.press("g10.128.0.0/12<Enter>zz")
    let canvas = stage.state.layout.canvas
    let start = Point(x: canvas.x + 20, y: canvas.y + 10)
    let end = Point(x: canvas.x + 27, y: canvas.y + 6)
    let held = try #require(prefix(stage, start.x, start.y))
    let origin = stage.state.viewport.origin
    stage.drag(.left, from: start, to: end)
    #expect(prefix(stage, end.x, end.y) == held)
    #expect(stage.state.anchor == held.base)
    #expect(stage.state.viewport.origin == PixelPoint(x: origin.x - 7, y: origin.y + 8))
    #expect(stage.state.selection == nil)
  }

  @Test func `a drag out of the map keeps the cursor in sight`() throws {
    var stage = try Stage(script: script)
    try stage.press("g10.128.0.0/12<Enter>zz")
    let canvas = stage.state.layout.canvas
    stage.drag(
      .left, from: Point(x: canvas.x + 2, y: canvas.y + 2),
      to: Point(x: canvas.columns.upperBound + 20, y: canvas.y + 2))
    #expect(stage.state.viewport.shows(stage.state.cursor))
  }

  @Test func `the wheel sideways pans, and the right button alone does nothing`() throws {
    var stage = try Stage(script: script)
    try stage.press("g10.128.0.0/12<Enter>zz")
    let canvas = stage.state.layout.canvas
    let origin = stage.state.viewport.origin
    stage.point(.wheel(.right), canvas.x + 9, canvas.y + 9)
    #expect(stage.state.viewport.origin.x > origin.x)
    #expect(stage.state.viewport.origin.y == origin.y)
    stage.point(.wheel(.left), canvas.x + 9, canvas.y + 9)
    #expect(stage.state.viewport.origin == origin)
    let before = stage.frame
    let lines = stage.state.session.journal
    for y in 0..<30 {
      for x in stride(from: 0, to: 100, by: 7) {
        stage.point(.press(.right), x, y)
        stage.point(.release(.right), x, y)
        stage.point(.press(.middle), x, y)
      }
    }
    #expect(stage.frame == before)
    #expect(stage.state.session.journal == lines)
  }

  @Test func `in the panes a click moves the focus and the one cursor`() throws {
    var stage = try Stage(
      Size(width: 160, height: 45),
      script: script + [
        "plan b mode=cluster-pool pool=10.0.0.0/8 mask=25", "add nodes 40", "use a",
      ])
    try stage.press("c")
    let panes = stage.state.layout.panes
    #expect(panes.count == 2)
    for (index, room) in panes.enumerated().reversed() {
      let x = room.canvas.x + 11
      let y = room.canvas.y + 4
      stage.click(x, y)
      #expect(stage.state.focusIndex == index)
      #expect(stage.state.anchor == stage.state.viewport.prefix(atColumn: 11, row: 4)?.base)
    }
    let zoom = stage.state.viewport.zoom
    stage.point(.wheel(.up), panes[1].canvas.x + 11, panes[1].canvas.y + 4)
    #expect(stage.state.viewport.zoom == zoom + 1)
  }

  @Test func `a click finds the address and the node that are painted there`() throws {
    var stage = try Stage(script: script)
    try stage.press("g10.0.3.0<Enter>vv")
    #expect(stage.state.view == .addresses)
    let grid = stage.state.addressGrid
    let canvas = stage.state.layout.canvas
    for index in [0, 1, grid.perRow, grid.perRow * 2 + 3] {
      let x = canvas.x + grid.gutter + index % grid.perRow * grid.cellWidth
      let y = canvas.y + 1 + index / grid.perRow
      stage.click(x, y)
      #expect(stage.state.anchor == grid.address(at: index))
      #expect(stage.frame.cursor?.y == y)
    }
    try stage.press("<Esc>")
    #expect(stage.state.view == .nodes)
    var found: Set<Int> = []
    for y in canvas.rows {
      for x in canvas.columns {
        guard case .node(let place) = stage.state.target(at: Point(x: x, y: y)) else { continue }
        if found.insert(place).inserted {
          stage.click(x, y)
          #expect(stage.state.nodesView.index == place)
        }
      }
    }
    #expect(found.count > 10)
  }

  @Test(arguments: [
    "200x60", "100x30", "64x16", "40x12", "30x8", "20x6",
  ])
  func `whatever the mouse does nothing traps, and nothing of the cluster changes`(
    text: String
  ) throws {
    let sides = text.split(separator: "x").compactMap { Int($0) }
    var random = SeededRandom(seed: UInt64(sides[0]))
    var stage = try Stage(
      Size(width: sides[0], height: sides[1]),
      script: [
        "plan a mode=cluster-pool pool=10.0.0.0/20 pool=fd00::/48 mask=24 mask6=64",
        "add nodes 9",
      ])
    let buttons: [MouseEvent.Button] = [.left, .middle, .right]
    // Hints are keys: what a click on them does is theirs.
    let rows = sides[1] - (stage.state.layout.hints == nil ? 0 : 1)
    for step in 0..<600 {
      let x = random.int(in: -2..<sides[0] + 3)
      let y = random.int(in: -2..<max(1, rows))
      let kind: MouseEvent.Kind =
        switch random.int(in: 0..<6) {
        case 0: .press(buttons[random.int(in: 0..<3)])
        case 1: .release(buttons[random.int(in: 0..<3)])
        case 2, 3: .drag(buttons[random.int(in: 0..<3)])
        case 4: .wheel(MouseEvent.Direction.allCases[random.int(in: 0..<4)])
        default: .move
        }
      let held = MouseEvent.Modifiers(rawValue: UInt8(random.int(in: 0..<8)))
      stage.point(kind, x, y, modifiers: held, at: step * 90)
      if step % 40 == 0 {
        let keys = ["?", "v", "C", "p", "S", "R", "o", "w", "<Esc>", "zz", "s"]
        try stage.press(keys[random.int(in: 0..<keys.count)])
      }
      if step % 9 == 0 { #expect(stage.frame.size == stage.state.size) }
    }
    try stage.press("<Esc><Esc>")
    #expect(stage.state.session.timeline.end.position == 2)
    #expect(stage.state.session.current?.cluster.nodes.count ?? 9 <= 9)
  }
}
