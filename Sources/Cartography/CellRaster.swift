/// One character of a map, without colours.
public struct MapCell: Hashable, Sendable {
  /// The character to show: a glyph of the set, or the letter of the mark.
  public let scalar: Unicode.Scalar
  /// The ink of the upper pixel, which a half block paints in the foreground.
  public let upper: Ink
  /// The ink of the lower pixel, or of the only one, which the background shows.
  public let lower: Ink
  /// The mark whose letter the cell shows, if it does.
  public let mark: Mark?

  /// Describes a cell.
  public init(scalar: Unicode.Scalar, upper: Ink, lower: Ink, mark: Mark? = nil) {
    self.scalar = scalar
    self.upper = upper
    self.lower = lower
    self.mark = mark
  }
}

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
  /// A marked pixel takes its whole cell, for a letter has one background; of two marks in a cell
  /// the graver stays. A pixel of several columns shows its mark in the first.
  public init(_ raster: PixelRaster, glyphs: any GlyphSet) {
    let grain = glyphs.grain
    columns = raster.width * grain.columnsPerPixel
    rows = (raster.height + grain.pixelsPerRow - 1) / grain.pixelsPerRow
    var cells: [MapCell] = []
    cells.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for x in 0..<raster.width {
        let plain = Self.cell(of: raster, x: x, row: row, glyphs: glyphs)
        cells.append(Self.marked(plain, of: raster, x: x, row: row, grain: grain))
        for _ in 1..<max(1, grain.columnsPerPixel) { cells.append(plain) }
      }
    }
    self.cells = cells
  }

  /// The cell at a position; a blank of `void` beyond the edges.
  public subscript(column: Int, row: Int) -> MapCell {
    guard column >= 0, row >= 0, column < columns, row < rows else {
      return MapCell(scalar: " ", upper: .void, lower: .void)
    }
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

  private static func cell(
    of raster: PixelRaster, x: Int, row: Int, glyphs: any GlyphSet
  ) -> MapCell {
    let top = row * glyphs.grain.pixelsPerRow
    let upper = raster.ink(x: x, y: top)
    let lower = raster.ink(x: x, y: top + glyphs.grain.pixelsPerRow - 1)
    return MapCell(scalar: glyphs.scalar(upper: upper, lower: lower), upper: upper, lower: lower)
  }

  private static func marked(
    _ plain: MapCell, of raster: PixelRaster, x: Int, row: Int, grain: CellGrain
  ) -> MapCell {
    let top = row * grain.pixelsPerRow
    let bottom = top + grain.pixelsPerRow - 1
    let upper = raster.mark(x: x, y: top)
    let lower = raster.mark(x: x, y: bottom)
    for mark in Mark.allCases where mark == upper || mark == lower {
      let ink = raster.ink(x: x, y: mark == upper ? top : bottom)
      return MapCell(scalar: mark.scalar, upper: ink, lower: ink, mark: mark)
    }
    return plain
  }
}
