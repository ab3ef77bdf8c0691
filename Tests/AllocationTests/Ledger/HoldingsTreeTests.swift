import TestSupport
import Testing

@testable import Allocation

struct HoldingsTreeTests {
  private func holdings(_ random: inout SeededRandom) -> Holdings {
    var holdings = Holdings()
    guard random.int(in: 0..<4) > 0 else { return holdings }
    holdings.committed = UInt128(random.int(in: 1..<300))
    holdings.used = random.int(in: 0..<90)
    holdings.reserved = UInt128(random.int(in: 0..<5))
    holdings.blocks = 1
    holdings.full = random.int(in: 0..<2)
    holdings.fullest = random.int(in: 0..<1001)
    holdings.leastFree = random.int(in: 0..<50)
    holdings.refused = random.int(in: 0..<3)
    holdings.returns = random.int(in: 0..<9)
    holdings.holder = Holder(NodeID(random.int(in: 0..<4)))
    holdings.since = BlockTimes(UInt32(random.int(in: 0..<1000)))
    return holdings
  }

  /// What a stretch of a plain array comes to.
  private func sum(_ array: ArraySlice<Holdings>) -> Holdings {
    var sum = array.reduce(into: Holdings()) { $0.add($1) }
    guard array.count & (array.count - 1) == 0, array.startIndex % array.count == 0 else {
      return sum
    }
    var size = array.count
    while size > 0, sum.freeOrder < 0 {
      let starts = stride(from: array.startIndex, to: array.endIndex, by: size)
      if starts.contains(where: { array[$0..<$0 + size].allSatisfy { $0.blocks == 0 } }) {
        sum.freeOrder = Int8(size.trailingZeroBitCount)
      }
      size /= 2
    }
    return sum
  }

  @Test(arguments: [1, 2, 16, 17, 255, 256, 5000])
  func `sums over any stretch are those of a plain array`(_ count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    var tree = HoldingsTree(count: count)
    var array = [Holdings](repeating: Holdings(), count: count)
    for _ in 0..<120 {
      let cell = random.int(in: 0..<count)
      let value = holdings(&random)
      let before = tree
      let old = array[cell]
      tree[cell] = value
      array[cell] = value
      #expect(before[cell] == sum([old]))
      let first = random.int(in: 0..<count)
      let last = random.int(in: first..<count)
      #expect(tree.holdings(in: first..<last + 1) == sum(array[first...last]))
      #expect(tree.total == sum(array[...]))
    }
    #expect(tree.holdings(in: -5..<0) == Holdings())
    #expect(tree.holdings(in: 0..<count + 99) == tree.total)
  }

  @Test(arguments: [1, 2, 16, 32, 256, 1024])
  func `a walk meets every run in order with what a question for it would say`(_ count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    var tree = HoldingsTree(count: count)
    for round in 0..<40 {
      if round > 0 { tree[random.int(in: 0..<count)] = holdings(&random) }
      let size = 1 << random.int(in: 0..<count.trailingZeroBitCount + 1)
      let first = random.int(in: 0..<count / size)
      let last = random.int(in: first..<count / size)
      var met: [Holdings] = []
      tree.forEachRun(of: size, in: first * size..<(last + 1) * size) { index, holdings in
        #expect(index == met.count)
        met.append(copy holdings)
      }
      #expect(met == (first...last).map { tree.holdings(in: $0 * size..<($0 + 1) * size) })
    }
  }

  @Test(arguments: [16, 17, 256, 4096])
  func `what was written since a copy lies in the runs that are told, and little else`(count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    var tree = HoldingsTree(count: count)
    for _ in 0..<60 {
      let before = tree
      var written: Set<Int> = []
      for _ in 0..<random.int(in: 0..<4) {
        let cell = random.int(in: 0..<count)
        tree[cell] = holdings(&random)
        written.insert(cell)
      }
      var told: Set<Int> = []
      tree.forEachChange(since: before) { told.formUnion($0) }
      #expect(told.isSuperset(of: written))
      #expect(told.count <= 16 * written.count)
      #expect(told.allSatisfy { $0 < count })
    }
  }

  @Test func `ten cells of sixteen million are ten short paths`() {
    var tree = HoldingsTree(count: 1 << 24)
    var one = Holdings()
    one.blocks = 1
    for cell in 0..<10 { tree[cell * 1_500_000] = one }
    #expect(tree.total.blocks == 10)
    #expect(tree.holdings(in: 1_500_000..<4_500_001).blocks == 3)
  }
}
