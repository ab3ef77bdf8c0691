/// Six pixels a cell in two inks, nearly square, for terminals with the glyphs of Unicode 13.
///
///     U+1FB00..1FB3B      of a cell with more inks see `TwoInks`
struct Sextants: GlyphSet {
  var name: String { "sextants" }
  var summary: String { "sixth blocks, six pixels a cell in two colours" }
  var grain: CellGrain { CellGrain(pixelsPerColumn: 2, pixelsPerRow: 3) }
  var legibility: Legibility { .colorsOnly }
  var scalars: [Unicode.Scalar] { (1..<63).map(Self.scalar) }

  @inline(__always)
  func cell(of raster: PixelRaster, column: Int, row: Int) -> MapCell {
    let inks = TwoInks(count: 6) { raster.ink(x: 2 * column + $0 % 2, y: 3 * row + $0 / 2) }
    return inks.pattern == 0
      ? MapCell(inks.background)
      : MapCell(
        scalar: Self.scalar(inks.pattern), foreground: inks.foreground,
        background: inks.background)
  }

  /// The character for the pixels in front, a bit each, in reading order.
  ///
  /// The block leaves out what Unicode had already: nothing, both halves and the whole.
  private static func scalar(_ pattern: UInt32) -> Unicode.Scalar {
    switch pattern {
    case 0: " "
    case 0b010101: "\u{258C}"
    case 0b101010: "\u{2590}"
    case 63...: "\u{2588}"
    default:
      Unicode.Scalar(
        0x1FB00 + pattern - 1 - (pattern > 0b010101 ? 1 : 0) - (pattern > 0b101010 ? 1 : 0))
        ?? "\u{2588}"
    }
  }
}
