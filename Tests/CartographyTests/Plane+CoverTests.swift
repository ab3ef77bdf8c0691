import Addressing
import Cartography
import TestSupport
import Testing

@Suite struct PlaneCoverTests {
  private func root(_ text: String) throws -> IPPrefix { try IPPrefix(parsing: text) }

  /// Every pixel's prefix of a rectangle, pixel by pixel.
  private func pixels(of rect: PixelRect, _ plane: Plane, _ zoom: Int) -> Set<IPPrefix> {
    var all: Set<IPPrefix> = []
    for y in rect.y..<max(rect.y, rect.maxY) {
      for x in rect.x..<max(rect.x, rect.maxX) {
        if let prefix = plane.prefix(at: PixelPoint(x: x, y: y), zoom: zoom) { all.insert(prefix) }
      }
    }
    return all
  }

  @Test(arguments: ["10.0.0.0/8", "10.0.0.0/9", "fd00::/48", "fd00::/47", "10.0.0.0/26"])
  func `the prefixes are disjoint, in order, exactly the pixels, and no fewer would do`(
    text: String
  ) throws {
    var random = SeededRandom(seed: 61)
    for curve in allCurves {
      let plane = Plane(root: try root(text), curve: curve)
      for _ in 0..<40 {
        let zoom = random.int(in: 0..<min(5, plane.deepestZoom + 1))
        let sides = plane.shape(atZoom: zoom).size
        let x = random.int(in: 0..<sides.width)
        let y = random.int(in: 0..<sides.height)
        let rect = PixelRect(
          x: x, y: y, width: random.int(in: 1..<sides.width - x + 2),
          height: random.int(in: 1..<sides.height - y + 2))
        let found = try #require(plane.prefixes(covering: rect, zoom: zoom))
        let length = plane.pixelLength(atZoom: zoom)
        var covered: Set<IPPrefix> = []
        for prefix in found {
          let count = 1 << (length - prefix.length)
          for index in 0..<count {
            let step = UInt128(index) << UInt128(plane.root.family.bitWidth - length)
            let pixel = IPPrefix(
              IPAddress(prefix.family, bits: prefix.base.bits + step), length: length)
            #expect(covered.insert(pixel).inserted, "twice: \(pixel)")
          }
        }
        #expect(covered == pixels(of: rect, plane, zoom), "\(curve.name) \(rect)")
        #expect(found == found.sorted())
        // Joined wherever they can be they are the same: so they are the fewest.
        #expect(found == PrefixSet(found).prefixes)
      }
    }
  }

  @Test func `a rectangle beyond the plane covers nothing, and one around it the whole root`()
    throws
  {
    let plane = Plane(root: try root("10.0.0.0/8"))
    let beyond = PixelRect(x: 100, y: 0, width: 3, height: 3)
    #expect(plane.prefixes(covering: beyond, zoom: 3) == [])
    let around = PixelRect(x: -5, y: -5, width: 100, height: 100)
    #expect(plane.prefixes(covering: around, zoom: 3) == [plane.root])
    #expect(plane.prefixes(covering: PixelRect(x: 1, y: 1, width: 0, height: 2), zoom: 3) == [])
  }

  @Test func `more than are wanted are not made, however large the plane`() throws {
    let plane = Plane(root: try root("::/0"))
    let zoom = plane.deepestZoom
    let side = plane.shape(atZoom: zoom).width
    let rect = PixelRect(x: 1, y: 1, width: side - 2, height: side - 2)
    #expect(plane.prefixes(covering: rect, zoom: zoom, limit: 64) == nil)
    let pixel = PixelRect(x: 0, y: 0, width: 1, height: 1)
    #expect(plane.prefixes(covering: pixel, zoom: 0, limit: 1) == [plane.root])
  }

  @Test func `a rectangle of one zoom is the same place at another`() throws {
    let plane = Plane(root: try root("10.0.0.0/8"))
    let rect = PixelRect(x: 2, y: 1, width: 3, height: 2)
    #expect(
      plane.rect(of: rect, fromZoom: 3, toZoom: 4) == PixelRect(x: 4, y: 2, width: 6, height: 4))
    #expect(
      plane.rect(of: rect, fromZoom: 3, toZoom: 2) == PixelRect(x: 1, y: 0, width: 2, height: 2))
    #expect(
      plane.rect(of: PixelRect(x: 9, y: 9, width: 1, height: 1), fromZoom: 3, toZoom: 4) == nil)
  }

  @Test func `framing a rectangle shows all of it, and one step closer would not`() throws {
    let plane = Plane(root: try root("10.0.0.0/8"))
    let viewport = Viewport(plane: plane, columns: 40, rows: 20)
    var random = SeededRandom(seed: 67)
    for _ in 0..<50 {
      let rect = PixelRect(
        x: random.int(in: 0..<50), y: random.int(in: 0..<50), width: random.int(in: 1..<14),
        height: random.int(in: 1..<14))
      let framed = viewport.framing(rect, ofZoom: 6)
      let there = try #require(plane.rect(of: rect, fromZoom: 6, toZoom: framed.zoom))
      let shown = there.offset(dx: -framed.origin.x, dy: -framed.origin.y)
      #expect(shown.intersection(framed.bounds) == shown)
      if !framed.isDeepest {
        #expect(there.width * 2 > framed.size.width || there.height * 2 > framed.size.height)
      }
    }
  }
}
