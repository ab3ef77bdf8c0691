/// How many expectations of a script held and how many did not.
public struct ExpectationCount: Hashable, Sendable {
  /// Those that held.
  public var held = 0
  /// Those that did not.
  public var failed = 0

  /// None tried yet.
  public init(held: Int = 0, failed: Int = 0) {
    self.held = held
    self.failed = failed
  }
}
