/// One place of a frame: a character and its style.
///
/// A wide character fills two places. The left one, the *lead*, holds the scalar; the right one is
/// its *continuation* and draws nothing. `Frame` keeps the two together.
public struct Cell: Hashable, Sendable {
  /// Which part of a character a cell shows.
  public enum Extent: UInt8, Hashable, Sendable {
    case single, lead, continuation
  }

  /// What shows; a space in a continuation.
  public let scalar: Unicode.Scalar
  /// Whether it fills this place, or shares a wide character.
  public let extent: Extent
  /// How it looks.
  public var style: Style

  /// A cell showing `scalar`, or U+FFFD in its place where a screen must never be sent it.
  public init(_ scalar: Unicode.Scalar, style: Style = .plain) {
    let width = TextWidth.columns(of: scalar)
    self.scalar = width == nil || width == 0 ? TextWidth.replacement : scalar
    self.extent = width == 2 ? .lead : .single
    self.style = style
  }

  private init(scalar: Unicode.Scalar, extent: Extent, style: Style) {
    self.scalar = scalar
    self.extent = extent
    self.style = style
  }

  /// An empty place in the terminal's own look.
  public static let blank = Cell(scalar: " ", extent: .single, style: .plain)

  /// A space, of which only the background shows.
  public static func space(_ style: Style) -> Cell {
    Cell(scalar: " ", extent: .single, style: style)
  }

  /// The right half of a wide character with this lead.
  var continuation: Cell {
    Cell(scalar: " ", extent: .continuation, style: style)
  }
}
