/// One pixel in two cells of bare background, for fonts that draw half blocks with seams.
struct Wide: GlyphSet {
  var name: String { "wide" }
  var summary: String { "coloured spaces, two columns a pixel" }
  var grain: CellGrain { .twoCells }
  var isASCII: Bool { true }
  var readsWithoutColor: Bool { false }

  func scalar(upper: Ink, lower: Ink) -> Unicode.Scalar { " " }
}
