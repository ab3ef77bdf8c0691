import Importing
import Testing

struct EventTableTests {
  @Test(arguments: [
    """
    LAST SEEN   TYPE      REASON             OBJECT    MESSAGE
    5m          Warning   CIDRNotAvailable   node/n5   Node n5 status is now: CIDRNotAvailable
    2m          Normal    Starting           node/n1   Starting kubelet.
    """,
    """
    NAMESPACE   LAST SEEN   TYPE      REASON             OBJECT    MESSAGE
    default     5m          Warning   CIDRNotAvailable   node/n5   Node n5 status is now: CIDRNotAvailable
    """,
  ])
  func `a table of events tells which node found no block`(text: String) throws {
    let nodes = ImportSource(name: "nodes", text: "kind: Node\nmetadata: {name: n5}\n")
    let table = ImportSource(name: "events", text: text)
    let report = try Importer.read([nodes, table]).report
    let lines = report.lines.filter { $0.source == "events" }.map(\.text)
    #expect(lines.contains { $0.contains("n5") }, "\(lines)")
  }
}
