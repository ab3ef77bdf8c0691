/// The six characters a box is drawn with.
public struct Border: Hashable, Sendable {
  /// The upper and lower edge.
  public let horizontal: Unicode.Scalar
  /// The edges to the sides.
  public let vertical: Unicode.Scalar
  /// A corner.
  public let topLeft: Unicode.Scalar
  /// A corner.
  public let topRight: Unicode.Scalar
  /// A corner.
  public let bottomLeft: Unicode.Scalar
  /// A corner.
  public let bottomRight: Unicode.Scalar

  /// A border whose six characters take one column each.
  public init(
    horizontal: Unicode.Scalar, vertical: Unicode.Scalar, topLeft: Unicode.Scalar,
    topRight: Unicode.Scalar, bottomLeft: Unicode.Scalar, bottomRight: Unicode.Scalar
  ) {
    self.horizontal = horizontal
    self.vertical = vertical
    self.topLeft = topLeft
    self.topRight = topRight
    self.bottomLeft = bottomLeft
    self.bottomRight = bottomRight
  }

  /// Thin lines of the box-drawing block.
  public static let light = Border(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘")

  /// For terminals without box drawing.
  public static let ascii = Border(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+")
}
