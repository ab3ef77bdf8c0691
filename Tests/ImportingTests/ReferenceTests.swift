import Addressing
import Foundation
import Importing
import Testing

/// Real files, where they are at hand: beside the checkout, or where `CIDRSCOPE_REFERENCE` says.
@Suite(
  .enabled("the reference folder is not beside this checkout") { ReferenceFolder.data != nil })
struct ReferenceTests {
  @Test func `every file that is listed is accounted for`() throws {
    let listed = Set(try ReferenceFolder.manifest())
    let known = ReferenceRow.all.map(\.file) + Array(ReferenceRow.otherKinds.keys)
    #expect(Set(known) == listed)
    #expect(known.count == listed.count)
  }

  @Test(arguments: ReferenceRow.all)
  func `opens as the list expects`(row: ReferenceRow) throws {
    let source = try ReferenceFolder.source(row.file)
    guard row.refusal == nil else {
      #expect {
        try Importer.read([source])
      } throws: { error in
        "\(error)".hasPrefix(row.refusal ?? "")
      }
      return
    }
    let (cluster, report) = try Importer.read([source])
    let found = ReferenceRow.Found(
      nodes: cluster.nodes.count, blocks: cluster.nodes.flatMap(\.blocks).count,
      pods: cluster.pods.count, holding: cluster.pods.count(where: \.holdsPodAddress),
      mode: cluster.mode, pools: cluster.pools.map { "\($0.prefix)" })
    #expect(found == row.found)
    for text in row.says {
      #expect(report.lines.contains { $0.text.contains(text) }, "\(text)")
    }
  }

  @Test(arguments: ReferenceRow.otherKinds.keys.sorted())
  func `what is of no kind read here is refused as such`(file: String) throws {
    let source = try ReferenceFolder.source(file)
    #expect {
      try Importer.read([source])
    } throws: { error in
      "\(error)".contains("nothing known in it")
    }
  }

  @Test func `pods by node are as they were counted at the recording`() throws {
    let source = try ReferenceFolder.source("kubectl-1.37/nodes_pods.json")
    let counts = try JSONDecoder().decode(
      Counted.self, from: try ReferenceFolder.bytes("kubectl-1.37/expected.json"))
    let cluster = try Importer.read([source]).cluster
    let nodes = cluster.pods.filter(\.holdsPodAddress).compactMap(\.node)
    #expect(Dictionary(grouping: nodes, by: \.self).mapValues(\.count) == counts.perNode)
  }

  @Test func `the same nodes in every rendering are the same cluster`() throws {
    let renderings = ["nodes.json", "nodes.yaml", "raw_nodes_NodeList.json"].map {
      "kubectl-1.37/\($0)"
    }
    let first = try Importer.read([ReferenceFolder.source(renderings[0])]).cluster
    for file in renderings + ["derived/nodes_jsonlines.jsonl"] {
      let other = try Importer.read([ReferenceFolder.source(file)]).cluster
      #expect(other == first, "\(file)")
    }
  }

  @Test func `pods as YAML with their nodes are the one file of both`() throws {
    let both = try Importer.read([ReferenceFolder.source("kubectl-1.37/nodes_pods.json")]).cluster
    let parts = try ["pods.yaml", "nodes.json"].map {
      try ReferenceFolder.source("kubectl-1.37/\($0)")
    }
    #expect(try Importer.read(parts).cluster == both)
  }

  @Test func `multi-pool nodes and their pools make one cluster`() throws {
    let parts = try ["c9_pools.yaml", "c9_ciliumnodes_multipool.json"]
      .map { try ReferenceFolder.source("cilium-operator-1.19/\($0)") }
    let cluster = try Importer.read(parts).cluster
    #expect(cluster.mode == "multi-pool")
    #expect(cluster.podIPPools.map(\.name) == ["default"])
    #expect(cluster.pools.isEmpty)
    #expect(cluster.nodes.flatMap(\.blocks).count == 4)
  }

  private struct Counted: Decodable {
    var perNode: [String: Int]

    enum CodingKeys: String, CodingKey {
      case perNode = "per_node"
    }
  }
}

/// Where the real files lie.
enum ReferenceFolder {
  static var data: URL? {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let named = ProcessInfo.processInfo.environment["CIDRSCOPE_REFERENCE"].map { URL(filePath: $0) }
    let folder = (named ?? root.appending(path: "../shared").standardized).appending(path: "data")
    let manifest = folder.appending(path: "MANIFEST.tsv")
    return FileManager.default.fileExists(atPath: manifest.path) ? folder : nil
  }

  static func bytes(_ file: String) throws -> Data {
    try Data(contentsOf: try #require(data).appending(path: file))
  }

  static func source(_ file: String) throws -> ImportSource {
    ImportSource(
      name: file.split(separator: "/").last.map(String.init) ?? file,
      bytes: [UInt8](try bytes(file)))
  }

  /// The files listed, without the head of the list.
  static func manifest() throws -> [String] {
    let text = String(decoding: try bytes("MANIFEST.tsv"), as: UTF8.self)
    return text.split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: "\t").first.map(String.init) }
  }
}
