import Importing
import Testing

struct FindingsTests {
  private func report(nodes: [(String, String)], pods: String = "") throws -> ImportReport {
    let text = nodes.map { name, cidrs in
      "kind: Node\nmetadata: {name: \(name)}\nspec: {podCIDRs: [\(cidrs)]}\n"
    }
    return try read((text + [pods].filter { !$0.isEmpty }).joined(separator: "---\n")).report
  }

  private func pod(_ name: String, on node: String, _ address: String) -> String {
    "kind: Pod\nmetadata: {name: \(name)}\nspec: {nodeName: \(node)}\nstatus: {phase: Running, podIP: \(address)}\n"
  }

  @Test func `a block of two nodes is told`() throws {
    let report = try report(nodes: [("a", "10.0.0.0/24"), ("b", "10.0.0.0/24")])
    #expect(report.says(.warning, "blocks that two nodes hold (1): 10.0.0.0/24 of a and b"))
  }

  @Test func `a block inside another is told`() throws {
    let report = try report(
      nodes: [("a", "10.0.1.0/26"), ("b", "10.0.0.0/22"), ("c", "10.0.4.0/24")])
    #expect(
      report.says(
        .warning, "blocks inside another node's block (1): 10.0.1.0/26 of a in 10.0.0.0/22 of b"))
  }

  @Test func `addresses where none should be are told`() throws {
    let pods = [
      pod("fine", on: "a", "10.0.0.5"), pod("strange", on: "a", "10.0.1.5"),
      pod("lost", on: "a", "192.0.2.5"), pod("twin", on: "a", "10.0.0.5"),
    ]
    let report = try report(
      nodes: [("a", "10.0.0.0/24"), ("b", "10.0.1.0/24")], pods: pods.joined(separator: "---\n"))
    #expect(
      report.says(.warning, "addresses in another node's block (1): 10.0.1.5 of default/strange"))
    #expect(report.says(.warning, "addresses outside every block (1): 192.0.2.5 of default/lost"))
    #expect(
      report.says(
        .warning, "addresses that two pods hold (1): 10.0.0.5 of default/fine and default/twin"))
  }

  @Test func `blocks outside the configured pools are told`() throws {
    let nodes = ImportSource(
      name: "nodes",
      text: "kind: CiliumNode\nmetadata: {name: a}\nspec: {ipam: {podCIDRs: [10.9.0.0/24]}}\n")
    let values = ImportSource(
      name: "values", text: "ipam: {operator: {clusterPoolIPv4PodCIDRList: [10.1.0.0/16]}}\n")
    let report = try Importer.read([nodes, values]).report
    #expect(report.says(.warning, "blocks outside every pool (1): 10.9.0.0/24 of a"))
  }

  @Test func `many cases make one line with a few examples`() throws {
    let report = try report(
      nodes: [("first", "10.0.0.0/24")] + (10..<30).map { ("n\($0)", "") })
    #expect(
      report.says(.warning, "nodes without a block (20): n10, n11, n12, n13 and 16 more"))
  }

  @Test func `where no node has a block and no mode is known, none is missed`() throws {
    let report = try report(nodes: [("one", ""), ("two", "")])
    #expect(!report.lines.contains { $0.text.contains("without a block") })
  }
}
