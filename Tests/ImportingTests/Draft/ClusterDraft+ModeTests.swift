import Addressing
import Importing
import Testing

struct ClusterDraftModeTests {
  private func mode(_ texts: String...) throws -> String? {
    try read(texts.joined(separator: "---\n")).cluster.mode
  }

  private func node(_ name: String, _ cidr: String) -> String {
    "kind: Node\nmetadata: {name: \(name)}\nspec: {podCIDRs: [\(cidr)]}\n"
  }

  private func ciliumNode(_ name: String, _ cidr: String) -> String {
    "kind: CiliumNode\nmetadata: {name: \(name)}\nspec: {ipam: {podCIDRs: [\(cidr)]}}\n"
  }

  @Test func `Nodes with blocks alone mean kubernetes`() throws {
    #expect(try mode(node("a", "10.0.0.0/24")) == "kubernetes")
    #expect(try mode(node("a", "")) == nil)
  }

  @Test func `CiliumNodes with their Nodes' blocks mean kubernetes`() throws {
    #expect(try mode(node("a", "10.0.0.0/24"), ciliumNode("a", "10.0.0.0/24")) == "kubernetes")
  }

  @Test func `CiliumNodes with blocks of their own mean cluster-pool`() throws {
    #expect(try mode(ciliumNode("a", "10.0.0.0/24")) == "cluster-pool")
    #expect(try mode(node("a", ""), ciliumNode("a", "10.0.0.0/24")) == "cluster-pool")
    #expect(try mode(node("a", "10.5.0.0/24"), ciliumNode("a", "10.0.0.0/24")) == "cluster-pool")
  }

  @Test func `a configuration counts before what the nodes show`() throws {
    #expect(
      try mode(
        node("a", "10.0.0.0/24"),
        "kind: ConfigMap\nmetadata: {name: cilium-config}\ndata: {ipam: eni}\n")
        == "eni")
  }

  @Test func `in cluster-pool a Node's own block counts only inside the pool`() throws {
    let values =
      "kind: HelmRelease\nspec: {values: {ipam: {operator: {clusterPoolIPv4PodCIDRList: [10.0.0.0/16]}}}}\n"
    let (inside, told) = try read([node("a", "10.0.3.0/24"), values].joined(separator: "---\n"))
    #expect(inside.nodes[0].blocks.map(\.description) == ["10.0.3.0/24"])
    #expect(told.says(.note, "podCIDRs of Nodes taken for the blocks of CiliumNodes"))
    let (outside, warned) = try read([node("a", "10.5.3.0/24"), values].joined(separator: "---\n"))
    #expect(outside.nodes[0].blocks.isEmpty)
    #expect(warned.says(.warning, "podCIDRs of Nodes lie outside the configured pools"))
  }

  @Test func `every mode's evidence is in the report`() throws {
    let (cluster, report) = try read(node("a", "10.0.0.0/24"))
    #expect(report.says(.info, "mode kubernetes: \(cluster.modeEvidence)"))
    #expect(try read(node("a", "")).report.says(.warning, "no mode: "))
  }
}
