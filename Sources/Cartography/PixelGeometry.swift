/// A position in whole pixels, x to the right and y down.
public struct PixelPoint: Hashable, Sendable {
  /// Columns of pixels to the right of the origin.
  public var x: Int
  /// Rows of pixels below the origin.
  public var y: Int

  /// Names the pixel at `x`, `y`.
  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// An extent in whole pixels.
public struct PixelSize: Hashable, Sendable {
  /// Pixels from left to right.
  public var width: Int
  /// Pixels from top to bottom.
  public var height: Int

  /// Names an extent of `width` by `height` pixels; neither may be negative.
  public init(width: Int, height: Int) {
    precondition(width >= 0 && height >= 0, "a size cannot be negative")
    self.width = width
    self.height = height
  }
}

/// A rectangle of whole pixels; it holds its left and top edges and not its right and bottom ones.
public struct PixelRect: Hashable, Sendable {
  /// The leftmost column.
  public var x: Int
  /// The topmost row.
  public var y: Int
  /// Columns covered.
  public var width: Int
  /// Rows covered.
  public var height: Int

  /// Names the rectangle whose top-left pixel is `x`, `y`.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The column just right of the rectangle.
  public var maxX: Int { x + width }

  /// The row just below the rectangle.
  public var maxY: Int { y + height }

  /// Whether it covers no pixel.
  public var isEmpty: Bool { width <= 0 || height <= 0 }

  /// The pixel in the middle, the upper left one of four when the sides are even.
  public var center: PixelPoint {
    PixelPoint(x: x + (width - 1) / 2, y: y + (height - 1) / 2)
  }

  /// Whether the pixel lies inside.
  public func contains(_ point: PixelPoint) -> Bool {
    point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
  }

  /// The same rectangle seen from an origin moved by `dx`, `dy`.
  public func offset(dx: Int, dy: Int) -> PixelRect {
    PixelRect(x: x + dx, y: y + dy, width: width, height: height)
  }

  /// What both rectangles cover; empty when they do not meet.
  public func intersection(_ other: PixelRect) -> PixelRect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return PixelRect(
      x: left, y: top, width: max(0, min(maxX, other.maxX) - left),
      height: max(0, min(maxY, other.maxY) - top))
  }

  /// The smallest rectangle that covers both.
  public func union(_ other: PixelRect) -> PixelRect {
    let left = min(x, other.x)
    let top = min(y, other.y)
    return PixelRect(
      x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }
}
