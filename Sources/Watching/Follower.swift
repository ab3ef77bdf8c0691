/// The following of one kind of object, from one `kubectl` to the next: what to make of its bytes,
/// its words and its end, and when to start it again.
///
/// A value without a clock or a process. Whoever runs `kubectl` tells it what happens and at what
/// instant, and does what it answers.
public struct Follower: Sendable {
  /// How the following fares.
  public enum Phase: Hashable, Sendable {
    /// `kubectl` is to be started at once.
    case idle
    /// It runs, and the list is not complete.
    case listing
    /// The list is complete, and changes come as they happen.
    case following
    /// It ended; it is started again at an instant.
    case waiting(until: Duration)
  }

  /// Why nothing comes.
  public enum Trouble: Hashable, Sendable {
    /// The connection was lost or never came about, in the words of `kubectl`.
    case lost(String)
    /// The server has no such kind.
    case unknownKind
    /// One may not look, in the words of the server.
    case forbidden(String)
  }

  /// What is to be done.
  public enum Order: Hashable, Sendable {
    /// Start `kubectl`.
    case start
    /// End the one that runs: what it tells can no longer be trusted, or it tells nothing.
    case stop
  }

  /// The kind.
  public let kind: WatchedKind
  /// How it fares.
  public private(set) var phase = Phase.idle
  /// What is wrong, if anything; it is right again once a list is complete.
  public private(set) var trouble: Trouble?
  /// When the last byte came.
  public private(set) var lastHeard: Duration?
  /// Until when what is known was kept up to date, while it no longer is.
  public private(set) var lostAt: Duration?
  /// How often it was started.
  public private(set) var starts = 0
  private var stream = WatchStream()
  private var backoff: Backoff
  private let patience: Patience
  private var started = Duration.zero
  /// Whether `kubectl` has said that it watches now: then its list is in the pipe as a whole.
  private var hasSaidWatch = false
  private var hasSeenObject = false
  /// The last words of `kubectl` that are meant for people.
  private var words = ""

  /// A follower that has not begun.
  public init(_ kind: WatchedKind, patience: Patience, seed: UInt64) {
    self.kind = kind
    self.patience = patience
    backoff = Backoff(seed: seed)
  }

  /// Whether all that there is of the kind is known, or never will be.
  public var isSettled: Bool {
    if phase == .following { return true }
    switch trouble {
    case .unknownKind, .forbidden: return true
    case .lost, nil: return false
    }
  }

  /// Notes that `kubectl` was started.
  public mutating func begin(at now: Duration) {
    phase = .listing
    stream = WatchStream()
    started = now
    lastHeard = nil
    hasSaidWatch = false
    hasSeenObject = false
    words = ""
    starts += 1
  }

  /// Takes bytes of standard output, and answers what they tell.
  public mutating func hear(_ bytes: some Sequence<UInt8>, at now: Duration) -> [WatchEvent] {
    lastHeard = now
    let events = stream.take(bytes)
    if !events.isEmpty { hasSeenObject = true }
    // Lists hold nothing that is gone.
    if events.contains(where: { if case .gone = $0 { true } else { false } }) {
      hasSaidWatch = true
    }
    return events
  }

  /// Takes a line of standard error.
  public mutating func read(errorLine line: String) {
    if Self.isLog(line) {
      // A watch list (Kubernetes 1.32) would be the list and the watch in one.
      if line.contains("watch=true"), !line.contains("sendInitialEvents=true") {
        hasSaidWatch = true
      }
    } else if !line.allSatisfy(\.isWhitespace) {
      words = line
    }
  }

  /// A line of klog: a letter of I, W, E, F, four digits of month and day, and a time.
  static func isLog(_ line: String) -> Bool {
    let head = Array(line.utf8.prefix(6))
    return head.count == 6 && "IWEF".utf8.contains(head[0])
      && head[1..<5].allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      && head[5] == UInt8(ascii: " ")
  }

