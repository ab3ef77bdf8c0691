import Cartography
import Terminal
import Testing

@testable import Theming

private let midnight = Theme.builtIn

@Test func `a half block has its upper ink in front and its lower one behind`() {
  let palette = midnight.palette(for: .colors256)
  let style = palette.style(
    for: MapCell(scalar: "▀", foreground: .level(8), background: .free))
  #expect(style.foreground == palette.color(for: .level(8)))
  #expect(style.background == palette.color(for: .free))
  #expect(style.attributes == [])
}

@Test func `a letter stands on the pixel that it marks`() {
  let palette = midnight.palette(for: .colors256)
  let cell = MapCell(scalar: "F", foreground: .level(8), background: .level(8), mark: .full)
  #expect(palette.style(for: cell) == palette.style(for: .level(8)))
  #expect(palette.style(for: cell).background == palette.color(for: .level(8)))
}

@Test func `a role without a ground stands on that of text`() {
  let palette = midnight.palette(for: .colors256)
  #expect(palette.style(for: .dim).background == palette.style(for: .text).background)
}

@Test func `a palette lacks nothing`() {
  #expect(Palette(depth: .mono, glyphSetName: "bars", inks: [:], roles: [:]) == nil)
  let inks = Dictionary(uniqueKeysWithValues: Ink.allCases.map { ($0, Style.plain) })
  #expect(Palette(depth: .mono, glyphSetName: "bars", inks: inks, roles: [:]) == nil)
  #expect(
    Theme(name: "x", summary: "x", appearance: .dark, palettes: [:]) == nil)
}

@Test func `the glyphs asked for are used where they can be read`() {
  let wide = glyphSet(named: "wide")
  let rich = midnight.palette(for: .colors256)
  #expect(rich.glyphs().name == "half")
  #expect(rich.glyphs(preferring: wide).name == "wide")
  #expect(rich.glyphs(among: plainGlyphSets).name == "wide")
  #expect(rich.glyphs(among: plainGlyphSets, preferring: glyphSet(named: "bars")).name == "wide")
  let plain = midnight.palette(for: .mono)
  #expect(plain.glyphs(preferring: wide).name == "bars")
  #expect(plain.glyphs(among: plainGlyphSets).name == "ascii")
  // Sixteen colours draw glyphs on one ground; bare pixels would all look the same.
  #expect(midnight.palette(for: .colors16).glyphs(preferring: wide).name == "bars")
}

@Test func `glyphs show in their own colour, or in the one of the theme's letters`() {
  for depth in ColorDepth.allCases {
    let palette = midnight.palette(for: depth)
    for glyphs in allGlyphSets where glyphs.readsWithoutColor && glyphs.name != "ascii" {
      for level in Ink.levels.dropFirst() {
        let cell = glyphs.sample(of: level)[0]
        let style = palette.style(for: cell)
        if depth == .colors256 || depth == .truecolor {
          #expect(style.foreground == palette.color(for: level), "\(glyphs.name)")
          #expect(style.foreground != style.background)
        } else {
          #expect(style == palette.style(for: level), "\(glyphs.name)")
        }
      }
    }
  }
}
