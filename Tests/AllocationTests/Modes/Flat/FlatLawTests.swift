import Addressing
import Allocation
import TestSupport
import Testing

struct FlatLawTests {
  static let plans: [ModeLaws] = ReusePolicy.allCases.flatMap { policy in
    [
      ModeLaws(
        mode: "flat", pools: "10.0.0.0/27", options: "reuse=\(policy.rawValue)",
        changes:
          "reuse=lowest-free reuse=freed-last exclude=10.0.0.8/30 exclude=none gateway=first",
        batch: 40),
      ModeLaws(
        mode: "flat", pools: "10.0.0.0/28 fd00::/124 10.0.1.0/28",
        options: "reuse=\(policy.rawValue) exclude=10.0.0.3..10.0.0.6,fd00::7",
        changes: "reuse=round-robin reuse=random range-start=10.0.1.4 range-end=10.0.0.12",
        batch: 20),
    ]
  }

  @Test(arguments: plans.indices)
  func `books, identities and replays agree after every step`(_ plan: Int) throws {
    for seed in UInt64(1)...6 {
      let failure = try Self.plans[plan].failure(seed: seed, steps: 60)
      #expect(failure == nil)
      if failure != nil { return }
    }
  }

  @Test(arguments: ReusePolicy.allCases)
  func `what pods have, what is kept and what is free are the pools`(_ policy: ReusePolicy) throws {
    for seed in UInt64(1)...8 {
      var random = SeededRandom(seed: seed)
      let pools = try ["10.0.0.0/28", "10.0.2.0/28"].map { try IPPrefix(parsing: $0) }
      var cluster = Cluster(
        mode: try AllModes.make(
          "flat", pools: pools,
          options: [
            ModeOption("reuse", policy.rawValue), ModeOption("exclude", "10.0.0.4..10.0.0.6"),
          ]))
      _ = try cluster.perform(.addNodes([NodeOrder(name: "a"), NodeOrder(name: "b")]))
      for _ in 0..<60 {
        let pods = cluster.allPods
        switch random.int(in: 0..<6) {
        case 0...1 where !pods.isEmpty:
          _ = try cluster.perform(.removePods([pods[random.int(in: 0..<pods.count)]]))
        case 2: _ = try cluster.perform(.restartOperator)
        case 3:
          // Kube-OVN gives an excluded address to whoever asks for it.
          var order = PodOrder(naming: .app("w"), count: 1)
          let offset = UInt128(random.int(in: 0..<16))
          order.address = IPAddress(.v4, bits: pools[0].base.bits + offset)
          _ = try cluster.perform(.addPods(order))
        default:
          let order = PodOrder(naming: .app("p"), count: random.int(in: 1..<6))
          _ = try cluster.perform(.addPods(order))
        }
        let free = cluster.mode.blockSets(.v4).reduce(0) { $0 + $1.maxCIDRs - $1.count }
        let withheld = cluster.ledger.sections.reduce(UInt128(0)) { $0 + $1.withheld }
        #expect(cluster.ledger.total(.v4).committed + withheld + UInt128(free) == 32)
      }
    }
  }

  /// What each policy gives, by lists and nothing else.
  private struct Lists {
    let policy: ReusePolicy
    var free: [Int]
    var freed: [Int] = []
    var last = -1

    mutating func next() -> Int? {
      switch policy {
      case .lowestFree, .random:
        return free.isEmpty ? nil : free.removeFirst()
      case .freedLast:
        if free.isEmpty { (free, freed) = (freed, []) }
        return free.isEmpty ? nil : free.removeFirst()
      case .roundRobin:
        guard !free.isEmpty else { return nil }
        let index = free.firstIndex { $0 > last } ?? 0
        last = free[index]
        return free.remove(at: index)
      }
    }

    mutating func release(_ offset: Int) {
      if policy == .freedLast { freed.append(offset) } else { free.append(offset) }
      free.sort()
      freed.sort()
    }
  }

