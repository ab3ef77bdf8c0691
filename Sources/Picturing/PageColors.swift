public import Cartography
import Terminal
public import Theming

/// The colours of a page: its paper, its words, and one for every ink.
public struct PageColors: Hashable, Sendable {
  /// What all stands on.
  public let paper: RGB
  /// Ordinary words.
  public let text: RGB
  /// Words that matter less.
  public let dim: RGB
  /// Words that matter more.
  public let strong: RGB
  /// The frames of maps, and lines between parts of the page.
  public let line: RGB
  /// The frames of prefixes on the map.
  public let grid: RGB
  /// By `Ink.index`.
  private let inks: [RGB]

  /// The colour of an ink.
  public subscript(ink: Ink) -> RGB { inks[ink.index] }

  /// The colours of a theme; greys where it leaves colours to the terminal.
  public init(_ theme: Theme) {
    let palette = theme.palette(for: .truecolor)
    let isDark = theme.appearance == .dark
    let ground = palette.style(for: .text).background.onPaper
    paper = ground ?? RGB(grey: isDark ? 18 : 252)
    let plain = palette.style(for: .text).foreground.onPaper ?? RGB(grey: isDark ? 208 : 38)
    text = plain
    strong = palette.style(for: .strong).foreground.onPaper ?? RGB(grey: isDark ? 255 : 0)
    dim =
      palette.style(for: .dim).foreground.onPaper.flatMap { $0 == plain ? nil : $0 }
      ?? plain.mixed(with: paper, 96)
    line = palette.style(for: .border).foreground.onPaper ?? plain.mixed(with: paper, 160)
    grid = palette.style(for: .grid).foreground.onPaper ?? plain.mixed(with: paper, 128)
    let colors = Ink.allCases.map { palette.color(for: $0).onPaper }
    let isColored = Set(Ink.levels.map { palette.color(for: $0) }).count == Ink.levels.count
    inks = zip(Ink.allCases, colors).map { ink, color in
      isColored ? color ?? Self.grey(of: ink, isDark) : Self.grey(of: ink, isDark)
    }
  }

  /// A ramp from the paper to its opposite for levels, and steps of it for all else.
  private static func grey(of ink: Ink, _ isDark: Bool) -> RGB {
    let share: Int =
      switch ink {
      case .void: 0
      case .outside: 8
      case .free: 20
      case .level(let level): 48 + 25 * min(Int(level), Ink.topLevel)
      case .reserved: 90
      case .full: 248
      case .contested: 200
      case .claimed: 120
      case .failed: 255
      case .onlyFirst: 100
      case .onlySecond: 200
      case .both: 60
      case .mixed: 150
      case .category(let category): 60 + 24 * min(Int(category), Ink.lastCategory)
      }
    let (paper, ink) = (RGB(grey: isDark ? 18 : 252), RGB(grey: isDark ? 250 : 8))
    return paper.mixed(with: ink, share)
  }
}

extension Color {
  /// The colour, or what the entry looks like in xterm; nil for the terminal's default.
  fileprivate var onPaper: RGB? {
    rgb.map {
      RGB(red: UInt8($0 >> 16), green: UInt8($0 >> 8 & 0xFF), blue: UInt8($0 & 0xFF))
    }
      ?? index.map(RGB.init(xterm:))
  }
}
