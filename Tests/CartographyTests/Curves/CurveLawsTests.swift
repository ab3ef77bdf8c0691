import TestSupport
import Testing

@testable import Cartography

/// A curve by name, so that a failing case says which.
struct NamedCurve: CustomTestStringConvertible, Sendable {
  let curve: any SpaceFillingCurve
  var testDescription: String { curve.name }
  static let all = allCurves.map { NamedCurve(curve: $0) }
}

private let shapes = (0...5).flatMap { order in
  [GridShape(order: order), GridShape(order: order, isDouble: true)]
}

private func distance(_ a: PixelPoint, _ b: PixelPoint) -> Int {
  abs(a.x - b.x) + abs(a.y - b.y)
}

@Test(arguments: NamedCurve.all)
func `every index has one pixel and every pixel one index`(_ named: NamedCurve) {
  for shape in shapes {
    var seen: Set<PixelPoint> = []
    for index in 0..<shape.count {
      let point = named.curve.point(at: index, in: shape)
      #expect(named.curve.index(of: point, in: shape) == index)
      #expect((0..<shape.width).contains(point.x) && (0..<shape.height).contains(point.y))
      seen.insert(point)
    }
    #expect(seen.count == shape.width * shape.height)
  }
}

@Test(arguments: NamedCurve.all)
func `a curve is continuous exactly when it says so`(_ named: NamedCurve) {
  for shape in shapes where shape.order >= 2 {
    let steps = (1..<shape.count).map { index in
      distance(
        named.curve.point(at: index - 1, in: shape), named.curve.point(at: index, in: shape))
    }
    #expect(steps.allSatisfy { $0 == 1 } == named.curve.isContinuous)
  }
}

@Test(arguments: NamedCurve.all)
func `a pixel stays inside the pixel it came from exactly when the curve says so`(
  _ named: NamedCurve
) {
  for shape in shapes where shape.order >= 2 {
    let coarse = shape.coarser(by: 1)
    let stays = (0..<shape.count).allSatisfy { index in
      let fine = named.curve.point(at: index, in: shape)
      let parent = named.curve.point(at: index >> 2, in: coarse)
      return fine.x >> 1 == parent.x && fine.y >> 1 == parent.y
    }
    #expect(stays == named.curve.isHierarchical)
  }
}

@Test(arguments: NamedCurve.all)
func `the bounds of a block are those of its pixels`(_ named: NamedCurve) {
  for shape in shapes where shape.order <= 4 {
    for bits in 0...shape.indexBits {
      for start in stride(from: 0, to: shape.count, by: 1 << bits) {
        let points = (start..<start + (1 << UInt128(bits))).map {
          named.curve.point(at: $0, in: shape)
        }
        let xs = points.map(\.x)
        let ys = points.map(\.y)
        let slow = PixelRect(
          x: xs.min()!, y: ys.min()!, width: xs.max()! - xs.min()! + 1,
          height: ys.max()! - ys.min()! + 1)
        #expect(named.curve.bounds(ofBlockAt: start, bits: bits, in: shape) == slow)
      }
    }
  }
}

@Test(arguments: NamedCurve.all.filter(\.curve.isHierarchical))
func `aligned blocks of even bits are squares and of odd bits twice as long as wide`(
  _ named: NamedCurve
) {
  for shape in shapes {
    for bits in 0...shape.indexBits {
      for start in stride(from: 0, to: shape.count, by: 1 << bits) {
        let rect = named.curve.bounds(ofBlockAt: start, bits: bits, in: shape)
        #expect(rect.width * rect.height == 1 << bits)
        let (short, long) = (min(rect.width, rect.height), max(rect.width, rect.height))
        #expect(long == (bits % 2 == 0 ? short : 2 * short))
      }
    }
  }
}

@Test(arguments: NamedCurve.all)
func `planes of 120 bits and more lose no bit`(_ named: NamedCurve) {
  var random = SeededRandom(seed: 60)
  for shape in [GridShape(order: 60), GridShape(order: 60, isDouble: true), GridShape(order: 59)] {
    let ends = [0, shape.count - 1]
    let drawn = (0..<200).map { _ in
      (UInt128(random.next()) << 64 | UInt128(random.next())) % shape.count
    }
    for index in ends + drawn {
      let point = named.curve.point(at: index, in: shape)
      #expect(named.curve.index(of: point, in: shape) == index)
      #expect((0..<shape.width).contains(point.x) && (0..<shape.height).contains(point.y))
    }
  }
}

@Test func `every curve is found by its name and no two share one`() {
  #expect(Set(allCurves.map(\.name)).count == allCurves.count)
  for curve in allCurves {
    #expect(Cartography.curve(named: curve.name)?.title == curve.title)
    #expect(!curve.summary.isEmpty)
  }
  #expect(curve(named: "peano") == nil)
}
