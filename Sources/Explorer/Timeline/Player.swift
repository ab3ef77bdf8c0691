import Simulation

/// How fast simulated time passes while it is played.
///
/// `x1` is a simulated second a second; `max` asks for as much as the machine can do.
enum PlayerSpeed: Int, CaseIterable, Hashable, Sendable {
  case x1 = 1
  case x10 = 10
  case x60 = 60
  case x600 = 600
  case x3600 = 3600
  case day = 86_400
  case week = 604_800
  case max = 0

  /// As the header shows it.
  var text: String {
    switch self {
    case .day: "1d/s"
    case .week: "7d/s"
    case .max: "max"
    default: "\(rawValue)x"
    }
  }

  /// The speed some steps faster or slower, as far as there is one.
  func moved(by steps: Int) -> PlayerSpeed {
    let all = Self.allCases
    let index = (all.firstIndex(of: self) ?? 0) + min(Swift.max(steps, -all.count), all.count)
    return all[min(Swift.max(0, index), all.count - 1)]
  }
}

/// The clock that plays a workload, or the part of the history that lies ahead.
///
///     ticks       |    |    |    |          each brings the screen's time with it
///     elapsed     +dt x speed               steps happen as they come due
///     quota       4 6 9 13 ...              at most so many steps a tick, as frames allow
struct Player: Hashable, Sendable {
  private(set) var isPlaying = false
  var speed = PlayerSpeed.x60
  /// Simulated time that has passed since the last step.
  private(set) var elapsed = Duration.zero
  /// Time since the last step that was shown.
  private(set) var rest = Duration.zero
  /// Steps a tick may take: what frames take decides.
  private(set) var quota = Self.firstQuota
  private var tickedAt: Duration?
  private var quickest = Self.longest

  /// Frames that nobody sees are not worth a tick.
  static let interval = Duration.milliseconds(33)
  /// Ticks later than this were held up by the steps of the one before.
  private static let slow = Duration.milliseconds(55)
  private static let firstQuota = 4
  private static let lastQuota = 1 << 20
  /// A command that takes no time is nevertheless seen for so long.
  static let beat = Duration.milliseconds(250)
  /// A clock that stood still, as while the program was stopped, makes up for no more than this.
  private static let longest = Duration.seconds(2)

  mutating func play() {
    isPlaying = true
    tickedAt = nil
    elapsed = .zero
    rest = Self.beat
    quota = Self.firstQuota
    quickest = Self.longest
  }

  mutating func pause() {
    isPlaying = false
    elapsed = .zero
  }

  /// Lets time pass until `now`.
  mutating func tick(at now: Duration) {
    let isFirst = tickedAt == nil
    let passed = tickedAt.map { min(max(.zero, now - $0), Self.longest) } ?? Self.interval
    tickedAt = now
    rest += passed
    if speed != .max { elapsed += passed * speed.rawValue }
    // A screen that is slow to draw on is no reason to do less between two frames.
    if !isFirst { quickest = min(quickest, passed) }
    let isSlow = passed > max(Self.slow, quickest * 2)
    quota = isSlow ? max(1, quota / 2) : min(Self.lastQuota, quota + (quota + 1) / 2)
  }

  /// Notes that steps have happened which took so much simulated time.
  mutating func took(_ time: Duration) {
    elapsed = max(.zero, elapsed - time)
    rest = .zero
  }

  /// Gives up time that could not be used, lest it be made up for later in a leap.
  mutating func letGo() {
    elapsed = .zero
  }

  /// The time until something changes that can be seen: a step that is due `wait` after the last
  /// one, or the next second of the clock.
  ///
  /// A command of the history waits for its beat as well.
  func nextTick(due wait: Duration?, isCommand: Bool) -> Duration {
    guard speed != .max else { return Self.interval }
    if isCommand, let wait, wait <= elapsed { return max(Self.interval, Self.beat - rest) }
    let second = Duration.seconds(elapsed.components.seconds + 1)
    let next = min(wait ?? second, second)
    return max(Self.interval, (next - min(elapsed, next)) / speed.rawValue)
  }
}

/// A place in the history; a `Place` of the explorer is one on the map.
typealias HistoryPlace = Simulation.Place
