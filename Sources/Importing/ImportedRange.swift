public import Addressing

/// A range that something other than pods uses.
public struct ImportedRange: Hashable, Sendable {
  /// Its addresses.
  public var prefix: IPPrefix
  /// Who uses it, as findings name it: `service range`.
  public var name: String
  /// Where a file names it.
  public var place: ImportedPlace?

  /// A range and its user.
  public init(prefix: IPPrefix, name: String, place: ImportedPlace? = nil) {
    self.prefix = prefix
    self.name = name
    self.place = place
  }
}
