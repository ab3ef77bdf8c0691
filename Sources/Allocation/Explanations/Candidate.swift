/// Something that was looked at for a decision: a pool, a block, a node, an address.
public struct Candidate: Hashable, Sendable {
  /// What was looked at, as people name it: `10.0.0.0/22 in /24s`.
  public var what: String
  /// What was found there, as half a sentence: `all 4 blocks are taken`.
  public var found: String
  /// Whether the decision fell on it.
  public var isTaken: Bool

  /// A candidate, passed by unless said otherwise.
  public init(_ what: String, found: String, isTaken: Bool = false) {
    self.what = what
    self.found = found
    self.isTaken = isTaken
  }
}

/// One part of the state that made a decision what it was: a cursor, a count, a limit, a timer.
public struct Detail: Hashable, Sendable {
  /// What the part is, in a word or three.
  public var key: String
  /// How it stood.
  public var text: String

  /// A part called `key`.
  public init(_ key: String, _ text: String) {
    self.key = key
    self.text = text
  }
}
