import Simulation

/// A question that somebody has asked, with what it found as of some moment.
struct Search: Sendable {
  /// What an answer holds for.
  struct Stamp: Hashable, Sendable {
    let version: Int
    let plan: PaneReference?
  }

  let query: NodeQuery
  /// What was found; nil while it is looked for.
  var findings: Findings?
  /// What the findings hold for.
  var stamp: Stamp?
  /// The match that somebody went to last.
  var current: Int?
  /// Whether somebody waits to be taken to the first match.
  var isAwaited = false

  init(_ query: NodeQuery) {
    self.query = query
  }
}
