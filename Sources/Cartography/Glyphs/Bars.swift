/// A bar as high as the pixel is full, for screens without colours.
///
///     free ·   level 0..8  _ ▁ ▂ ▃ ▄ ▅ ▆ ▇ █
struct Bars: GlyphSet {
  var name: String { "bars" }
  var summary: String { "bars by height, two columns a pixel, no colours needed" }
  var grain: CellGrain { .twoCells }
  var isASCII: Bool { false }
  var readsWithoutColor: Bool { true }

  func scalar(upper: Ink, lower: Ink) -> Unicode.Scalar {
    switch upper {
    case .free: "\u{B7}"
    case .level(0): "_"
    case .level(let level): Unicode.Scalar(0x2580 + UInt32(min(level, 8))) ?? "\u{2588}"
    case .void, .outside, .reserved, .full, .contested, .claimed, .failed, .onlyFirst,
      .onlySecond, .both, .mixed:
      ASCIIRamp().scalar(upper: upper, lower: upper)
    }
  }
}
