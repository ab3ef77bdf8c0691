import Addressing
import Importing
import Testing

struct NodeObjectTests {
  @Test func `a Node says its block, size, zone, type and condition`() throws {
    let (cluster, report) = try Fixture.read("nodes-and-pods.yaml")
    #expect(cluster.nodes.map(\.name) == ["cedar", "beech", "alder"])
    #expect(cluster.nodes.map(\.maxPods) == [110, 58, nil])
    #expect(cluster.nodes.map(\.isCordoned) == [true, false, false])
    #expect(cluster.nodes.map(\.isReady) == [false, true, nil])
    #expect(cluster.nodes.map(\.zone) == [nil, "eu-1a", nil])
    #expect(cluster.nodes.map(\.instanceType) == [nil, "m5.large", nil])
    let addresses = cluster.nodes.flatMap(\.internalAddresses).map(\.description)
    #expect(addresses == ["192.168.10.1", "192.168.10.2"])
    #expect(report.says(.warning, "nodes without a block (1): alder"))
  }

  @Test func `podCIDRs count before podCIDR, and podCIDR where it is alone`() throws {
    let both = try read(
      "kind: Node\nmetadata: {name: a}\nspec: {podCIDR: 10.0.0.0/24, podCIDRs: [10.0.0.0/24, fd00::/64]}"
    )
    #expect(both.cluster.nodes[0].blocks.map(\.description) == ["10.0.0.0/24", "fd00::/64"])
    let alone = try read("kind: Node\nmetadata: {name: a}\nspec: {podCIDR: 10.0.0.0/24}")
    #expect(alone.cluster.nodes[0].blocks.map(\.description) == ["10.0.0.0/24"])
  }

  @Test func `hidden and templated CIDRs are left out and told`() throws {
    let hidden = try read(
      "kind: Node\nmetadata: {name: a}\nspec: {podCIDR: '***HIDDEN***/25'}\n")
    #expect(hidden.cluster.nodes[0].blocks.isEmpty)
    #expect(hidden.cluster.mode == "kubernetes")
    #expect(
      hidden.report.says(.warning, "CIDRs made unreadable, left out (1): ***HIDDEN***/25 of a"))
    let template = try read("kind: Node\nmetadata: {name: a}\nspec: {podCIDR: '${CIDR}'}\n")
    #expect(template.report.says(.warning, "CIDRs that are unfilled templates, left out"))
  }

  @Test func `host bits are masked, as Go does, and told`() throws {
    let (cluster, report) = try read(
      "kind: Node\nmetadata: {name: a}\nspec: {podCIDR: 10.0.0.9/24}")
    #expect(cluster.nodes[0].blocks.map(\.description) == ["10.0.0.0/24"])
    #expect(report.says(.note, "CIDRs with host bits set"))
  }

  @Test func `an address of the node that is none is left out and told`() throws {
    let (cluster, report) = try read(
      """
      kind: Node
      metadata: {name: a}
      status: {addresses: [{type: InternalIP, address: 127.0.0.1/32}]}
      """)
    #expect(cluster.nodes[0].internalAddresses.isEmpty)
    #expect(report.says(.warning, "addresses that are none, left out"))
  }
}
