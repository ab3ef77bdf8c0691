/// How many columns text takes, and which characters may be drawn at all.
///
/// | characters                                         | columns | what a frame makes of them |
/// |----------------------------------------------------|---------|----------------------------|
/// | controls, line separators, bidirectional controls, | none    | U+FFFD, so that hiding     |
/// | unassigned and noncharacters                       |         | something shows            |
/// | combining marks, joiners, zero-width spaces        | 0       | dropped                    |
/// | East Asian wide and full-width, emoji              | 2       | two cells                  |
/// | all others                                         | 1       | one cell                   |
///
/// Text comes from files that others wrote. An escape character loses its power by becoming
/// U+FFFD; what follows it is ordinary text and stays readable.
public enum TextWidth {
  /// What stands for a character that must not be drawn.
  public static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// The columns a scalar takes: 0, 1 or 2; nil if it must never reach a terminal.
  public static func columns(of scalar: Unicode.Scalar) -> Int? {
    let value = scalar.value
    if value < 0x300 { return columnsBelowCombiningMarks(value) }
    // Box drawing, blocks and Braille make up most of every frame.
    if value >= 0x2500 && value < 0x25FD || value >= 0x2800 && value < 0x2900 { return 1 }
    switch value {
    case 0x200C, 0x200D, 0x200B, 0x2060...0x2064, 0xFEFF: return 0
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: return 0  // Jamo that join the syllable before them
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator:
      return nil
    case .nonspacingMark, .enclosingMark:
      return 0
    default:
      return isWide(value) ? 2 : 1
    }
  }

  /// The columns that writing `text` takes.
  public static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (columns(of: $1) ?? 1) }
  }

  /// The text itself, or its beginning and `…` where it does not fit.
  public static func shortened(_ text: String, to width: Int) -> String {
    guard columns(of: text) > width else { return text }
    guard width > 0 else { return "" }
    var shortened = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      let columns = columns(of: scalar) ?? 1
      guard used + columns <= width - 1 else { break }
      shortened.append(scalar)
      used += columns
    }
    shortened.append("…")
    return String(shortened)
  }

  /// Up to U+02FF nothing combines and nothing is wide: only the controls need telling apart.
  private static func columnsBelowCombiningMarks(_ value: UInt32) -> Int? {
    switch value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF: 1
    case 0xAD: 0  // The soft hyphen: terminals disagree about it, so it is not drawn.
    default: nil
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      if wideRanges[middle].1 < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].0 <= value
  }

  /// East Asian Width W and F of Unicode 15.0 (EastAsianWidth.txt), as `wcwidth` of glibc 2.36.
  ///
  /// Gaps that are unassigned, or hold only marks, are closed: those never get here.
  private static let wideRanges: [(UInt32, UInt32)] = [
    (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0),
    (0x23F3, 0x23F3), (0x25FD, 0x25FE), (0x2614, 0x2615), (0x2648, 0x2653), (0x267F, 0x267F),
    (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5),
    (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5),
    (0x26FA, 0x26FA), (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728),
    (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797),
    (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55),
    (0x2E80, 0x303E), (0x3041, 0xA4C6), (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xF900, 0xFAD9),
    (0xFE10, 0xFE19), (0xFE30, 0xFE6B), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x1B2FB),
    (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A),
    (0x1F200, 0x1F320), (0x1F32D, 0x1F335), (0x1F337, 0x1F37C), (0x1F37E, 0x1F393),
    (0x1F3A0, 0x1F3CA), (0x1F3CF, 0x1F3D3), (0x1F3E0, 0x1F3F0), (0x1F3F4, 0x1F3F4),
    (0x1F3F8, 0x1F43E), (0x1F440, 0x1F440), (0x1F442, 0x1F4FC), (0x1F4FF, 0x1F53D),
    (0x1F54B, 0x1F54E), (0x1F550, 0x1F567), (0x1F57A, 0x1F57A), (0x1F595, 0x1F596),
    (0x1F5A4, 0x1F5A4), (0x1F5FB, 0x1F64F), (0x1F680, 0x1F6C5), (0x1F6CC, 0x1F6CC),
    (0x1F6D0, 0x1F6D2), (0x1F6D5, 0x1F6DF), (0x1F6EB, 0x1F6EC), (0x1F6F4, 0x1F6FC),
    (0x1F7E0, 0x1F7F0), (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945), (0x1F947, 0x1F9FF),
    (0x1FA70, 0x1FAF6), (0x20000, 0x3FFFD),
  ]
}
