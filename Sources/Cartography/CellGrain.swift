/// How many pixels a character cell holds, or cells a pixel takes.
///
/// A cell is about twice as tall as wide, so square pixels come two above each other in a cell or
/// one across two cells:
///
///     half blocks, 1 x 2     wide, 2 columns a pixel
///     +---+                  +---+---+
///     | 0 |                  |       |
///     |---|                  |   0   |
///     | 1 |                  |       |
///     +---+                  +---+---+
public struct CellGrain: Hashable, Sendable {
  /// Cells side by side that one pixel fills.
  public let columnsPerPixel: Int
  /// Pixels above each other in one cell.
  public let pixelsPerRow: Int

  /// Two pixels above each other in every cell.
  public static let halfCell = CellGrain(columnsPerPixel: 1, pixelsPerRow: 2)

  /// One pixel across two cells.
  public static let twoCells = CellGrain(columnsPerPixel: 2, pixelsPerRow: 1)

  /// Describes a grain; both counts are at least one.
  public init(columnsPerPixel: Int, pixelsPerRow: Int) {
    precondition(columnsPerPixel >= 1 && pixelsPerRow >= 1, "a grain counts from one")
    self.columnsPerPixel = columnsPerPixel
    self.pixelsPerRow = pixelsPerRow
  }

  /// The pixels that so many cells show.
  public func pixels(columns: Int, rows: Int) -> PixelSize {
    PixelSize(width: max(0, columns) / columnsPerPixel, height: max(0, rows) * pixelsPerRow)
  }
}
