public import Allocation
public import Simulation

/// A choice and what would be cheaper, each lived under the same seeds, one life at a time.
///
/// Whoever runs it decides when: `liveNext` lives the next one in place; `life(_:)` is pure, so that
/// lives may be lived side by side and taken in as they end. The order in which they end decides
/// nothing.
public struct SizingTrial: Sendable {
  /// The question.
  public let question: SizingQuestion
  /// Seeds under which each is lived: from 1 to so many.
  public let seeds: Int
  /// The choice first, then what would be cheaper.
  public private(set) var proofs: [SizingProof]
  /// Lives that ended before their time, since the simulator did not take a command: which, and why.
  public private(set) var broken: [Broken] = []
  /// The first life that is not lived by `liveNext` yet.
  private var next = 0

  /// A life that could not be lived.
  public struct Broken: Hashable, Sendable {
    /// Whose life.
    public let title: String
    /// The seed.
    public let seed: UInt64
    /// The command and why it was not taken.
    public let text: String
  }

  /// A trial of which nothing is lived yet.
  public init(of choice: SizingChoice, _ question: SizingQuestion, seeds: Int) {
    self.question = question
    self.seeds = max(1, seeds)
    proofs =
      [SizingProof(of: choice, title: "the choice")]
      + SizingAnswer.neighbours(of: choice, question).map {
        SizingProof(of: $0.choice, title: $0.title)
      }
  }

  /// Lives in all.
  public var count: Int { proofs.count * seeds }

  /// Lives that are taken in, broken ones among them.
  public var done: Int { proofs.reduce(broken.count) { $0 + $1.lives.count } }

  /// Whether every life is lived.
  public var isDone: Bool { done >= count }

  /// How far it has come.
  public var progress: Progress {
    Progress("living the choice and what is cheaper", done: done, total: count)
  }

  /// Lives the life of a number from 0 to `count`; nil if whoever watches ended it.
  ///
  /// The numbers go from choice to choice under one seed and then to the next seed, so that whatever
  /// is ended early has told of all of them. What is cheaper lives as far as to its first refusal.
  public func life(
    _ number: Int, watching watch: Watcher? = nil
  ) throws(Refusal) -> SizingLife? {
    guard (0..<count).contains(number) else { return nil }
    return try SizingLife(
      of: proofs[number % proofs.count].choice, question,
      seed: UInt64(number / proofs.count + 1), untilFailure: number % proofs.count > 0,
      watching: watch)
  }

  /// Takes in the life of a number, whenever it ends; a second time changes nothing.
  public mutating func take(_ life: SizingLife, _ number: Int) {
    guard (0..<count).contains(number) else { return }
    let place = number % proofs.count
    guard !proofs[place].lives.contains(where: { $0.seed == life.seed }) else { return }
    proofs[place].add(life)
  }

  /// Takes in that a life could not be lived: nothing is left out of what is told.
  public mutating func take(broken refusal: Refusal, _ number: Int) {
    guard (0..<count).contains(number) else { return }
    let entry = Broken(
      title: proofs[number % proofs.count].title, seed: UInt64(number / proofs.count + 1),
      text: refusal.description)
    guard !broken.contains(entry) else { return }
    broken.append(entry)
    broken.sort { ($0.seed, $0.title) < ($1.seed, $1.title) }
  }

  /// Lives the next one; false if none is to come, or if whoever watches ended it.
  @discardableResult
  public mutating func liveNext(watching watch: Watcher? = nil) -> Bool {
    guard next < count else { return false }
    do throws(Refusal) {
      guard let life = try life(next, watching: watch) else { return false }
      take(life, next)
    } catch {
      take(broken: error, next)
    }
    next += 1
    return next < count
  }

  /// What the trial comes to.
  public enum Verdict: Hashable, Sendable {
    /// The choice never refuses, and all that is cheaper does.
    case holds
    /// The choice never refuses, but something cheaper does not either.
    case isGenerous
    /// The choice refuses.
    case fails
    /// Some lives were not lived to their end, so that nothing is proven.
    case isOpen

    /// The verdict as one word.
    public var word: String {
      switch self {
      case .holds: "holds"
      case .isGenerous: "generous"
      case .fails: "fails"
      case .isOpen: "open"
      }
    }
  }

  /// What the lives so far come to.
  public var verdict: Verdict {
    guard let chosen = proofs.first else { return .isOpen }
    if !chosen.failures.isEmpty { return .fails }
    guard isDone, broken.isEmpty else { return .isOpen }
    return proofs.dropFirst().allSatisfy { !$0.failures.isEmpty } ? .holds : .isGenerous
  }

  /// The verdict and what it rests on, in a sentence.
  public var sentence: String {
    let lived =
      isDone ? "\(seeds) seeds" : "\(done) of \(count) lives: not all of \(seeds) seeds were lived"
    let quiet = proofs.dropFirst().filter { $0.failures.isEmpty }.map(\.title)
    return switch verdict {
    case .holds where proofs.count == 1:
      "holds under \(lived); the mode and the question leave nothing cheaper to compare with"
    case .holds: "holds under \(lived): the choice never refuses, and all that is cheaper does"
    case .isGenerous:
      "holds under \(lived), and so does what is cheaper: \(quiet.joined(separator: ", "))"
    case .fails: "fails: the choice refuses in some of \(lived)"
    case .isOpen where !broken.isEmpty:
      "open: \(broken.count) of \(count) lives were not lived to their end, the first of seed "
        + "\(broken[0].seed): \(broken[0].text)"
    case .isOpen: "open: nothing is proven by \(lived)"
    }
  }
}
