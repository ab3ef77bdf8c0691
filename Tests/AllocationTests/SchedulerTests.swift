import TestSupport
import Testing

@testable import Allocation

struct SchedulerTests {
  /// A scheduler of nodes with so many pods and such maxima.
  private func scheduler(_ loads: [(pods: Int, max: Int)]) -> Scheduler {
    var scheduler = Scheduler()
    for (id, load) in loads.enumerated() where load.pods < load.max {
      scheduler.enter(NodeID(id), SchedulerState(bucket: load.pods, maxPods: load.max))
    }
    return scheduler
  }

  /// Fewest pods first, the earliest on ties, one pod after the other.
  private func obvious(_ count: Int, _ loads: [(pods: Int, max: Int)]) -> [UInt32] {
    var loads = loads
    var places: [UInt32] = []
    for _ in 0..<count {
      let able = loads.indices.filter { loads[$0].pods < loads[$0].max }
      guard let best = able.min(by: { (loads[$0].pods, $0) < (loads[$1].pods, $1) }) else { break }
      loads[best].pods += 1
      places.append(UInt32(best))
    }
    return places
  }

  @Test func `pods go to the fewest, and to the earliest on ties`() {
    let loads = [(pods: 2, max: 110), (pods: 0, max: 2), (pods: 1, max: 110), (pods: 0, max: 0)]
    #expect(scheduler(loads).place(6) { loads[$0.index].max } == [1, 1, 2, 0, 2, 0])
    #expect(scheduler([]).place(3) { _ in 0 } == [])
  }

  @Test func `a batch goes where its pods would go one by one`() {
    for seed in UInt64(1)...30 {
      var random = SeededRandom(seed: seed)
      let loads = (0..<random.int(in: 1..<40)).map { _ in
        (pods: random.int(in: 0..<9), max: random.int(in: 0..<70))
      }
      let scheduler = scheduler(loads)
      let room = loads.reduce(0) { $0 + max(0, $1.max - $1.pods) }
      #expect(scheduler.room == room)
      // Below 512 pods are placed singly, from there on a level at a time.
      for count in [1, 3, 511, 512, 700, 5000] {
        let places = scheduler.place(count) { loads[$0.index].max }
        #expect(places == obvious(count, loads), "seed \(seed) count \(count)")
      }
    }
  }

  @Test func `leaving undoes entering`() {
    let loads = [(pods: 2, max: 3), (pods: 0, max: 9)]
    var scheduler = scheduler(loads)
    scheduler.leave(NodeID(1), SchedulerState(bucket: 0, maxPods: 9))
    #expect(scheduler.agrees(with: self.scheduler([(pods: 2, max: 3)])))
    #expect(!scheduler.agrees(with: self.scheduler(loads)))
    #expect(scheduler.room == 1)
  }
}