  @Test(arguments: [ReusePolicy.lowestFree, .freedLast, .roundRobin])
  func `a pool gives what sorted lists give`(_ policy: ReusePolicy) throws {
    let prefix = try IPPrefix(parsing: "10.0.0.0/27")
    for seed in UInt64(1)...30 {
      var random = SeededRandom(seed: seed)
      let excluded = PrefixSet([IPPrefix(IPAddress(.v4, bits: prefix.base.bits + 9), length: 31)])
      var pool = try FlatPool(prefix, policy: policy, excluding: excluded)
      var lists = Lists(policy: policy, free: (1...30).filter { $0 != 8 && $0 != 9 })
      var held: [Int] = []
      for _ in 0..<200 {
        if random.int(in: 0..<5) < 3 || held.isEmpty {
          let given = pool.allocateNext().map { Int($0.bits - prefix.base.bits) }
          #expect(given == lists.next())
          if let given { held.append(given) }
        } else {
          let offset = held.remove(at: random.int(in: 0..<held.count))
          pool.release(IPPrefix(IPAddress(.v4, bits: prefix.base.bits + UInt128(offset))))
          lists.release(offset)
        }
        #expect(pool.free == 28 - held.count)
      }
    }
  }

  @Test(arguments: ReusePolicy.allCases)
  func `a pool gives every address that it can give once, and then none`(
    _ policy: ReusePolicy
  ) throws {
    var pool = try FlatPool(IPPrefix(parsing: "10.0.0.0/22"), policy: policy)
    var given: Set<IPAddress> = []
    while let address = pool.allocateNext(draw: UInt64(given.count) &* 0x9e37_79b9_7f4a_7c15) {
      #expect(given.insert(address).inserted)
    }
    #expect(given.count == 1022)
    #expect(pool.free == 0)
  }

  @Test func `lowest-free uses an address again at once, the others as late as they can`() throws {
    func distance(_ policy: ReusePolicy) throws -> Int {
      var pool = try FlatPool(IPPrefix(parsing: "10.0.0.0/26"), policy: policy)
      guard let first = pool.allocateNext() else { return -1 }
      pool.release(IPPrefix(first))
      var between = 0
      while let next = pool.allocateNext(), next != first { between += 1 }
      return between
    }
    #expect(try distance(.lowestFree) == 0)
    #expect(try distance(.freedLast) == 61)
    #expect(try distance(.roundRobin) == 61)
  }

  @Test func `an address that is freed on one node serves a pod that waits on another`() throws {
    var cluster = Cluster(
      mode: try AllModes.make("flat", pools: [try IPPrefix(parsing: "10.0.0.0/29")], options: []))
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a"), NodeOrder(name: "b")]))
    let (a, b) = (cluster.nodes.ids[0], cluster.nodes.ids[1])
    var order = PodOrder(naming: .app("a"), count: 6)
    order.node = a
    _ = try cluster.perform(.addPods(order))
    order = PodOrder(naming: .app("b"), count: 3)
    order.node = b
    _ = try cluster.perform(.addPods(order))
    #expect(cluster.nodes[b]?.running == 0)
    _ = try cluster.perform(.removePods(Array(cluster.allPods.prefix(2))))
    #expect(cluster.nodes[b]?.running == 2)
    _ = try cluster.perform(.removeNodes([a]))
    #expect(cluster.nodes[b]?.running == 3)
    #expect(cluster.brokenInvariants() == [])
    // A pool that is added serves those who wait as well.
    order.count = 9
    _ = try cluster.perform(.addPods(order))
    #expect(cluster.nodes[b]?.running == 6)
    _ = try cluster.perform(.change(.addPool(IPPrefix(parsing: "10.1.0.0/28"))))
    #expect(cluster.nodes[b]?.running == 12)
  }

  @Test func `thirty thousand pods get an address each, and give them back`() throws {
    var cluster = Cluster(
      mode: try AllModes.make(
        "flat", pools: [try IPPrefix(parsing: "10.0.0.0/15")],
        options: [ModeOption("reuse", "freed-last")]))
    _ = try cluster.perform(.addNodes((0..<300).map { NodeOrder(name: "n\($0)") }))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 30_000)))
    #expect(cluster.tallies.podsRunning == 30_000)
    #expect(cluster.ledger.total(.v4).used == 30_000)
    _ = try cluster.perform(.removePods(Array(cluster.allPods.prefix(20_000))))
    #expect(cluster.ledger.total(.v4).committed == 10_000)
    #expect(cluster.tallies.blocksHeld[.v4] == 10_000)
  }
}
