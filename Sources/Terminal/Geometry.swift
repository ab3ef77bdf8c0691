/// How many columns and rows something has.
public struct Size: Hashable, Sendable, CustomStringConvertible {
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int

  /// A size whose negative sides count as zero.
  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// `80x24`, the way terminals are usually measured.
  public var description: String { "\(width)x\(height)" }

  /// Whether nothing fits in.
  public var isEmpty: Bool { width == 0 || height == 0 }
}

/// A place in a frame; x grows to the right and y downward, both from zero.
public struct Point: Hashable, Sendable, CustomStringConvertible {
  /// Columns from the left edge.
  public var x: Int
  /// Rows from the top.
  public var y: Int

  /// A place that may lie outside any frame: drawing clips.
  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }

  /// The upper left corner.
  public static let zero = Point(x: 0, y: 0)

  /// `12,3`: x, then y.
  public var description: String { "\(x),\(y)" }
}

/// A rectangle of cells; an empty one keeps its place.
public struct Rect: Hashable, Sendable, CustomStringConvertible {
  /// The first column.
  public var x: Int
  /// The first row.
  public var y: Int
  /// How many columns.
  public private(set) var width: Int
  /// How many rows.
  public private(set) var height: Int

  /// A rectangle whose negative sides count as zero.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The rectangle of a whole frame of this size.
  public init(_ size: Size) {
    self.init(x: 0, y: 0, width: size.width, height: size.height)
  }

  /// The upper left corner.
  public var origin: Point { Point(x: x, y: y) }
  /// What is left when the place is forgotten.
  public var size: Size { Size(width: width, height: height) }
  /// Every x inside.
  public var columns: Range<Int> { x..<(x + width) }
  /// Every y inside.
  public var rows: Range<Int> { y..<(y + height) }
  /// Whether no cell lies inside.
  public var isEmpty: Bool { width == 0 || height == 0 }

  /// `30x4+2+1`: size, then place.
  public var description: String { "\(width)x\(height)+\(x)+\(y)" }

  /// Whether the cell at a place lies inside.
  public func contains(_ point: Point) -> Bool {
    columns.contains(point.x) && rows.contains(point.y)
  }

  /// What both rectangles share; empty if they do not meet.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    let right = min(columns.upperBound, other.columns.upperBound)
    let bottom = min(rows.upperBound, other.rows.upperBound)
    return Rect(x: left, y: top, width: right - left, height: bottom - top)
  }
}
