/// Rows ploughed to and fro: as readable as text, and no jump at the end of a row.
struct Serpentine: SpaceFillingCurve {
  var name: String { "snake" }
  var title: String { "snake" }
  var summary: String { "rows that turn back at their end; never jumps, blocks are strips" }
  var isContinuous: Bool { true }
  var isHierarchical: Bool { false }

  func point(at index: UInt128, in shape: GridShape) -> PixelPoint {
    var point = RowMajor().point(at: index, in: shape)
    if point.y % 2 == 1 { point.x = shape.width - 1 - point.x }
    return point
  }

  func index(of point: PixelPoint, in shape: GridShape) -> UInt128 {
    var straight = point
    if point.y % 2 == 1 { straight.x = shape.width - 1 - point.x }
    return RowMajor().index(of: straight, in: shape)
  }

  func bounds(ofBlockAt index: UInt128, bits: Int, in shape: GridShape) -> PixelRect {
    var rect = RowMajor().bounds(ofBlockAt: index, bits: bits, in: shape)
    if rect.y % 2 == 1, rect.height == 1 { rect.x = shape.width - rect.maxX }
    return rect
  }
}
