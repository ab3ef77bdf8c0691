import Terminal

/// How many colours a screen has; a theme is written out for each but, if it likes, the first.
public enum ColorDepth: String, CaseIterable, Sendable, Hashable {
  /// Red, green and blue of eight bits each.
  case truecolor
  /// The palette of xterm: sixteen colours, a cube and greys.
  case colors256 = "256"
  /// The eight basic colours and their bright forms.
  case colors16 = "16"
  /// The eight basic colours.
  case colors8 = "8"
  /// No colours, only what attributes and letters can show.
  case mono

  /// The richest depth that so many colours can show.
  public init(colorCount: Int) {
    switch colorCount {
    case (1 << 24)...: self = .truecolor
    case 256...: self = .colors256
    case 16...: self = .colors16
    case 8...: self = .colors8
    default: self = .mono
    }
  }

  /// Colours that a theme may name at this depth, besides the terminal's default.
  public var colorCount: Int {
    switch self {
    case .truecolor: 1 << 24
    case .colors256: 256
    case .colors16: 16
    case .colors8: 8
    case .mono: 0
    }
  }

  /// Whether the terminal can show the colour.
  func holds(_ color: Color) -> Bool {
    color.index.map { Int($0) < colorCount } ?? (color.rgb == nil || self == .truecolor)
  }
}
