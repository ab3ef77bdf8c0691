import Addressing
import Allocation
import Explorer
import Simulation
import Testing

@Suite struct DemonstrationTests {
  @Test func `every line happened and can be undone`() {
    var session = Demonstration.session()
    #expect(session.journal.count == Demonstration.script.count)
    _ = session.execute(.undo(Demonstration.script.count))
    #expect(session.position == 0)
    #expect(session.current == nil)
  }

  @Test func `there is something of everything to see`() throws {
    let cluster = try #require(Demonstration.session().current?.cluster)
    #expect(cluster.ledger.total(.v4).full > 0)
    #expect(cluster.tallies.podsPending > 0)
    #expect(cluster.nodes.count > 60)
  }
}
