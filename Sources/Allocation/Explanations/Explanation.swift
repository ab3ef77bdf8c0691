/// What a mode says about one decision of its own, given the cluster just before the decision.
public struct Explanation: Hashable, Sendable {
  /// The rule of the real system, in sentences, the last with its source.
  public var rule: [String]
  /// What the decision looked at, in the order it looked; at most `listLimit`, the taken among them.
  public private(set) var candidates: [Candidate] = []
  /// Candidates that are not listed.
  public private(set) var omitted = 0
  /// What made it so.
  public var state: [Detail]

  /// Candidates that are listed at most.
  public static let listLimit = 24

  /// An explanation with the candidates in the order they were looked at.
  public init(rule: [String], candidates: [Candidate] = [], state: [Detail] = []) {
    self.rule = rule
    self.state = state
    for candidate in candidates { add(candidate) }
  }

  /// The candidates that the decision fell on.
  public var taken: [Candidate] { candidates.filter(\.isTaken) }

  /// Adds what was looked at next; beyond the limit only taken ones are listed, in place of others.
  public mutating func add(_ candidate: Candidate) {
    guard candidates.count == Self.listLimit else {
      candidates.append(candidate)
      return
    }
    omitted += 1
    if candidate.isTaken, let place = candidates.lastIndex(where: { !$0.isTaken }) {
      candidates.remove(at: place)
      candidates.append(candidate)
    }
  }

  /// Counts candidates that are not worth listing one by one.
  public mutating func omit(_ count: Int) {
    omitted += max(0, count)
  }

  /// Adds a part of the state.
  public mutating func add(_ key: String, _ text: String) {
    state.append(Detail(key, text))
  }
}
