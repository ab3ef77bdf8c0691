import Addressing
import Allocation
import Testing

@Suite("Cluster+Recorded")
struct ClusterRecordedTests {
  private func mode() throws -> ClusterPool {
    try ClusterPool(.init(pools: [IPPrefix(parsing: "10.0.0.0/16")]))
  }

  private func node(_ name: String, _ blocks: [String]) throws -> RecordedNode {
    RecordedNode(NodeOrder(name: name, blocks: try blocks.map { try IPPrefix(parsing: $0) }))
  }

  private func pod(
    _ name: String, on node: String?, _ addresses: [String], hostNetwork: Bool = false
  ) throws -> RecordedPod {
    RecordedPod(
      name: NamespacedName(name), node: node,
      addresses: try addresses.map { try IPAddress(parsing: $0) }, isHostNetwork: hostNetwork)
  }

  @Test func `blocks and addresses are taken over as they were`() throws {
    var first = try node("a", ["10.0.7.0/24"])
    first.infrastructure = [.router: [try IPAddress(parsing: "10.0.7.33")]]
    var second = try node("b", ["10.0.2.0/24"])
    second.isCordoned = true
    let cluster = Cluster(
      mode: try mode(), seed: 3, nodes: [first, second, try node("c", [])],
      pods: [
        try pod("kube-system/dns", on: "a", ["10.0.7.9"]),
        try pod("kube-system/agent", on: "a", ["192.168.1.4"], hostNetwork: true),
        try pod("web-1", on: "b", ["10.0.2.1"]),
      ])
    #expect(cluster.brokenInvariants() == [])
    #expect(cluster.nodes["a"]?[.v4]?.address(of: .router)?.description == "10.0.7.33")
    #expect(cluster.nodes["b"]?.isCordoned == true)
    #expect(cluster.nodes["c"]?.state == .waiting)
    #expect(try cluster.pod(at: IPAddress(parsing: "10.0.2.1"))?.name.name == "web-1")
    let tallies = cluster.tallies
    #expect((tallies.podsRunning, tallies.podsHostNetwork, tallies.podsPending) == (2, 1, 0))
    // Nothing was drawn and nothing was written.
    #expect(tallies.work == Work())
    #expect(cluster.ledger.total(.v4).used == 2)
  }

