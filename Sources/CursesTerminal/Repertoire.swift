import CNCurses
import Terminal

/// Which characters a terminal shows, and what stands in for the others.
struct Repertoire {
  /// A terminal whose font is the kernel's: 256 or 512 glyphs, no half blocks for certain.
  let isLinuxConsole: Bool

  /// Whether the terminal shows a character, as far as can be known without asking it.
  ///
  /// Never by trying: curses draws a blank for what libc gives no width, and reports no error.
  func canShow(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
    guard cncurses_width(scalar.value) > 0 else { return false }
    guard isLinuxConsole else { return true }
    // What the fonts of console-setup have in common: Latin-1, light lines, shades, arrows.
    switch scalar.value {
    case 0xA0...0xFF, 0x2500...0x253C, 0x2588, 0x2591...0x2593, 0x2190...0x2193, 0x2026, 0x2022,
      0xFFFD:
      return true
    default: return false
    }
  }

  /// Whether the terminal shows a character in one column, as a pixel of a picture must.
  func fillsOneCell(_ scalar: Unicode.Scalar) -> Bool {
    canShow(scalar) && (scalar.isASCII || cncurses_width(scalar.value) == 1)
  }

  /// The character itself, or one that can be shown and looks alike; always as wide.
  func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if canShow(scalar) { return scalar }
    if let coarse = Self.coarser(scalar), canShow(coarse) { return coarse }
    return Self.substitute(for: scalar)
  }

  /// Eighths of a cell as halves or wholes, which fonts of consoles have.
  private static func coarser(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "\u{2581}"..."\u{2583}": "_"
    case "\u{2585}", "\u{2586}": "\u{2584}"
    case "\u{2587}", "\u{2589}"..."\u{258C}": "\u{2588}"
    case "\u{258D}"..."\u{258F}": scalar == "\u{258F}" ? "|" : "\u{2591}"
    default: nil
    }
  }

  /// ASCII that looks like the characters this program draws with; `?` for any other.
  static func substitute(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "─", "━", "═", "╌", "┄", "–", "—", "‐", "‑": "-"
    case "│", "┃", "║", "╎", "┆", "▏", "▕": "|"
    case "\u{2500}"..."\u{257F}": "+"
    case "█", "▀", "▄", "■", "▌", "▐", "▓", "\u{2581}"..."\u{258F}": "#"
    case "▒": ":"
    case "░", "·", "…": "."
    case "←", "◀", "◄", "‹", "«": "<"
    case "→", "▶", "►", "›", "»": ">"
    case "↑", "▲", "▴": "^"
    case "↓", "▼", "▾": "v"
    case "•", "●", "◆", "★", "∗": "*"
    case "○", "◯", "◇": "o"
    case "×": "x"
    case "≈", "∼": "~"
    case "‘", "’", "′": "'"
    case "“", "”", "″": "\""
    case "\u{A0}": " "
    default: "?"
    }
  }
}