  /// Whether the list is complete by now: `kubectl` watches, or has been quiet for a moment.
  public mutating func listIsComplete(at now: Duration) -> Bool {
    guard phase == .listing, stream.isAtRest else { return false }
    let quiet = now - (lastHeard ?? started)
    let isComplete =
      hasSaidWatch
      ? quiet >= patience.drain
      : hasSeenObject ? quiet >= patience.quiet : quiet >= patience.emptyList
    guard isComplete else { return false }
    phase = .following
    trouble = nil
    lostAt = nil
    return true
  }

  /// `kubectl` is gone; with a status, if it ended by itself.
  public mutating func end(status: Int32?, at now: Duration) {
    let wasFollowing = phase == .following
    if wasFollowing { lostAt = now }
    trouble = Self.trouble(in: words, status: status, ended: wasFollowing) ?? trouble
    // A list alone is no success: each costs the server all of its objects.
    let hasLived = wasFollowing && now - started > patience.shortest
    if hasLived { backoff.succeed() }
    let pause: Duration
    switch trouble {
    // What was listed once is not unknown: the server may be on its way up.
    case .unknownKind, .forbidden: pause = lostAt == nil ? patience.denied : backoff.next()
    case .lost, nil:
      // A watch that ends well is only started again: servers end each within the hour
      // (kube-apiserver's `--min-request-timeout`, 1800 s, up to twice as long).
      pause = hasLived ? .zero : backoff.next()
    }
    phase = .waiting(until: now + pause)
  }

  private static func trouble(in words: String, status: Int32?, ended: Bool) -> Trouble? {
    let lower = words.lowercased()
    if lower.contains("the server doesn't have a resource type")
      || lower.contains("no matches for kind")
      || lower.contains("could not find the requested resource")
    {
      return .unknownKind
    }
    if lower.contains("forbidden") { return .forbidden(words) }
    if words.isEmpty {
      return ended ? nil : .lost("kubectl ended" + (status.map { " with exit code \($0)" } ?? ""))
    }
    return .lost(words)
  }

  /// What is to be done by now.
  public mutating func order(at now: Duration) -> Order? {
    switch phase {
    case .idle: return .start
    case .waiting(let instant): return now >= instant ? .start : nil
    case .listing, .following:
      let quiet = now - (lastHeard ?? started)
      guard quiet >= patience.silence else { return nil }
      if phase == .listing {
        trouble = .lost("kubectl said nothing for \(patience.silence.components.seconds) s")
      }
      return .stop
    }
  }

  /// Makes the one that runs be started again, for something it told was lost.
  public mutating func distrust(_ text: String) {
    words = text
  }

  /// The instant at which something is to be looked at, if nothing comes before.
  public func nextDue(after now: Duration) -> Duration? {
    switch phase {
    case .idle: return now
    case .waiting(let instant): return instant
    // In the middle of an object only more bytes help.
    case .listing where !stream.isAtRest: return (lastHeard ?? started) + patience.silence
    case .listing:
      let quiet =
        hasSaidWatch ? patience.drain : hasSeenObject ? patience.quiet : patience.emptyList
      return min(lastHeard ?? started, now) + quiet
    case .following: return (lastHeard ?? started) + patience.silence
    }
  }
}

/// How long to wait for what.
public struct Patience: Hashable, Sendable {
  /// After kubectl says that it watches, what was in the pipe has come.
  public var drain = Duration.milliseconds(30)
  /// A list is in kubectl's memory as a whole before its first byte comes; a pause that long is its
  /// end.
  public var quiet = Duration.milliseconds(700)
  /// A list of nothing prints nothing.
  public var emptyList = Duration.seconds(20)
  /// Nothing for so long and kubectl is started again; kubelets tell of a node at least every five
  /// minutes (`nodeStatusReportFrequency`, kubelet configuration v1beta1).
  public var silence = Duration.seconds(330)
  /// A watch that ends sooner did not end well, and the next is waited for like after a failure.
  public var shortest = Duration.seconds(5)
  /// What the server refuses or does not know is asked for again so much later.
  public var denied = Duration.seconds(60)

  /// The usual patience.
  public init() {}
}
