import Allocation
import Simulation
import TestSupport
import Testing

/// The history in words: what every command and every step came to.
@Suite struct HistoryTests {
  private static func session(_ seed: UInt64) throws -> Session {
    var random = SeededRandom(seed: seed)
    var session = Session()
    let lines = [
      "add nodes 2 max-pods=9", "add pods 7 app=web", "remove pods 3", "remove nodes 1", "wait 1h",
      "workload steady for=20m pods=90/h", "add pool 10.9.0.0/26",
      "churn for=10m pods=60/h steps=4",
      "drain node-1", "add pods 30 app=late",
    ]
    for line in [
      "plan a mode=cluster-pool pool=10.0.0.0/24 mask=27", "plan b mode=calico pool=10.0.0.0/26",
    ] {
      _ = session.execute(try Command(parsing: line))
    }
    for _ in 0..<random.int(in: 4..<16) {
      _ = session.execute(try Command(parsing: lines[random.int(in: 0..<lines.count)]))
    }
    return session
  }

  private static func rows(_ command: String, in session: Session) throws -> [[String]] {
    var session = session
    guard case .answer(let table) = session.execute(try Command(parsing: command)) else {
      Issue.record("\(command) is no table")
      return []
    }
    let rows = table.firstRows(.max)
    #expect(rows.count == table.count)
    return rows
  }

  @Test(arguments: [UInt64](1...6))
  func `the table of the history has every command, where we are, and what is undone`(
    seed: UInt64
  ) throws {
    var session = try Self.session(seed)
    let all = session.timeline.entries.map(\.command.description)
    for back in [0, 1, 3] {
      if back > 0 { _ = session.execute(.undo(back)) }
      let rows = try Self.rows("get history", in: session)
      #expect(rows.map { $0[3] } == all)
      #expect(rows.map { $0[4] } == session.timeline.entries.map { String($0.steps.count) })
      let here = session.position
      #expect(rows.map { $0[0] == "*" } == all.indices.map { $0 + 1 == here })
      #expect(
        rows.map { $0[5].hasSuffix("undone") || $0[5].hasSuffix("(undone)") }
          == all.indices.map { $0 >= here })
    }
  }

  @Test(arguments: [UInt64](1...6))
  func `a step says what came and went as a slow comparison of the states finds it`(
    seed: UInt64
  ) throws {
    let session = try Self.session(seed)
    let timeline = session.timeline
    for index in 1...timeline.stepCount {
      let place = timeline.place(afterSteps: index)
      let report = try #require(session.report(on: place))
      let before = timeline.moment(at: timeline.place(afterSteps: index - 1))
      let after = timeline.moment(at: place)
      for plan in before.plans {
        guard let later = after.plan(plan.name) else { continue }
        func count(_ what: String) -> Int {
          let line = report.lines.first { $0.plan == plan.name && $0.what == what }
          return line.flatMap { Int($0.text.prefix { $0.isNumber }) } ?? 0
        }
        let (old, new) = (plan.cluster, later.cluster)
        let oldNames = Set(old.nodes.ids.compactMap { old.nodes.name(of: $0) })
        let newNames = Set(new.nodes.ids.compactMap { new.nodes.name(of: $0) })
        // A name may leave and come back in one step, but only with a new row.
        #expect(count("nodes joined") - count("nodes left") == newNames.count - oldNames.count)
        #expect(count("nodes left") >= oldNames.subtracting(newNames).count)
        let gone = count("pods gone")
        let fresh = Self.pods(of: new).subtracting(Self.pods(of: old)).count
        #expect(gone >= Self.pods(of: old).subtracting(Self.pods(of: new)).count)
        let told = count("pods placed") + count("pods refused") + count("pods waiting")
        #expect(told >= fresh)
        let refused = report.lines.filter { $0.plan == plan.name && $0.what == "refused" }
        #expect(refused.isEmpty == (later.refusals == plan.refusals), "\(place) \(plan.name)")
      }
    }
  }

  private static func pods(of cluster: Cluster) -> Set<PodID> {
    var ids: Set<PodID> = []
    cluster.pods.forEach { id in
      ids.insert(id)
      return true
    }
    return ids
  }

  @Test func `a step says who asked, when, and which step of how many it was`() throws {
    var session = Session()
    for line in [
      "plan a mode=cluster-pool pool=10.0.0.0/24 mask=27", "add nodes 2", "add pods 9",
      "workload steady for=20m pods=300/h",
    ] { _ = session.execute(try Command(parsing: line)) }
    let rows = try Self.rows("inspect 3.5", in: session)
    let steps = session.timeline.entries[3].steps.count
    #expect(rows[0] == ["", "command", "workload steady for=20m pods=300/h"])
    #expect(rows[1][2].hasPrefix("5 of \(steps): "))
    #expect(rows[2][1] == "time")
    #expect(rows.contains { $0[0] == "a" && $0[1] == "writes" })
    #expect(session.report(on: 0) == nil)
    for (place, text) in [
      ("0", "nothing has happened"), ("99", "the history ends"), ("3.99999", "the history ends"),
    ] {
      guard case .refused(let said) = session.execute(try Command(parsing: "inspect \(place)"))
      else {
        Issue.record("inspect \(place) is answered")
        continue
      }
      #expect(said.contains(text))
    }
  }

  @Test func `the table of events has a row for every note, in order`() throws {
    let session = try Self.session(2)
    let rows = try Self.rows("get events", in: session)
    #expect(rows.map { $0[0] } == session.notes.map(\.place.description))
    #expect(rows.map { $0[3] } == session.notes.map(\.note.text))
  }
}
