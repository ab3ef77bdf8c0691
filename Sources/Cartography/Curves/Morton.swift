/// The Z-order curve: address bits dealt to y and x in turn, so a block always starts at top left.
struct Morton: SpaceFillingCurve {
  var name: String { "morton" }
  var title: String { "Morton" }
  var summary: String { "every block starts at its top left; jumps between blocks" }
  var isContinuous: Bool { false }
  var isHierarchical: Bool { true }

  func point(at index: UInt128, in shape: GridShape) -> PixelPoint {
    precondition(index < shape.count, "the index lies beyond the plane")
    var x = shape.isDouble ? Int(index >> UInt128(2 * shape.order)) : 0
    var y = 0
    for level in stride(from: shape.order - 1, through: 0, by: -1) {
      let digit = Int(truncatingIfNeeded: index >> UInt128(2 * level)) & 3
      x = x << 1 | digit & 1
      y = y << 1 | digit >> 1
    }
    return PixelPoint(x: x, y: y)
  }

  func index(of point: PixelPoint, in shape: GridShape) -> UInt128 {
    precondition(
      point.x >= 0 && point.y >= 0 && point.x < shape.width && point.y < shape.height,
      "the point lies beyond the plane")
    var index = UInt128(point.x >> shape.order)
    for level in stride(from: shape.order - 1, through: 0, by: -1) {
      index = index << 2 | UInt128((point.y >> level & 1) << 1 | point.x >> level & 1)
    }
    return index
  }
}
