/// One fact about a real system: what it does, step by step, and what comes out of each step.
public struct Vector: Sendable {
  /// The row of the reference table; rows beyond it are named `more`.
  public let id: String
  /// What there is at the start.
  public let given: String
  /// What is done, separated by semicolons.
  public let steps: String
  /// What comes out of each step, separated by semicolons.
  public let expected: String

  /// The fact of row `id`.
  public init(_ id: String, _ given: String, _ steps: String, _ expected: String) {
    self.id = id
    self.given = given
    self.steps = steps
    self.expected = expected
  }

  /// The steps, each as its words.
  public var actions: [[String]] {
    steps.split(separator: ";").map { $0.split(separator: " ").map(String.init) }
  }

  /// Compares what came out with what should have; nil when it is the same.
  public func failure(got outcomes: [String]) -> String? {
    let wanted = expected.split(separator: ";").map { $0.trimmingBlanks }
    return outcomes == wanted ? nil : "\(id) \(given): \(steps) gave \(outcomes), not \(wanted)"
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  public var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension Array where Element == String {
  /// Runs of the same outcome as `outcome xN`, so that long sequences stay readable.
  public var runsFolded: [String] {
    var folded: [(text: String, times: Int)] = []
    for text in self {
      if folded.last?.text == text {
        folded[folded.count - 1].times += 1
      } else {
        folded.append((text, 1))
      }
    }
    return folded.map { $0.times == 1 ? $0.text : "\($0.text) x\($0.times)" }
  }
}
