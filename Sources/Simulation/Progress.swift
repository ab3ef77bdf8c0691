/// How far a long piece of work has come.
public struct Progress: Hashable, Sendable {
  /// What is being done, in a few words: `replaying b under calico`.
  public let what: String
  /// Steps done.
  public let done: Int
  /// Steps in all.
  public let total: Int

  /// `done` of `total` steps.
  public init(_ what: String, done: Int, total: Int) {
    self.what = what
    self.done = done
    self.total = total
  }
}

/// Who is told how far a long piece of work has come, and may end it by answering false.
///
/// Work that was ended leaves everything as it was.
public typealias Watcher = (Progress) -> Bool

/// Work that somebody ended on the way.
struct Cancelled: Error {}
