import Addressing
import Cartography
import Terminal
import TestSupport
import Testing

@testable import Explorer

@Test func `lens and minimap keep to their rooms at any size`() {
  var random = SeededRandom(seed: 61)
  for _ in 0..<400 {
    let size = Size(width: random.int(in: 30..<220), height: random.int(in: 8..<70))
    let layout = Layout(size: size, wantsLegend: true, wantsTimeline: random.int(in: 0..<2) == 0)
    let canvas = layout.canvas
    guard !canvas.isEmpty else { continue }
    let cursor = Point(
      x: canvas.x + random.int(in: 0..<canvas.width),
      y: canvas.y + random.int(in: 0..<canvas.height))
    for aids in Aids.allCases {
      let rooms = AidRooms(layout, aids, cursor: cursor, isDouble: random.int(in: 0..<2) == 0)
      if let lens = rooms.lens, let panel = layout.panel {
        #expect(aids != .none && panel.intersection(lens) == lens)
        #expect(rooms.panel?.intersection(lens).isEmpty == true)
        #expect((rooms.panel?.height ?? 0) >= 10)
      } else {
        #expect(rooms.lens == nil && rooms.panel == layout.panel)
      }
      if let minimap = rooms.minimap {
        #expect(aids == .lensAndMinimap && canvas.intersection(minimap) == minimap)
        #expect(!minimap.contains(cursor))
      }
    }
  }
}

@Test func `a lens shows what is under the cursor, closer than the map where that goes`() throws {
  var stage = try Stage()
  for keys in ["", "+", "+", "l", "+", "-", "j", "++++"] {
    try stage.press(keys)
    let view = stage.state.lensView(columns: 32, rows: 8)
    #expect(view.shows(stage.state.cursor))
    #expect(view.zoom > stage.state.viewport.zoom || view.isDeepest)
  }
}

@Test func `the frame on a minimap holds every place that is in view`() throws {
  var random = SeededRandom(seed: 62)
  for curve in allCurves {
    for isTransposed in [false, true] {
      for root in ["10.0.0.0/14", "10.0.0.0/15"] {
        var state = try Stage().state
        let plane = Plane(root: IPPrefix(root)!, curve: curve, isTransposed: isTransposed)
        let minimap = Viewport(plane: plane, columns: 16, rows: 8)
        for _ in 0..<12 {
          state.viewport = Viewport(plane: plane, columns: 31, rows: 9)
            .zoomed(by: random.int(in: 0..<5))
            .panned(dx: random.int(in: 0..<200), dy: random.int(in: 0..<200))
          let rect = state.viewRect(on: minimap)
          for x in 0..<31 {
            for y in 0..<18 {
              guard let place = state.viewport.prefix(atPixel: PixelPoint(x: x, y: y)),
                let there = minimap.rect(of: IPPrefix(place.base))
              else { continue }
              #expect(rect.contains(PixelPoint(x: there.x, y: there.y)))
            }
          }
        }
      }
    }
  }
}

@Test func `the key for aids goes round and says where there is no room`() throws {
  var stage = try Stage()
  #expect(!stage.text.contains(" lens "))
  try stage.press("I")
  #expect(stage.text.contains(" lens "))
  try stage.press("I")
  #expect(stage.text.contains(" 10.0.0.0/17 ─"))
  try stage.press("I")
  #expect(!stage.text.contains(" lens "))
  var small = try Stage(Size(width: 40, height: 12))
  try small.press("I")
  #expect(small.text.contains("lens: what is under the"))
  #expect(small.state.notice?.text.contains("no room") == true)
}

@Test func `columns and rows change places about the cursor, and back`() throws {
  var stage = try Stage()
  try stage.press("++llj")
  let before = stage.state
  try stage.press("<A-c>")
  #expect(stage.state.viewport.plane.isTransposed)
  #expect(stage.state.cursor == before.cursor)
  #expect(stage.state.viewport.shows(before.cursor))
  #expect(stage.text.contains("Hilbert, transposed"))
  try stage.press("C")
  #expect(stage.text.contains("Morton, transposed"))
  try stage.press("CCC<A-c>")
  #expect(stage.state.viewport.plane == before.viewport.plane)
  #expect(!stage.text.contains("transposed ·"))
}
