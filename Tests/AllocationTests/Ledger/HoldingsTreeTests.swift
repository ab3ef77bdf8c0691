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
    return holdings
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
      #expect(before[cell] == old)
      let first = random.int(in: 0..<count)
      let last = random.int(in: first..<count)
      let wanted = array[first...last].reduce(into: Holdings()) { $0.add($1) }
      #expect(tree.holdings(in: first..<last + 1) == wanted)
      #expect(tree.total == array.reduce(into: Holdings()) { $0.add($1) })
    }
    #expect(tree.holdings(in: -5..<0) == Holdings())
    #expect(tree.holdings(in: 0..<count + 99) == tree.total)
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
