import Addressing
import Importing
import Testing

struct CalicoObjectsTests {
  private let pool = """
    apiVersion: crd.projectcalico.org/v1
    kind: IPPool
    metadata: {name: default-ipv4-ippool}
    spec: {cidr: 10.48.0.0/16, ipipMode: Always, natOutgoing: true}
    ---

    """

  private func node(_ name: String) -> String { "kind: Node\nmetadata: {name: \(name)}\n---\n" }

  private func affinity(_ cidr: String, _ node: String, state: String = "confirmed") -> String {
    """
    apiVersion: crd.projectcalico.org/v1
    kind: BlockAffinity
    metadata: {name: \(node)-x}
    spec: {cidr: \(cidr), deleted: "false", node: \(node), state: \(state)}
    ---

    """
  }

  private func block(_ cidr: String, _ node: String) -> String {
    """
    apiVersion: crd.projectcalico.org/v1
    kind: IPAMBlock
    metadata: {name: x}
    spec:
      affinity: host:\(node)
      allocations: [0, null, 1, 2]
      attributes:
      - handle_id: ipip-tunnel-addr-\(node)
        secondary: {node: \(node), type: ipipTunnelAddress}
      - handle_id: k8s-pod-network.abc
        secondary: {namespace: shop, node: \(node), pod: cart}
      - handle_id: k8s-pod-network.def
        secondary: {namespace: shop, node: \(node), pod: till}
      cidr: \(cidr)
      deleted: false
      strictAffinity: false
      unallocated: [1]
    ---

    """
  }

  @Test func `pools, blocks and addresses make a picture of their own`() throws {
    let text =
      pool + node("beech") + affinity("10.48.3.0/26", "beech")
      + block("10.48.3.0/26", "beech")
    let cluster = try read(text).cluster
    #expect(cluster.mode == "calico")
    #expect(cluster.pools.map(\.prefix.description) == ["10.48.0.0/16"])
    #expect(cluster.pools.map(\.blockLength) == [26])
    let beech = try #require(cluster.nodes.first)
    #expect(beech.blocks.map(\.description) == ["10.48.3.0/26"])
    #expect(beech.tunnelAddresses.map(\.description) == ["10.48.3.0"])
    #expect(cluster.pods.map(\.name) == ["cart", "till"])
    #expect(cluster.pods.map { "\($0.addresses[0])" } == ["10.48.3.2", "10.48.3.3"])
    #expect(cluster.pods.allSatisfy { $0.node == "beech" } && cluster.leaks.isEmpty)
  }

  @Test func `what belongs to nodes and pods that are gone is a leak`() throws {
    let cart = """
      kind: Pod
      metadata: {name: cart, namespace: shop}
      spec: {nodeName: beech}
      status: {phase: Running, podIP: 10.48.3.2}
      ---

      """
    let text =
      pool + node("beech") + block("10.48.3.0/26", "beech")
      + affinity("10.48.9.64/26", "gone") + cart
    let cluster = try read(text).cluster
    #expect(cluster.leaks.map(\.prefix.description) == ["10.48.9.64/26", "10.48.3.3/32"])
    #expect(cluster.leaks.map(\.owner) == ["node gone", "pod shop/till"])
    #expect(cluster.nodes.map(\.name).sorted() == ["beech", "gone"])
  }

  @Test func `an affinity that is only wished for is no block`() throws {
    let text = pool + node("beech") + affinity("10.48.3.0/26", "beech", state: "pending")
    let (cluster, report) = try read(text)
    #expect(cluster.nodes.flatMap(\.blocks).isEmpty)
    #expect(report.says(.note, "block affinities that are not confirmed"))
    // Calico's nodes claim blocks with their first pod: none is no fault.
    #expect(!report.says(.warning, "nodes without a block"))
  }

  @Test func `a borrowed address is no fault`() throws {
    let lent = """
      kind: Pod
      metadata: {name: lent, namespace: shop}
      spec: {nodeName: alder}
      status: {phase: Running, podIP: 10.48.3.1}
      ---

      """
    let text =
      pool + node("beech") + node("alder") + affinity("10.48.3.0/26", "beech")
      + affinity("10.48.4.0/26", "alder") + lent
    let report = try read(text).report
    #expect(report.says(.note, "addresses borrowed from another node's block"))
    #expect(!report.says(.warning, "addresses in another node's block"))
  }

  @Test func `a block size of its own, IPv6 and strict affinity are read`() throws {
    let text = """
      apiVersion: projectcalico.org/v3
      kind: IPPoolList
      items:
      - apiVersion: projectcalico.org/v3
        kind: IPPool
        metadata: {name: a}
        spec: {cidr: 10.48.0.0/20, blockSize: 28}
      - apiVersion: projectcalico.org/v3
        kind: IPPool
        metadata: {name: b}
        spec: {cidr: "fd00:48::/64", disabled: true}
      ---
      apiVersion: projectcalico.org/v3
      kind: IPAMConfiguration
      metadata: {name: default}
      spec: {strictAffinity: true, maxBlocksPerHost: 4}
      """
    let (cluster, report) = try read(text)
    #expect(cluster.pools.map(\.blockLength) == [28, 122])
    #expect(cluster.options.strictAffinity == true && cluster.options.maxBlocksPerHost == 4)
    #expect(report.says(.note, "disabled IPPools"))
  }

  @Test func `another project's IPPool is not taken for Calico's`() {
    #expect(
      refusal(of: "apiVersion: ipam.k8s.io/v1alpha1\nkind: IPPool\nmetadata: {name: a}\n")?
        .contains("nothing known") == true)
  }
}
