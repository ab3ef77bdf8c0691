import Addressing
import TestSupport
import Testing

@testable import Cartography

private let eight = Plane(root: prefix("10.0.0.0/8"))

@Test func `a new view fits the whole plane as closely as it can`() {
  let view = Viewport(plane: eight, columns: 78, rows: 20)
  #expect(view.zoom == 5)
  #expect(view.pixelLength == 18)
  #expect(view.planeSize == PixelSize(width: 32, height: 32))
  #expect(view.origin == PixelPoint(x: -23, y: -4))
  #expect(view.isFitted)
  #expect(Viewport(plane: eight, columns: 256, rows: 128).zoom == 8)
  #expect(Viewport(plane: eight, columns: 255, rows: 128).zoom == 7)
  #expect(Viewport(plane: eight, columns: 64, rows: 32, grain: .twoCells).zoom == 5)
}

@Test func `a view without room keeps quiet`() {
  let view = Viewport(plane: eight, columns: 0, rows: 0)
  #expect(view.zoom == 0)
  #expect(view.size == PixelSize(width: 0, height: 0))
  #expect(!view.shows(eight.root))
  #expect(Viewport(plane: eight, columns: -3, rows: 5).columns == 0)
}

@Test func `pixels in the margin belong to nothing`() {
  let view = Viewport(plane: eight, columns: 40, rows: 16)
  #expect(view.zoom == 5)
  #expect(view.prefix(atPixel: PixelPoint(x: 3, y: 0)) == nil)
  #expect(view.prefix(atPixel: PixelPoint(x: 4, y: 0)) == prefix("10.0.0.0/18"))
  #expect(view.prefix(atColumn: 4, row: 0) == prefix("10.0.0.0/18"))
  #expect(view.prefix(atColumn: 36, row: 0) == nil)
  #expect(view.prefix(atColumn: -1, row: 0) == nil)
}

@Test func `a rectangle of pixels touches these cells`() {
  let half = Viewport(plane: eight, columns: 40, rows: 16)
  #expect(
    half.cells(of: PixelRect(x: 3, y: 1, width: 2, height: 2))
      == PixelRect(x: 3, y: 0, width: 2, height: 2))
  #expect(
    half.cells(of: PixelRect(x: 3, y: -3, width: 2, height: 2))
      == PixelRect(x: 3, y: -2, width: 2, height: 2))
  let wide = Viewport(plane: eight, columns: 40, rows: 16, grain: .twoCells)
  #expect(
    wide.cells(of: PixelRect(x: 3, y: 1, width: 2, height: 2))
      == PixelRect(x: 6, y: 1, width: 4, height: 2))
}

@Test func `only the deepest zoom of a small root shows single addresses`() {
  let view = Viewport(plane: Plane(root: prefix("10.0.0.0/28")), columns: 10, rows: 10)
  #expect(view.showsSingleAddresses && view.isDeepest)
  #expect(!view.zoomed(by: -1).showsSingleAddresses)
  let vast = Viewport(plane: Plane(root: prefix("::/0")), columns: 10, rows: 10).zoomed(by: 100)
  #expect(vast.isDeepest && !vast.showsSingleAddresses)
}

@Test func `no walk leaves the plane or splits a cell`() {
  var random = SeededRandom(seed: 3)
  for root in ["10.0.0.0/8", "10.0.0.0/15", "fd00::/40"] {
    for (curve, glyphs) in product(allCurves, allGlyphSets) {
      var view = Viewport(
        plane: Plane(root: prefix(root), curve: curve), columns: 31, rows: 9, grain: glyphs.grain)
      for _ in 0..<60 {
        switch random.int(in: 0..<5) {
        case 0: view = view.panned(dx: random.int(in: -40..<40), dy: random.int(in: -40..<40))
        case 1:
          let point = PixelPoint(x: random.int(in: -2..<40), y: random.int(in: -2..<24))
          view = view.zoomed(by: random.int(in: -2..<3), about: point)
        case 2: view = view.resized(columns: random.int(in: 2..<60), rows: random.int(in: 1..<30))
        case 3:
          let bits = view.plane.root.base.bits | UInt128(random.int(in: 0..<1 << 16))
          let address = IPAddress(view.plane.root.family, bits: bits)
          view = view.zoomed(by: 1, keeping: address).revealing(IPPrefix(address))
          #expect(view.shows(IPPrefix(address)))
        default: view = view.panned(halvesRight: random.int(in: -1..<2), halvesDown: 1)
        }
        expectInBounds(view)
      }
    }
  }
}

/// Every one of the first with every one of the second.
private func product<A, B>(_ first: [A], _ second: [B]) -> [(A, B)] {
  first.flatMap { one in second.map { (one, $0) } }
}

private func expectInBounds(_ view: Viewport) {
  let (size, plane) = (view.size, view.planeSize)
  let (across, down) = (view.grain.pixelsPerColumn, view.grain.pixelsPerRow)
  #expect(view.origin.x % across == 0 && view.origin.y % down == 0)
  #expect((0...view.plane.deepestZoom).contains(view.zoom))
  if plane.width <= size.width {
    #expect(view.origin.x <= 0 && view.origin.x + size.width >= plane.width)
  } else {
    #expect(view.origin.x >= 0 && view.origin.x + size.width < plane.width + across)
  }
  if plane.height <= size.height {
    #expect(view.origin.y <= 0 && view.origin.y + size.height >= plane.height)
  } else {
    #expect(view.origin.y >= 0 && view.origin.y + size.height < plane.height + down)
  }
}
