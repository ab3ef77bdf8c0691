import TestSupport
import Testing

@testable import Cartography

/// A glyph set by name, so that a failing case says which.
struct NamedGlyphs: CustomTestStringConvertible, Sendable {
  let glyphs: any GlyphSet
  var testDescription: String { glyphs.name }
  static let all = allGlyphSets.map { NamedGlyphs(glyphs: $0) }

  /// A raster as large as so many cells, with inks and marks at random.
  func raster(
    columns: Int, rows: Int, inks: [Ink], marked: Int = 0, _ random: inout SeededRandom
  ) -> PixelRaster {
    let size = glyphs.grain.pixels(columns: columns, rows: rows)
    var raster = PixelRaster(width: size.width, height: size.height)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let ink = inks[random.int(in: 0..<inks.count)]
        let isMarked = random.int(in: 0..<100) < marked
        let mark = Mark.allCases[random.int(in: 0..<Mark.allCases.count)]
        raster.set(x: x, y: y, ink: ink, mark: isMarked ? mark : nil)
      }
    }
    return raster
  }

  /// The pixels of a cell.
  func pixels(column: Int, row: Int) -> [PixelPoint] {
    let grain = glyphs.grain
    let first = grain.pixel(atColumn: column, row: row)
    return (0..<grain.pixelsPerRow).flatMap { y in
      (0..<grain.pixelsPerColumn).map { PixelPoint(x: first.x + $0, y: first.y + y) }
    }
  }
}

@Test(arguments: NamedGlyphs.all)
func `a set that needs no colour draws differently what it says it tells`(_ named: NamedGlyphs) {
  // Beyond the plane and free may both be blank: one is never beside the other without an edge.
  let inks = Ink.allCases.filter { $0 != .void }
  let samples = inks.map { named.glyphs.sample(of: $0).map(\.scalar) }
  #expect(samples.allSatisfy { $0.count == 2 })
  switch named.glyphs.legibility {
  case .everything: #expect(Set(samples).count == inks.count)
  case .twoStates:
    let ground = Set(zip(inks, samples).filter { $0.0.isGround }.map(\.1))
    let rest = Set(zip(inks, samples).filter { !$0.0.isGround }.map(\.1))
    #expect(ground == [[" ", " "]] && rest.count == 1 && rest.isDisjoint(with: ground))
  case .colorsOnly: #expect(Set(samples) == [[" ", " "]])
  }
  #expect(named.glyphs.readsWithoutColor == (named.glyphs.legibility != .colorsOnly))
}

@Test(arguments: NamedGlyphs.all)
func `a set draws the characters that it lists and all of them`(_ named: NamedGlyphs) {
  var random = SeededRandom(seed: 31)
  let listed = Set(named.glyphs.scalars + [" "])
  var drawn: Set<Unicode.Scalar> = [" "]
  for inks in [[.free, .level(8)], Ink.allCases] {
    for _ in 0..<12 {
      let raster = named.raster(columns: 40, rows: 10, inks: inks, &random)
      drawn.formUnion(CellRaster(raster, glyphs: named.glyphs).cells.map(\.scalar))
    }
  }
  #expect(drawn == listed)
  #expect(named.glyphs.isASCII == listed.allSatisfy(\.isASCII))
}

@Test(arguments: NamedGlyphs.all)
func `pixels are square but for quadrants and sextants`(_ named: NamedGlyphs) {
  #expect(named.glyphs.grain.isSquare != ["quadrants", "sextants"].contains(named.glyphs.name))
}

@Test(arguments: NamedGlyphs.all)
func `a cell that is all of one ink is bare ground in sets of colour`(_ named: NamedGlyphs) {
  guard named.glyphs.legibility == .colorsOnly else { return }
  for ink in Ink.allCases {
    #expect(named.glyphs.sample(of: ink) == [MapCell(ink), MapCell(ink)])
  }
}

@Test(arguments: NamedGlyphs.all)
func `no mark of a picture is lost but to a graver one in its cell`(_ named: NamedGlyphs) {
  var random = SeededRandom(seed: 32)
  for _ in 0..<20 {
    let raster = named.raster(columns: 16, rows: 8, inks: Ink.allCases, marked: 12, &random)
    let cells = CellRaster(raster, glyphs: named.glyphs)
    for row in 0..<cells.rows {
      for column in stride(from: 0, to: cells.columns, by: named.glyphs.grain.columnsPerPixel) {
        let pixels = named.pixels(column: column, row: row)
        let marks = pixels.compactMap { raster.mark(x: $0.x, y: $0.y) }
        let gravest = Mark.allCases.first { marks.contains($0) }
        let cell = cells[column, row]
        #expect(cell.mark == gravest)
        guard let gravest else { continue }
        #expect(cell.scalar == gravest.scalar && cell.isEven)
        #expect(
          pixels.contains {
            raster.mark(x: $0.x, y: $0.y) == gravest
              && raster.ink(x: $0.x, y: $0.y) == cell.background
          })
      }
    }
  }
}

@Test func `every glyph set is found by its name and no two share one`() {
  #expect(Set(allGlyphSets.map(\.name)).count == allGlyphSets.count)
  for glyphs in allGlyphSets {
    #expect(glyphSet(named: glyphs.name)?.summary == glyphs.summary)
  }
  #expect(glyphSet(named: "octants") == nil)
  #expect(plainGlyphSets.map(\.name) == ["wide", "ascii"])
}
