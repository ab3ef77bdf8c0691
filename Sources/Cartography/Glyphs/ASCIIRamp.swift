/// Letters that grow darker, for terminals that have nothing else.
///
///     free (blank)   level 0..8  . : - = + * # % @   outside /   states by letter
struct ASCIIRamp: GlyphSet {
  var name: String { "ascii" }
  var summary: String { "plain letters, two columns a pixel, no colours needed" }
  var grain: CellGrain { .twoCells }
  var isASCII: Bool { true }
  var readsWithoutColor: Bool { true }

  private static let levels: [Unicode.Scalar] = [".", ":", "-", "=", "+", "*", "#", "%", "@"]

  func scalar(upper: Ink, lower: Ink) -> Unicode.Scalar {
    switch upper {
    case .void, .free: " "
    case .outside: "/"
    case .level(let level): Self.levels[min(Int(level), Ink.topLevel)]
    case .reserved: "R"
    case .full: "F"
    case .contested: "C"
    case .claimed: "X"
    case .failed: "!"
    case .onlyFirst: "<"
    case .onlySecond: ">"
    case .both: "&"
    case .mixed: "~"
    }
  }
}
