import Addressing
import Allocation
import Measurement
import Testing

struct RouteFiguresTests {
  @Test func `a node needs a route to every block but its own`() throws {
    let pools = try ["10.0.0.0/22", "fd00::/118"].map { try IPPrefix(parsing: $0) }
    var cluster = Cluster(mode: try ClusterPool(.init(pools: pools)))
    #expect(RouteFigures.routes(of: cluster, family: .v4) == 0)
    _ = try cluster.perform(.addNodes((1...6).map { NodeOrder(name: "n\($0)") }))
    // Four blocks of each family fit; two nodes have none.
    #expect(RouteFigures.routes(of: cluster, family: .v4) == 3)
    #expect(RouteFigures.routes(of: cluster, family: .v6) == 3)
    let blocks = try ["192.168.0.0/24", "192.168.1.0/24"].map { try IPPrefix(parsing: $0) }
    _ = try cluster.perform(.addNodes([NodeOrder(name: "x", blocks: blocks)]))
    #expect(RouteFigures.routes(of: cluster, family: .v4) == 5)
  }
}
