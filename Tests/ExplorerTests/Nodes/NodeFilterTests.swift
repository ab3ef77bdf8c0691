import Allocation
import Simulation
import Testing

@testable import Explorer

@Suite struct NodeFilterTests {
  private static func cluster() throws -> Cluster {
    var session = Session()
    for line in [
      "plan a mode=cluster-pool pool=10.0.0.0/24 pool=10.9.0.0/26 mask=26",
      "add nodes 2 prefix=web- zone=a type=m5.large max-pods=70", "add pods 70",
      "add nodes 2 prefix=db- zone=eu-1b type=m5.4xlarge", "add node edge zone=a type=m5d.large",
      "add node Late", "cordon db-2",
    ] { _ = session.execute(try Command(parsing: line)) }
    return try #require(session.current?.cluster)
  }

  private static func names(_ text: String) throws -> [String] {
    let cluster = try cluster()
    let list = NodeList(
      of: cluster, sorting: .joined, grouping: .none, filter: try NodeFilter(parsing: text))
    return list.ids.compactMap { cluster.nodes.name(of: $0) }
  }

  @Test(arguments: [
    ("", "web-1 web-2 db-1 db-2 edge Late"), ("web", "web-1 web-2"), ("WEB 2", "web-2"),
    ("zone=a", "web-1 web-2 edge"), ("zone=eu", "db-1 db-2"), ("zone=e", ""),
    ("type=m5", "web-1 web-2 db-1 db-2"), ("type=m5d", "edge"), ("type=m5.large", "web-1 web-2"),
    ("state=failed", "Late"), ("failed", "Late"), ("state=r !web", "db-1 db-2 edge"),
    ("pool=10.9.0.0/24", "edge"), ("pool=10.0.0.77", "web-2"), ("cordoned", "db-2"),
    ("used>50%", "web-1 web-2"), ("used=0", "db-1 db-2 edge Late"), ("used=0%", "db-1 db-2 edge"),
    ("free<60", "web-1 web-2 Late"), ("pods>=1 pods<=70", "web-1 web-2"), ("blocks!=1", "Late"),
    ("max<=70", "web-1 web-2"), ("empty", "db-1 db-2 edge Late"), ("!empty", "web-1 web-2"),
    ("name=late", "Late"), ("free>99999999999999999999999", ""),
    ("used<99999999999999999999999%", "web-1 web-2 db-1 db-2 edge"),
  ])
  func `a line takes the nodes that all of its words are true of`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try Self.names(text).joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("colour=red", 1, "nodes have no \"colour\"; they have name, zone, type, state, pool, used,"),
    ("web zone=", 10, "\"zone=\" compares with nothing; say zone=a"),
    ("zone>a", 5, "zone is no number, so \">\" does not fit; say zone=a"),
    ("used>much", 6, "\"much\" is no number; say used>80%"),
    ("used>-1", 6, "\"-1\" is no number; say used>80%"),
    ("blocks>5%", 8, "blocks is no part of anything, so \"%\" does not fit; say blocks>1"),
    ("state=ill", 7, "\"ill\" is no state of a node; there are ready, waiting, failed"),
    ("pool=web", 6, "\"web\" is no CIDR or address, as in pool=10.0.0.0/16"),
    ("web !", 5, "\"!\" stands before what is not wanted, as in !full"),
    (">5", 1, "nodes have no \"\"; they have name,"),
  ])
  func `what cannot be read is told in a sentence, with its place`(
    _ text: String, _ column: Int, _ told: String
  ) throws {
    do {
      _ = try NodeFilter(parsing: text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.column == column)
      #expect(error.text.hasPrefix(told), "\(error.text)")
    }
  }
}
