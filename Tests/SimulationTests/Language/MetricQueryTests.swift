import Simulation
import Testing

@Suite struct MetricQueryTests {
  @Test func `the table has the names that the language fixes`() {
    let words = """
      nodes nodes.ready nodes.waiting nodes.failed pods pods.running pods.pending pods.host-network
      pods.refused addresses.total addresses.committed addresses.used addresses.reserved
      addresses.reserved.network addresses.reserved.broadcast addresses.reserved.gateway
      addresses.reserved.router addresses.reserved.ingress addresses.reserved.health
      addresses.reserved.tunnel addresses.reserved.interface addresses.reserved.kept
      addresses.reserved.other
      addresses.stranded addresses.withheld addresses.free addresses.outside blocks.total
      blocks.used blocks.free largest-free internal-waste idle-share external-waste hd-ratio
      unusable-free fragmentation collisions overlaps ops.control-plane ops.node
      ops.control-plane.rate ops.node.rate ops.wait routes reuse.min reuse.median reuse.time
      reuse.time.median reuse.address reuse.address.time first-failure headroom.nodes headroom.pods
      usable-per-node services services.free
      """.split { $0 == " " || $0 == "\n" }.map(String.init)
    #expect(MetricQuery.Name.allCases.map(\.rawValue) == words)
  }

  @Test func `length and family are read in either order and printed in one`() throws {
    let query = try MetricQuery(parsing: "blocks.free/48.v6")
    #expect(query == MetricQuery(.blocksFree, prefixLength: 48, isOtherFamily: true))
    #expect(try MetricQuery(parsing: "blocks.free.v6/48") == query)
    #expect(query.description == "blocks.free/48.v6")
    #expect(try MetricQuery(parsing: "blocks.free") == MetricQuery(.blocksFree))
  }

  @Test(arguments: [
    "", "/", ".v6", "blocks.free/", "blocks.free/x", "blocks.free.v6/48.v6", "pods/3",
  ])
  func `what is no metric is refused`(text: String) {
    #expect(throws: CommandError.self) { try MetricQuery(parsing: text) }
  }
}
