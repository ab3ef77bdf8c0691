/// A rectangle of map cells: a raster of pixels as a glyph set shows it.
public struct CellRaster: Hashable, Sendable {
  /// Cells from left to right.
  public let columns: Int
  /// Cells from top to bottom.
  public let rows: Int
  /// Row by row, every cell.
  public let cells: [MapCell]

  /// Puts pixels into cells.
  ///
  /// A marked pixel takes its whole cell, for a letter has one background; of several marks in a
  /// cell the gravest stays. A pixel of several columns shows its mark in the first.
  public init(_ raster: PixelRaster, glyphs: any GlyphSet) {
    let grain = glyphs.grain
    columns = grain.columns(ofPixels: raster.width)
    rows = grain.rows(ofPixels: raster.height)
    cells = glyphs.cells(of: raster)
  }

  /// The cell at a position; a blank of `void` beyond the edges.
  public subscript(column: Int, row: Int) -> MapCell {
    guard column >= 0, row >= 0, column < columns, row < rows else { return MapCell(.void) }
    return cells[row * columns + column]
  }

  /// The characters alone, a line a row.
  public var text: String {
    var text = ""
    for row in 0..<rows {
      if row > 0 { text.append("\n") }
      for column in 0..<columns { text.unicodeScalars.append(self[column, row].scalar) }
    }
    return text
  }
}

/// The pixels of one cell.
struct CellPlace {
  private let left: Int
  private let top: Int
  private let width: Int
  private let height: Int
  /// Which of the columns of a pixel that has several.
  private let part: Int

  @inline(__always)
  init(grain: CellGrain, column: Int, row: Int) {
    width = grain.pixelsPerColumn
    height = grain.pixelsPerRow
    left = column / grain.columnsPerPixel * width
    top = row * height
    part = column % grain.columnsPerPixel
  }

  /// The letter of the gravest mark in the cell, on the ink of its pixel; nil where there is none.
  @inline(__always)
  func marked(in raster: PixelRaster) -> MapCell? {
    guard part == 0 else { return nil }
    var found: (mark: Mark, x: Int, y: Int)?
    for y in top..<(top + height) {
      for x in left..<(left + width) {
        guard let mark = raster.mark(x: x, y: y) else { continue }
        if let before = found, before.mark == mark || before.mark.isGraver(than: mark) { continue }
        found = (mark, x, y)
      }
    }
    guard let found else { return nil }
    return MapCell(
      raster.ink(x: found.x, y: found.y), scalar: found.mark.scalar, mark: found.mark)
  }
}

extension Mark {
  /// Whether this one stays where both are in a cell: the order in which marks are declared.
  func isGraver(than other: Mark) -> Bool {
    for mark in Mark.allCases {
      if mark == self { return true }
      if mark == other { return false }
    }
    return true
  }
}
