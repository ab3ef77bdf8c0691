import Testing

@testable import Watching

@Suite struct `Following one kind, from one kubectl to the next` {
  private let node = Array(
    #"{"type":"ADDED","object":{"kind":"Node","metadata":{"name":"a","uid":"u","resourceVersion":"1"}}}"#
      .utf8)

  private func follower() -> Follower { Follower(.nodes, patience: Patience(), seed: 1) }

  private func seconds(_ number: Double) -> Duration { .milliseconds(Int(number * 1000)) }

  /// A follower whose list was complete at 1 s.
  private func following() -> Follower {
    var follower = follower()
    follower.begin(at: .zero)
    _ = follower.hear(node, at: seconds(0.5))
    follower.read(
      errorLine:
        #"I1123 14:02:11.000000   12 helper.go:1] "Response" url="https://h/api/v1/nodes?watch=true" status="200 OK""#
    )
    let end1 = follower.listIsComplete(at: seconds(1))
    #expect(end1)
    return follower
  }

  @Test
  func `the list ends when kubectl says that it watches, or after a pause`() {
    let done = following()
    #expect(done.phase == .following)
    var quiet = follower()
    quiet.begin(at: .zero)
    let end2 = quiet.listIsComplete(at: seconds(5))
    #expect(!end2)
    _ = quiet.hear(node, at: seconds(6))
    let end3 = quiet.listIsComplete(at: seconds(6.2))
    #expect(!end3)
    #expect(quiet.nextDue(after: seconds(6.2)) == seconds(6.7))
    let end4 = quiet.listIsComplete(at: seconds(6.7))
    #expect(end4)
    var empty = follower()
    empty.begin(at: .zero)
    let end5 = empty.listIsComplete(at: seconds(20))
    #expect(end5)
  }

  @Test
  func `half an object is no end of a list`() {
    var follower = follower()
    follower.begin(at: .zero)
    _ = follower.hear(node.prefix(20), at: seconds(1))
    #expect(follower.nextDue(after: seconds(9)) == seconds(331))
    let isComplete = follower.listIsComplete(at: seconds(9))
    #expect(!isComplete)
  }

  @Test
  func `a watch that is lost right after each list is tried less and less often`() throws {
    var follower = follower()
    var now = Duration.zero
    var pauses: [Duration] = []
    for _ in 0..<6 {
      follower.begin(at: now)
      _ = follower.hear(node, at: now + seconds(0.5))
      let isComplete = follower.listIsComplete(at: now + seconds(2))
      #expect(isComplete)
      now += seconds(2.2)
      follower.end(status: 1, at: now)
      guard case .waiting(let until) = follower.phase else {
        Issue.record("\(follower.phase)")
        return
      }
      pauses.append(until - now)
      now = until
    }
    #expect(pauses == pauses.sorted() && pauses[5] >= pauses[0] * 16)
  }

  @Test
  func `a watch that ends well is started again at once, one that fails later and later`() {
    var well = following()
    well.end(status: 0, at: seconds(2000))
    #expect(well.order(at: seconds(2000)) == .start)
    #expect(well.trouble == nil)
    var short = following()
    short.end(status: 0, at: seconds(2))
    #expect(short.order(at: seconds(2)) == nil)
    var bad = follower()
    var pauses: [Duration] = []
    for _ in 0..<8 {
      bad.begin(at: .zero)
      bad.read(errorLine: "The connection to the server h:6443 was refused")
      bad.end(status: 1, at: .zero)
      guard case .waiting(let until) = bad.phase else { continue }
      pauses.append(until)
      #expect(bad.order(at: until - .milliseconds(1)) == nil)
      #expect(bad.order(at: until) == .start)
    }
    #expect(bad.trouble == .lost("The connection to the server h:6443 was refused"))
    #expect(zip(pauses, pauses.dropFirst()).prefix(4).allSatisfy { $0 < $1 })
    #expect(pauses.allSatisfy { $0 >= .milliseconds(800) && $0 <= .seconds(45) })
  }

  @Test
  func `what the server refuses or does not know is said, and asked for again much later`() {
    var unknown = follower()
    unknown.begin(at: .zero)
    unknown.read(errorLine: "error: the server doesn't have a resource type \"ciliumnodes\"")
    unknown.end(status: 1, at: .zero)
    #expect(unknown.isLeftOut && unknown.isSettled)
    #expect(unknown.phase == .waiting(until: .seconds(60)))
    var forbidden = follower()
    forbidden.begin(at: .zero)
    let text = "Error from server (Forbidden): nodes is forbidden: User \"u\" cannot list resource"
    forbidden.read(errorLine: text)
    forbidden.end(status: 1, at: .zero)
    #expect(forbidden.complaint == "no nodes: \(text)")
    #expect(forbidden.isSettled)
  }

