/// Decides when the loop draws, and how long it may wait before.
///
///     input     x        x x x x x x x x x x                 x = event
///     frames    F              F     F     F   F             at most one an interval
///
/// The first change after a calm shows as soon as no more input is pending. While input floods in,
/// changes are gathered for one interval, then drawn even if more is pending.
struct FramePacer {
  /// 30 frames a second: more is not seen, and over a slow line each one delays the next key.
  static let interval: Duration = .nanoseconds(1_000_000_000 / 30)

  /// The time between frames here: longer where a slow line must carry them.
  private let interval: Duration

  private var lastFrame: Duration?
  private var changedSince: Duration?
  private var tickedAt: Duration?
  /// Whether events were asked for since the last tick: a program whose ticks take longer than they
  /// are apart must hear of keys nevertheless.
  private var hasListened = true

  init(interval: Duration = Self.interval) {
    self.interval = interval
  }

  /// What the loop does next.
  enum Action: Equatable {
    case draw
    case tick
    /// Take events, waiting at most that long for one.
    case wait(Duration?)
  }

  /// Notes that what is on the screen may be out of date.
  mutating func changed(at now: Duration) {
    if changedSince == nil { changedSince = now }
  }

  mutating func drawn(at now: Duration) {
    lastFrame = now
    changedSince = nil
  }

  mutating func ticked(at now: Duration) {
    tickedAt = now
    hasListened = false
  }

  /// The next action, given the tick the program wants and whether the last wait brought nothing.
  mutating func action(at now: Duration, tick: Duration?, isQuiet: Bool) -> Action {
    if let changedSince {
      let isAllowed = lastFrame.map { now >= $0 + interval } ?? true
      let isOverdue = now >= changedSince + interval
      if isAllowed && (isQuiet || isOverdue) { return .draw }
    }
    let untilTick = timeUntilTick(at: now, every: tick)
    if untilTick == .zero, hasListened { return .tick }
    hasListened = true
    let untilFrame = timeUntilFrame(at: now)
    guard let untilTick, let untilFrame else { return .wait(untilTick ?? untilFrame) }
    return .wait(min(untilTick, untilFrame))
  }

  private func timeUntilFrame(at now: Duration) -> Duration? {
    guard changedSince != nil else { return nil }
    guard let lastFrame else { return .zero }
    return max(.zero, lastFrame + interval - now)
  }

  /// Ticks are counted from the last one or, when they begin, from now; missed ones are lost.
  private mutating func timeUntilTick(at now: Duration, every tick: Duration?) -> Duration? {
    guard let tick else {
      tickedAt = nil
      return nil
    }
    let last = tickedAt ?? now
    tickedAt = last
    return max(.zero, last + tick - now)
  }
}
