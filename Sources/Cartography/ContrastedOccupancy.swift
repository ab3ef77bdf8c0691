public import Addressing

/// Two occupancies of the same address space as one, for a picture of what differs.
///
/// It asks both for counts and never for single addresses, so a picture costs twice what a picture
/// of one plan does, and a few questions more where both have something.
public struct ContrastedOccupancy<First: Occupancy, Second: Occupancy>: Occupancy {
  private let first: First
  private let second: Second
  private let level: ContrastLevel

  /// The contrast of `first` with `second` in what they have of `level`.
  public init(_ first: First, _ second: Second, by level: ContrastLevel) {
    self.first = first
    self.second = second
    self.level = level
  }

  /// How often a stretch is halved to see whether both have the same: into quarters.
  private static var halvings: Int { 2 }

  /// Who has something in the stretch.
  public func coverage(of prefix: IPPrefix) -> Coverage {
    let (one, two) = (first.coverage(of: prefix), second.coverage(of: prefix))
    let (left, right) = (level.count(one), level.count(two))
    var coverage = Coverage(addresses: prefix.size, isInside: one.isInside || two.isInside)
    coverage.committed = max(one.committed, two.committed)
    coverage.isUniform = one.isUniform && two.isUniform && coverage.committed == 0
    coverage.contrast =
      switch (left > 0, right > 0) {
      case (false, false): .neither
      case (true, false): .onlyFirst
      case (false, true): .onlySecond
      case (true, true):
        isAlike(prefix, left, right, halvings: Self.halvings) ? .both : .mixed
      }
    return coverage
  }

  /// The addresses of the stretch that count, of each.
  func counts(in prefix: IPPrefix) -> (first: UInt128, second: UInt128) {
    (level.count(first.coverage(of: prefix)), level.count(second.coverage(of: prefix)))
  }

  private func isAlike(
    _ prefix: IPPrefix, _ left: UInt128, _ right: UInt128, halvings: Int
  ) -> Bool {
    guard left == right else { return false }
    guard halvings > 0, left > 0, left < prefix.size, let halves = prefix.halves else {
      return true
    }
    return [halves.0, halves.1].allSatisfy { half in
      let (left, right) = counts(in: half)
      return isAlike(half, left, right, halvings: halvings - 1)
    }
  }
}

/// How many addresses only one of two plans has, and how many both have.
public struct ContrastTally: Hashable, Sendable {
  /// Addresses of the first plan.
  public let first: UInt128
  /// Addresses of the second plan.
  public let second: UInt128
  /// The fewest and the most addresses that both may have.
  public let both: ClosedRange<UInt128>

  /// Whether every number is exact.
  public var isExact: Bool { both.lowerBound == both.upperBound }
  /// The fewest addresses that only the first has.
  public var onlyFirst: UInt128 { first - both.upperBound }
  /// The fewest addresses that only the second has.
  public var onlySecond: UInt128 { second - both.upperBound }
  /// The most addresses of a stretch of `size` that neither has.
  public func neither(of size: UInt128) -> UInt128 {
    let (either, overflow) = first.addingReportingOverflow(onlySecond)
    return overflow ? 0 : size - min(size, either)
  }
}

extension ContrastedOccupancy {
  /// Counts a stretch by halving it wherever counts do not tell, at most down to `finest`.
  ///
  /// What is still undecided there, or after `budget` questions, is between two bounds: two plans
  /// with x and y of n addresses share at least x + y - n and at most the smaller of both.
  public func tally(of prefix: IPPrefix, finest: Int, budget: Int = 2048) -> ContrastTally {
    let whole = counts(in: prefix)
    var low: UInt128 = 0
    var high: UInt128 = 0
    var queue = [(prefix: prefix, counts: whole)]
    var asked = 1
    var next = 0
    while next < queue.count {
      let (part, (left, right)) = queue[next]
      next += 1
      let most = min(left, right)
      let least = left > part.size - right ? left - (part.size - right) : 0
      if most == least || part.length >= finest || asked >= budget {
        low = Self.sum(low, least)
        high = Self.sum(high, most)
      } else if let halves = part.halves {
        for half in [halves.0, halves.1] { queue.append((half, counts(in: half))) }
        asked += 2
      }
    }
    let most = min(whole.first, whole.second)
    return ContrastTally(
      first: whole.first, second: whole.second, both: min(low, most)...min(high, most))
  }

  /// All of IPv6 is one address more than can be counted.
  private static func sum(_ one: UInt128, _ other: UInt128) -> UInt128 {
    let (sum, overflow) = one.addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
