import HashTreeCollections

/// The rate-limited queue of nodes that a controller failed on, on simulated time.
///
/// client-go `util/workqueue/default_rate_limiters.go`, `DefaultTypedControllerRateLimiter`: the
/// longer of two delays. A node's own doubles from 5 ms to 1,000 s; all nodes together have a bucket
/// of 100 retries that fills at 10 a second.
public struct RetryQueue: Sendable {
  fileprivate struct Ticket: Hashable, Sendable {
    var due: Duration
    var order: UInt64
    var id: NodeID

    static func < (left: Ticket, right: Ticket) -> Bool {
      (left.due, left.order) < (right.due, right.order)
    }
  }

  /// The earliest ticket first; a ticket that no longer is its node's is void.
  private var heap = TicketHeap()
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
      if ticket.due <= now {
        let rounds = (now - ticket.due).components.seconds / Self.longest.components.seconds + 1
        ticket.due += Self.longest * Int(rounds)
        failures[ticket.id, default: 0] += Int(rounds)
        passed += Int(rounds)
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

  private mutating func push(_ ticket: Ticket) {
    heap.push(ticket)
    dropVoid()
  }

  private mutating func dropVoid() {
    while let first = heap.first, waiting[first.id] != first { heap.pop() }
  }
}

/// A binary heap in small pages: a history keeps a copy of the queue for each attempt, and copies
/// share the pages that lie off the path of a change.
private struct TicketHeap: Sendable {
  private var pages: [[RetryQueue.Ticket]] = []
  private var count = 0

  private static let shift = 5
  private static let mask = (1 << shift) - 1

  var first: RetryQueue.Ticket? { count == 0 ? nil : self[0] }

  private subscript(index: Int) -> RetryQueue.Ticket {
    get { pages[index >> Self.shift][index & Self.mask] }
    set { pages[index >> Self.shift][index & Self.mask] = newValue }
  }

  mutating func push(_ ticket: RetryQueue.Ticket) {
    if count & Self.mask == 0 { pages.append([]) }
    pages[pages.count - 1].append(ticket)
    var child = count
    count += 1
    while child > 0, ticket < self[(child - 1) / 2] {
      self[child] = self[(child - 1) / 2]
      child = (child - 1) / 2
    }
    self[child] = ticket
  }

  mutating func pop() {
    count -= 1
    let ticket = pages[pages.count - 1].removeLast()
    if count & Self.mask == 0 { pages.removeLast() }
    guard count > 0 else { return }
    var parent = 0
    while true {
      var least = 2 * parent + 1
      guard least < count else { break }
      if least + 1 < count, self[least + 1] < self[least] { least += 1 }
      guard self[least] < ticket else { break }
      self[parent] = self[least]
      parent = least
    }
    self[parent] = ticket
  }
}
