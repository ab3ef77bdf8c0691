/// Letters that grow darker, for terminals that have nothing else.
///
///     free (blank)   level 0..8  . : - = + * # % @   outside /   states by letter
struct ASCIIRamp: GlyphSet {
  var name: String { "ascii" }
  var summary: String { "plain letters, two columns a pixel, no colours needed" }
  var grain: CellGrain { .twoCells }
  var legibility: Legibility { .everything }
  var scalars: [Unicode.Scalar] { Ink.allCases.map(Self.letter) }

  private static let levels: [Unicode.Scalar] = [".", ":", "-", "=", "+", "*", "#", "%", "@"]

  @inline(__always)
  func cell(of raster: PixelRaster, column: Int, row: Int) -> MapCell {
    let ink = raster.ink(x: column / 2, y: row)
    return MapCell(ink, scalar: Self.letter(for: ink))
  }

  /// The letter of an ink, which other sets use for what they have no picture of.
  static func letter(for ink: Ink) -> Unicode.Scalar {
    switch ink {
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
    case .category(let category): Ink.letter(ofCategory: category)
    }
  }
}
