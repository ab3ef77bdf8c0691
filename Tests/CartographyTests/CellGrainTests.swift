import Addressing
import TestSupport
import Testing

@testable import Cartography

@Test(arguments: NamedGlyphs.all)
func `cells and pixels count the same space`(_ named: NamedGlyphs) {
  let grain = named.glyphs.grain
  for count in 0..<40 {
    let even = count / grain.columnsPerPixel * grain.columnsPerPixel
    #expect(grain.columns(ofPixels: grain.pixels(columns: count, rows: 1).width) == even)
    #expect(grain.rows(ofPixels: grain.pixels(columns: 1, rows: count).height) == count)
    let cells = grain.columns(ofPixels: count)
    #expect(grain.pixels(columns: cells, rows: 1).width >= count)
    #expect(grain.pixels(columns: cells - 1, rows: 1).width < max(1, count))
  }
  #expect(grain.pixels(columns: -4, rows: -1) == PixelSize(width: 0, height: 0))
}

@Test(arguments: NamedGlyphs.all)
func `a rectangle of pixels touches the cells that have one of them`(_ named: NamedGlyphs) {
  let grain = named.glyphs.grain
  var random = SeededRandom(seed: 35)
  for _ in 0..<200 {
    let rect = PixelRect(
      x: random.int(in: -9..<9), y: random.int(in: -9..<9), width: random.int(in: 1..<9),
      height: random.int(in: 1..<9))
    let cells = grain.cells(of: rect)
    for row in -12..<24 {
      for column in -24..<48 {
        let first = grain.pixel(atColumn: column, row: row)
        let own = PixelRect(
          x: first.x, y: first.y, width: grain.pixelsPerColumn, height: grain.pixelsPerRow)
        let isTouched = !own.intersection(rect).isEmpty
        #expect(cells.contains(PixelPoint(x: column, y: row)) == isTouched)
      }
    }
  }
}

@Test(arguments: NamedGlyphs.all)
func `a cell of a view belongs to the prefix of its first pixel`(_ named: NamedGlyphs) {
  var random = SeededRandom(seed: 36)
  for _ in 0..<40 {
    let view = Viewport(
      plane: Plane(root: prefix("10.0.0.0/11")), columns: 23, rows: 9, grain: named.glyphs.grain
    )
    .zoomed(by: random.int(in: 0..<7)).panned(dx: random.int(in: 0..<99), dy: 30)
    for row in 0..<9 {
      for column in 0..<(23 / view.grain.columnsPerPixel * view.grain.columnsPerPixel) {
        let pixels = (0..<view.size.height).flatMap { y in
          (0..<view.size.width).map { PixelPoint(x: $0, y: y) }
        }
        let first = pixels.first {
          view.cells(of: PixelRect(x: $0.x, y: $0.y, width: 1, height: 1))
            .contains(PixelPoint(x: column, y: row))
        }
        #expect(view.prefix(atColumn: column, row: row) == first.flatMap(view.prefix(atPixel:)))
      }
    }
  }
}

@Test(arguments: NamedGlyphs.all)
func `zooming in and out about a pixel ends where it began`(_ named: NamedGlyphs) {
  var random = SeededRandom(seed: 37)
  let view = Viewport(
    plane: Plane(root: prefix("10.0.0.0/8")), columns: 60, rows: 20, grain: named.glyphs.grain
  )
  .centred(on: prefix("10.100.0.0/24"), zoom: 9)
  for _ in 0..<100 {
    let point = PixelPoint(
      x: random.int(in: 0..<view.size.width), y: random.int(in: 0..<view.size.height))
    let there = view.zoomed(by: 1, about: point)
    // Thirds of a cell are not doubled evenly, so that the place may be a cell off.
    let back = there.zoomed(by: -1, about: point).origin
    #expect(abs(back.x - view.origin.x) < view.grain.pixelsPerColumn)
    #expect(abs(back.y - view.origin.y) < view.grain.pixelsPerRow)
  }
}
