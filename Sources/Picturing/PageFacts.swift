import Addressing
public import Cartography

/// What a page says in words and figures beside its maps.
public struct PageFacts: Hashable, Sendable {
  /// What the page shows.
  public var title: String
  /// The same in more words.
  public var subtitle: String
  /// Figures, in the order of the page.
  public var figures: [Figure]
  /// Lines at the foot of the page.
  public var footnotes: [String]

  /// Puts the words of a page together.
  public init(
    title: String, subtitle: String = "", figures: [Figure] = [], footnotes: [String] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.figures = figures
    self.footnotes = footnotes
  }

  /// A figure with its name.
  public struct Figure: Hashable, Sendable {
    /// What it counts.
    public var label: String
    /// The number as text.
    public var value: String
    /// The ink that stands for it in a bar of all such figures, if it is a part of a whole.
    public var ink: Ink?
    /// Its part of the whole in thousandths.
    public var share: Int

    /// Names a figure; with an ink it is a part of the bar above.
    public init(_ label: String, _ value: String, ink: Ink? = nil, share: Int = 0) {
      self.label = label
      self.value = value
      self.ink = ink
      self.share = share
    }
  }
}

/// One map of a page: a plane, and what a block of it is.
public struct PageMap: Hashable, Sendable {
  /// What is laid out, and by which curve.
  public var plane: Plane
  /// The length of the blocks that nodes hold.
  public var unitLength: Int
  /// What a block is to its holder: one and many, such as `node` and `nodes`.
  public var unitNames: (one: String, many: String) {
    unitLength >= plane.root.family.bitWidth ? ("address", "addresses") : ("node", "nodes")
  }

  /// Describes a map.
  public init(plane: Plane, unitLength: Int) {
    self.plane = plane
    self.unitLength = unitLength
  }

  /// What one pixel is, as `1 px = /20 = 16 nodes`.
  func scale(pixelLength: Int) -> String {
    let bits = plane.root.family.bitWidth
    let words: String
    if pixelLength < unitLength {
      words = Self.count(unitLength - pixelLength, unitNames.one, unitNames.many)
    } else {
      words = Self.count(bits - pixelLength, "address", "addresses")
    }
    return "1 px = /\(pixelLength) = \(words)"
  }

  private static func count(_ power: Int, _ one: String, _ many: String) -> String {
    if power == 0 { return "1 \(one)" }
    return power <= 20 ? "\(1 << power) \(many)" : "2^\(power) \(many)"
  }
}
