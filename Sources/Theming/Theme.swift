/// How everything looks, at every colour depth.
public struct Theme: Hashable, Sendable {
  /// The word that chooses it.
  public let name: String
  /// One sentence for the theme picker.
  public let summary: String
  /// Whether it is dark or light.
  public let appearance: Appearance
  private let palettes: [ColorDepth: Palette]

  /// Puts a theme together; nil unless it has every depth.
  init?(
    name: String, summary: String, appearance: Appearance, palettes: [ColorDepth: Palette]
  ) {
    guard palettes.count == ColorDepth.allCases.count else { return nil }
    self.name = name
    self.summary = summary
    self.appearance = appearance
    self.palettes = palettes
  }

  /// The styles for a screen with so many colours.
  public func palette(for depth: ColorDepth) -> Palette {
    guard let palette = palettes[depth] else {
      preconditionFailure("a theme has a palette for every depth")
    }
    return palette
  }
}
