import Allocation
import TestSupport
import Testing

@testable import Simulation

struct RefusalsTableTests {
  @Test func `refusals are told by their words, with how often and where they began`() throws {
    var session = Session()
    let script = """
      plan a mode=cluster-pool pool=10.0.0.0/27 mask=28
      add nodes 2
      add pods 24
      add nodes 3
      add pods 5
      remove pods 1
      """
    for line in try Script(parsing: script, file: "t.scope").lines {
      _ = session.execute(line.command)
    }
    let plan = try #require(session.current)
    let rows = Tables.refusals(of: plan).firstRows(10)
    // 12 of each /28 are for pods; the third node has none, and five pods too many wait on the two.
    #expect(rows.map { $0[3] } == ["allocator full", "range is full"])
    #expect(rows[0][...2] == ["4", "3", "nodes"])
    #expect(rows[1][0] == "5")
    #expect(rows[1][2] == "pods")
    #expect(rows[1][1] == String(plan.cluster.tallies.podsRefused))
    // Back before it there is nothing to tell.
    _ = session.execute(.seek(3))
    #expect(Tables.refusals(of: try #require(session.current)).count == 0)
  }
}
