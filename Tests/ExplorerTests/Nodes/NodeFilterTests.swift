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
    let filter = try NodeFilter(parsing: text).ready(for: cluster, at: Session().moment)
    let list = NodeList(of: cluster, sorting: .joined, grouping: .none, filter: filter)
    return list.ids.compactMap { cluster.nodes.name(of: $0) }
  }

  @Test(arguments: [
    ("", "web-1 web-2 db-1 db-2 edge Late"), ("web", "web-1 web-2"), ("WEB 2", "web-2"),
    ("zone=a", "web-1 web-2 edge"), ("zone=eu*", "db-1 db-2"), ("zone=e", ""),
    ("type=m5.*", "web-1 web-2 db-1 db-2"), ("type~m5d", "edge"), ("type=m5.large", "web-1 web-2"),
    ("state=failed", "Late"), ("failed", "Late"), ("state=ready !web", "db-1 db-2 edge"),
    ("pool=10.9.0.0/24", "edge"), ("pool=10.0.0.77", "web-2"), ("cordoned", "db-2"),
    ("used>50%", "web-1 web-2"), ("used=0%", "db-1 db-2 edge"), ("db or edge", "db-1 db-2 edge"),
    ("pods>=1 pods<=70", "web-1 web-2"), ("(web or db) not cordoned", "web-1 web-2 db-1"),
    ("max-pods<=70", "web-1 web-2"), ("empty", "db-1 db-2 edge"), ("name=late", "Late"),
    ("free>9999999999", ""), ("used<=100000%", "web-1 web-2 db-1 db-2 edge"),
  ])
  func `a line takes the nodes that all of its words are true of`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try Self.names(text).joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("colour=red", 1, "\"colour\" is nothing that can be compared; what can are"),
    ("web zone=", 10, "\"=\" needs a name"),
    ("zone>a", 5, "\">\" compares numbers; zone takes = != ~ and !~"),
    ("used>much", 6, "\"much\" is no number; expected a whole number or a share"),
    ("blocks>5%", 8, "\"5%\" is a share; blocks is compared with a number"),
    ("state=ill", 7, "\"ill\" is no state; "),
    ("pool=web", 6, "\"web\" is no CIDR"),
    ("web !", 6, "\"not\" needs a condition"),
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
