import Cartography
import Foundation
import Terminal
import TestSupport
import Testing

@testable import Theming

/// A theme of the repository's folder, by name.
struct ShippedTheme: CustomTestStringConvertible, Sendable {
  let theme: Theme
  var testDescription: String { theme.name }

  /// The folder beside `Sources` and `Tests`.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "themes").path

  static let library = ThemeLibrary(folders: [ThemeFolder(path: folder, label: "shipped")])

  static let all: [ShippedTheme] = library.entries().compactMap {
    (try? $0.theme.get()).map(ShippedTheme.init)
  }

  /// Themes that promise text at 7:1 instead of 4.5:1.
  static let highContrast = ["daylight", "high-contrast", "presenter"]
}

extension Color {
  /// Whether every terminal shows about the same; the first sixteen are the user's own.
  var isKnown: Bool { rgb != nil || (index ?? 0) >= 16 }

  var linear: LinearColor {
    let (red, green, blue) = components ?? (0, 0, 0)
    return LinearColor(red: red, green: green, blue: blue)
  }
}

@Test func `every file in the folder is a theme called like its file`() {
  let entries = ShippedTheme.library.entries()
  for entry in entries {
    #expect(throws: Never.self, "\(entry.source)") { try entry.theme.get() }
    #expect((try? entry.theme.get().name) == entry.name)
    #expect(entry.source == ShippedTheme.folder + "/\(entry.name).yaml")
  }
  // More may come; these are promised.
  let promised = [
    "ascii", "atlas", "aurora", "daylight", "deuteranope", "high-contrast", "midnight",
    "monochrome", "paper", "presenter", "sixteen", "tritanope",
  ]
  #expect(Set(promised).isSubset(of: entries.map(\.name)))
  #expect(ShippedTheme.all.contains { $0.theme.appearance == .light })
  // Those that draw pixels; figures say nothing of the others.
  let pixels = ShippedTheme.all.filter { ThemeFigures($0.theme, at: .colors256).step != nil }
    .map(\.theme.name)
  #expect(Set(promised).subtracting(pixels) == ["ascii", "monochrome", "sixteen"])
}

@Test func `the built-in theme is the file of its name`() throws {
  let file = ShippedTheme.folder + "/\(Theme.builtInName).yaml"
  #expect(try String(contentsOfFile: file, encoding: .utf8) == Theme.builtInText)
  #expect(Theme.builtIn.name == Theme.builtInName)
}

@Test(arguments: ShippedTheme.all)
func `a picture without colours of its own is told apart by glyphs`(_ shipped: ShippedTheme) {
  for depth in ColorDepth.allCases {
    let palette = shipped.theme.palette(for: depth)
    guard !Ink.levels.allSatisfy({ palette.color(for: $0).isKnown }) else { continue }
    for unicode in [true, false] {
      let glyphs = palette.glyphs(among: unicode ? allGlyphSets : plainGlyphSets)
      #expect(glyphs.readsWithoutColor, "\(depth.rawValue)")
      #expect(unicode || glyphs.isASCII)
    }
  }
}

@Test(arguments: ShippedTheme.all)
func `bars of few colours never turn back in lightness`(_ shipped: ShippedTheme) {
  for depth in [ColorDepth.colors16, .colors8] {
    let styles = Ink.levels.map(shipped.theme.palette(for: depth).style(for:))
    guard styles.allSatisfy({ $0.foreground.index != nil }) else { continue }
    let lightness = styles.map { $0.foreground.linear.lightness }
    let rises = shipped.theme.appearance == .dark
    let steps = zip(lightness, lightness.dropFirst()).map { $1 - $0 }
    #expect(steps.allSatisfy { rises ? $0 >= 0 : $0 <= 0 }, "\(depth.rawValue): \(lightness)")
  }
}

@Test(arguments: ShippedTheme.all)
func `no meaning rests on colour alone`(_ shipped: ShippedTheme) {
  for depth in ColorDepth.allCases {
    let palette = shipped.theme.palette(for: depth)
    let text = palette.style(for: .text).attributes
    // Each of these must still differ from ordinary text when all colours are taken away.
    for role in [Role.cursor, .selection, .strong, .warning, .error, .match] {
      #expect(palette.style(for: role).attributes != text, "\(role) at \(depth.rawValue)")
    }
    #expect(
      palette.style(for: .borderFocused).attributes != palette.style(for: .border).attributes)
    #expect(Set([Role.good, .warning, .error].map(palette.style(for:))).count == 3)
    if depth == .mono {
      let apart: [Role] = [.text, .cursor, .selection, .warning, .error, .match]
      #expect(Set(apart.map(palette.style(for:))).count == apart.count)
    }
  }
}

@Test(arguments: ShippedTheme.all, [Vision.protanopia, .deuteranopia])
func `good and bad are not a red and a green`(_ shipped: ShippedTheme, _ vision: Vision) {
  for palette in ColorDepth.allCases.map(shipped.theme.palette(for:)) {
    let good = palette.style(for: .good)
    for role in [Role.warning, .error] {
      let bad = palette.style(for: role)
      guard good.foreground.isKnown, bad.foreground.isKnown else { continue }
      let distance = bad.foreground.linear.distance(
        to: good.foreground.linear, seenWith: vision)
      #expect(
        bad.background != good.background || distance >= 8, "\(role) at \(palette.depth.rawValue)")
    }
    for ink in Ink.allCases {
      #expect(![1, 2, 9, 10].contains(palette.color(for: ink).index ?? 0), "\(ink.name)")
    }
  }
}
