import Addressing
import Allocation
import TestSupport
import Testing

struct KubernetesLawTests {
  static let plans: [ModeLaws] = [
    ModeLaws(
      mode: "kubernetes", pools: "10.0.0.0/26", options: "mask=28",
      changes: "patch=timeout patch=refused:2 patch=ok service-cidr=10.0.0.16/29", batch: 60),
    ModeLaws(
      mode: "kubernetes", pools: "10.0.0.0/26 fd00::/124", options: "mask=29 mask6=126",
      changes: "patch=timeout:3 patch=ok service-cidr=10.0.0.0/28,fd00::/127", batch: 20),
    ModeLaws(
      mode: "kubernetes", pools: "fd00::/120 10.0.0.0/27", options: "mask=30 mask6=124",
      changes: "mask=31 mask6=123 patch=ok", batch: 20),
    ModeLaws(
      mode: "kubernetes", pools: "10.0.0.0/29",
      options: "mask=31 service-cidr=10.0.0.0/30 version=1.16",
      changes: "version=1.17 service-cidr=none", batch: 5),
  ]

  @Test(arguments: plans.indices)
  func `books, identities and replays agree after every step`(_ plan: Int) throws {
    for seed in UInt64(1)...4 {
      let failure = try Self.plans[plan].failure(seed: seed, steps: 60)
      #expect(failure == nil)
      if failure != nil { return }
    }
  }

  @Test func `an allocator gives what arrays of Booleans give`() throws {
    for seed in UInt64(1)...40 {
      var random = SeededRandom(seed: seed)
      let cluster = try IPPrefix(parsing: "10.0.0.0/27")
      let second = try IPPrefix(parsing: "fd00::/126")
      var allocator = try RangeAllocator(
        .init(clusterCIDRs: [cluster, second], maskSizes: [30, 128]))
      // A block is a number here: eight of the first family, four of the second.
      var used = [[Bool](repeating: false, count: 8), [Bool](repeating: false, count: 4)]
      var next = [0, 0]
      var lost: [[Int]] = []
      var nodes: [[Int]] = []
      func blocks(_ numbers: [Int]) -> [IPPrefix] {
        numbers.enumerated().map { allocator.sets[$0.offset].blocks.block(at: $0.element) }
      }
      func reserve() -> (numbers: [Int], isWhole: Bool) {
        var numbers: [Int] = []
        for set in 0..<2 {
          guard used[set].contains(false) else { return (numbers, false) }
          while used[set][next[set]] { next[set] = (next[set] + 1) % used[set].count }
          used[set][next[set]] = true
          numbers.append(next[set])
          next[set] = (next[set] + 1) % used[set].count
        }
        return (numbers, true)
      }
      for _ in 0..<60 {
        switch random.int(in: 0..<5) {
        case 0..<3:
          let (numbers, isWhole) = reserve()
          let given = try? allocator.reserve()
          #expect(given == (isWhole ? blocks(numbers) : nil))
          if isWhole { nodes.append(numbers) } else if !numbers.isEmpty { lost.append(numbers) }
        case 3 where !nodes.isEmpty:
          let node = nodes.remove(at: random.int(in: 0..<nodes.count))
          try allocator.release(blocks(node), node: "n")
          for (set, number) in node.enumerated() { used[set][number] = false }
        default:
          let (numbers, isWhole) = reserve()
          guard let given = try? allocator.reserve() else {
            if !numbers.isEmpty { lost.append(numbers) }
            continue
          }
          #expect(isWhole)
          let timedOut = random.int(in: 0..<2) == 0
          allocator.patchFailed(given, timedOut: timedOut)
          if timedOut {
            lost.append(numbers)
          } else {
            for (set, number) in numbers.enumerated() { used[set][number] = false }
          }
        }
        #expect(allocator.sets.map(\.blocks.nextCandidate) == next)
        #expect(
          allocator.sets.map { set in (0..<set.blocks.maxCIDRs).map { set.blocks.used[$0] } }
            == used)
        #expect(allocator.leaked == lost.flatMap(blocks))
      }
    }
  }

  @Test func `a queue gives back what a list sorted by time gives`() throws {
    for seed in UInt64(1)...40 {
      var random = SeededRandom(seed: seed)
      var queue = RetryQueue()
      var list: [(due: Duration, order: Int, id: NodeID)] = []
      var failures: [NodeID: Int] = [:]
      // Tokens in thousandths; ten a second, a hundred at most.
      var tokens = 100_000
      var now = Duration.zero
      for order in 0..<150 {
        let step = random.int(in: 0..<3) == 0 ? random.int(in: 0..<4000) : 0
        now += .milliseconds(step)
        tokens = min(100_000, tokens + step * 10)
        let id = NodeID(rawValue: UInt32(random.int(in: 0..<12)))
        switch random.int(in: 0..<6) {
        case 0:
          queue.forget(id)
          failures[id] = nil
          list.removeAll { $0.id == id }
        case 1:
          let due = list.filter { $0.due <= now }
            .sorted { ($0.due, $0.order) < ($1.due, $1.order) }
          #expect(queue.takeDue(at: now) == due.map(\.id))
          list.removeAll { $0.due <= now }
        default:
          tokens -= 1000
          let count = failures[id, default: 0]
          failures[id] = count + 1
          var own = Duration.milliseconds(5)
          for _ in 0..<min(count, 20) { own = own * 2 }
          let due = now + max(min(own, .seconds(1000)), .milliseconds(max(0, -tokens / 10)))
          let earlier = list.first { $0.id == id }?.due
          list.removeAll { $0.id == id }
          list.append((min(due, earlier ?? due), order, id))
          #expect(queue.fail(id, at: now) == min(due, earlier ?? due))
        }
        #expect(queue.nextDue == list.map(\.due).min())
        #expect(queue.failures(of: id) == failures[id, default: 0])
      }
    }
  }

  @Test func `a node that sleeps wakes where one that never slept would be`() {
    for seed in UInt64(1)...40 {
      var random = SeededRandom(seed: seed)
      var sleeping = RetryQueue()
      var awake = RetryQueue()
      var now = Duration.zero
      let ids = (0..<4).map { NodeID(rawValue: UInt32($0)) }
      func advance(to end: Duration) {
        while let due = awake.nextDue, due <= end {
          for id in awake.takeDue(at: due) { awake.fail(id, at: due) }
        }
        while let due = sleeping.nextDue, due <= end {
          for id in sleeping.takeDue(at: due) { sleeping.fail(id, at: due, isHopeless: true) }
        }
        now = end
      }
      for id in ids {
        advance(to: now + .seconds(random.int(in: 0..<2000)))
        awake.fail(id, at: now)
        sleeping.fail(id, at: now, isHopeless: true)
      }
      advance(to: now + .seconds(random.int(in: 1..<20_000)))
      let made = ids.map { sleeping.failures(of: $0) }.reduce(0, +)
      let passed = sleeping.wake(at: now)
      #expect(ids.map { sleeping.failures(of: $0) } == ids.map { awake.failures(of: $0) })
      #expect(made + passed == ids.map { awake.failures(of: $0) }.reduce(0, +))
      #expect(ids.map { sleeping.due($0) } == ids.map { awake.due($0) })
      #expect(sleeping.nextDue == awake.nextDue)
    }
  }
}
