/// Four pixels a cell in two inks, for layers of two states; a pixel is twice as high as wide.
///
///     ▘ ▝ ▀ ▖ ▌ ▞ ▛ ▗ ▚ ▐ ▜ ▄ ▙ ▟     of a cell with more inks see `TwoInks`
struct Quadrants: GlyphSet {
  var name: String { "quadrants" }
  var summary: String { "quarter blocks, four tall pixels a cell in two colours" }
  var grain: CellGrain { CellGrain(pixelsPerColumn: 2, pixelsPerRow: 2) }
  var legibility: Legibility { .colorsOnly }
  var scalars: [Unicode.Scalar] { Array(Self.patterns[1..<15]) }

  /// By the pixels in front: upper left 1, upper right 2, lower left 4, lower right 8.
  private static let patterns: [Unicode.Scalar] = [
    " ", "\u{2598}", "\u{259D}", "\u{2580}", "\u{2596}", "\u{258C}", "\u{259E}", "\u{259B}",
    "\u{2597}", "\u{259A}", "\u{2590}", "\u{259C}", "\u{2584}", "\u{2599}", "\u{259F}",
    "\u{2588}",
  ]

  @inline(__always)
  func cell(of raster: PixelRaster, column: Int, row: Int) -> MapCell {
    let inks = TwoInks(count: 4) { raster.ink(x: 2 * column + $0 % 2, y: 2 * row + $0 / 2) }
    return inks.pattern == 0
      ? MapCell(inks.background)
      : MapCell(
        scalar: Self.patterns[Int(inks.pattern)], foreground: inks.foreground,
        background: inks.background)
  }
}
