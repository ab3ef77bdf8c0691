import Addressing
import Importing
import Testing

struct CiliumNodeObjectTests {
  @Test func `blocks, infrastructure addresses and the operator's error are read`() throws {
    let (cluster, report) = try Fixture.read("ciliumnodes.yaml")
    let beech = cluster.nodes[0]
    #expect(beech.ciliumBlocks.map(\.description) == ["10.20.0.0/24", "fd00::/120"])
    #expect(beech.routerAddresses.map(\.description) == ["10.20.0.33", "fd00::21"])
    #expect(beech.healthAddresses.map(\.description) == ["10.20.0.91", "fd00::5b"])
    #expect(beech.ingressAddresses.isEmpty)
    #expect(beech.internalAddresses.map(\.description) == ["192.168.10.2"])
    #expect(cluster.nodes[1].operatorError == "allocator full")
    #expect(cluster.mode == "cluster-pool")
    #expect(
      report.says(
        .warning, #"nodes that the operator reports an error for, "allocator full" (1): cedar"#))
  }

  @Test func `multi-pool nodes say what they hold and what they ask`() throws {
    let (cluster, _) = try read(
      """
      kind: CiliumNode
      metadata: {name: m1}
      spec:
        ipam:
          pools:
            requested:
            - {pool: default, needed: {ipv4-addrs: 16, ipv6-addrs: 8}}
            allocated:
            - {pool: default, cidrs: [10.100.10.0/24, fd00:100::/96]}
            - {pool: mars, cidrs: [10.200.0.0/27]}
      """)
    #expect(cluster.mode == "multi-pool")
    let node = cluster.nodes[0]
    #expect(node.allocatedPools.map(\.pool) == ["default", "mars"])
    #expect(node.blocks.map(\.description) == ["10.100.10.0/24", "fd00:100::/96", "10.200.0.0/27"])
    #expect(node.requestedPools == [.init(pool: "default", v4: 16, v6: 8)])
  }

  @Test(arguments: [("{}", "crd"), ("{instance-type: m5.large, first-interface-index: 0}", "eni")])
  func `single addresses mean crd, or the cloud whose section is filled`(
    section: String, mode: String
  ) throws {
    let (cluster, _) = try read(
      """
      kind: CiliumNode
      metadata: {name: c1}
      spec:
        azure: {}
        eni: \(section)
        ipam:
          pool:
            10.1.0.9: {}
            10.1.0.5: {owner: shop/web-1, resource: eni-1}
      status:
        ipam:
          used:
            10.1.0.5: {owner: shop/web-1}
      """)
    #expect(cluster.mode == mode)
    let pool = cluster.nodes[0].addressPool
    #expect(pool.map(\.address.description) == ["10.1.0.5", "10.1.0.9"])
    #expect(pool.map(\.owner) == ["shop/web-1", nil])
    #expect(pool.map(\.isUsed) == [true, false])
    #expect(cluster.nodes[0].blocks.isEmpty)
    #expect(cluster.pools.map(\.prefix.description) == ["10.1.0.0/24"])
  }

  @Test func `a pool object is read by family, and the wrong family is refused`() throws {
    let (cluster, _) = try read(
      """
      kind: CiliumPodIPPool
      metadata: {name: mars}
      spec:
        ipv4: {cidrs: [10.10.0.0/16, 10.20.0.0/16], maskSize: 24}
        ipv6: {cidrs: [fd00:100::/80], maskSize: "96"}
      """)
    #expect(cluster.mode == "multi-pool")
    #expect(cluster.podIPPools.map(\.name) == ["mars"])
    #expect(
      cluster.podIPPools[0].v4?.prefixes.map(\.description) == ["10.10.0.0/16", "10.20.0.0/16"])
    #expect(cluster.podIPPools[0].v4?.blockLength == 24)
    #expect(cluster.podIPPools[0].v6?.blockLength == 96)
    let wrong = "kind: CiliumPodIPPool\nmetadata: {name: a}\nspec: {ipv4: {cidrs: [fd00::/80]}}\n"
    #expect(refusal(of: wrong)?.contains("expected IPv4") == true)
  }
}
