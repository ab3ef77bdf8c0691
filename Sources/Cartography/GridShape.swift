/// The sides of a plane as powers of two: a square, or two squares side by side.
///
/// A curve eats address bits two at a time, one for each axis. A bit left over doubles the width:
///
///     even: order 2, 16 pixels     odd: order 2, 32 pixels
///     +----+                       +----+----+
///     |    |                       | 0  | 1  |     the leading bit chooses the square
///     |    |                       |    |    |
///     +----+                       +----+----+
public struct GridShape: Hashable, Sendable {
  /// Two-bit steps from the whole square to one pixel: a square is 2^order pixels a side.
  public let order: Int
  /// Whether two squares lie side by side instead of one alone.
  public let isDouble: Bool

  /// The largest order: a double plane of it is 2^61 pixels wide, which leaves `Int` room to add.
  public static let maxOrder = 60

  /// Describes a plane of squares that are 2^order pixels a side.
  public init(order: Int, isDouble: Bool = false) {
    precondition((0...Self.maxOrder).contains(order), "an order is 0...60")
    self.order = order
    self.isDouble = isDouble
  }

  /// Bits that name one pixel along the curve.
  public var indexBits: Int { 2 * order + (isDouble ? 1 : 0) }

  /// Bits that name a column.
  public var widthBits: Int { order + (isDouble ? 1 : 0) }

  /// Columns of pixels.
  public var width: Int { 1 << widthBits }

  /// Rows of pixels.
  public var height: Int { 1 << order }

  /// Both sides at once.
  public var size: PixelSize { PixelSize(width: width, height: height) }

  /// Pixels in all.
  public var count: UInt128 { 1 << UInt128(indexBits) }

  /// The same plane with pixels of twice the side.
  func coarser(by steps: Int) -> GridShape {
    GridShape(order: order - steps, isDouble: isDouble)
  }
}
