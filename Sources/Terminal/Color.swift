/// A colour of the terminal's own palette, or the terminal's default.
///
/// There is no RGB here: which palette entry stands for a theme's colour is the theme's decision,
/// and what a terminal with fewer colours makes of an entry is the screen's.
public struct Color: Hashable, Sendable, CustomStringConvertible {
  /// The palette index, or -1 for the default, which is also how curses spells it.
  private let code: Int16

  private init(code: Int16) {
    self.code = code
  }

  /// Entry `index` of the palette of 256: 0–7 basic, 8–15 bright, 16–231 a 6x6x6 cube, 232–255 greys.
  public init(index: UInt8) {
    code = Int16(index)
  }

  /// What the terminal draws when told nothing.
  public static let standard = Color(code: -1)

  /// Palette entry 0.
  public static let black = Color(index: 0)
  /// Palette entry 1.
  public static let red = Color(index: 1)
  /// Palette entry 2.
  public static let green = Color(index: 2)
  /// Palette entry 3; brown on some terminals.
  public static let yellow = Color(index: 3)
  /// Palette entry 4.
  public static let blue = Color(index: 4)
  /// Palette entry 5.
  public static let magenta = Color(index: 5)
  /// Palette entry 6.
  public static let cyan = Color(index: 6)
  /// Palette entry 7; a light grey on most terminals.
  public static let white = Color(index: 7)

  /// The palette entry; nil for the terminal's default.
  public var index: UInt8? { code < 0 ? nil : UInt8(code) }

  /// The index, or `standard`.
  public var description: String { code < 0 ? "standard" : "\(code)" }
}
