import Addressing
import HashTreeCollections

/// When blocks were given up, and how soon each was given again.
///
/// Reuse is what tells policies apart that fill a pool alike: next-fit and first-in-first-out keep a
/// unit away for as long as they can, lowest-free gives it to the next who asks.
public struct ReuseBook: Hashable, Sendable {
  /// A unit that nobody holds: how many had been given when it was given up, and when that was.
  private struct Release: Hashable, Sendable {
    let given: Int
    let at: Duration
  }

  /// Units given so far.
  public private(set) var given = 0
  /// How many units were given between a release and the reuse of the same unit.
  public private(set) var distances = Distribution()
  /// Whole seconds between them.
  public private(set) var seconds = Distribution()
  private var releases: TreeDictionary<IPPrefix, Release> = [:]

  /// Nothing given yet.
  public init() {}

  mutating func give(_ unit: IPPrefix, at now: Duration) {
    given += 1
    guard !releases.isEmpty, let release = releases.removeValue(forKey: unit) else { return }
    distances.add(given - release.given - 1)
    seconds.add(Int(clamping: (now - release.at).components.seconds))
  }

  mutating func release(_ unit: IPPrefix, at now: Duration) {
    releases[unit] = Release(given: given, at: now)
  }
}

/// How often each of a few whole numbers came up; copies share what does not differ.
public struct Distribution: Hashable, Sendable {
  private var counts: TreeDictionary<Int, Int> = [:]
  /// Numbers in all.
  public private(set) var count = 0
  /// The least of them.
  public private(set) var least: Int?

  /// No numbers.
  public init() {}

  /// Adds a number.
  public mutating func add(_ number: Int) {
    counts[number, default: 0] += 1
    count += 1
    least = min(least ?? number, number)
  }

  /// The lower median: of an even number of numbers the lesser of the two in the middle.
  public var median: Int? {
    guard count > 0 else { return nil }
    var left = (count - 1) / 2
    for (number, times) in counts.sorted(by: { $0.key < $1.key }) {
      if left < times { return number }
      left -= times
    }
    return nil
  }
}