  @Test func `what is wrong with several kinds is said once`() {
    func failing(_ words: String) -> Follower {
      var follower = follower()
      follower.begin(at: .zero)
      follower.read(errorLine: words)
      follower.end(status: 1, at: .zero)
      return follower
    }
    let kind = follower().kind.noun
    #expect([failing("EOF")].complaints == ["\(kind): EOF"])
    #expect(
      [failing("EOF"), failing("Unauthorized"), following(), failing("EOF"), failing("EOF")]
        .complaints == ["\(kind), \(kind) and \(kind): EOF", "\(kind): Unauthorized"])
  }

  @Test(arguments: [
    "error: the server doesn't have a resource type \"nodes\"",
    "Error from server (Forbidden): nodes is forbidden: User \"u\" cannot watch resource",
  ])
  func `what was listed once and is denied then is not current any more`(words: String) {
    var follower = following()
    follower.end(status: 1, at: seconds(20))
    follower.begin(at: seconds(21))
    follower.read(errorLine: words)
    follower.end(status: 1, at: seconds(21))
    #expect(!follower.isLeftOut)
    #expect(LiveStatus(of: [following(), follower], at: seconds(31)) == .stale(since: seconds(20)))
    #expect(follower.complaint?.hasPrefix("no ") == false)
    guard case .waiting(let until) = follower.phase else {
      Issue.record("\(follower.phase)")
      return
    }
    #expect(until < seconds(25))
  }

  @Test
  func `a kubectl that hangs is ended`() {
    var follower = following()
    #expect(follower.order(at: seconds(300)) == nil)
    #expect(follower.order(at: seconds(331)) == .stop)
    follower.end(status: nil, at: seconds(331))
    #expect(follower.order(at: seconds(331)) == .start)
  }

  @Test
  func `the status tells what is current, and since when it is not`() {
    var followers = [following(), following()]
    #expect(LiveStatus(of: followers, at: seconds(9)) == .live)
    followers[0].end(status: 0, at: seconds(60))
    followers[0].begin(at: seconds(60))
    #expect(LiveStatus(of: followers, at: seconds(61)) == .live)
    #expect(LiveStatus(of: followers, at: seconds(64)) == .reconnecting(in: nil))
    followers[0] = following()
    followers[1].read(errorLine: "Unable to connect to the server: EOF")
    followers[1].end(status: 1, at: seconds(100))
    followers[1].begin(at: seconds(100))
    followers[1].read(errorLine: "Unable to connect to the server: EOF")
    followers[1].end(status: 1, at: seconds(100))
    guard case .reconnecting(let pause?) = LiveStatus(of: followers, at: seconds(100)) else {
      Issue.record("\(LiveStatus(of: followers, at: seconds(100)))")
      return
    }
    #expect(pause > .zero && pause < .seconds(2))
    #expect(LiveStatus(of: followers, at: seconds(111)) == .stale(since: seconds(100)))
    #expect(LiveStatus(of: [follower()], at: .zero) == .connecting)
  }

  @Test
  func `a short history has a step a frame, a long one fewer`() {
    var coalescer = Coalescer()
    #expect(coalescer.due(steps: 0) == nil)
    coalescer.note(at: .zero)
    #expect(coalescer.due(steps: 0) == .zero)
    coalescer.tell(at: .zero)
    coalescer.note(at: .milliseconds(5))
    #expect(coalescer.due(steps: 0) == .milliseconds(33))
    #expect(Coalescer.interval(steps: 4096) == .milliseconds(66))
    #expect(Coalescer.interval(steps: 1 << 24) == .seconds(10))
  }

  @Test
  func `kubectl is asked for nothing but what it gets`() {
    let access = ClusterAccess(context: "prod", kubeconfig: "/k")
    for kind in WatchedKind.all {
      let words = kind.watchArguments(access)
      #expect(words.first == "get" && words.contains("--watch"))
      #expect(words.suffix(4) == ["--context", "prod", "--kubeconfig", "/k"])
    }
    #expect(WatchedKind.configurationArguments(access).first == "get")
  }
}
