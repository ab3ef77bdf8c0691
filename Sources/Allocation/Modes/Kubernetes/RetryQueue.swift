import HashTreeCollections

/// The rate-limited queue of nodes that a controller failed on, on simulated time.
///
/// client-go `util/workqueue/default_rate_limiters.go`, `DefaultTypedControllerRateLimiter`: the
/// longer of two delays. A node's own doubles from 5 ms to 1,000 s; all nodes together have a bucket
/// of 100 retries that fills at 10 a second.
public struct RetryQueue: Sendable {
  private struct Ticket: Hashable {
    var due: Duration
    var order: UInt64
    var id: NodeID

    static func < (left: Ticket, right: Ticket) -> Bool {
      (left.due, left.order) < (right.due, right.order)
    }
  }

  /// A binary heap, the earliest ticket first; a ticket that no longer is its node's is void.
  private var heap: [Ticket] = []
  private var waiting: TreeDictionary<NodeID, Ticket> = [:]
  private var failures: TreeDictionary<NodeID, Int> = [:]
  /// Nodes at the longest delay for which nothing can change: their attempts are counted, not made.
  private var dormant: TreeDictionary<NodeID, Ticket> = [:]
  private var issued: UInt64 = 0
  /// When the bucket would be full again (a token bucket written as a virtual schedule).
  private var bucketFull = Duration.zero

  private static let longest = Duration.seconds(1000)
  private static let fill = Duration.milliseconds(100)
  private static let burst = 100

  /// An empty queue with a full bucket.
  public init() {}

  /// How often a node has failed since it was last forgotten.
  public func failures(of id: NodeID) -> Int { failures[id] ?? 0 }

  /// When a node is tried again, if it is to be; of one that sleeps, when it fell asleep.
  public func due(_ id: NodeID) -> Duration? { waiting[id]?.due ?? dormant[id]?.due }

  /// Whether a node's attempts are only counted until something changes.
  public func isDormant(_ id: NodeID) -> Bool { dormant[id] != nil }

  /// When the next node is to be tried again.
  public var nextDue: Duration? { heap.first?.due }

  /// Puts a node that failed at `now` back and answers when it is tried again.
  ///
  /// A node that waits already keeps the earlier of its two times. Where `isHopeless` nothing but a
  /// wake-up can change the outcome: once at the longest delay, such a node sleeps.
  @discardableResult
  public mutating func fail(
    _ id: NodeID, at now: Duration, isHopeless: Bool = false
  ) -> Duration {
    let count = failures(of: id)
    failures[id] = count + 1
    if let asleep = dormant[id] { return asleep.due }
    // 5 ms · 2^18 is more than 1,000 s; nothing above is ever computed.
    let own = count >= 18 ? Self.longest : Duration.milliseconds(5 << count)
    bucketFull = max(bucketFull, now) + Self.fill
    let shared = bucketFull - now - Self.fill * Self.burst
    var due = now + max(own, shared)
    if let earlier = waiting[id]?.due { due = min(due, earlier) }
    issued += 1
    let ticket = Ticket(due: due, order: issued, id: id)
    if isHopeless, count >= 18 {
      dormant[id] = ticket
      if waiting.removeValue(forKey: id) != nil { dropVoid() }
      return due
    }
    waiting[id] = ticket
    push(ticket)
    return due
  }

  /// Something changed at `now`: nodes that sleep go on as if they had been tried all along.
  ///
  /// Answers how many attempts were passed over.
  public mutating func wake(at now: Duration) -> Int {
    var passed = 0
    for var ticket in dormant.map(\.value).sorted(by: <) {
      while ticket.due <= now {
        ticket.due += Self.longest
        failures[ticket.id, default: 0] += 1
        passed += 1
      }
      waiting[ticket.id] = ticket
      push(ticket)
    }
    dormant = [:]
    return passed
  }

  /// Forgets a node: it succeeded, or is gone.
  public mutating func forget(_ id: NodeID) {
    failures[id] = nil
    dormant[id] = nil
    guard waiting[id] != nil else { return }
    waiting[id] = nil
    dropVoid()
  }

  /// Takes the nodes out that are due at `now`, the earliest first.
  public mutating func takeDue(at now: Duration) -> [NodeID] {
    var ids: [NodeID] = []
    while let first = heap.first, first.due <= now {
      waiting[first.id] = nil
      ids.append(first.id)
      dropVoid()
    }
    return ids
  }

  private mutating func dropVoid() {
    while let first = heap.first, waiting[first.id] != first { pop() }
  }

  private mutating func push(_ ticket: Ticket) {
    heap.append(ticket)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
    dropVoid()
  }

  private mutating func pop() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child] < heap[least] { least = child }
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
