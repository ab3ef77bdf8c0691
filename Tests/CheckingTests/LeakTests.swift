import Checking
import Importing
import Testing

struct LeakTests {
  private func findings(_ text: String) throws -> [Finding] {
    let (cluster, report) = try Importer.read([ImportSource(name: "dump.yaml", text: text)])
    return Check(cluster, report: report).findings
  }

  @Test func `addresses and blocks of what is gone are findings with a place and a fix`() throws {
    let found = try findings(
      """
      kind: Node
      metadata: {name: beech}
      ---
      apiVersion: crd.projectcalico.org/v1
      kind: IPPool
      metadata: {name: default}
      spec: {cidr: 10.48.0.0/16}
      ---
      apiVersion: crd.projectcalico.org/v1
      kind: BlockAffinity
      metadata: {name: gone-x}
      spec: {cidr: 10.48.9.64/26, node: gone, state: confirmed, deleted: "false"}
      ---
      apiVersion: crd.projectcalico.org/v1
      kind: IPAMBlock
      metadata: {name: x}
      spec:
        affinity: host:beech
        cidr: 10.48.3.0/26
        allocations: [0]
        attributes: [{secondary: {namespace: shop, node: beech, pod: till}}]
      ---
      kind: Pod
      metadata: {name: cart, namespace: shop}
      spec: {nodeName: beech}
      status: {phase: Running, podIP: 10.48.3.7}
      """)
    let leaks = found.filter { [.blockOfGoneNode, .addressOfGonePod].contains($0.rule) }
    #expect(
      leaks.map(\.text) == [
        "block 10.48.9.64/26 is still held for node gone, which is gone (BlockAffinity)",
        "10.48.3.0 is still held for pod shop/till, which is gone (IPAMBlock 10.48.3.0/26)",
      ])
    #expect(leaks.allSatisfy { $0.place?.file == "dump.yaml" && $0.fix.contains("calicoctl") })
  }

  @Test func `an endpoint without its pod is one too`() throws {
    let found = try findings(
      """
      kind: Pod
      metadata: {name: cart, namespace: shop}
      spec: {nodeName: beech}
      status: {phase: Running, podIP: 10.7.1.8}
      ---
      kind: CiliumEndpoint
      metadata: {name: gone, namespace: shop}
      status: {networking: {addressing: [{ipv4: 10.7.1.9}]}}
      """)
    let leak = try #require(found.first { $0.rule == .addressOfGonePod })
    #expect(leak.text.hasPrefix("10.7.1.9 is still held for pod shop/gone"))
    #expect(leak.severity == .warning && leak.fix.contains("CiliumEndpoint"))
  }

  @Test func `Services among the pods are found without their range`() throws {
    let found = try findings(
      """
      kind: Node
      metadata: {name: beech}
      spec: {podCIDR: 10.7.1.0/24}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec: {clusterIP: 10.7.1.77}
      """)
    let overlap = try #require(found.first { $0.rule == .rangesOverlap })
    #expect(overlap.text.hasSuffix("the first 10.7.1.77 of shop/cart"))
  }
}
