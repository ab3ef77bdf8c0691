import Addressing
import TestSupport
import Testing

@testable import Cartography

private let eight = Plane(root: prefix("10.0.0.0/8"))

/// A view far from every edge, so that nothing is clamped.
private func middle(_ curve: any SpaceFillingCurve = Hilbert()) -> Viewport {
  Viewport(plane: Plane(root: prefix("10.0.0.0/8"), curve: curve), columns: 60, rows: 20)
    .centred(on: prefix("10.100.0.0/24"), zoom: 9)
}

@Test func `a step closer quarters the prefix of a pixel about the point`() throws {
  for x in [10, 29, 43] {
    for y in [12, 17, 25] {
      let point = PixelPoint(x: x, y: y)
      let view = middle()
      let closer = view.zoomed(by: 1, about: point)
      let before = try #require(view.prefix(atColumn: x, row: y / 2))
      let after = try #require(closer.prefix(atColumn: x, row: y / 2))
      #expect(closer.pixelLength == view.pixelLength + 2)
      // The cell holds two pixels, and either may be the one that was zoomed into.
      let lower = view.prefix(atPixel: PixelPoint(x: x, y: y / 2 * 2 + 1))
      #expect(before.contains(after) || lower?.contains(after) == true)
    }
  }
}

@Test func `in and out again about the same point is where one began`() {
  var random = SeededRandom(seed: 5)
  for _ in 0..<100 {
    let point = PixelPoint(x: random.int(in: 0..<60), y: random.int(in: 0..<40))
    let view = middle()
    #expect(view.zoomed(by: 1, about: point).zoomed(by: -1, about: point) == view)
  }
}

@Test func `zooming about an address keeps it in its cell, whatever the curve`() throws {
  for curve in allCurves {
    let view = middle(curve)
    let address = try #require(view.prefix(atPixel: PixelPoint(x: 20, y: 13))).base
    let closer = view.zoomed(by: 1, keeping: address)
    let there = try #require(closer.rect(of: IPPrefix(address)))
    #expect(there.x == 20 && there.y / 2 == 13 / 2)
    #expect(closer.zoomed(by: -1, keeping: address) == view)
  }
}

@Test func `a margin is never zoomed into`() {
  let view = Viewport(plane: eight, columns: 78, rows: 20)
  let closer = view.zoomed(by: 2, about: PixelPoint(x: 0, y: 0))
  #expect(closer.prefix(atPixel: PixelPoint(x: 0, y: 0)) == prefix("10.0.0.0/22"))
}

@Test func `the ends of the zoom are the ends`() {
  let view = middle()
  #expect(view.zoomed(by: -99).zoom == 0)
  #expect(view.zoomed(by: 99).zoom == 12)
  #expect(view.zoomed(by: 99).zoomed(by: 1) == view.zoomed(by: 99))
}

@Test func `panning moves by pixels and by halves and stops at the edge`() {
  let view = middle()
  #expect(view.panned(dx: 5, dy: -4).origin == view.origin + (5, -4))
  #expect(view.panned(halvesRight: 1, halvesDown: -1).origin == view.origin + (30, -20))
  #expect(view.panned(dx: -100_000, dy: -100_000).origin == PixelPoint(x: 0, y: 0))
  let far = view.panned(dx: 100_000, dy: 100_000).origin
  #expect(far == PixelPoint(x: 512 - 60, y: 512 - 40))
}

@Test func `a prefix can be centred, framed and revealed`() throws {
  let block = prefix("10.100.16.0/20")
  let view = Viewport(plane: eight, columns: 60, rows: 20)
  let centred = view.centred(on: block, zoom: 8)
  let rect = try #require(centred.rect(of: block))
  #expect(abs(rect.center.x - 30) <= 1 && abs(rect.center.y - 20) <= 2)
  let framed = view.framing(block)
  let whole = try #require(framed.rect(of: block))
  #expect(whole == whole.intersection(framed.bounds))
  #expect(whole.width == 32 && framed.pixelLength == 30)
  let elsewhere = framed.panned(dx: 500, dy: 500)
  #expect(!elsewhere.shows(block))
  #expect(elsewhere.revealing(block).shows(block))
  #expect(framed.revealing(block) == framed)
}

@Test func `a fitted view stays fitted when its rectangle changes and another keeps its place`() {
  let fitted = Viewport(plane: eight, columns: 78, rows: 20)
  #expect(fitted.resized(columns: 150, rows: 70).zoom == 7)
  #expect(fitted.zoomed(by: 3).fitted() == fitted)
  let view = middle()
  let block = prefix("10.100.0.0/24")
  #expect(view.resized(columns: 20, rows: 8).zoom == view.zoom)
  #expect(view.resized(columns: 20, rows: 8).shows(block))
}

@Test func `another curve shows the same address under the cursor`() throws {
  let point = PixelPoint(x: 20, y: 12)
  let view = middle()
  let here = try #require(view.prefix(atPixel: point))
  for curve in allCurves {
    let other = view.redrawn(by: curve, about: point)
    #expect(other.plane.curve.name == curve.name)
    #expect(other.shows(here))
  }
  let morton = view.redrawn(by: Morton(), about: point)
  #expect(
    [12, 13].contains { morton.prefix(atPixel: PixelPoint(x: 20, y: $0)) == here })
}

@Test func `a view stays transposed by another curve and can be turned back`() throws {
  let view = middle()
  let point = PixelPoint(x: 20, y: 12)
  let here = try #require(view.prefix(atPixel: point))
  let turned = view.redrawn(by: Hilbert(), transposed: true, about: point)
  #expect(turned.plane.isTransposed && turned.shows(here))
  #expect(turned.redrawn(by: Morton(), about: point).plane.isTransposed)
  #expect(turned.redrawn(by: Hilbert(), transposed: false, about: point) == view)
}

extension PixelPoint {
  fileprivate static func + (point: PixelPoint, step: (Int, Int)) -> PixelPoint {
    PixelPoint(x: point.x + step.0, y: point.y + step.1)
  }
}
