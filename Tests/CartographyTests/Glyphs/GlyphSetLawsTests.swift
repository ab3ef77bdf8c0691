import Testing

@testable import Cartography

/// A glyph set by name, so that a failing case says which.
struct NamedGlyphs: CustomTestStringConvertible, Sendable {
  let glyphs: any GlyphSet
  var testDescription: String { glyphs.name }
  static let all = allGlyphSets.map { NamedGlyphs(glyphs: $0) }
}

@Test(arguments: NamedGlyphs.all)
func `a set that needs no colour draws every ink differently`(_ named: NamedGlyphs) {
  // Beyond the plane and free may both be blank: one is never beside the other without an edge.
  let inks = Ink.allCases.filter { $0 != .void }
  let scalars = Set(inks.map { named.glyphs.scalar(upper: $0, lower: $0) })
  #expect((scalars.count == inks.count) == named.glyphs.readsWithoutColor)
}

@Test(arguments: NamedGlyphs.all)
func `a set stays within ASCII when it says so`(_ named: NamedGlyphs) {
  let scalars = Ink.allCases.flatMap { upper in
    Ink.allCases.map { named.glyphs.scalar(upper: upper, lower: $0) }
  }
  #expect(scalars.allSatisfy(\.isASCII) == named.glyphs.isASCII)
}

@Test(arguments: NamedGlyphs.all)
func `a pixel is square on a cell twice as tall as wide`(_ named: NamedGlyphs) {
  let grain = named.glyphs.grain
  #expect(grain.columnsPerPixel * grain.pixelsPerRow == 2)
}

@Test func `every glyph set is found by its name and no two share one`() {
  #expect(Set(allGlyphSets.map(\.name)).count == allGlyphSets.count)
  for glyphs in allGlyphSets {
    #expect(glyphSet(named: glyphs.name)?.summary == glyphs.summary)
  }
  #expect(glyphSet(named: "octants") == nil)
}
