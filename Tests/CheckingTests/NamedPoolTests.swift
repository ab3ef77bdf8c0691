import Checking
import Importing
import Testing

@Suite struct `Pools of multi-pool, and files that say different things` {
  private func findings(_ texts: String...) throws -> [Finding] {
    let sources = texts.enumerated().map {
      ImportSource(name: "\($0.offset).yaml", text: $0.element)
    }
    let (cluster, report) = try Importer.read(sources)
    return Check(cluster, report: report).findings
  }

  private func pool(_ name: String, _ cidr: String, _ mask: Int) -> String {
    "---\nkind: CiliumPodIPPool\nmetadata: {name: \(name)}\n"
      + "spec: {ipv4: {cidrs: [\(cidr)], maskSize: \(mask)}}\n"
  }

  private let node = """
    ---
    kind: CiliumNode
    metadata: {name: m1}
    spec: {ipam: {pools: {allocated: [
      {pool: default, cidrs: [10.10.0.0/24]}, {pool: mars, cidrs: [10.20.0.0/27]}]}}}

    """

  @Test func `each pool has its own distance, in its own blocks`() throws {
    let found = try findings(
      pool("default", "10.10.0.0/16", 24) + pool("mars", "10.20.0.0/26", 27) + node)
    #expect(
      found.map(\.text) == [
        "255 of 256 blocks of /24 are left in pool default, 10.10.0.0/16, for at most 64770 pods",
        "1 of 2 blocks of /27 are left in pool mars, 10.20.0.0/26, for at most 30 pods",
      ])
  }

  @Test func `a pool that is full is a finding`() throws {
    let found = try findings(
      pool("default", "10.10.0.0/16", 24) + pool("mars", "10.20.0.0/27", 27) + node)
    #expect(found.map(\.rule) == [.poolExhausted, .distance])
    #expect(
      found.first?.text.hasPrefix("the only block in pool mars, 10.20.0.0/27 is taken") == true)
  }

  private func kubernetesNode(_ block: String) -> String {
    "kind: Node\nmetadata: {name: n1}\nspec: {podCIDR: \(block)}\n"
  }

  @Test func `two files with other blocks of one node are told with both`() throws {
    let found = try findings(kubernetesNode("10.244.0.0/24"), kubernetesNode("10.244.7.0/24"))
    let warning = try #require(found.first { $0.rule == .fileWarning })
    #expect(warning.text.hasSuffix("count (1): n1 has 10.244.7.0/24, before 10.244.0.0/24"))
    #expect(warning.place?.file == "1.yaml")
    let same = try findings(kubernetesNode("10.244.0.0/24"), kubernetesNode("10.244.0.0/24"))
    #expect(!same.contains { $0.rule == .fileWarning })
  }

  @Test func `two configurations that differ are told`() throws {
    let map = { (cidr: String) in
      "kind: ConfigMap\nmetadata: {name: cilium-config}\n"
        + "data: {ipam: cluster-pool, cluster-pool-ipv4-cidr: \(cidr)}\n"
    }
    let found = try findings(map("10.0.0.0/16"), map("10.9.0.0/16"))
    #expect(found.contains { $0.text.contains("other configurations say otherwise") })
  }

  @Test func `an address that a Service has too is a finding`() throws {
    let found = try findings(
      kubernetesNode("10.244.0.0/24") + "---\nkind: Pod\nmetadata: {name: a, namespace: shop}\n"
        + "spec: {nodeName: n1}\nstatus: {phase: Running, podIP: 10.244.0.5}\n"
        + "---\nkind: Service\nmetadata: {name: s, namespace: shop}\nspec: {clusterIP: 10.244.0.5}\n"
    )
    #expect(
      found.contains { $0.text == "10.244.0.5 is held by pod shop/a and by Service shop/s" })
  }
}
