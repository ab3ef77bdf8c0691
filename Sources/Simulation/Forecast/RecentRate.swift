/// How fast a cluster has grown of late: nodes and pods, net of those that left.
///
/// It is counted by simulated time. Where no time passes in a history it is counted by command, and
/// whatever is reckoned from it is so many commands away.
public struct RecentRate: Hashable, Sendable {
  /// What a rate is counted by.
  public enum Clock: Hashable, Sendable {
    /// Seconds of simulated time.
    case time
    /// Commands of the history.
    case commands
  }

  /// What the span is counted by.
  public let clock: Clock
  /// Seconds or commands that were looked at; 0 where there is no history to look at.
  public let span: Int
  /// Nodes more at its end than at its beginning; negative where they became fewer.
  public let nodes: Int
  /// Pods more, those that wait included.
  public let pods: Int

  /// The time that is looked at unless the history is shorter.
  public static let window = TimeSpan(seconds: 7 * 86_400)
  /// The commands that are looked at where no time has passed.
  public static let commandWindow = 20

  /// A rate of so many in a span.
  public init(clock: Clock, span: Int, nodes: Int, pods: Int) {
    precondition(span >= 0, "a span is not negative")
    self.clock = clock
    self.span = span
    self.nodes = nodes
    self.pods = pods
  }

  /// The rate of `plan` at the present place of a history, over the last `window` of it.
  ///
  /// What happened at the very beginning took no time and is no growth:
  ///
  ///     t=0  add nodes 60      t=1d  add nodes 2      t=2d  add nodes 2      rate 4 in 2d
  public init(of plan: String, in timeline: Timeline, window: TimeSpan = window) {
    let last = timeline.stepIndex(of: timeline.place)
    guard last > 0, let now = timeline.sample(of: plan, afterStep: last) else {
      self.init(clock: .commands, span: 0, nodes: 0, pods: 0)
      return
    }
    let origin = timeline.time(afterStep: 1)
    let start = max(origin, now.time - min(window.seconds, now.time))
    guard start < now.time else {
      self.init(byCommandsOf: plan, in: timeline, now)
      return
    }
    // The last step that is no later than the beginning of the window.
    var (low, high) = (1, last)
    while low < high {
      let middle = (low + high + 1) / 2
      if timeline.time(afterStep: middle) <= start { low = middle } else { high = middle - 1 }
    }
    let then = timeline.sample(of: plan, afterStep: low)
    self.init(
      clock: .time, span: now.time - start, nodes: now.nodes - (then?.nodes ?? 0),
      pods: now.pods - (then?.pods ?? 0))
  }

  private init(byCommandsOf plan: String, in timeline: Timeline, _ now: Sample) {
    let position = timeline.place.position + (timeline.place.step > 0 ? 1 : 0)
    let start = max(1, position - Self.commandWindow)
    let then = timeline.sample(of: plan, afterStep: timeline.stepIndex(of: Place(start)))
    self.init(
      clock: .commands, span: max(0, position - start), nodes: now.nodes - (then?.nodes ?? 0),
      pods: now.pods - (then?.pods ?? 0))
  }
}

extension RecentRate {
  /// A number of seconds or commands as people say it: `3d`, `14h`, `40 commands`.
  public func text(_ length: Int) -> String {
    guard clock == .time else { return "\(length) command\(length == 1 ? "" : "s")" }
    // Two units of a kind are worth telling apart; below that the next smaller one says more.
    let unit = TimeUnit.allCases.last { length >= 2 * $0.seconds } ?? .second
    return "\((length + unit.seconds / 2) / unit.seconds)\(unit.rawValue)"
  }

  /// The rate in words: `+4 nodes and +90 pods in the last 2d`.
  public var description: String {
    guard span > 0 else { return "there is no history yet to take a rate from" }
    func signed(_ number: Int, _ word: String) -> String {
      "\(number < 0 ? "-" : "+")\(number.magnitude) \(word)\(number.magnitude == 1 ? "" : "s")"
    }
    return "\(signed(nodes, "node")) and \(signed(pods, "pod")) in the last \(text(span))"
  }
}

extension Timeline {
  /// Simulated time after a step of the history, in seconds; 0 before the first.
  func time(afterStep index: Int) -> Int {
    guard index >= 1, index <= stepCount else { return 0 }
    let before = place(afterSteps: index - 1)
    return entries[before.position].steps[before.step].time
  }
}
