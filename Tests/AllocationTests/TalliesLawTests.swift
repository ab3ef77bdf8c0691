import Addressing
import Allocation
import TestSupport
import Testing

/// What a cluster counts as it goes, against books kept from the events in the slowest way.
struct TalliesLawTests {
  @Test(arguments: ModeSetup.allSmall)
  func `reuse, refusals and waiting are those of the events one by one`(
    _ setup: ModeSetup
  ) throws {
    for seed in UInt64(61)...62 {
      var cluster = Cluster(mode: try setup.make(), seed: seed)
      var history = ModeHistory(seed: seed &* 7, isTame: false)
      var books = SlowTallies()
      for step in 0..<60 {
        let request = history.next(for: cluster)
        let before = cluster
        guard let events = try? cluster.perform(request) else { continue }
        var slow = before
        for event in events {
          let old = slow
          slow.apply(event)
          books.note(event, old, slow)
        }
        let wrong = books.differences(from: cluster.tallies)
        #expect(wrong.isEmpty, "\(setup.testDescription) seed \(seed) step \(step): \(request)")
        if !wrong.isEmpty {
          Issue.record("\(wrong)")
          return
        }
      }
    }
  }

  @Test func `the median of an even number of numbers is the lesser of the two in the middle`() {
    var numbers = Distribution()
    #expect(numbers.median == nil)
    for number in [7, 1, 7, 3] { numbers.add(number) }
    #expect((numbers.least, numbers.median, numbers.count) == (1, 3, 4))
    numbers.add(9)
    #expect(numbers.median == 7)
  }

  @Test func `a burst of nodes waits for the tokens that the bucket does not hold`() throws {
    var cluster = Cluster(
      mode: try AllModes.make("kubernetes", pools: [], options: []), seed: 1)
    let names = cluster.nodes.freeNames(100, prefix: "n")
    _ = try cluster.perform(.addNodes(names.map { NodeOrder(name: $0) }))
    let writes = cluster.tallies.work.controlPlane
    // 30 tokens are in hand and 20 come back a second.
    #expect(writes > 30)
    #expect(cluster.tallies.writes.longestWait == .milliseconds((writes - 30) * 50))
    // A day later the bucket is full again: a few writes do not wait, and the longest stays.
    _ = try cluster.perform(.wait(.seconds(86_400)))
    let longest = cluster.tallies.writes.longestWait
    _ = try cluster.perform(.addNodes([NodeOrder(name: "late")]))
    #expect(cluster.tallies.writes.longestWait == longest)
  }

  @Test func `texts beyond the limit are one entry, and none is lost`() throws {
    // Every pod asks for an address of its own that the block does not have.
    let pool = try IPPrefix(parsing: "10.0.0.0/24")
    var cluster = Cluster(
      mode: try AllModes.make("cluster-pool", pools: [pool], options: []), seed: 1)
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n", maxPods: 1000)]))
    let node = try #require(cluster.nodes.ids.first)
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("full"), count: 900, node: node)))
    #expect(cluster.tallies.podsRefused == 900 - 252)
    #expect(cluster.tallies.refusals.entries.map(\.text) == ["range is full"])
    #expect(cluster.tallies.refusals.total(ofPods: true) == 900 - 252)
    #expect(cluster.tallies.refusals.total(ofPods: false) == 0)
  }
}

/// Books kept event by event, with a list for everything.
private struct SlowTallies {
  private var given = 0
  private var released: [IPPrefix: (given: Int, at: Duration)] = [:]
  private var distances: [Int] = []
  private var seconds: [Int] = []
  private var podsGiven = 0
  private var returned: [IPAddress: (given: Int, at: Duration)] = [:]
  private var podDistances: [Int] = []
  private var podSeconds: [Int] = []
  private var noted = 0
  /// The instants at which the bucket's tokens are there again, one for each write.
  private var tokens: [Duration] = []
  private var longestWait: Duration?

