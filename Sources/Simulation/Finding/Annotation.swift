public import Addressing

/// What somebody has written on a stretch of address space; it changes nothing there.
public struct Annotation: Hashable, Sendable {
  /// The stretch.
  public let prefix: IPPrefix
  /// One line of text.
  public let text: String

  /// The text on a prefix.
  public init(prefix: IPPrefix, text: String) {
    self.prefix = prefix
    self.text = text
  }

  /// Characters that a text may have: a label on a map is read at a glance.
  public static let lengthLimit = 80
}
