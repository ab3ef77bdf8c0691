import Addressing
import Testing

@testable import Cartography

@Test func `the pixels of an aligned run are those of its places, in order`() {
  for curve in allCurves {
    for order in 0...6 {
      for isDouble in [false, true] {
        let shape = GridShape(order: order, isDouble: isDouble)
        for bits in 0...min(9, shape.indexBits) {
          for start in stride(from: 0, to: 1 << shape.indexBits, by: 1 << bits) {
            var met: [PixelPoint] = []
            curve.forEachPoint(inBlockAt: UInt128(start), bits: bits, in: shape) { place, point in
              if place == met.count { met.append(point) }
            }
            let wanted = (start..<start + 1 << bits).map {
              curve.point(at: UInt128($0), in: shape)
            }
            guard met != wanted else { continue }
            Issue.record("\(curve.name) order \(order) bits \(bits) from \(start)")
            return
          }
        }
      }
    }
  }
}
