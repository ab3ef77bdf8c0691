/// A bar as high as the pixel is full, for screens without colours.
///
///     free ·   level 0..8  _ ▁ ▂ ▃ ▄ ▅ ▆ ▇ █
struct Bars: GlyphSet {
  var name: String { "bars" }
  var summary: String { "bars by height, two columns a pixel, no colours needed" }
  var grain: CellGrain { .twoCells }
  var legibility: Legibility { .everything }
  var scalars: [Unicode.Scalar] { Ink.allCases.map(Self.bar) }

  @inline(__always)
  func cell(of raster: PixelRaster, column: Int, row: Int) -> MapCell {
    let ink = raster.ink(x: column / 2, y: row)
    guard case .level(1...) = ink else { return MapCell(ink, scalar: Self.bar(for: ink)) }
    // A bar stands on what is committed, so that it shows in its own colour where there is one.
    return MapCell(scalar: Self.bar(for: ink), foreground: ink, background: .level(0))
  }

  private static func bar(for ink: Ink) -> Unicode.Scalar {
    switch ink {
    case .free: "\u{B7}"
    case .level(0): "_"
    case .level(let level): Unicode.Scalar(0x2580 + UInt32(min(level, 8))) ?? "\u{2588}"
    default: ASCIIRamp.letter(for: ink)
    }
  }
}
