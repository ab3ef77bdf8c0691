/// How a cell looks apart from its character.
public struct Style: Hashable, Sendable, CustomStringConvertible {
  /// The colour of the character itself.
  public var foreground: Color
  /// The colour around the character.
  public var background: Color
  /// Renderings beside colour.
  public var attributes: Attributes

  /// A style; what is left out is the terminal's own.
  public init(
    foreground: Color = .standard, background: Color = .standard, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own look.
  public static let plain = Style()

  /// The same style with these attributes as well.
  public func adding(_ more: Attributes) -> Style {
    Style(
      foreground: foreground, background: background, attributes: attributes.union(more))
  }

  /// The same style over another background.
  public func on(_ background: Color) -> Style {
    Style(foreground: foreground, background: background, attributes: attributes)
  }

  /// `bold 4 on 233`, and `plain` for the terminal's own look.
  public var description: String {
    var words = attributes.names
    if foreground != .standard || background != .standard { words.append("\(foreground)") }
    if background != .standard { words.append("on \(background)") }
    return words.isEmpty ? "plain" : words.joined(separator: " ")
  }
}

extension Style {
  /// The renderings that nearly every terminal knows.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit for each rendering.
    public let rawValue: UInt8

    /// Exactly the renderings whose bits are set.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Heavier, on many terminals also brighter.
    public static let bold = Attributes(rawValue: 1 << 0)
    /// Fainter; where a terminal cannot, it stays normal.
    public static let dim = Attributes(rawValue: 1 << 1)
    /// A line below.
    public static let underline = Attributes(rawValue: 1 << 2)
    /// Foreground and background change places.
    public static let reverse = Attributes(rawValue: 1 << 3)

    fileprivate var names: [String] {
      let all: [(Attributes, String)] = [
        (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
      ]
      return all.filter { contains($0.0) }.map { $0.1 }
    }
  }
}