  mutating func note(_ event: Event, _ old: Cluster, _ new: Cluster) {
    switch event {
    case .nodesJoined(let nodes): for node in nodes { give(node.blocks, at: old.now) }
    case .nodesLeft(let ids): for id in ids { release(old.nodes[id]?.blocks ?? [], at: old.now) }
    case .nodesChanged(let nodes):
      for node in nodes {
        let before = old.nodes[node.id]?.blocks ?? []
        release(before.filter { !node.blocks.contains($0) }, at: old.now)
        give(node.blocks.filter { !before.contains($0) }, at: old.now)
      }
    case .podsCreated: givePods(new.running.filter { !old.isPresent($0.id) }, at: old.now)
    case .podsPlaced(let outcomes):
      // One after the other: the order in which they were decided.
      for outcome in outcomes where outcome.status == .running {
        givePods([new.pods[outcome.pod]].compactMap(\.self), at: old.now)
      }
    case .podsDeleted(let ids):
      let gone = Set(ids)
      for pod in old.running where gone.contains(pod.id) {
        if let address = pod.v4 { returned[address] = (podsGiven, old.now) }
      }
    case .noted(let note) where note.isRefusal && !note.isOfPods: noted += note.count
    case .worked(let writes, _): write(writes, at: old.now, under: old.mode.writeLimit)
    default: break
    }
  }

  private mutating func give(_ blocks: [IPPrefix], at now: Duration) {
    for block in blocks {
      given += 1
      guard let release = released.removeValue(forKey: block) else { continue }
      distances.append(given - 1 - release.given)
      seconds.append(Int((now - release.at).components.seconds))
    }
  }

  private mutating func release(_ blocks: [IPPrefix], at now: Duration) {
    for block in blocks { released[block] = (given, now) }
  }

  private mutating func givePods(_ pods: [Pod], at now: Duration) {
    for pod in pods {
      defer { podsGiven += 1 }
      guard let address = pod.v4, let back = returned.removeValue(forKey: address) else { continue }
      podDistances.append(podsGiven - back.given)
      podSeconds.append(
        Int(now.components.seconds) - Int(back.at.components.seconds))
    }
  }

  /// One write after the other: with all tokens out, it waits until the oldest is back.
  private mutating func write(_ count: Int, at now: Duration, under limit: WriteLimit?) {
    guard let limit else { return }
    for _ in 0..<count {
      let last = tokens.last ?? .zero
      let back = max(last, now) + .nanoseconds(1_000_000_000 / limit.perSecond)
      tokens.append(back)
      let start = tokens.count > limit.burst ? tokens[tokens.count - 1 - limit.burst] : .zero
      longestWait = max(longestWait ?? .zero, start - now, .zero)
    }
  }

  func differences(from tallies: Tallies) -> [String] {
    func median(_ numbers: [Int]) -> Int? {
      numbers.isEmpty ? nil : numbers.sorted()[(numbers.count - 1) / 2]
    }
    let pairs: [(String, Int?, Int?)] = [
      ("units given", tallies.blockReuse.given, given),
      ("distance", tallies.shortestReuse, distances.min()),
      ("median", tallies.blockReuse.distances.median, median(distances)),
      ("seconds", tallies.blockReuse.seconds.least, seconds.min()),
      ("median seconds", tallies.blockReuse.seconds.median, median(seconds)),
      ("addresses given", tallies.addressReuse.given, podsGiven),
      ("address distance", tallies.addressReuse.leastDistance, podDistances.min()),
      ("address seconds", tallies.addressReuse.leastSeconds, podSeconds.min()),
      ("pods refused", tallies.refusals.total(ofPods: true), tallies.podsRefused),
      ("others refused", tallies.refusals.total(ofPods: false), noted),
    ]
    var wrong = pairs.filter { $0.1 != $0.2 }.map {
      "\($0.0): \($0.1.map(String.init) ?? "none") for \($0.2.map(String.init) ?? "none")"
    }
    if tallies.writes.longestWait != longestWait {
      wrong.append(
        "waits \(String(describing: tallies.writes.longestWait)) for "
          + String(describing: longestWait))
    }
    return wrong
  }
}

extension Cluster {
  fileprivate var running: [Pod] {
    allPods.compactMap { pods[$0] }.filter { $0.status == .running }
  }

  fileprivate func isPresent(_ id: PodID) -> Bool { pods.status(of: id).isPresent }
}
