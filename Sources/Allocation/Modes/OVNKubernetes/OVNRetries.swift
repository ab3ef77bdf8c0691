import HashTreeCollections

/// Nodes that OVN-Kubernetes' cluster manager failed on, on simulated time.
///
/// Commit 6c366bb, `go-controller/pkg/retry/obj_retry.go`: every 30 seconds each node is tried again
/// that failed longer ago than its own back-off of 1, 2, 4 ... 60 seconds and up to half a second
/// more; after 15 attempts it is dropped.
struct OVNRetries: Hashable, Sendable {
  private struct Entry: Hashable {
    var attempts: Int
    var last: Duration
    var backoff: Int
  }

  static let interval = Duration.seconds(30)
  static let attemptLimit = 15
  /// The draw of up to half a second, which decides nothing but ties with a tick.
  private static let jitter = Duration.milliseconds(250)

  private var entries: TreeDictionary<NodeID, Entry> = [:]
  /// The next tick, if anybody waits for one.
  private(set) var nextDue: Duration?
  /// When the ticks began.
  private var origin: Duration

  init(at now: Duration) { origin = now }

  /// How often a node has failed, if it is to be tried again.
  func attempts(_ id: NodeID) -> Int? { entries[id]?.attempts }

  /// A node failed by an event of its own: the count of attempts goes on, the back-off begins anew.
  mutating func fail(_ id: NodeID, at now: Duration) {
    let attempts = (entries[id]?.attempts ?? 0) + 1
    entries[id] = Entry(attempts: attempts, last: now, backoff: 1)
    if nextDue == nil { nextDue = tick(after: now) }
  }

  /// A node has what it needs, or is gone.
  mutating func forget(_ id: NodeID) {
    entries[id] = nil
    if entries.isEmpty { nextDue = nil }
  }

  private func tick(after now: Duration) -> Duration {
    // In whole seconds: a quotient of durations is a floating-point number.
    let passed = (now - origin).components.seconds / Self.interval.components.seconds
    return origin + Self.interval * Int(passed + 1)
  }

  /// Begins a tick: the nodes to be tried now, and those that are given up.
  mutating func take(at now: Duration) -> (due: [NodeID], dropped: [NodeID]) {
    guard let tick = nextDue, tick <= now else { return ([], []) }
    var due: [NodeID] = []
    var dropped: [NodeID] = []
    for id in entries.keys.sorted() {
      guard var entry = entries[id] else { continue }
      if entry.attempts >= Self.attemptLimit {
        dropped.append(id)
        entries[id] = nil
      } else if now >= entry.last + .seconds(entry.backoff) + Self.jitter {
        entry.backoff = min(60, entry.backoff * 2)
        entries[id] = entry
        due.append(id)
      }
    }
    nextDue = entries.isEmpty ? nil : self.tick(after: now)
    return (due, dropped)
  }

  /// A node failed again when it was its turn.
  mutating func failAgain(_ id: NodeID, at now: Duration) {
    entries[id]?.attempts += 1
    entries[id]?.last = now
  }
}
