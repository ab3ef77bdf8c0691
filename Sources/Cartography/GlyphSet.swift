/// A way to put pixels into character cells.
///
/// A new set is a file in `Glyphs/` and a line in `AllGlyphSets.swift`. It says nothing of
/// colours: a theme paints the ink in front in the foreground and the other in the background.
public protocol GlyphSet: Sendable {
  /// The word that chooses the set in themes and options.
  var name: String { get }

  /// One sentence for a menu.
  var summary: String { get }

  /// How pixels sit in cells.
  var grain: CellGrain { get }

  /// What its pictures tell where there are no colours.
  var legibility: Legibility { get }

  /// Every character it may draw besides blanks and letters of marks.
  ///
  /// A terminal gets only sets of which it shows each one in one column.
  var scalars: [Unicode.Scalar] { get }

  /// One cell of a picture, its marks and hatches apart.
  func cell(of raster: PixelRaster, column: Int, row: Int) -> MapCell

  /// All cells of a picture, row by row.
  ///
  /// It has an implementation, and is a requirement so that a picture takes one dynamic call and
  /// not one for each of some ten thousand cells.
  func cells(of raster: PixelRaster) -> [MapCell]
}

/// What the pictures of a glyph set tell where there are no colours.
public enum Legibility: Hashable, Sendable {
  /// Nothing but letters.
  case colorsOnly
  /// What is somebody's from what is nobody's.
  case twoStates
  /// Every ink from every other.
  case everything
}

extension GlyphSet {
  /// Whether it stays within ASCII.
  public var isASCII: Bool { scalars.allSatisfy(\.isASCII) }

  /// Whether its pictures can be read without colours.
  public var readsWithoutColor: Bool { legibility != .colorsOnly }

  /// Two columns that are all of one ink, for a legend.
  public func sample(of ink: Ink) -> [MapCell] {
    let size = grain.pixels(columns: 2, rows: 1)
    return cells(of: PixelRaster(width: size.width, height: size.height, ink: ink))
  }

  /// The character of a pixel of one ink, the first if it has several.
  public func scalar(for ink: Ink) -> Unicode.Scalar {
    sample(of: ink).first?.scalar ?? " "
  }

  /// All cells of a picture.
  public func cells(of raster: PixelRaster) -> [MapCell] {
    let columns = grain.columns(ofPixels: raster.width)
    let rows = grain.rows(ofPixels: raster.height)
    return [MapCell](unsafeUninitializedCapacity: columns * rows) { buffer, count in
      for row in 0..<rows {
        for column in 0..<columns {
          let place = CellPlace(grain: grain, column: column, row: row)
          let cell =
            place.marked(in: raster) ?? cell(of: raster, column: column, row: row)
          buffer.initializeElement(at: count, to: cell)
          count += 1
        }
      }
    }
  }
}
