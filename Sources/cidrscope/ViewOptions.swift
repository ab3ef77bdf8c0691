import ArgumentParser
import Cartography
import Glibc
import Reporting

/// What people choose about the picture, on the screen or as text.
struct ViewOptions: ParsableArguments {
  /// How many colours to use.
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto
    case colors256 = "256"
    case colors16 = "16"
    case colors8 = "8"
    case never
  }

  /// How pixels become characters.
  enum Glyphs: String, ExpressibleByArgument, CaseIterable {
    case auto, half, wide, quadrants, sextants, braille, shades, bars, ascii
  }

  @Option(help: ArgumentHelp("A theme by name or file; see cidrscope themes.", valueName: "theme"))
  var theme: String?

  @Option(help: ArgumentHelp("Colours: auto, 256, 16, 8 or never.", valueName: "depth"))
  var color = Color.auto

  @Option(
    help: ArgumentHelp(
      "Glyphs: auto, half, wide, quadrants, sextants, braille, shades, bars or ascii.",
      valueName: "set"))
  var glyphs = Glyphs.auto

  @Flag(help: "Nothing moves by itself: the order of the curve is shown by arrows at once.")
  var still = false

  @Option(
    name: .customLong("view"),
    help: ArgumentHelp(
      "The view to open, as Y copies it: [PLAN] CIDR [zoom=N] [curve=K] [aggregate=A].",
      valueName: "line"))
  var viewLine: String?

  @Flag(
    name: .customLong("no-mouse"),
    help: "Leaves the mouse to the terminal, which then selects text with it.")
  var leavesMouse = false

  /// The glyphs of a map as text: those asked for where they read without colours.
  var textGlyphs: any GlyphSet {
    TextMap.readableGlyphs.first { $0.name == glyphs.rawValue } ?? TextMap.standardGlyphs
  }

  /// Columns of a page: `COLUMNS`, else the terminal's, else 80.
  static var pageColumns: Int {
    if let text = getenv("COLUMNS").map({ String(cString: $0) }), let columns = Int(text),
      (20...10_000).contains(columns)
    {
      return columns
    }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 {
      return Int(size.ws_col)
    }
    return 80
  }
}
