public import Cartography
public import Terminal

/// A theme at one colour depth: a style for every ink and role, and a glyph set.
public struct Palette: Hashable, Sendable {
  /// The depth it is for.
  public let depth: ColorDepth
  /// The name of the glyph set that suits it.
  public let glyphSetName: String
  /// By `Ink.index`: a letter's colour in the foreground, the pixel's in the background.
  private let inks: [Style]
  private let roles: [Role: Style]

  /// Puts a palette together; nil unless it has every ink and every role.
  init?(
    depth: ColorDepth, glyphSetName: String, inks: [Ink: Style], roles: [Role: Style]
  ) {
    let ordered = Ink.allCases.compactMap { inks[$0] }
    guard ordered.count == Ink.allCases.count, roles.count == Role.allCases.count else {
      return nil
    }
    self.depth = depth
    self.glyphSetName = glyphSetName
    self.inks = ordered
    self.roles = roles
  }

  /// The style of a part of the interface.
  public func style(for role: Role) -> Style {
    roles[role] ?? .plain
  }

  /// The style of a letter or glyph on a pixel of this ink.
  public func style(for ink: Ink) -> Style {
    inks[ink.index]
  }

  /// The colour of a pixel of this ink.
  public func color(for ink: Ink) -> Color {
    inks[ink.index].background
  }

  /// The style of an upper half block whose two pixels have these inks.
  public func style(upper: Ink, lower: Ink) -> Style {
    Style(foreground: color(for: upper), background: color(for: lower))
  }

  /// The style of a cell of the map: two pixels, or a letter or glyph on one.
  public func style(for cell: MapCell) -> Style {
    cell.upper == cell.lower
      ? style(for: cell.lower) : style(upper: cell.upper, lower: cell.lower)
  }

  /// The glyph set to draw with: the one asked for or the theme's, unless it cannot be read.
  ///
  /// Without Unicode it must be an ASCII set. Where the theme draws glyphs on one ground, as it
  /// must without colours, bare pixels would all look the same.
  public func glyphs(
    unicode: Bool, preferring preferred: (any GlyphSet)? = nil
  ) -> any GlyphSet {
    let own = glyphSet(named: glyphSetName)
    let needsGlyphs = depth == .mono || own?.readsWithoutColor == true
    let wishes = [preferred, own].compactMap { $0 } + allGlyphSets
    let fitting = wishes.first {
      (unicode || $0.isASCII) && (!needsGlyphs || $0.readsWithoutColor)
    }
    return fitting ?? allGlyphSets[0]
  }
}
