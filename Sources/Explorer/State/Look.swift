public import Cartography
import Terminal
public import Theming

/// How things look: the themes to choose from, and what the screen can show of them.
public struct Look: Sendable {
  /// The themes that the key cycles through; never empty.
  public let themes: [Theme]
  /// Colours of the screen.
  public let depth: ColorDepth
  /// Whether more than ASCII can be shown.
  public let isUnicode: Bool
  /// The glyph set that someone insists on.
  public let wantedGlyphs: (any GlyphSet)?
  private(set) var themeIndex: Int

  /// A look that begins with `theme`, or with the first theme if there is none of the name.
  public init(
    themes: [Theme] = [.builtIn], theme: String? = nil, depth: ColorDepth = .colors256,
    isUnicode: Bool = true, glyphs: (any GlyphSet)? = nil
  ) {
    self.themes = themes.isEmpty ? [.builtIn] : themes
    self.depth = depth
    self.isUnicode = isUnicode
    wantedGlyphs = glyphs
    themeIndex = self.themes.firstIndex { $0.name == theme } ?? 0
  }

  /// The theme that shows.
  public var theme: Theme { themes[themeIndex] }
  var palette: Palette { theme.palette(for: depth) }
  var glyphs: any GlyphSet { palette.glyphs(unicode: isUnicode, preferring: wantedGlyphs) }
  var border: Border { isUnicode ? .light : .ascii }

  mutating func useNextTheme() {
    themeIndex = (themeIndex + 1) % themes.count
  }
}
