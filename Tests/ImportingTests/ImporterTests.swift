import Addressing
import Importing
import TestSupport
import Testing

struct ImporterTests {
  @Test func `several files make one cluster`() throws {
    let (cluster, report) = try Fixture.read("ciliumnodes.yaml", "nodes-and-pods.yaml")
    #expect(cluster.nodes.map(\.name) == ["cedar", "beech", "alder"])
    let beech = try #require(cluster.nodes.first { $0.name == "beech" })
    #expect(beech.sources == [.node, .ciliumNode, .pod])
    #expect(beech.kubernetesBlocks.map(\.description) == ["10.7.1.0/24"])
    #expect(beech.ciliumBlocks.map(\.description) == ["10.20.0.0/24", "fd00::/120"])
    #expect(cluster.mode == "cluster-pool")
    #expect(beech.blocks == beech.ciliumBlocks)
    #expect(report.says(.info, "2 CiliumNodes"))
    #expect(report.says(.info, "3 Nodes, 5 Pods"))
  }

  @Test func `the order of the files decides nothing`() throws {
    let sources = try [
      "ciliumnodes.yaml", "nodes-and-pods.yaml", "cilium-config.yaml", "pods-wide.txt", "build.log",
    ].map(Fixture.source)
    let first = try Importer.read(sources).cluster
    var random = SeededRandom(seed: 7)
    for _ in 0..<20 {
      #expect(try Importer.read(sources.shuffled(using: &random)).cluster == first)
    }
  }

  @Test func `the later file counts where two tell of one object`() throws {
    let old = ImportSource(name: "old", text: node("beech", "10.7.1.0/24"))
    let new = ImportSource(name: "new", text: node("beech", "10.7.2.0/24"))
    let (cluster, report) = try Importer.read([old, new])
    #expect(cluster.nodes.map { $0.blocks.map(\.description) } == [["10.7.2.0/24"]])
    #expect(report.says(.warning, "Node objects given before"))
    let swapped = try Importer.read([new, old]).cluster
    #expect(swapped.nodes[0].blocks.map(\.description) == ["10.7.1.0/24"])
  }

  @Test func `a file of nothing known is refused alone and reported among others`() throws {
    let service = ImportSource(
      name: "service", text: #"{"kind":"Deployment","apiVersion":"apps/v1"}"#)
    #expect(throws: ImportError.self) { try Importer.read([service]) }
    let (cluster, report) = try Importer.read([service, try Fixture.source("ciliumnodes.yaml")])
    #expect(cluster.nodes.count == 2)
    #expect(report.says(.warning, "holds nothing that is known"))
  }

  @Test func `a refusal says what is there and what would be right`() {
    let text = refusal(of: #"{"kind":"Deployment","apiVersion":"apps/v1"}"#)
    #expect(text?.hasPrefix("input: nothing known in it") == true)
    #expect(text?.contains("Deployment") == true)
    #expect(text?.contains("kubectl") == true)
  }

  @Test(arguments: ["", " \n\t\n"])
  func `an empty file is refused`(text: String) {
    #expect(refusal(of: text)?.hasPrefix("input: is empty; expected ") == true)
  }

  @Test func `one bad file refuses all`() throws {
    let good = try Fixture.source("ciliumnodes.yaml")
    let cut = ImportSource(name: "cut.json", bytes: Array(#"{"kind":"List","items":["#.utf8))
    #expect(throws: ImportError.self) { try Importer.read([good, cut]) }
  }

  @Test func `a control character in a name is kept, told, and never printed`() throws {
    let text = #"{"kind":"Pod","metadata":{"name":"a\u001b[2Jb"},"status":{"podIP":"10.0.0.1"}}"#
    let (cluster, report) = try read(text)
    #expect(cluster.pods[0].name == "a\u{1B}[2Jb")
    #expect(report.says(.warning, "Pod names with control characters"))
    for line in report.lines {
      #expect(!line.description.unicodeScalars.contains { $0.value < 0x20 })
    }
  }

  @Test func `a summary counts what holds addresses`() throws {
    let (_, report) = try Fixture.read("nodes-and-pods.yaml")
    #expect(report.says(.info, "3 nodes with 2 blocks, 5 pods of which 2 hold a pod address"))
  }

  private func node(_ name: String, _ cidr: String) -> String {
    "kind: Node\nmetadata: {name: \(name)}\nspec: {podCIDRs: [\(cidr)]}\n"
  }
}
