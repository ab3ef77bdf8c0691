import Cartography
import Foundation
import Terminal
import TestSupport
import Testing

@testable import Theming

/// What can be computed of a theme at one depth: how well it reads, and how far apart colours are.
struct ThemeFigures {
  let theme: Theme
  let palette: Palette

  /// Letters on their ground, the least over roles that carry words.
  let text: Double?
  /// The least over roles that say that something matters less.
  let dim: Double?
  /// Letters on the pixels that they mark.
  let letters: Double?
  /// The smallest step of lightness between neighbouring levels, rising or falling as it should.
  let step: Double?
  /// The smallest distance of two inks that one picture can have, for each eye.
  let apart: [(vision: Vision, distance: Double)]
  /// The smallest distance of the cursor from any ink, in any eye.
  let cursor: Double?

  static let ornaments: Set<Role> = [
    .border, .borderFocused, .grid, .gauge, .gaugeEmpty, .sparkline,
  ]
  static let dimRoles: Set<Role> = [.dim, .suggestion, .hint]

  init(_ theme: Theme, at depth: ColorDepth) {
    self.theme = theme
    palette = theme.palette(for: depth)
    let words = Role.allCases.filter { !Self.ornaments.contains($0) }
    let palette = palette
    let isPicture = Ink.levels.allSatisfy { palette.color(for: $0).isKnown }
    text = Self.contrast(words.filter { !Self.dimRoles.contains($0) }.map(palette.style(for:)))
    dim = Self.contrast(Self.dimRoles.map(palette.style(for:)))
    letters = isPicture ? Self.contrast(Ink.allCases.map(palette.style(for:))) : nil
    let lightness = Ink.levels.map { palette.color(for: $0).linear.lightness }
    let sign = theme.appearance == .dark ? 1.0 : -1
    step =
      isPicture ? zip(lightness, lightness.dropFirst()).map { ($1 - $0) * sign }.min() : nil
    apart = isPicture ? Vision.allCases.map { ($0, Self.nearest(palette, seenWith: $0)) } : []
    let mark = palette.style(for: .cursor).background.linear
    cursor =
      isPicture
      ? Vision.allCases.flatMap { vision in
        Ink.allCases.map { mark.distance(to: palette.color(for: $0).linear, seenWith: vision) }
      }.min() : nil
  }

  /// The least contrast of those styles that name both colours; of the user's own sixteen as
  /// xterm has them.
  private static func contrast(_ styles: [Style]) -> Double? {
    styles.filter { $0.foreground.components != nil && $0.background.components != nil }
      .map { $0.foreground.linear.contrast(with: $0.background.linear) }.min()
  }

  private static func nearest(_ palette: Palette, seenWith vision: Vision) -> Double {
    let seen = Ink.allCases.map { ($0, palette.color(for: $0).linear.lab(seenWith: vision)) }
    var nearest = Double.infinity
    for (place, (ink, one)) in seen.enumerated() {
      for (other, two) in seen[(place + 1)...] where !isNeverBeside(ink, other) {
        let squares = zip(one, two).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        nearest = min(nearest, squares.squareRoot())
      }
    }
    return nearest
  }

  /// One line of the table; a dash where the colours are the terminal's own.
  var row: String {
    let distances = Vision.allCases.map { vision in
      Self.text(apart.first { $0.vision == vision }?.distance)
    }
    let cells =
      [theme.name, palette.depth.rawValue, Self.text(text), Self.text(dim), Self.text(letters)]
      + [Self.text(step)] + distances + [Self.text(cursor)]
    return zip(cells, Self.widths).map { Self.padded($0, $1) }.joined(separator: " ").trimmed
  }

  static let widths = [14, 9, 6, 6, 7, 6, 7, 7, 7, 7, 7]

  static var head: String {
    let names = [
      "theme", "depth", "text", "dim", "letter", "step", "normal", "protan", "deutan", "tritan",
      "cursor",
    ]
    return zip(names, widths).map { padded($0, $1) }.joined(separator: " ").trimmed
  }

  /// Two decimals, rounded down, so that a figure never looks better than it is.
  private static func text(_ value: Double?) -> String {
    guard let value else { return "-" }
    let hundredths = Int((value * 100).rounded(.down))
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension String {
  fileprivate var trimmed: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}

/// Whether no picture has both: a map of owners has no levels but the lowest, and no comparison.
func isNeverBeside(_ ink: Ink, _ other: Ink) -> Bool {
  let compared: [Ink] = [.onlyFirst, .onlySecond, .both, .mixed]
  guard Ink.categories.contains(other), !Ink.categories.contains(ink) else { return false }
  return (Ink.levels.contains(ink) && ink != .level(0)) || compared.contains(ink)
}
