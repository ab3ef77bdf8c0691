/// Why a request cannot be carried out at all; the cluster is as it was.
///
/// What the modelled system refuses ("allocator full", "range is full") is no refusal of the request:
/// it is an outcome and becomes an event.
public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// No node bears the name.
  case noSuchNode(String)
  /// A node bears the name already.
  case nodeExists(String)
  /// No pod bears the name.
  case noSuchPod(String)
  /// A pod bears the name already.
  case podExists(String)
  /// Fewer are there than were asked for.
  case tooFew(of: String, asked: Int, present: Int)
  /// The table of pods cannot hold so many more.
  case tooMany(String)
  /// The mode cannot do what was asked.
  case unsupported(mode: String, what: String, instead: String)
  /// An option of the mode is wrong.
  case badOption(OptionError)
  /// The real system refuses the change, in its own words.
  case system(String)

  /// One sentence for the person who asked.
  public var description: String {
    switch self {
    case .noSuchNode(let name): "no node is called \"\(name)\""
    case .nodeExists(let name): "a node called \"\(name)\" is there already"
    case .noSuchPod(let name): "no pod is called \"\(name)\""
    case .podExists(let name): "a pod called \"\(name)\" is there already"
    case .tooFew(let things, let asked, let present):
      "asked to remove \(asked) \(things), but only \(present) are there"
    case .tooMany(let what): "that is too many: \(what)"
    case .unsupported(let mode, let what, let instead): "mode \(mode) cannot \(what); \(instead)"
    case .badOption(let error): error.description
    case .system(let text): text
    }
  }
}

/// What is wrong with an option of a mode.
public struct OptionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The option's key.
  public let key: String
  /// What is wrong with it, and what would be right.
  public let reason: String

  /// An error about the option `key`.
  public init(key: String, reason: String) {
    self.key = key
    self.reason = reason
  }

  /// One sentence, the key first.
  public var description: String { "\(key): \(reason)" }
}
