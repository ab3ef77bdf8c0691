import Addressing
import TestSupport
import Testing

@testable import Allocation

/// What Calico does on a cluster.
struct CalicoTests {
  private func cluster(_ pools: String, _ options: [(String, String)] = []) throws -> Cluster {
    let pools = try pools.split(separator: " ").map { try IPPrefix(parsing: String($0)) }
    return Cluster(mode: try Calico(pools: pools, options: options.map { ModeOption($0.0, $0.1) }))
  }

  private func add(_ name: String, to cluster: inout Cluster, on node: String) throws {
    var order = PodOrder(naming: .named(name))
    order.node = cluster.nodes[node]?.id
    _ = try cluster.perform(.addPods(order))
  }

  private func address(_ name: String, _ cluster: Cluster) -> String? {
    let id = cluster.pods[NamespacedName(namespace: "default", name: name)]
    return id.flatMap { cluster.pods[$0]?.address }?.description
  }

  private func nodes(_ names: String...) -> Request {
    .addNodes(names.map { NodeOrder(name: $0) })
  }

  @Test func `a node that comes back under its name has its lent addresses again`() throws {
    var cluster = try cluster("10.0.0.0/28", [("mask", "28"), ("encapsulation", "none")])
    _ = try cluster.perform(nodes("owner", "guest"))
    try add("one", to: &cluster, on: "owner")
    try add("lent", to: &cluster, on: "guest")
    #expect(address("lent", cluster) == "10.0.0.1")
    #expect(cluster.nodes["owner"]?.ranges.first?.loans.map(\.offset) == [1])

    let owner = try #require(cluster.nodes["owner"]?.id)
    _ = try cluster.perform(.removeNodes([owner]))
    #expect(cluster.nodes["guest"]?.blocks.map(\.description) == ["10.0.0.1/32"])
    #expect(cluster.mode.blockSets(.v4).map(\.count) == [1])

    _ = try cluster.perform(nodes("owner"))
    #expect(cluster.nodes["owner"]?.blocks.map(\.description) == ["10.0.0.0/28"])
    #expect(cluster.nodes["owner"]?.ranges.first?.loans.map(\.offset) == [1])
    #expect(cluster.nodes["guest"]?.blocks == [])
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `a node keeps its hold on a block while it has another address of it`() throws {
    var cluster = try cluster("10.0.0.0/28", [("mask", "28"), ("encapsulation", "none")])
    _ = try cluster.perform(nodes("owner", "guest"))
    for (name, node) in [("own", "owner"), ("one", "guest"), ("two", "guest")] {
      try add(name, to: &cluster, on: node)
    }
    let owner = try #require(cluster.nodes["owner"])
    #expect(cluster.mode.details(of: owner).map(\.key) == ["10.0.0.0/28"])
    #expect(
      cluster.mode.details(of: owner).map(\.text)
        == ["3 of 16 addresses in use, 2 lent to pods of other nodes, next 10.0.0.3"])
    _ = try cluster.perform(.removeNodes([owner.id]))
    let guest = try #require(cluster.nodes["guest"])
    #expect(guest.blocks.map(\.description) == ["10.0.0.1/32", "10.0.0.2/32"])
    #expect(cluster.mode.details(of: guest).map(\.text) == ["10.0.0.1, 10.0.0.2"])
    let one = NamespacedName(namespace: "default", name: "one")
    _ = try cluster.perform(.removePods([try #require(cluster.pods[one])]))
    #expect(cluster.nodes["guest"]?.blocks.map(\.description) == ["10.0.0.2/32"])
    #expect(cluster.ledger.total(.v4).committed == 1)
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `pods keep their addresses when their pool goes, and blocks go with the last`() throws
  {
    var cluster = try cluster("10.0.0.0/26 10.1.0.0/26", [("mask", "28")])
    _ = try cluster.perform(nodes("n"))
    try add("old", to: &cluster, on: "n")
    let before = try #require(address("old", cluster))
    let pool = try #require(cluster.mode.pools.first)
    _ = try cluster.perform(.change(.removePool(pool)))
    #expect(address("old", cluster) == before)
    #expect(cluster.ledger.outside[.v4] == 1)
    // The tunnel has moved to the pool that is left.
    let node = try #require(cluster.nodes["n"])
    #expect(node.ranges.compactMap { $0.address(of: .tunnel) }.allSatisfy { !pool.contains($0) })
    try add("new", to: &cluster, on: "n")
    #expect(address("new", cluster)?.hasPrefix("10.1.0.") == true)
    let old = NamespacedName(namespace: "default", name: "old")
    _ = try cluster.perform(.removePods([try #require(cluster.pods[old])]))
    #expect((cluster.mode as? Calico)?.ipam.allBlocks.count == 1)
    #expect(cluster.ledger.outside[.v4] ?? 0 == 0)
  }

  @Test func `addresses of a recorded cluster are not given again`() throws {
    var order = NodeOrder(name: "worker")
    order.blocks = [try IPPrefix(parsing: "10.0.0.16/28")]
    var recorded = RecordedNode(order)
    recorded.infrastructure = [.tunnel: [try IPAddress(parsing: "10.0.0.16")]]
    let pods = try (17...20).map { host in
      RecordedPod(
        name: NamespacedName(namespace: "default", name: "p-\(host)"), node: "worker",
        addresses: [try IPAddress(parsing: "10.0.0.\(host)")], isHostNetwork: false)
    }
    var cluster = Cluster(
      mode: try Calico(
        pools: [try IPPrefix(parsing: "10.0.0.0/24")], options: [ModeOption("mask", "28")]),
      seed: 1, nodes: [recorded], pods: pods)
    #expect(cluster.brokenInvariants() == [])
    try add("next", to: &cluster, on: "worker")
    #expect(address("next", cluster) == "10.0.0.21")
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("many"), count: 40)))
    #expect(cluster.brokenInvariants() == [])
    #expect(CalicoHistoryTests.disagreements(cluster) == [])
  }

  @Test func `the size of blocks in use is fixed, that of others is not`() throws {
    var cluster = try cluster("10.0.0.0/24 fd00::/64")
    _ = try cluster.perform(nodes("n"))
    let refusal = #expect(throws: Refusal.self) {
      try cluster.perform(.change(.set([ModeOption("mask", "27")])))
    }
    #expect(
      refusal?.description
        == "Block size cannot be changed; follow IP pool migration guide to avoid corruption.")
    _ = try cluster.perform(.change(.set([ModeOption("mask6", "124")])))
    #expect(cluster.mode.unitLength(.v6) == 124)
    #expect(cluster.mode.unitLength(.v4) == 26)
  }

  @Test func `a pod asks for a pool by name or CIDR`() throws {
    var cluster = try cluster("10.0.0.0/24 10.1.0.0/24", [("encapsulation", "none")])
    _ = try cluster.perform(nodes("n"))
    let spare = try IPPrefix(parsing: "10.2.0.0/24")
    _ = try cluster.perform(.change(.addPool(spare, name: "spare")))
    for (pool, start) in [("10.1.0.0/24", "10.1.0."), ("spare", "10.2.0.")] {
      var order = PodOrder(naming: .named("p-\(start)"))
      order.pool = pool
      _ = try cluster.perform(.addPods(order))
      #expect(address("p-\(start)", cluster)?.hasPrefix(start) == true)
    }
    var order = PodOrder(naming: .named("lost"))
    order.pool = "nowhere"
    _ = try cluster.perform(.addPods(order))
    let lost = cluster.pods[NamespacedName(namespace: "default", name: "lost")]
    let pod = try #require(lost.flatMap { cluster.pods[$0] })
    #expect(
      cluster.error(of: pod) == "error parsing pool \"nowhere\": invalid CIDR address: nowhere")
  }

  @Test func `IPv6 pools may have more blocks than Cilium counts`() throws {
    for pool in ["fd00::/48", "fd00::/64", "fd00::/8"] {
      var cluster = try cluster(pool, [("encapsulation", "vxlan")])
      _ = try cluster.perform(nodes("a", "b"))
      _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 100)))
      #expect(cluster.tallies.podsRunning == 100)
      let blocks = cluster.nodes.ids.flatMap { cluster.nodes[$0]?.blocks ?? [] }
      #expect(blocks.count == 2 && blocks.allSatisfy { $0.length == 122 })
    }
  }

  @Test func `nothing is due in a cluster where nobody waits`() throws {
    var cluster = try cluster("10.0.0.0/24", [("mask", "28")])
    #expect(cluster.mode.nextDue == nil)
    _ = try cluster.perform(nodes("n"))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 20)))
    #expect(cluster.mode.nextDue == nil)
    // The second block becomes empty beside the first: the collector will look.
    let last = (16...20).compactMap {
      cluster.pods[NamespacedName(namespace: "default", name: "p-\($0)")]
    }
    _ = try cluster.perform(.removePods(last))
    #expect(cluster.mode.nextDue == .seconds(450))
    _ = try cluster.perform(.wait(.seconds(1_350)))
    #expect(cluster.nodes["n"]?.blocks.count == 1)
    #expect(cluster.mode.nextDue == nil)
  }

  @Test func `what a node can get is its limit of blocks`() throws {
    #expect(try cluster("10.0.0.0/8").mode.usablePerNode == [.v4: 1279])
    #expect(
      try cluster("10.0.0.0/24", [("encapsulation", "none")]).mode.usablePerNode == [.v4: 256])
    #expect(
      try cluster(
        "10.0.0.0/16 fd00::/112",
        [("strict-affinity", "on"), ("max-blocks-per-host", "3"), ("encapsulation", "vxlan")]
      ).mode.usablePerNode == [.v4: 191, .v6: 191])
  }

  @Test func `what is wrong with an option is said with its key`() throws {
    for (key, value, text) in [
      ("cooldown", "21m", "cooldown: \"21m\" is not a time from 0s to 20m"),
      ("cooldown", "-1s", "cooldown: \"-1s\" is not a time from 0s to 20m"),
      ("leak-grace-period", "x", "leak-grace-period: \"x\" is not a time from 0s to 24h"),
      ("encapsulation", "geneve", "encapsulation: \"geneve\" is not one of ipip, vxlan, none"),
      ("reservations", "10.0.0.0/33", "reservations: "),
      ("mask", "19", "blockSize must be between 20 and 32 for IPv4 pools"),
      ("max-blocks-per-host", "5", "MaxBlocksPerHost requires StrictAffinity to be enabled"),
      ("scan", "random", "scan: mode calico has no such option; it has mask, mask6,"),
    ] {
      let refusal = #expect(throws: Refusal.self) { try cluster("10.0.0.0/16", [(key, value)]) }
      #expect(refusal?.description.hasPrefix(text) == true, "\(refusal?.description ?? "")")
    }
  }
}
