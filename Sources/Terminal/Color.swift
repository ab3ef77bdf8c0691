/// A colour of the terminal's own palette, one of a screen's sixteen million, or the default.
///
/// Which colours a theme uses at which depth is the theme's decision; what a terminal with fewer
/// makes of one is the screen's.
public struct Color: Hashable, Sendable, CustomStringConvertible {
  /// The palette index, -1 for the default, which is also how curses spells it, or `direct` with
  /// red, green and blue in its lowest bytes.
  private let code: Int32

  private static let direct: Int32 = 1 << 24

  private init(code: Int32) {
    self.code = code
  }

  /// Entry `index` of the palette of 256: 0–7 basic, 8–15 bright, 16–231 a 6x6x6 cube, 232–255 greys.
  public init(index: UInt8) {
    code = Int32(index)
  }

  /// A colour by its parts, for screens that have them all.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    code = Self.direct | Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
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

  /// The palette entry; nil for the terminal's default and for a colour by its parts.
  public var index: UInt8? { (0..<256).contains(code) ? UInt8(code) : nil }

  /// Red, green and blue as one number; nil for what a palette or the terminal decides.
  public var rgb: UInt32? { code < Self.direct ? nil : UInt32(code & 0xFF_FFFF) }

  /// The index, `#rrggbb`, or `standard`.
  public var description: String {
    if let rgb {
      let digits = String(rgb, radix: 16)
      return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
    return index.map { "\($0)" } ?? "standard"
  }
}
