import Cartography

/// What the characters of a map without colours mean: those only that occur in it.
struct MapLegend {
  let lines: [String]

  init(of cells: CellRaster, glyphs: any GlyphSet, width: Int) {
    var inks: Set<Ink> = []
    var marks: Set<Mark> = []
    for cell in cells.cells {
      if let mark = cell.mark {
        marks.insert(mark)
      } else {
        inks.insert(cell.foreground)
      }
    }
    let letters = Mark.allCases.filter(marks.contains).compactMap { mark in
      Self.meaning(of: mark).map { "\(mark.rawValue) \($0)" }
    }
    guard glyphs.legibility == .everything else {
      lines = Self.wrapped(Self.states + letters, width: width)
      return
    }
    var entries: [String] = []
    for ink in Ink.states where inks.contains(ink) {
      let scalar = glyphs.scalar(for: ink)
      // A mark that is the same letter explains itself below.
      guard let meaning = Self.meaning(of: ink), !marks.contains(where: { $0.scalar == scalar })
      else { continue }
      entries.append("\(Self.shown(scalar)) \(meaning)")
    }
    if inks.contains(.level(0)) {
      entries.append("\(Self.pair(of: .level(0), glyphs)) committed, unused")
    }
    if Ink.levels.dropFirst().contains(where: inks.contains) {
      let ramp = Ink.levels.dropFirst().map { Self.pair(of: $0, glyphs) }
      entries.append("\(ramp.joined(separator: " ")) filling up to all used")
    }
    lines = Self.wrapped(entries + letters, width: width)
  }

  /// The legend of a layer.
  init(_ items: [LegendItem], glyphs: any GlyphSet, width: Int) {
    let entries = items.map { item in
      switch item {
      case .swatch(let pixel, let words):
        pixel.mark.map { "\($0.rawValue) \(words)" }
          ?? "\(Self.pair(of: pixel.hatch ?? pixel.ink, glyphs)) \(words)"
      case .ramp(let low, let inks, let high):
        "\(low) \(inks.map { Self.pair(of: $0, glyphs) }.joined(separator: " ")) \(high)"
      case .text(let words): words
      }
    }
    lines = Self.wrapped(entries, width: width)
  }

  /// What dots tell.
  private static let states = ["dots: committed, claimed or reserved", "blank: nobody's"]

  /// An ink as the map shows it: one character, or two where they differ.
  private static func pair(of ink: Ink, _ glyphs: any GlyphSet) -> String {
    let scalars = glyphs.sample(of: ink).map(\.scalar)
    guard let first = scalars.first, scalars.contains(where: { $0 != first }) else {
      return shown(scalars.first ?? " ")
    }
    return scalars.map { String($0) }.joined()
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    scalar == " " ? "blank" : String(scalar)
  }

  private static func meaning(of ink: Ink) -> String? {
    switch ink {
    case .outside: "outside the pools"
    case .free: "free"
    case .reserved: "no pod may have it"
    case .full: "a full block"
    case .contested: "more than one holder"
    case .claimed: "claimed by others"
    case .failed: "refused here"
    case .onlyFirst, .onlySecond, .both, .mixed, .void, .level, .category: nil
    }
  }

  private static func meaning(of mark: Mark) -> String? {
    switch mark {
    case .failed: "refused here"
    case .contested: "more than one holder"
    case .reserved: "no pod may have it"
    case .full: "a full block"
    case .onlyFirst, .onlySecond, .both, .mixed: nil
    }
  }

  /// Entries side by side, as many a line as fit.
  private static func wrapped(_ entries: [String], width: Int) -> [String] {
    var lines: [String] = []
    for entry in entries {
      if let last = lines.last, last.count + 3 + entry.count <= width {
        lines[lines.count - 1] = last + "   " + entry
      } else {
        lines.append(entry)
      }
    }
    return lines
  }
}
