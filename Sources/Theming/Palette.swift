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

  /// Whether pixels differ by what is drawn on them and not by their colour.
  private var hasOneGround: Bool { color(for: .level(0)) == color(for: .level(8)) }

  /// The style of a cell of the map: pixels of two inks, or a letter or glyph on one.
  public func style(for cell: MapCell) -> Style {
    return cell.isEven || hasOneGround
      ? style(for: cell.foreground)
      : Style(foreground: color(for: cell.foreground), background: color(for: cell.background))
  }

  /// The glyph set to draw with: the one asked for or the theme's, unless it cannot be read.
  ///
  /// It is one of the `usable` sets, those whose every character the terminal shows. Where the
  /// theme draws glyphs on one ground, as it must without colours, bare pixels would all look the
  /// same.
  public func glyphs(
    among usable: [any GlyphSet] = allGlyphSets, preferring preferred: (any GlyphSet)? = nil
  ) -> any GlyphSet {
    let own = glyphSet(named: glyphSetName)
    let needsGlyphs = depth == .mono || own?.readsWithoutColor == true
    let wishes = [preferred, own].compactMap { wish in usable.first { $0.name == wish?.name } }
    let fitting = (wishes + usable).first { !needsGlyphs || $0.readsWithoutColor }
    return fitting ?? glyphSet(named: "ascii") ?? allGlyphSets[0]
  }
}
