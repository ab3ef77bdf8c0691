import Addressing
import Importing
import Testing

struct CiliumEndpointObjectTests {
  private let nodes = """
    kind: Node
    metadata: {name: beech}
    spec: {podCIDR: 10.7.1.0/24}
    status: {addresses: [{type: InternalIP, address: 192.168.1.7}]}
    ---

    """

  private func endpoint(_ name: String, _ address: String, in namespace: String = "shop") -> String
  {
    """
    apiVersion: cilium.io/v2
    kind: CiliumEndpoint
    metadata: {name: \(name), namespace: \(namespace)}
    status:
      identity: {id: 17}
      networking:
        addressing: [{ipv4: \(address)}]
        node: 192.168.1.7
      state: ready
    ---

    """
  }

  private func pod(_ name: String, _ status: String = "{phase: Running}") -> String {
    """
    kind: Pod
    metadata: {name: \(name), namespace: shop}
    spec: {nodeName: beech}
    status: \(status)
    ---

    """
  }

  @Test func `endpoints stand for pods that were not given`() throws {
    let (cluster, report) = try read(nodes + endpoint("cart", "10.7.1.9"))
    let cart = try #require(cluster.pods.first)
    #expect(cart.addresses.map(\.description) == ["10.7.1.9"] && cart.node == "beech")
    #expect(cart.holdsPodAddress && cluster.leaks.isEmpty)
    #expect(report.says(.note, "CiliumEndpoints that stand for their pods"))
  }

  @Test func `a pod without an address has its endpoint's`() throws {
    let cluster = try read(nodes + pod("cart") + endpoint("cart", "10.7.1.9")).cluster
    #expect(cluster.pods.map { $0.addresses.map(\.description) } == [["10.7.1.9"]])
  }

  @Test func `of two addresses the pod's counts, and it is said`() throws {
    let text = pod("cart", "{phase: Running, podIP: 10.7.1.8}") + endpoint("cart", "10.7.1.9")
    let (cluster, report) = try read(nodes + text)
    #expect(cluster.pods.map { $0.addresses.map(\.description) } == [["10.7.1.8"]])
    #expect(report.says(.warning, "CiliumEndpoints whose addresses are not those of their pods"))
  }

  @Test func `an endpoint without a pod is a leak where the namespace's pods are given`() throws {
    let text =
      pod("cart", "{phase: Running, podIP: 10.7.1.8}") + endpoint("gone", "10.7.1.9")
      + endpoint("elsewhere", "10.7.1.10", in: "other")
    let cluster = try read(nodes + text).cluster
    #expect(cluster.leaks.map(\.prefix.description) == ["10.7.1.9/32"])
    #expect(cluster.leaks.map(\.owner) == ["pod shop/gone"])
    #expect(cluster.pods.map(\.name) == ["elsewhere", "cart"])
  }

  @Test func `slices hold many endpoints of one namespace`() throws {
    let text = """
      apiVersion: cilium.io/v2alpha1
      kind: CiliumEndpointSlice
      metadata: {name: ces-1}
      namespace: shop
      endpoints:
      - name: cart
        networking: {addressing: [{ipv4: 10.7.1.9, ipv6: "fd00::9"}], node: 192.168.1.7}
      - name: till
        networking: {addressing: [{ipv4: 10.7.1.10}], node: 192.168.1.7}
      """
    let cluster = try read(nodes + text).cluster
    #expect(cluster.pods.map(\.name) == ["cart", "till"])
    #expect(cluster.pods.map(\.addresses.count) == [2, 1])
    #expect(cluster.pods.allSatisfy { $0.node == "beech" && $0.namespace == "shop" })
  }

  @Test func `the table kubectl prints is read`() throws {
    let table = ImportSource(
      name: "table",
      text: """
        NAMESPACE   NAME   SECURITY IDENTITY   ENDPOINT STATE   IPV4       IPV6
        shop        cart   17                  ready            10.7.1.9
        """)
    let cluster = try Importer.read([ImportSource(name: "nodes", text: nodes), table]).cluster
    #expect(cluster.pods.map(\.name) == ["cart"] && cluster.pods.map(\.node) == ["beech"])
  }
}
