import Addressing
import TestSupport
import Testing

@testable import Cartography

func prefix(_ text: String) -> IPPrefix {
  IPPrefix(text)!
}

@Test func `a pixel of an even root is a quarter of the one before`() {
  let plane = Plane(root: prefix("10.0.0.0/8"))
  #expect(plane.deepestZoom == 12)
  #expect((0...12).map(plane.pixelLength(atZoom:)) == Array(stride(from: 8, through: 32, by: 2)))
  #expect(plane.shape(atZoom: 8).size == PixelSize(width: 256, height: 256))
  #expect(plane.prefix(at: PixelPoint(x: 0, y: 0), zoom: 8) == prefix("10.0.0.0/24"))
  #expect(plane.prefix(at: PixelPoint(x: 255, y: 0), zoom: 8) == prefix("10.255.255.0/24"))
  #expect(plane.prefix(at: PixelPoint(x: 256, y: 0), zoom: 8) == nil)
  #expect(plane.prefix(at: PixelPoint(x: 0, y: -1), zoom: 8) == nil)
}

@Test func `an odd root lies as two squares`() {
  let plane = Plane(root: prefix("10.0.0.0/9"))
  #expect(plane.shape(atZoom: 0).size == PixelSize(width: 2, height: 1))
  #expect(plane.pixelLength(atZoom: 0) == 10)
  #expect(plane.pixelLength(atZoom: plane.deepestZoom) == 32)
  #expect(
    plane.rect(of: prefix("10.64.0.0/10"), zoom: 3) == PixelRect(x: 8, y: 0, width: 8, height: 8))
}

@Test func `every root reaches single addresses or sixty zooms`() {
  #expect(Plane(root: prefix("10.1.2.3/32")).shape(atZoom: 0).count == 1)
  #expect(Plane(root: prefix("fd00::/48")).deepestZoom == 40)
  #expect(Plane(root: prefix("fc00::/7")).deepestZoom == 60)
  let all = Plane(root: prefix("::/0"))
  #expect(all.deepestZoom == 60)
  #expect(all.pixelLength(atZoom: 60) == 120)
  #expect(
    all.prefix(at: PixelPoint(x: (1 << 60) - 1, y: 0), zoom: 60)?.last.bits == UInt128.max)
}

@Test(arguments: ["10.0.0.0/8", "10.128.0.0/13", "172.16.0.0/12", "fd00:1::/33", "::/0"])
func `a pixel and the prefix it stands for find each other`(_ root: String) throws {
  var random = SeededRandom(seed: 7)
  for curve in allCurves {
    let plane = Plane(root: prefix(root), curve: curve)
    for zoom in 0...min(plane.deepestZoom, 30) {
      let size = plane.shape(atZoom: zoom).size
      let point = PixelPoint(x: random.int(in: 0..<size.width), y: random.int(in: 0..<size.height))
      let prefix = try #require(plane.prefix(at: point, zoom: zoom))
      #expect(plane.root.contains(prefix))
      #expect(
        plane.rect(of: prefix, zoom: zoom)
          == PixelRect(x: point.x, y: point.y, width: 1, height: 1))
      #expect(plane.point(of: prefix.last, zoom: zoom) == point)
    }
  }
}

@Test func `a prefix smaller than a pixel gets its pixel and a larger one than the root the plane`()
{
  let plane = Plane(root: prefix("10.0.0.0/8"))
  let pixel = plane.rect(of: prefix("10.200.0.0/16"), zoom: 4)
  #expect(plane.rect(of: prefix("10.200.3.4/32"), zoom: 4) == pixel)
  #expect(
    plane.rect(of: prefix("0.0.0.0/0"), zoom: 2) == PixelRect(x: 0, y: 0, width: 4, height: 4))
  #expect(plane.rect(of: prefix("11.0.0.0/16"), zoom: 2) == nil)
  #expect(plane.point(of: prefix("11.0.0.0/16").base, zoom: 2) == nil)
}

@Test func `neighbours of squares are one square away on every side`() throws {
  let plane = Plane(root: prefix("10.0.0.0/8"))
  let corner = prefix("10.0.0.0/16")
  #expect(plane.neighbour(of: corner, dx: -1, dy: 0) == nil)
  #expect(plane.neighbour(of: corner, dx: 0, dy: -1) == nil)
  let right = try #require(plane.neighbour(of: corner, dx: 1, dy: 0))
  #expect(plane.rect(of: right, zoom: 4) == PixelRect(x: 1, y: 0, width: 1, height: 1))
  #expect(plane.neighbour(of: right, dx: -1, dy: 0) == corner)
  let below = try #require(plane.neighbour(of: corner, dx: 0, dy: 3))
  #expect(plane.rect(of: below, zoom: 4) == PixelRect(x: 0, y: 3, width: 1, height: 1))
}

@Test func `a step from an odd block lands on the block beyond its edge`() throws {
  let plane = Plane(root: prefix("10.0.0.0/8"))
  var random = SeededRandom(seed: 11)
  for _ in 0..<200 {
    let bits = UInt128(10) << 24 | UInt128(random.int(in: 0..<1 << 24))
    let block = IPPrefix(IPAddress(.v4, bits: bits), length: 8 + random.int(in: 1..<24))
    let rect = try #require(plane.rect(of: block, zoom: 12))
    for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
      guard let next = plane.neighbour(of: block, dx: dx, dy: dy) else { continue }
      let other = try #require(plane.rect(of: next, zoom: 12))
      #expect(next.length == block.length && next != block)
      #expect(other.union(rect).width <= rect.width + other.width)
      #expect(dx == 0 || other.x == rect.maxX || other.maxX == rect.x)
      #expect(dy == 0 || other.y == rect.maxY || other.maxY == rect.y)
    }
  }
}

@Test func `a transposed plane is the plane with columns and rows exchanged`() {
  var random = SeededRandom(seed: 39)
  for curve in allCurves {
    for root in ["10.0.0.0/8", "10.0.0.0/26", "fd00::/40"] {
      let plane = Plane(root: prefix(root), curve: curve)
      let other = Plane(root: prefix(root), curve: curve, isTransposed: true)
      #expect(other != plane && other.title == plane.title + ", transposed")
      for _ in 0..<60 {
        let zoom = random.int(in: 0..<plane.deepestZoom + 1)
        let sides = plane.shape(atZoom: zoom).size
        let point = PixelPoint(
          x: random.int(in: 0..<sides.width), y: random.int(in: 0..<sides.height))
        let pixel = plane.prefix(at: point, zoom: zoom)!
        #expect(other.prefix(at: point.transposed, zoom: zoom) == pixel)
        #expect(other.point(of: pixel.base, zoom: zoom) == point.transposed)
        let length = random.int(in: plane.root.length..<pixel.length + 1)
        let block = IPPrefix(pixel.base, length: length)
        #expect(other.rect(of: block, zoom: zoom) == plane.rect(of: block, zoom: zoom)?.transposed)
        #expect(
          other.neighbour(of: block, dx: 1, dy: -2) == plane.neighbour(of: block, dx: -2, dy: 1))
      }
    }
  }
}

extension PixelPoint {
  fileprivate var transposed: PixelPoint { PixelPoint(x: y, y: x) }
}

extension PixelRect {
  fileprivate var transposed: PixelRect { PixelRect(x: y, y: x, width: height, height: width) }
}
