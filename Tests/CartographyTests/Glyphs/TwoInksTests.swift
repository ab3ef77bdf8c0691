import TestSupport
import Testing

@testable import Cartography

/// The pixels that the name of a character says are in front, in reading order from 0.
///
/// Sextants and braille have digits in their names, 1 and 2 side by side in the one and above each
/// other in the other; quadrants and halves are named in words.
private func front(_ scalar: Unicode.Scalar, columns: Int, rows: Int) -> Set<Int> {
  let name = scalar.properties.name ?? ""
  let all = Set(0..<(columns * rows))
  func half(_ isIn: (Int, Int) -> Bool) -> Set<Int> {
    all.filter { isIn($0 % columns, $0 / columns) }
  }
  if name.hasPrefix("BLOCK SEXTANT-") {
    return Set(name.dropFirst(14).compactMap(\.wholeNumberValue).map { $0 - 1 })
  }
  if name.hasPrefix("BRAILLE PATTERN DOTS-") {
    let places = [0, 2, 4, 1, 3, 5, 6, 7]
    return Set(name.dropFirst(21).compactMap(\.wholeNumberValue).map { places[$0 - 1] })
  }
  if name.hasPrefix("QUADRANT ") { return quadrants(name) }
  switch name {
  case "LEFT HALF BLOCK": return half { x, _ in x == 0 }
  case "RIGHT HALF BLOCK": return half { x, _ in x == 1 }
  case "UPPER HALF BLOCK": return half { _, y in y == 0 }
  case "LOWER HALF BLOCK": return half { _, y in y == 1 }
  default: return []
  }
}

/// `QUADRANT UPPER LEFT AND LOWER RIGHT` and the like.
private func quadrants(_ name: String) -> Set<Int> {
  let words = ["UPPER LEFT", "UPPER RIGHT", "LOWER LEFT", "LOWER RIGHT"]
  return Set(words.indices.filter { index in name.contains(words[index]) })
}

private let dense = NamedGlyphs.all.filter { $0.glyphs.grain.pixelsPerColumn == 2 }

@Test(arguments: dense)
func `two inks in a cell are drawn as they are`(_ named: NamedGlyphs) {
  var random = SeededRandom(seed: 33)
  let grain = named.glyphs.grain
  let pairs: [(Ink, Ink)] = [(.free, .level(8)), (.level(0), .outside), (.void, .failed)]
  for (one, other) in pairs {
    let raster = named.raster(columns: 40, rows: 20, inks: [one, other], &random)
    let cells = CellRaster(raster, glyphs: named.glyphs)
    for row in 0..<20 {
      for column in 0..<40 {
        let cell = cells[column, row]
        let lit = front(cell.scalar, columns: 2, rows: grain.pixelsPerRow)
        for (index, point) in named.pixels(column: column, row: row).enumerated() {
          let shown = lit.contains(index) ? cell.foreground : cell.background
          #expect(shown == raster.ink(x: point.x, y: point.y), "\(cell) \(index)")
        }
      }
    }
  }
}

@Test(arguments: dense)
func `of many inks in a cell what is wrong stays and nothing else looks wrong`(
  _ named: NamedGlyphs
) {
  var random = SeededRandom(seed: 34)
  let raster = named.raster(columns: 60, rows: 60, inks: Ink.allCases + Ink.levels, &random)
  let cells = CellRaster(raster, glyphs: named.glyphs)
  for row in 0..<60 {
    for column in 0..<60 {
      let cell = cells[column, row]
      let lit = front(cell.scalar, columns: 2, rows: named.glyphs.grain.pixelsPerRow)
      let points = named.pixels(column: column, row: row)
      let inks = points.map { raster.ink(x: $0.x, y: $0.y) }
      let worst = inks.map(\.gravity).max() ?? 0
      #expect(max(cell.foreground.gravity, cell.background.gravity) == worst)
      guard named.glyphs.legibility == .colorsOnly else { continue }
      for (index, ink) in inks.enumerated() {
        let shown = lit.contains(index) ? cell.foreground : cell.background
        #expect(shown == ink || shown.gravity < max(1, worst))
      }
    }
  }
}

@Test func `a gradient of three inks keeps its slope`() {
  let inks = TwoInks(count: 4) { [.level(1), .level(1), .level(2), .level(7)][$0] }
  #expect(inks.background == .level(1) && inks.foreground == .level(2))
  #expect(inks.pattern == 0b1100)
}
