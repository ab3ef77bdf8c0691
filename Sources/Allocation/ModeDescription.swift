public import Addressing

/// A change to a running mode.
public enum ModeChange: Hashable, Sendable {
  /// New values for options.
  case set([ModeOption])
  /// A CIDR is added at the end of the list, in modes with named pools to the pool called `name`.
  case addPool(IPPrefix, name: String? = nil, mask: Int? = nil)
  /// A CIDR is taken from the list.
  case removePool(IPPrefix)
  /// Services use a range; what that means to pods is the mode's own rule, from the next node on.
  case serviceRange(IPPrefix)
}

/// An option of a mode and its value, as text.
public struct ModeOption: Hashable, Sendable {
  /// The key, as `set` takes it.
  public let key: String
  /// The value.
  public let value: String

  /// The option `key` with `value`.
  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}

/// What a mode says of itself.
public struct ModeDescription: Hashable, Sendable {
  /// The name in the command language.
  public let name: String
  /// One sentence.
  public let summary: String
  /// One paragraph.
  public let details: String
  /// The real system and version that is modelled.
  public let models: String
  /// What is knowingly left out.
  public let leftOut: String
  /// The options: key, meaning, default.
  public let options: [(key: String, meaning: String, standard: String)]

  /// Descriptions are equal when they are of the same mode.
  public static func == (left: ModeDescription, right: ModeDescription) -> Bool {
    left.name == right.name
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }
}
