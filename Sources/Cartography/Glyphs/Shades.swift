/// Shades in pairs of columns that grow darker, for screens without colours and with few glyphs.
///
///     free (blank)   level 0..8  ··  ·░  ░░  ░▒  ▒▒  ▒▓  ▓▓  ▓█  ██
///
/// Four shades make nine steps where the two columns of a pixel differ by at most one of them. The
/// fonts of a Linux console have them all, which they have not of bars and half blocks.
struct Shades: GlyphSet {
  var name: String { "shades" }
  var summary: String { "shades by density, two columns a pixel, no colours needed" }
  var grain: CellGrain { .twoCells }
  var legibility: Legibility { .everything }
  var scalars: [Unicode.Scalar] {
    Self.steps + Ink.allCases.filter { !Ink.levels.contains($0) }.map(ASCIIRamp.letter)
  }

  private static let steps: [Unicode.Scalar] =
    ["\u{B7}", "\u{2591}", "\u{2592}", "\u{2593}", "\u{2588}"]

  @inline(__always)
  func cell(of raster: PixelRaster, column: Int, row: Int) -> MapCell {
    let ink = raster.ink(x: column / 2, y: row)
    guard case .level(let level) = ink else {
      return MapCell(ink, scalar: ASCIIRamp.letter(for: ink))
    }
    // A shade lies over what is committed, so that it shows in its own colour where there is one.
    return MapCell(
      scalar: Self.steps[(min(Int(level), Ink.topLevel) + column % 2) / 2], foreground: ink,
      background: .level(0))
  }
}
