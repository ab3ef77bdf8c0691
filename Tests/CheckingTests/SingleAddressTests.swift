import Checking
import Importing
import Testing

@Suite struct `Clusters whose nodes hold single addresses, and pools that no file names` {
  private func findings(_ text: String) throws -> [Finding] {
    let (cluster, report) = try Importer.read([ImportSource(name: "dump.yaml", text: text)])
    return Check(cluster, report: report).findings
  }

  private let nodes = """
    kind: CiliumNode
    metadata: {name: beech}
    spec:
      addresses: [{type: InternalIP, ip: 10.0.1.5}]
      eni: {vpc-id: vpc-1}
      ipam: {pool: {10.0.1.20: {resource: eni-1}, 10.0.1.21: {resource: eni-1}}}
    status: {ipam: {used: {10.0.1.20: {owner: shop/cart, resource: eni-1}}}}

    """

  private func pod(_ name: String, _ address: String, on node: String = "beech") -> String {
    """
    ---
    kind: Pod
    metadata: {name: \(name), namespace: shop}
    spec: {nodeName: \(node)}
    status: {phase: Running, podIP: \(address)}

    """
  }

  @Test func `nodes and pods live in one subnet without harm`() throws {
    #expect(try findings(nodes + pod("cart", "10.0.1.20")).isEmpty)
  }

  @Test func `an address that the node was not given is a finding`() throws {
    let found = try findings(nodes + pod("cart", "10.0.1.20") + pod("till", "10.0.1.99"))
    #expect(
      found.map(\.text) == [
        "10.0.1.99 of pod shop/till is none of the addresses that its node beech has"
      ])
    #expect(found.map(\.rule) == [.addressOutsideBlock])
  }

  @Test func `an address in use for a pod that is gone is a finding`() throws {
    let found = try findings(nodes + pod("till", "10.0.1.21"))
    #expect(
      found.map(\.text) == [
        "10.0.1.20 is still held for pod shop/cart, which is gone (CiliumNode's used address)"
      ])
  }

  @Test func `a node's own address that a pod has too is one`() throws {
    let found = try findings(nodes + pod("cart", "10.0.1.20") + pod("till", "10.0.1.5"))
    #expect(found.map(\.rule) == [.rangesOverlap, .addressOutsideBlock])
  }

  private func node(_ name: String, _ block: String, at address: String) -> String {
    """
    ---
    kind: Node
    metadata: {name: \(name)}
    spec: {podCIDR: \(block)}
    status: {addresses: [{type: InternalIP, address: \(address)}]}

    """
  }

  @Test func `who lives in the gaps of an inferred pool takes nothing from it`() throws {
    let blocks = node("a", "10.0.0.0/24", at: "10.0.2.1") + node("b", "10.0.3.0/24", at: "10.0.2.2")
    let found = try findings(blocks)
    #expect(found.map(\.rule) == [.distance])
    #expect(
      found.first?.text.hasPrefix("how many more nodes get a block cannot be told: no file names")
        == true)
    let bad = try findings(blocks + node("c", "10.0.1.0/24", at: "10.0.3.9"))
    #expect(bad.map(\.rule) == [.rangesOverlap, .distance])
  }
}
