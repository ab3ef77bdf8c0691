/// Rows like lines of text: the order everyone can read, at the price of blocks torn into strips.
struct RowMajor: SpaceFillingCurve {
  var name: String { "rows" }
  var title: String { "row by row" }
  var summary: String { "left to right, then the next row; blocks are strips" }
  var isContinuous: Bool { false }
  var isHierarchical: Bool { false }

  func point(at index: UInt128, in shape: GridShape) -> PixelPoint {
    precondition(index < shape.count, "the index lies beyond the plane")
    return PixelPoint(
      x: Int(truncatingIfNeeded: index) & (shape.width - 1),
      y: Int(index >> UInt128(shape.widthBits)))
  }

  func index(of point: PixelPoint, in shape: GridShape) -> UInt128 {
    precondition(
      point.x >= 0 && point.y >= 0 && point.x < shape.width && point.y < shape.height,
      "the point lies beyond the plane")
    return UInt128(point.y) << UInt128(shape.widthBits) | UInt128(point.x)
  }

  func bounds(ofBlockAt index: UInt128, bits: Int, in shape: GridShape) -> PixelRect {
    let first = point(at: index, in: shape)
    if bits < shape.widthBits {
      return PixelRect(x: first.x, y: first.y, width: 1 << bits, height: 1)
    }
    return PixelRect(
      x: 0, y: first.y, width: shape.width, height: 1 << (bits - shape.widthBits))
  }
}
