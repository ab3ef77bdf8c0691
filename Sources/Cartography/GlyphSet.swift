/// A way to put pixels into character cells.
///
/// A new set is a file in `Glyphs/` and a line in `AllGlyphSets.swift`. It says nothing of
/// colours: a theme paints the upper ink in the foreground and the lower one in the background.
public protocol GlyphSet: Sendable {
  /// The word that chooses the set in themes and options.
  var name: String { get }

  /// One sentence for a menu.
  var summary: String { get }

  /// How pixels sit in cells.
  var grain: CellGrain { get }

  /// Whether it stays within ASCII.
  var isASCII: Bool { get }

  /// Whether its pictures can be read without colours.
  var readsWithoutColor: Bool { get }

  /// The character of a cell; both inks are the same when a cell holds one pixel.
  func scalar(upper: Ink, lower: Ink) -> Unicode.Scalar
}
