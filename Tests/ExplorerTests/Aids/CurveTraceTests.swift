import Addressing
import Cartography
import Terminal
import TestSupport
import Testing

@testable import Explorer

@Test func `a walk goes through every block in view once, in the order of addresses`() {
  var random = SeededRandom(seed: 63)
  for curve in allCurves {
    for _ in 0..<10 {
      let plane = Plane(root: IPPrefix("10.0.0.0/14")!, curve: curve)
      let view = Viewport(plane: plane, columns: 40, rows: 12).zoomed(by: random.int(in: 0..<4))
        .panned(dx: random.int(in: 0..<90), dy: random.int(in: 0..<90))
      let blocks = CurveTrace.blocks(in: view, leastColumns: 4)
      #expect(zip(blocks, blocks.dropFirst()).allSatisfy { $0.base < $1.base })
      for x in 0..<40 {
        for y in 0..<24 {
          guard let place = view.prefix(atPixel: PixelPoint(x: x, y: y)) else { continue }
          #expect(blocks.count { $0.contains(place) } == 1)
        }
      }
    }
  }
}

@Test func `a comet walks from the cursor to the end and then says so`() throws {
  var stage = try Stage()
  try stage.press(";")
  let trace = try #require(stage.state.trace)
  #expect(trace.blocks[0].contains(stage.state.anchor))
  #expect(ExplorerApp.nextTick(stage.state) == trace.interval)
  var heads: [Int] = []
  for beat in 0...trace.blocks.count {
    stage.send(.tick(at: .seconds(5) + trace.interval * beat))
    heads.append(stage.state.trace?.head ?? -1)
  }
  #expect(heads == Array(0..<trace.blocks.count) + [-1])
  #expect(stage.state.notice?.text.hasPrefix("so runs Hilbert") == true)
  #expect(ExplorerApp.nextTick(stage.state) == nil)
}

@Test func `any key stops the comet, and Esc does nothing else`() throws {
  var stage = try Stage()
  let before = stage.state.viewport
  try stage.press(";<Esc>")
  #expect(stage.state.trace == nil && stage.state.viewport == before)
  let cursor = stage.state.cursor
  try stage.press(";l")
  #expect(stage.state.trace == nil && stage.state.cursor != cursor)
}

@Test func `where nothing may move arrows show the order at once`() throws {
  var stage = try Stage()
  stage.state.look = Look(isStill: true)
  try stage.press(";")
  #expect(stage.state.trace?.isRunning == false && ExplorerApp.nextTick(stage.state) == nil)
  let rows = stage.text.split(separator: "\n").map { $0.prefix(66).drop { $0 != "│" } }
  let arrows = rows.compactMap { row in
    let signs = row.filter { "←→↑↓■".contains($0) }
    return signs.isEmpty ? nil : String(signs)
  }
  #expect(arrows == ["→↓→→→↓→■", "↓←↑←↓←↑←", "↓→↓↑↓→↓↑", "→↑→↑→↑→↑"])
  try stage.press(";")
  #expect(stage.state.trace == nil)
}

@Test func `the key turns a comet into arrows`() throws {
  var stage = try Stage(isUnicode: false)
  try stage.press(";;")
  #expect(stage.state.trace?.isRunning == false)
  #expect(stage.text.contains("1>"))
}
