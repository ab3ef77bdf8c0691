/// How many pixels a character cell holds, or cells a pixel takes.
///
/// A cell is about twice as tall as wide, so pixels are square where a cell holds twice as many
/// above each other as side by side:
///
///     half blocks   wide         quadrants   sextants    braille
///     +---+         +---+---+    +---+---+   +---+---+   +---+---+
///     | 0 |         |       |    | 0 | 1 |   | 0 | 1 |   | 0 | 1 |
///     |---|         |   0   |    |---|---|   | 2 | 3 |   | 2 | 3 |
///     | 1 |         |       |    | 2 | 3 |   | 4 | 5 |   | 4 | 5 |
///     +---+         +---+---+    +---+---+   +---+---+   | 6 | 7 |
///     one column    two columns  one column  one column  +---+---+
public struct CellGrain: Hashable, Sendable {
  /// Cells side by side that one pixel fills.
  public let columnsPerPixel: Int
  /// Pixels side by side in one cell.
  public let pixelsPerColumn: Int
  /// Pixels above each other in one cell.
  public let pixelsPerRow: Int

  /// Two pixels above each other in every cell.
  public static let halfCell = CellGrain(pixelsPerRow: 2)

  /// One pixel across two cells.
  public static let twoCells = CellGrain(columnsPerPixel: 2)

  /// Describes a grain; a pixel is wider than a cell, or narrower, or as wide.
  public init(columnsPerPixel: Int = 1, pixelsPerColumn: Int = 1, pixelsPerRow: Int = 1) {
    precondition(
      columnsPerPixel >= 1 && pixelsPerColumn >= 1 && pixelsPerRow >= 1, "a grain counts from one")
    precondition(
      columnsPerPixel == 1 || pixelsPerColumn == 1, "a pixel fills several cells or shares one")
    self.columnsPerPixel = columnsPerPixel
    self.pixelsPerColumn = pixelsPerColumn
    self.pixelsPerRow = pixelsPerRow
  }

  /// Whether a pixel is as high as wide on cells twice as high as wide.
  public var isSquare: Bool { columnsPerPixel * pixelsPerRow == 2 * pixelsPerColumn }

  /// The pixels that so many cells show.
  public func pixels(columns: Int, rows: Int) -> PixelSize {
    PixelSize(
      width: max(0, columns) / columnsPerPixel * pixelsPerColumn,
      height: max(0, rows) * pixelsPerRow)
  }

  /// The columns of cells that so many pixels side by side take, the last one perhaps in part.
  public func columns(ofPixels width: Int) -> Int {
    (max(0, width) + pixelsPerColumn - 1) / pixelsPerColumn * columnsPerPixel
  }

  /// The rows of cells that so many pixels above each other take, the last one perhaps in part.
  public func rows(ofPixels height: Int) -> Int {
    (max(0, height) + pixelsPerRow - 1) / pixelsPerRow
  }

  /// The pixel at the top left of a cell, counted from the same corner.
  public func pixel(atColumn column: Int, row: Int) -> PixelPoint {
    PixelPoint(x: floorDivide(column, columnsPerPixel) * pixelsPerColumn, y: row * pixelsPerRow)
  }

  /// The cells that a rectangle of pixels touches, counted from the same corner.
  public func cells(of rect: PixelRect) -> PixelRect {
    let left = floorDivide(rect.x, pixelsPerColumn) * columnsPerPixel
    let right = floorDivide(rect.maxX + pixelsPerColumn - 1, pixelsPerColumn) * columnsPerPixel
    let top = floorDivide(rect.y, pixelsPerRow)
    let bottom = floorDivide(rect.maxY + pixelsPerRow - 1, pixelsPerRow)
    return PixelRect(x: left, y: top, width: right - left, height: bottom - top)
  }
}
