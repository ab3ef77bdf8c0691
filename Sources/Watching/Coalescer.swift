/// When changes that have piled up become one step of the history.
///
/// A screen needs no more steps than frames. A history of days needs fewer: each doubling of its
/// length from 4,096 steps on doubles the time between two of them, up to ten seconds, so that a
/// cluster that never rests adds at most some 8,600 steps a day.
public struct Coalescer: Hashable, Sendable {
  private var first: Duration?
  private var last: Duration?

  /// The time between two frames, at thirty a second.
  static let frame = Duration.milliseconds(33)
  static let longest = Duration.seconds(10)
  static let freeSteps = 4096

  /// Nothing piled up.
  public init() {}

  /// Notes that there is news.
  public mutating func note(at now: Duration) {
    if first == nil { first = now }
  }

  /// When the news is to be told, if there is any, in a history of so many steps.
  public func due(steps: Int) -> Duration? {
    guard let first else { return nil }
    guard let last else { return first }
    return max(first, last + Self.interval(steps: steps))
  }

  /// Notes that it was told.
  public mutating func tell(at now: Duration) {
    first = nil
    last = now
  }

  /// The time between two steps of a history of so many.
  public static func interval(steps: Int) -> Duration {
    var interval = frame
    var limit = freeSteps
    while steps >= limit, interval < longest {
      interval = interval * 2
      limit *= 2
    }
    return min(interval, longest)
  }
}
