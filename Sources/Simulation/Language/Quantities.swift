/// A unit in which spans and rates are written.
public enum TimeUnit: Character, Hashable, Sendable, CaseIterable {
  case second = "s"
  case minute = "m"
  case hour = "h"
  case day = "d"

  /// How many seconds one unit lasts.
  public var seconds: Int {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3_600
    case .day: 86_400
    }
  }
}

/// A whole number of simulated seconds, written `15s`, `5m`, `2h` or `3d`.
public struct TimeSpan: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The length in seconds, never negative.
  public let seconds: Int

  /// A span of `seconds`.
  public init(seconds: Int) {
    precondition(seconds >= 0, "a span of time is not negative")
    self.seconds = seconds
  }

  /// The same length as the standard library counts it.
  public var duration: Duration { .seconds(seconds) }

  /// The shortest way to write it: the largest unit that divides it.
  public var description: String {
    let unit = TimeUnit.allCases.last { seconds % $0.seconds == 0 && seconds > 0 } ?? .second
    return "\(seconds / unit.seconds)\(unit.rawValue)"
  }

  /// Whether `one` is the shorter.
  public static func < (one: TimeSpan, other: TimeSpan) -> Bool {
    one.seconds < other.seconds
  }
}

/// How often something happens, written `200/h`.
public struct Rate: Hashable, Sendable, CustomStringConvertible {
  /// How many times in each unit.
  public let count: Int
  /// The unit of time.
  public let unit: TimeUnit

  /// `count` times every `unit`.
  public init(_ count: Int, per unit: TimeUnit) {
    precondition(count >= 0, "a rate is not negative")
    self.count = count
    self.unit = unit
  }

  /// The rate as it is written.
  public var description: String { "\(count)/\(unit.rawValue)" }
}

/// A number of things or a share of them, written `3` or `25%`.
public enum Amount: Hashable, Sendable, CustomStringConvertible {
  case count(Int)
  case percent(Int)

  /// The amount as it is written.
  public var description: String {
    switch self {
    case .count(let count): "\(count)"
    case .percent(let percent): "\(percent)%"
    }
  }
}

/// The two loads between which a churn swings, written `60%..80%` or `100..200`.
public struct LoadRange: Hashable, Sendable, CustomStringConvertible {
  /// The lower end.
  public let low: Amount
  /// The upper end, of the same kind as the lower.
  public let high: Amount

  /// The range from `low` to `high`, both of which are counts or both of which are shares.
  public init(low: Amount, high: Amount) {
    switch (low, high) {
    case (.count(let a), .count(let b)), (.percent(let a), .percent(let b)):
      precondition(a <= b, "the lower end of a load comes first")
    default:
      preconditionFailure("both ends of a load are counts, or both are shares")
    }
    self.low = low
    self.high = high
  }

  /// The range as it is written.
  public var description: String { "\(low)..\(high)" }
}
