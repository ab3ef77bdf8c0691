import Cartography

/// What the characters of a map without colours mean: those only that occur in it.
struct MapLegend {
  let lines: [String]

  init(of cells: CellRaster, glyphs: any GlyphSet, width: Int) {
    var inks: Set<Ink> = []
    var marks: Set<Mark> = []
    for cell in cells.cells {
      if let mark = cell.mark { marks.insert(mark) } else { inks.insert(cell.upper) }
    }
    var entries: [String] = []
    for ink in Ink.states where inks.contains(ink) {
      let scalar = glyphs.scalar(upper: ink, lower: ink)
      // A mark that is the same letter explains itself below.
      guard let meaning = Self.meaning(of: ink), !marks.contains(where: { $0.scalar == scalar })
      else { continue }
      entries.append("\(Self.shown(scalar)) \(meaning)")
    }
    if inks.contains(.level(0)) {
      let empty = glyphs.scalar(upper: .level(0), lower: .level(0))
      entries.append("\(Self.shown(empty)) committed, unused")
    }
    if Ink.levels.dropFirst().contains(where: inks.contains) {
      let ramp = Ink.levels.dropFirst().map { String(glyphs.scalar(upper: $0, lower: $0)) }
      entries.append("\(ramp.joined(separator: " ")) filling up to all used")
    }
    for mark in Mark.allCases where marks.contains(mark) {
      guard let meaning = Self.meaning(of: mark) else { continue }
      entries.append("\(mark.rawValue) \(meaning)")
    }
    lines = Self.wrapped(entries, width: width)
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
    case .onlyFirst, .onlySecond, .both, .mixed, .void, .level: nil
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
