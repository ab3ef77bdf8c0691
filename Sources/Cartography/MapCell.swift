/// One character of a map, without colours.
public struct MapCell: Hashable, Sendable {
  /// The character to show: a glyph of the set, a letter of a mark, or a blank.
  public let scalar: Unicode.Scalar
  /// What the glyph itself is painted with; the background where all of the cell is alike.
  public let foreground: Ink
  /// What is behind it.
  public let background: Ink
  /// The mark whose letter the cell shows, if it does.
  public let mark: Mark?

  /// Describes a cell.
  @inlinable
  public init(
    scalar: Unicode.Scalar, foreground: Ink, background: Ink, mark: Mark? = nil
  ) {
    self.scalar = scalar
    self.foreground = foreground
    self.background = background
    self.mark = mark
  }

  /// A cell that is all of one ink.
  @inlinable
  public init(_ ink: Ink, scalar: Unicode.Scalar = " ", mark: Mark? = nil) {
    self.init(scalar: scalar, foreground: ink, background: ink, mark: mark)
  }

  /// Whether all of the cell has one ink, so that what is written over it hides no border.
  public var isEven: Bool { foreground == background }
}
