import Simulation
import TestSupport
import Testing

@testable import Explorer

@Suite struct TimelineBarTests {
  private static func session(_ seed: UInt64) throws -> Session {
    var random = SeededRandom(seed: seed)
    var session = Session()
    let lines = [
      "add nodes 2", "add pods 3", "mode calico", "mode cluster-pool", "add pool 10.9.0.0/24",
      "set mask=27", "remove nodes 1", "wait 1h", "add nodes 30",
      "plan b mode=flat pool=10.8.0.0/24",
    ]
    _ = session.execute(
      try Command(parsing: "plan a mode=cluster-pool pool=10.0.0.0/24 mask=27"))
    for _ in 0..<random.int(in: 1..<40) {
      _ = session.execute(try Command(parsing: lines[random.int(in: 0..<lines.count)]))
    }
    return session
  }

  @Test(arguments: 1...12)
  func `marks are where a slow walk through the history finds them`(seed: UInt64) throws {
    let session = try Self.session(seed)
    var walk = session
    var found: [Mark] = []
    var refusals = 0
    _ = walk.execute(.seek(0))
    while walk.timeline.canRedo {
      _ = walk.execute(.redo(1))
      let command = try #require(walk.journal.last)
      let verb = command.split(separator: " ")[0]
      let step = walk.timeline.stepIndex(of: walk.timeline.place)
      // A switch of the mode makes another past: what counts is the life that the end tells of.
      let plan = try #require(session.current?.name)
      let told = session.timeline.sample(of: plan, afterStep: step, toldAt: session.timeline.end)
      if let told, refusals == 0, told.refusals > 0 { found.append(Mark(step: step, letter: "!")) }
      refusals = max(refusals, told?.refusals ?? 0)
      if verb == "mode" || verb == "plan" && step > 1 {
        found.append(Mark(step: step, letter: "m"))
      }
      if command.hasPrefix("add pool") || verb == "set" {
        found.append(Mark(step: step, letter: "p"))
      }
    }
    let marks = TimelineBar(session).marks.map { Mark(step: $0.step, letter: $0.letter) }
    #expect(Set(marks) == Set(found))
  }

  private struct Mark: Hashable {
    let step: Int
    let letter: Character
  }

  @Test(arguments: 1...12)
  func `the bar is as wide as it may be, and has the place and every mark in its column`(
    seed: UInt64
  ) throws {
    let session = try Self.session(seed)
    let bar = TimelineBar(session)
    for width in [30, 40, 80, 100, 240] {
      let inner = bar.barWidth(in: width)
      let legend = bar.legend(in: width).reduce(0) { $0 + 2 + $1.text.count }
      #expect(TimelineBar.name(in: width).count + inner + 2 + legend < width)
      let cells = bar.cells(width: inner)
      #expect(cells.count == inner)
      #expect(cells.filter { $0 == .here }.count == 1)
      #expect(cells.firstIndex(of: .here) == bar.column(ofStep: bar.here, width: inner))
      for mark in bar.marks {
        let cell = cells[bar.column(ofStep: mark.step, width: inner)]
        switch cell {
        case .here, .mark: break
        default: Issue.record("nothing at \(mark)")
        }
      }
    }
  }

  @Test func `the first step is at the left end and the last at the right one`() throws {
    let bar = TimelineBar(try Self.session(3))
    #expect(bar.column(ofStep: 0, width: 60) == 0)
    #expect(bar.column(ofStep: bar.total, width: 60) == 59)
    #expect(bar.column(ofStep: bar.total, width: 1) == 0)
    #expect(bar.cells(width: 0).isEmpty)
  }
}
