/// Two square pixels a cell, an exact colour for each: the densest picture without compromise.
struct HalfBlocks: GlyphSet {
  var name: String { "half" }
  var summary: String { "upper half blocks, two pixels a cell" }
  var grain: CellGrain { .halfCell }
  var isASCII: Bool { false }
  var readsWithoutColor: Bool { false }

  func scalar(upper: Ink, lower: Ink) -> Unicode.Scalar {
    // A space has no glyph, so no font can leave a seam where both pixels are the same.
    upper == lower ? " " : "\u{2580}"
  }
}
