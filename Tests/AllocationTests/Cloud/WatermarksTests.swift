import Allocation
import TestSupport
import Testing

struct WatermarksTests {
  @Test(arguments: [
    (needed: 3, pending: 0, extra: 0, wanted: 3), (3, 3, 0, 3), (3, 10, 0, 10), (3, 10, 4, 14),
    (8, 5, 2, 10), (1, 100, 0, 100),
  ])
  func `pods that wait make a surge of what they lack beyond need`(
    _ needed: Int, _ pending: Int, _ extra: Int, _ wanted: Int
  ) {
    #expect(
      Watermarks(maxAboveWatermark: extra).wanted(needed: needed, pendingPods: pending) == wanted)
  }

  @Test(arguments: [
    (Watermarks(preAllocate: 8, minAllocate: 12), true, 12), (Watermarks(), true, 8),
    (Watermarks(preAllocate: 0), true, 2), (Watermarks(preAllocate: 0), false, 1),
  ])
  func `an agent waits for what it is promised at least`(
    _ marks: Watermarks, _ hasHealth: Bool, _ expected: Int
  ) {
    #expect(marks.neededToStart(hasHealth: hasHealth) == expected)
  }

  @Test func `a node is never short and over at once, and comes to rest`() {
    var random = SeededRandom(seed: 8)
    for _ in 0..<5000 {
      let marks = Watermarks(
        preAllocate: random.int(in: 0..<20), minAllocate: random.int(in: 0..<30),
        maxAllocate: random.int(in: 0..<60), maxAboveWatermark: random.int(in: 0..<10))
      let available = random.int(in: 0..<60)
      let used = random.int(in: 0..<available + 1)
      let needed = marks.needed(available: available, used: used)
      let excess = marks.excess(available: available, used: used)
      #expect(needed == 0 || excess == 0, "\(marks) \(available) \(used)")
      #expect(marks.needed(available: available + needed, used: used) == 0)
      if marks.maxAllocate > 0, available <= marks.maxAllocate {
        #expect(available + needed <= marks.maxAllocate)
      }
      // What is given back is not missed afterwards, and no address in use goes.
      #expect(excess <= available - used)
      if marks.maxAllocate == 0 || available - excess <= marks.maxAllocate {
        #expect(marks.needed(available: available - excess, used: used) == needed)
      }
    }
  }
}
