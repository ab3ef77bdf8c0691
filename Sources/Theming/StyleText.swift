import Terminal
import UserFiles

/// A style as a theme file writes it: what it does not say, something else decides.
struct PartialStyle: Hashable, Sendable {
  var foreground: Color?
  var background: Color?
  var attributes: Style.Attributes = []

  /// The style, with the colours that are not said taken from another.
  func filled(from base: Style = .plain) -> Style {
    Style(
      foreground: foreground ?? base.foreground, background: background ?? base.background,
      attributes: attributes)
  }
}

/// The notation of a style in theme files: `231 on 54 bold`.
///
///     style      = [colour] ["on" colour] attribute...
///     colour     = 0...255 | #rrggbb | name | default
///     attribute  = bold | dim | underline | reverse
struct StyleText {
  /// Colours by name: the theme's own, which win, and the sixteen that terminals name.
  let names: [String: Color]
  let depth: ColorDepth

  /// A word that does not fit, and where it begins in the text, counted from 0.
  struct Failure: Error, Equatable {
    let offset: Int
    let message: String
  }

  static let attributes: [(name: String, attribute: Style.Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
  ]

  static let ansiNames = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// The sixteen colours by their usual names, and `default`.
  static let standardNames: [String: Color] = {
    var names = ["default": Color.standard]
    for (index, name) in ansiNames.enumerated() {
      names[name] = Color(index: UInt8(index))
      names["bright-" + name] = Color(index: UInt8(index + 8))
    }
    return names
  }()

  /// Reads a style.
  func style(_ text: String) throws(Failure) -> PartialStyle {
    var style = PartialStyle()
    var expectsBackground = false
    var offset = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
      defer { offset += word.unicodeScalars.count + 1 }
      if word.isEmpty { continue }
      if expectsBackground {
        style.background = try color(word, at: offset)
        expectsBackground = false
      } else if word == "on" {
        expectsBackground = true
      } else if let known = Self.attributes.first(where: { $0.name == word }) {
        style.attributes.insert(known.attribute)
      } else if style.foreground == nil {
        style.foreground = try color(word, at: offset)
      } else {
        let words = ["on"] + Self.attributes.map(\.name)
        throw Failure(
          offset: offset,
          message: "unexpected '\(word)' in a style\(Suggestion.hint(for: word, among: words))")
      }
    }
    if expectsBackground {
      throw Failure(
        offset: offset,
        message: "a colour must follow 'on' (a style with #rrggbb must stand in quotes)")
    }
    return style
  }

  /// Reads one colour.
  func color(_ word: String, at offset: Int = 0) throws(Failure) -> Color {
    let color: Color
    if let named = names[word] ?? Self.standardNames[word] {
      color = named
    } else if let index = UInt8(word) {
      color = Color(index: index)
    } else if let direct = Self.direct(word) {
      color = direct
    } else {
      let known =
        names.keys.sorted() + ["default"] + Self.ansiNames
        + Self.ansiNames.map { "bright-" + $0 } + Self.attributes.map(\.name)
      throw Failure(
        offset: offset,
        message: "'\(word)' is not a colour: 0 to 255, #rrggbb or a name"
          + Suggestion.hint(for: word, among: known))
    }
    guard depth.holds(color) else {
      let allowed =
        depth == .mono ? "only attributes and 'default'" : "0 to \(depth.colorCount - 1)"
      throw Failure(
        offset: offset, message: "'\(word)' needs more colours than \(depth.rawValue): \(allowed)")
    }
    return color
  }

  /// A colour by its parts: `#` and six digits of base 16.
  static func direct(_ word: String) -> Color? {
    let digits = word.dropFirst()
    guard word.hasPrefix("#"), digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
      let number = UInt32(digits, radix: 16)
    else { return nil }
    return Color(
      red: UInt8(number >> 16), green: UInt8(number >> 8 & 0xFF), blue: UInt8(number & 0xFF))
  }
}
