/// Two square pixels a cell, an exact colour for each: the densest picture without compromise.
struct HalfBlocks: GlyphSet {
  var name: String { "half" }
  var summary: String { "upper half blocks, two pixels a cell" }
  var grain: CellGrain { .halfCell }
  var legibility: Legibility { .colorsOnly }
  var scalars: [Unicode.Scalar] { ["\u{2580}"] }

  @inline(__always)
  func cell(of raster: PixelRaster, column: Int, row: Int) -> MapCell {
    let upper = raster.ink(x: column, y: 2 * row)
    let lower = raster.ink(x: column, y: 2 * row + 1)
    // A space has no glyph, so no font can leave a seam where both pixels are the same.
    return upper == lower
      ? MapCell(lower) : MapCell(scalar: "\u{2580}", foreground: upper, background: lower)
  }
}
