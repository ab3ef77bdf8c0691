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
  private var issued: UInt64 = 0
  /// When the bucket would be full again (a token bucket written as a virtual schedule).
  private var bucketFull = Duration.zero

  private static let fill = Duration.milliseconds(100)
  private static let burst = 100

  /// An empty queue with a full bucket.
  public init() {}

  /// How often a node has failed since it was last forgotten.
  public func failures(of id: NodeID) -> Int { failures[id] ?? 0 }

  /// When a node is tried again, if it is to be.
  public func due(_ id: NodeID) -> Duration? { waiting[id]?.due }

  /// When the next node is to be tried again.
  public var nextDue: Duration? { heap.first?.due }

  /// Puts a node that failed at `now` back and answers when it is tried again.
  ///
  /// A node that waits already keeps the earlier of its two times.
  @discardableResult
  public mutating func fail(_ id: NodeID, at now: Duration) -> Duration {
    let count = failures(of: id)
    failures[id] = count + 1
    // 5 ms · 2^18 is more than 1,000 s; nothing above is ever computed.
    let own = count >= 18 ? .seconds(1000) : Duration.milliseconds(5 << count)
    bucketFull = max(bucketFull, now) + Self.fill
    let shared = bucketFull - now - Self.fill * Self.burst
    var due = now + max(own, shared)
    if let earlier = waiting[id]?.due { due = min(due, earlier) }
    issued += 1
    let ticket = Ticket(due: due, order: issued, id: id)
    waiting[id] = ticket
    push(ticket)
    return due
  }

  /// Forgets a node: it succeeded, or is gone.
  public mutating func forget(_ id: NodeID) {
    failures[id] = nil
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
