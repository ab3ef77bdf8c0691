/// One pixel in two cells of bare background, for fonts that draw half blocks with seams.
struct Wide: GlyphSet {
  var name: String { "wide" }
  var summary: String { "coloured spaces, two columns a pixel" }
  var grain: CellGrain { .twoCells }
  var legibility: Legibility { .colorsOnly }
  var scalars: [Unicode.Scalar] { [] }

  @inline(__always)
  func cell(of raster: PixelRaster, column: Int, row: Int) -> MapCell {
    MapCell(raster.ink(x: column / 2, y: row))
  }
}
