import Simulation
import TestSupport
import Testing

struct ScoreboardTests {
  private func session(_ script: String) throws -> Session {
    var session = Session()
    for line in try Script(parsing: script, file: "t.scope").lines {
      _ = session.execute(line.command)
    }
    return session
  }

  private func board(_ session: Session, thorough: Bool = false) -> Scoreboard {
    Scoreboard(
      of: session.moment.plans.map { (label: $0.name, plan: $0, moment: session.moment) },
      thorough: thorough)
  }

  private let three = """
    plan block mode=cluster-pool pool=10.0.0.0/20 mask=24
    plan small mode=calico pool=10.0.0.0/20
    plan flat mode=flat pool=10.0.0.0/20
    add nodes 4
    add pods 120
    """

  @Test func `each row has the plans' numbers, and the best of them by its definition`() throws {
    let board = board(try session(three))
    #expect(board.labels == ["block", "small", "flat"])
    let waste = try #require(board.rows.first { $0.name == "internal-waste" })
    #expect(waste.values == [882, 531, 0])
    #expect(waste.winners == [2])
    let routes = try #require(board.rows.first { $0.name == "routes" })
    #expect(routes.values == [3, 3, 90])
    #expect(routes.winners == [0, 1])
    // All alike: nobody wins.
    let running = try #require(board.rows.first { $0.name == "pods.running" })
    #expect(running.values == [120, 120, 120])
    #expect(running.winners == [])
    // It describes and does not judge.
    let total = try #require(board.rows.first { $0.name == "addresses.total" })
    #expect(total.winners == [])
    #expect(total.definition.better == .neither)
  }

  @Test func `a value that does not exist wins where it is the end that never came`() {
    let failure = MetricQuery.Name.firstFailure.definition
    #expect(failure.winners(among: [12, nil, 40]) == [1])
    #expect(failure.winners(among: [12, 40, 40]) == [1, 2])
    #expect(failure.winners(among: [nil, nil]) == [])
    #expect(MetricQuery.Name.reuseMinimum.definition.winners(among: [nil, 3]) == [0])
    // Nothing committed wastes nothing, and is no merit.
    #expect(MetricQuery.Name.internalWaste.definition.winners(among: [nil, 3, 2]) == [2])
    #expect(MetricQuery.Name.operationWait.definition.winners(among: [nil, 0]) == [1])
    #expect(failure.winners(among: []) == [])
    #expect(failure.winners(among: [3]) == [])
  }

  @Test func `numbers found by trying are in a thorough one only`() throws {
    let session = try session(three)
    let quick = board(session).rows.map(\.name)
    #expect(!quick.contains("headroom.nodes"))
    let rows = board(session, thorough: true).rows
    let nodes = try #require(rows.first { $0.name == "headroom.nodes" })
    // 16 /24s less 4; Calico's nodes are ready without a block, and a flat plan's have none.
    #expect(nodes.values[0] == 12)
    #expect(nodes.values[2] == nil)
    #expect(rows.count == quick.count + 2)
  }

  @Test func `both families have rows where a plan has both`() throws {
    let session = try session(
      """
      plan dual mode=cluster-pool pool=10.0.0.0/20 pool=fd00::/108 mask6=120
      add nodes 2
      """)
    let names = board(session).rows.map(\.name)
    #expect(names.contains("addresses.committed.v6"))
    #expect(!names.contains("nodes.ready.v6"))
    #expect(Set(names).count == names.count)
  }

  @Test func `get metrics plan=all puts a letter before the best of each row`() throws {
    var session = try session(three)
    guard case .answer(let table) = session.execute(.get(.metrics, of: .all)) else {
      Issue.record("no answer")
      return
    }
    let rows = table.firstRows(200)
    #expect(rows.contains(["internal-waste", "882", "531", "w 0"]))
    #expect(rows.contains(["routes", "w 3", "w 3", "90"]))
    #expect(rows.contains(["addresses.reserved.tunnel", "w 0", "4", "w 0"]))
    // Causes that no plan has are left out.
    #expect(!rows.contains { $0[0] == "addresses.reserved.kept" })
    #expect(rows.contains { $0[0] == "headroom.nodes" && $0[1] == "12" && $0[3] == "over 256" })
  }

  @Test func `one plan has no winners`() throws {
    var session = try session("plan a mode=flat pool=10.0.0.0/24\nadd nodes 1\nadd pods 3")
    guard case .answer(let table) = session.execute(.get(.metrics, of: .current)) else {
      Issue.record("no answer")
      return
    }
    #expect(table.title == "metrics")
    #expect(table.firstRows(200).contains(["addresses.used", "3"]))
  }
}