  @Test func `addresses that no agent can hold are foreign`() throws {
    let cluster = Cluster(
      mode: try mode(), seed: 1, nodes: [try node("a", ["10.0.7.0/24"])],
      pods: [
        try pod("elsewhere", on: "a", ["10.9.0.1"]),
        try pod("nowhere", on: "gone", ["10.0.7.7"]),
        try pod("one", on: "a", ["10.0.7.8"]),
        try pod("two", on: "a", ["10.0.7.8"]),
        try pod("six", on: "a", ["fd00::1"]),
        try pod("waiting", on: nil, []),
        try pod("starting", on: "a", []),
      ])
    #expect(cluster.brokenInvariants() == [])
    var statuses: [String: PodStatus] = [:]
    cluster.pods.forEach { id in
      if let pod = cluster.pods[id] { statuses[pod.name.name] = pod.status }
      return true
    }
    #expect(
      statuses == [
        "elsewhere": .foreignAddress, "nowhere": .foreignAddress, "one": .running,
        "two": .foreignAddress, "six": .foreignAddress, "waiting": .unscheduled,
        "starting": .creating,
      ])
    #expect(cluster.tallies.podsForeign == 4)
    #expect(cluster.tallies.foreignAddresses == [.v4: 3, .v6: 1])
  }

  @Test func `what a dump names twice is taken once`() throws {
    let cluster = Cluster(
      mode: try mode(), seed: 1,
      nodes: [try node("a", ["10.0.7.0/24"]), try node("a", ["10.0.8.0/24"])],
      pods: [try pod("x/p", on: "a", ["10.0.7.8"]), try pod("x/p", on: "a", ["10.0.7.9"])])
    #expect(cluster.brokenInvariants() == [])
    #expect(cluster.nodes.count == 1)
    #expect(cluster.pods.count == 1)
    #expect(cluster.nodes["a"]?.blocks.first?.description == "10.0.7.0/24")
  }

  @Test func `two nodes with one block stay a collision, the second with the real error`() throws {
    let cluster = Cluster(
      mode: try mode(), seed: 1,
      nodes: [try node("a", ["10.0.7.0/24"]), try node("b", ["10.0.7.0/24"])], pods: [])
    #expect(cluster.brokenInvariants() == [])
    #expect(cluster.nodes["a"]?.error == nil)
    #expect(cluster.nodes["b"]?.error == "requested CIDR (10.0.7.0/24) is already allocated")
    #expect(cluster.nodes["b"]?.isReady == true)
    #expect(cluster.ledger.total(.v4).extraHolders == 1)
  }

  @Test func `the next node gets the lowest free block, and life goes on`() throws {
    var cluster = Cluster(
      mode: try mode(), seed: 1,
      nodes: [try node("a", ["10.0.0.0/24"]), try node("b", ["10.0.2.0/24"])],
      pods: [try pod("web-1", on: "a", ["10.0.0.77"])])
    _ = try cluster.perform(.addNodes([NodeOrder(name: "c")]))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("web"), count: 3)))
    #expect(cluster.nodes["c"]?.blocks.first?.description == "10.0.1.0/24")
    // `web-1` is taken by the recorded pod.
    #expect(cluster.pods[NamespacedName("web-4")] != nil)
    let recorded = try #require(cluster.pods[NamespacedName("web-1")])
    _ = try cluster.perform(.removePods([recorded]))
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `a mode whose rules are not built keeps its recording and refuses by name`() throws {
    let pool = try IPPrefix(parsing: "10.244.0.0/16")
    let mode = AsRecorded(name: "kubernetes", pools: [pool], mask: 24, mask6: nil)
    var cluster = Cluster(
      mode: mode, seed: 1, nodes: [try node("a", ["10.244.3.0/24"])],
      pods: [try pod("p", on: "a", ["10.244.3.7"])])
    #expect(cluster.brokenInvariants() == [])
    let refusal = #expect(throws: Refusal.self) {
      try cluster.perform(.addNodes([NodeOrder(name: "b")]))
    }
    #expect(refusal?.description.contains("mode kubernetes cannot give a node a block") == true)
    #expect(throws: Refusal.self) { try cluster.perform(.restartOperator) }
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("q"), count: 2)))
    #expect(cluster.tallies.podsRunning == 3)
    #expect(cluster.mode.blockSets(.v4).first?.count == 1)
    _ = try cluster.perform(.removeNodes(cluster.nodes.ids))
    #expect(cluster.mode.blockSets(.v4).first?.count == 0)
    #expect(cluster.brokenInvariants() == [])
  }

  @Test(arguments: ClusterLawTests.plans.indices)
  func `a cluster that is written down and read back holds the same addresses`(
    _ plan: Int
  ) throws {
    for seed in UInt64(31)...34 {
      var cluster = Cluster(mode: try ClusterLawTests.mode(plan), seed: seed)
      var history = RandomHistory(seed: seed, batch: ClusterLawTests.plans[plan].batch)
      for _ in 0..<30 { _ = try? cluster.perform(history.next(for: cluster)) }
      let copy = Cluster(
        mode: cluster.mode, seed: seed, nodes: writtenNodes(cluster), pods: writtenPods(cluster))
      #expect(copy.brokenInvariants() == [], "plan \(plan) seed \(seed)")
      #expect(writtenPods(copy) == writtenPods(cluster), "plan \(plan) seed \(seed)")
      #expect(copy.nodes.count == cluster.nodes.count)
      #expect(copy.tallies.podsRunning == cluster.tallies.podsRunning)
      for family in IPFamily.allCases {
        let (one, other) = (cluster.ledger.total(family), copy.ledger.total(family))
        #expect(one.committed == other.committed && one.used == other.used, "\(family)")
      }
    }
  }

  private func writtenNodes(_ cluster: Cluster) -> [RecordedNode] {
    cluster.nodes.ids.compactMap { cluster.nodes[$0] }.map { node in
      var written = RecordedNode(
        NodeOrder(name: node.name, maxPods: node.maxPods, blocks: node.blocks))
      written.isCordoned = node.isCordoned
      written.error = node.error
      for role in InfrastructureRole.allCases {
        written.infrastructure[role] = [node[.v4], node[.v6]].compactMap { $0?.address(of: role) }
      }
      return written
    }
  }

  private func writtenPods(_ cluster: Cluster) -> [RecordedPod] {
    var pods: [RecordedPod] = []
    cluster.pods.forEach { id in
      guard let pod = cluster.pods[id] else { return true }
      pods.append(
        RecordedPod(
          name: pod.name, node: pod.node.flatMap { cluster.nodes[$0]?.name },
          addresses: IPFamily.allCases.compactMap { pod[$0] }, isHostNetwork: false))
      return true
    }
    return pods
  }
}
