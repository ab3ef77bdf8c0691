public import Cartography
import Terminal
public import Theming

/// How things look: the themes to choose from, and what the screen can show of them.
public struct Look: Sendable {
  /// The themes to choose from; never empty.
  public private(set) var themes: [Theme]
  /// Colours of the screen.
  public let depth: ColorDepth
  /// Whether more than ASCII can be shown.
  public let isUnicode: Bool
  /// The glyph set that someone insists on.
  public let wantedGlyphs: (any GlyphSet)?
  /// The glyph sets whose every character the screen shows.
  public let usableGlyphs: [any GlyphSet]
  /// Whether nothing may move by itself that is there only to be looked at.
  public let isStill: Bool
  private(set) var themeIndex: Int

  /// A look that begins with `theme`, or with the first theme if there is none of the name.
  ///
  /// Where nobody says which glyph sets are usable, Unicode stands for all of them.
  public init(
    themes: [Theme] = [.builtIn], theme: String? = nil, depth: ColorDepth = .colors256,
    isUnicode: Bool = true, glyphs: (any GlyphSet)? = nil,
    usableGlyphs: [any GlyphSet]? = nil, isStill: Bool = false
  ) {
    self.themes = themes.isEmpty ? [.builtIn] : themes
    self.depth = depth
    self.isUnicode = isUnicode
    wantedGlyphs = glyphs
    self.isStill = isStill
    self.usableGlyphs = usableGlyphs ?? (isUnicode ? allGlyphSets : plainGlyphSets)
    themeIndex = self.themes.firstIndex { $0.name == theme } ?? 0
  }

  /// The theme that shows.
  public var theme: Theme { themes[themeIndex] }
  var palette: Palette { theme.palette(for: depth) }
  var glyphs: any GlyphSet { palette.glyphs(among: usableGlyphs, preferring: wantedGlyphs) }
  var border: Border { isUnicode ? .light : .ascii }

  /// Why the glyph set that was asked for is not the one in use; nil if it is.
  public var regret: String? {
    guard let wanted = wantedGlyphs, wanted.name != glyphs.name else { return nil }
    let isShown = usableGlyphs.contains { $0.name == wanted.name }
    let reason =
      isShown
      ? "cannot be read with so few colours" : "have characters that this terminal does not show"
    return "the glyphs \"\(wanted.name)\" \(reason), so \"\(glyphs.name)\" are used"
  }

  /// Shows the theme of that name, if there is one.
  mutating func use(_ name: String) {
    themeIndex = themes.firstIndex { $0.name == name } ?? themeIndex
  }

  /// Takes the themes as they are now; the one that shows stays even if its file is gone.
  mutating func replaceThemes(with read: [Theme]) {
    let shown = theme
    themes = read.contains { $0.name == shown.name } ? read : [shown] + read
    use(shown.name)
  }
}
