/// A way to lay a line of addresses into a plane, so that every pixel is one stretch of the line.
///
/// A new curve is a file in `Curves/` and a line in `AllCurves.swift`; the laws in the tests then
/// hold it to what it claims here.
public protocol SpaceFillingCurve: Sendable {
  /// The word that chooses the curve in commands and views.
  var name: String { get }

  /// The name as the frame of the map shows it.
  var title: String { get }

  /// One sentence for a menu.
  var summary: String { get }

  /// Whether neighbours on the line are always neighbours in the plane.
  var isContinuous: Bool { get }

  /// Whether a pixel becomes exactly the square of four pixels that covers it, one zoom step on.
  ///
  /// The picture then keeps its shape between zooms, and every aligned block is a square or a
  /// 2:1 rectangle.
  var isHierarchical: Bool { get }

  /// The pixel at `index` along the line.
  func point(at index: UInt128, in shape: GridShape) -> PixelPoint

  /// The place along the line of the pixel at `point`.
  func index(of point: PixelPoint, in shape: GridShape) -> UInt128

  /// Calls `body` with the pixels of the aligned run of 2^bits that starts at `index`, in order and
  /// numbered from 0.
  func forEachPoint(
    inBlockAt index: UInt128, bits: Int, in shape: GridShape, _ body: (Int, PixelPoint) -> Void)

  /// The smallest rectangle around the aligned run of 2^bits pixels that starts at `index`.
  func bounds(ofBlockAt index: UInt128, bits: Int, in shape: GridShape) -> PixelRect
}

extension SpaceFillingCurve {
  /// One question for each pixel.
  public func forEachPoint(
    inBlockAt index: UInt128, bits: Int, in shape: GridShape, _ body: (Int, PixelPoint) -> Void
  ) {
    for offset in 0..<1 << bits { body(offset, point(at: index + UInt128(offset), in: shape)) }
  }

  /// The rectangle of an aligned block for a hierarchical curve.
  ///
  /// An even number of bits is one pixel of a coarser plane. An odd number is two such pixels in
  /// a row along the line, which share an edge:
  ///
  ///     +---+      +---+---+      +---+---+
  ///     | 0 |      | 0 | 1 |      | 0 |
  ///     +---+      +---+---+      +---+
  ///      2k           2k+1        | 1 |   2k+1, where the curve turns
  public func bounds(ofBlockAt index: UInt128, bits: Int, in shape: GridShape) -> PixelRect {
    if bits > 2 * shape.order {
      return PixelRect(x: 0, y: 0, width: shape.width, height: shape.height)
    }
    let steps = bits / 2
    let coarse = shape.coarser(by: steps)
    let square = index >> UInt128(2 * steps)
    let first = rect(of: point(at: square, in: coarse), scaledBy: steps)
    if bits % 2 == 0 { return first }
    return first.union(rect(of: point(at: square + 1, in: coarse), scaledBy: steps))
  }

  private func rect(of point: PixelPoint, scaledBy steps: Int) -> PixelRect {
    PixelRect(x: point.x << steps, y: point.y << steps, width: 1 << steps, height: 1 << steps)
  }
}
