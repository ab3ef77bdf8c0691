import Addressing
import Importing
import Testing

struct ConcludedBlocksTests {
  /// A cluster of pods by node, in a mode or none.
  private func cluster(
    _ pods: [(node: String, address: String)], mode: String? = nil, blocks: [String: String] = [:]
  ) throws -> ImportedCluster {
    var cluster = ImportedCluster()
    cluster.mode = mode
    for name in Set(pods.map(\.node)).sorted() {
      var node = ImportedNode(name: name)
      node.blocks = try blocks[name].map { [try IPPrefix(parsing: $0)] } ?? []
      cluster.nodes.append(node)
    }
    for (index, entry) in pods.enumerated() {
      var pod = ImportedPod(namespace: "default", name: "pod-\(index)")
      pod.node = entry.node
      pod.addresses = [try IPAddress(parsing: entry.address)]
      cluster.pods.append(pod)
    }
    return cluster
  }

  private func held(_ cluster: ImportedCluster) throws -> [String: [String]] {
    let concluded = try #require(ConcludedBlocks(cluster))
    return cluster.addressesByNode.mapValues { concluded.blocks(of: $0).map(\.description) }
  }

  @Test func `the usual length that tells all nodes apart is taken`() throws {
    let apart = try cluster([("a", "10.0.0.5"), ("a", "10.0.0.9"), ("b", "10.0.1.7")])
    #expect(try held(apart) == ["a": ["10.0.0.0/24"], "b": ["10.0.1.0/24"]])
    let halves = try cluster([("a", "10.0.0.5"), ("a", "10.0.0.9"), ("b", "10.0.0.130")])
    #expect(try held(halves) == ["a": ["10.0.0.0/25"], "b": ["10.0.0.128/25"]])
    let wide = try cluster([("a", "10.0.0.5"), ("a", "10.0.1.9"), ("b", "10.0.2.130")])
    #expect(try held(wide) == ["a": ["10.0.0.0/23"], "b": ["10.0.2.0/23"]])
  }

  @Test func `where no length does, each address is held alone`() throws {
    let mixed = try cluster([("a", "10.0.0.5"), ("b", "10.0.0.6"), ("a", "10.0.0.7")])
    #expect(try held(mixed) == ["a": ["10.0.0.5/32", "10.0.0.7/32"], "b": ["10.0.0.6/32"]])
    #expect(try #require(ConcludedBlocks(mixed)).isSingle(.v4))
  }

  @Test(arguments: ["eni", "azure", "alibabacloud", "crd", "delegated-plugin", "vpc-cni"])
  func `modes without blocks have single addresses, however they lie`(_ mode: String) throws {
    let apart = try cluster([("a", "10.0.0.5"), ("b", "10.0.1.7")], mode: mode)
    #expect(try held(apart) == ["a": ["10.0.0.5/32"], "b": ["10.0.1.7/32"]])
  }

  @Test func `addresses that a node was given count beside those of its pods`() throws {
    var given = try cluster([("a", "10.0.0.5"), ("b", "10.0.1.7")])
    given.nodes[0].addressPool = [.init(address: try IPAddress(parsing: "10.0.0.8"))]
    #expect(try held(given) == ["a": ["10.0.0.5/32", "10.0.0.8/32"], "b": ["10.0.1.7/32"]])
  }

  @Test func `nothing is concluded where a node shows a block, or nobody holds an address`() throws
  {
    let known = try cluster([("a", "10.0.0.5"), ("b", "10.0.1.7")], blocks: ["a": "10.0.0.0/24"])
    #expect(ConcludedBlocks(known) == nil)
    var idle = try cluster([("a", "10.0.0.5")])
    idle.pods[0].network = .host
    #expect(ConcludedBlocks(idle) == nil)
  }
}
