import Addressing
import Allocation
import Testing

/// What Cilium does on AWS, seen on a cluster.
struct ENITests {
  private func cluster(
    _ pools: String, _ options: String, nodes: [NodeOrder] = [NodeOrder(name: "n")]
  ) throws -> Cluster {
    var cluster = Cluster(
      mode: try ENI(
        pools: pools.split(separator: " ").map { try IPPrefix(parsing: String($0)) },
        options: options.split(separator: " ").map {
          let sides = $0.split(separator: "=").map(String.init)
          return ModeOption(sides[0], sides[1])
        }))
    _ = try cluster.perform(.addNodes(nodes))
    return cluster
  }

  private func add(_ count: Int, to cluster: inout Cluster) throws {
    let node = try #require(cluster.nodes["n"]).id
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: count, node: node)))
  }

  private func usable(_ cluster: Cluster, _ name: String = "n") -> Int {
    cluster.nodes[name]?.ranges.reduce(0) { $0 + $1.usable } ?? -1
  }

  private func interfaces(_ cluster: Cluster, _ name: String = "n") -> [CloudInterface] {
    guard let id = cluster.nodes[name]?.id, let mode = cluster.mode as? ENI else { return [] }
    return mode.cloud.instance(of: id)?.interfaces ?? []
  }

  private func lines(_ cluster: Cluster, _ key: String) -> [String] {
    guard let node = cluster.nodes["n"] else { return [] }
    return cluster.mode.details(of: node).filter { $0.key.hasPrefix(key) }.map(\.text)
  }

  private static let bare = "reserve-router=off reserve-health=off"

  @Test func `the subnets are those of the default VPC when none is named`() throws {
    let mode = try ENI(pools: [], options: [])
    #expect(mode.pools.map(\.description) == ["172.31.0.0/20", "172.31.16.0/20", "172.31.32.0/20"])
    #expect(mode.blockSets(.v4).map { $0.maxCIDRs - $0.count } == [4091, 4091, 4091])
    #expect(mode.withheld.count == 6)
    #expect(mode.options.map(\.value) == ENI.description.options.map(\.standard))
  }

  @Test(arguments: [
    ("t3.nano", "", 2), ("m5.large", "", 27), ("m5.large", "first-interface-index=1", 18),
    ("m5.large", "first-interface-index=4", 0), ("m5.large", "use-primary-address=on", 30),
    ("m5.large", "prefix-delegation=on", 432), ("m3.medium", "prefix-delegation=on", 10),
    ("m5.large", "prefix-delegation=on use-primary-address=on", 480), ("foo", "", 0),
  ])
  func `a node's capacity is the published formula's`(
    _ type: String, _ options: String, _ expected: Int
  ) throws {
    let cluster = try cluster("10.0.0.0/20", options + " instance-type=\(type)")
    #expect(cluster.mode.usablePerNode == [.v4: expected])
  }

  @Test(arguments: ["m5.large", "t3.small", "c5.18xlarge", "m3.medium", "a1.medium"])
  func `a node can in fact be filled to its capacity`(_ type: String) throws {
    var cluster = try cluster(
      "10.0.0.0/20", Self.bare + " max-pods=9999 instance-type=\(type)")
    let capacity = try #require(cluster.mode.usablePerNode[.v4])
    try add(capacity + 1, to: &cluster)
    #expect(cluster.tallies.podsRunning == capacity)
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `an unknown type gets nothing but its own address`() throws {
    let cluster = try cluster(
      "10.0.0.0/24", "", nodes: [NodeOrder(name: "n", instanceType: "z9.huge")])
    let node = try #require(cluster.nodes["n"])
    #expect(node.error == "unable to determine limits")
    #expect(!node.isReady)
    #expect(node.blocks.count == 1)
  }

  @Test func `a new interface is of the instance's own subnet while that has a whole one's room`()
    throws
  {
    // 27 free at first, 18 after the first interface is full: more than the 10 of an interface.
    var roomy = try cluster(
      "10.0.0.0/27 10.0.1.0/24", Self.bare, nodes: [NodeOrder(name: "n", blocks: [home])])
    try add(9, to: &roomy)
    #expect(interfaces(roomy).map(\.subnet.description) == ["10.0.0.0/27", "10.0.0.0/27"])
    // 11 free at first, one after that.
    let small = try IPPrefix(parsing: "10.0.0.0/28")
    var tight = try cluster(
      "10.0.0.0/28 10.0.1.0/24", Self.bare, nodes: [NodeOrder(name: "n", blocks: [small])])
    try add(9, to: &tight)
    #expect(interfaces(tight).map(\.subnet.description) == ["10.0.0.0/28", "10.0.1.0/24"])
  }

  private var home: IPPrefix { IPPrefix(IPAddress(.v4, bits: 0x0a00_0000), length: 27) }

  @Test func `subnets of other zones are not for a node`() throws {
    let cluster = try cluster(
      "10.0.0.0/24 10.0.1.0/26", "zones=a,b",
      nodes: [NodeOrder(name: "n", zone: "b"), NodeOrder(name: "m", zone: "c")])
    #expect(interfaces(cluster).allSatisfy { $0.subnet.description == "10.0.1.0/26" })
    #expect(
      cluster.nodes["m"]?.error
        == "the instance cannot be launched: no subnet in zone c has a free address")
  }

  @Test func `the first interface index holds for nodes that come later`() throws {
    var cluster = try cluster("10.0.0.0/24", "")
    _ = try cluster.perform(.change(.set([ModeOption("first-interface-index", "1")])))
    _ = try cluster.perform(.addNodes([NodeOrder(name: "m")]))
    #expect(interfaces(cluster)[0].addresses.count == 9)
    #expect(interfaces(cluster, "m")[0].addresses.isEmpty)
    #expect(interfaces(cluster, "m")[1].addresses.count == 9)
  }

  @Test func `an index beyond the instance's interfaces cannot be attached`() throws {
    let cluster = try cluster("10.0.0.0/24", "first-interface-index=3")
    let node = try #require(cluster.nodes["n"])
    #expect(node.error?.hasPrefix("unable to attach ENI at index 3: m5.large has 3") == true)
    #expect(node.blocks.count == 1)
  }

  @Test func `release is found, marked after its delay, promised, and done a round later`() throws {
    var cluster = try cluster("10.0.0.0/24", Self.bare + " release-excess=on")
    try add(4, to: &cluster)
    #expect(usable(cluster) == 12)
    let pods = try #require(cluster.nodes["n"]).pods
    _ = try cluster.perform(.removePods(pods))
    #expect(lines(cluster, "release") == [])
    _ = try cluster.perform(.wait(.seconds(60)))
    // Four too many: three on the second interface, but four on the first.
    #expect(lines(cluster, "release") == Array(repeating: "excess since 60.0 seconds", count: 4))
    _ = try cluster.perform(.wait(.seconds(179)))
    #expect(lines(cluster, "release").allSatisfy { $0.hasPrefix("excess") })
    _ = try cluster.perform(.wait(.seconds(1)))
    #expect(lines(cluster, "release") == Array(repeating: "ready-for-release", count: 4))
    #expect(usable(cluster) == 12)
    _ = try cluster.perform(.wait(.seconds(60)))
    #expect(usable(cluster) == 8)
    #expect(lines(cluster, "release") == [])
    #expect(cluster.mode.nextDue == nil)
  }

  @Test func `a promised address is given to no pod, and need calls the release off`() throws {
    var cluster = try cluster("10.0.0.0/24", Self.bare + " release-excess=on")
    try add(4, to: &cluster)
    _ = try cluster.perform(.removePods(try #require(cluster.nodes["n"]).pods))
    _ = try cluster.perform(.wait(.seconds(240)))
    let promised = Set(
      try #require(cluster.nodes["n"]).blocks.filter { lines(cluster, "release \($0)") != [] })
    #expect(promised.count == 4)
    try add(4, to: &cluster)
    cluster.pods.forEach { id in
      if let address = cluster.pods[id]?.v4 { #expect(!promised.contains(IPPrefix(address))) }
      return true
    }
    // Eight are free to the agent again once nothing is too much any more.
    #expect(usable(cluster) == 12)
    _ = try cluster.perform(.wait(.seconds(600)))
    #expect(usable(cluster) == 12)
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `a new operator starts the delay over`() throws {
    var cluster = try cluster("10.0.0.0/24", Self.bare + " release-excess=on")
    try add(4, to: &cluster)
    _ = try cluster.perform(.removePods(try #require(cluster.nodes["n"]).pods))
    _ = try cluster.perform(.wait(.seconds(240)))
    _ = try cluster.perform(.restartOperator)
    #expect(lines(cluster, "release") == [])
    _ = try cluster.perform(.wait(.seconds(239)))
    #expect(usable(cluster) == 12)
    _ = try cluster.perform(.wait(.seconds(61)))
    #expect(usable(cluster) == 8)
  }

  @Test func `a prefix goes back only whole, and only if all of it is too much`() throws {
    var cluster = try cluster(
      "10.0.0.0/24", Self.bare + " release-excess=on prefix-delegation=on pre-allocate=1")
    try add(33, to: &cluster)
    #expect(usable(cluster) == 48)
    let node = try #require(cluster.nodes["n"])
    let prefix = try #require(node.blocks.last)
    let others = node.pods.filter { id in
      cluster.pods[id]?.v4.map { !prefix.contains($0) } ?? false
    }
    _ = try cluster.perform(.removePods(others))
    _ = try cluster.perform(.wait(.seconds(3600)))
    // The prefix in use and one more: fifteen free in it are enough, but a prefix in use counts whole.
    #expect(usable(cluster) == 32)
    #expect(cluster.nodes["n"]?.blocks.contains(prefix) == true)
  }

  @Test func `a node that had to take single addresses gets no prefix any more`() throws {
    var cluster = try cluster(
      "10.0.0.0/26", Self.bare + " prefix-delegation=on pre-allocate=1 pick=lowest max-pods=200")
    try add(200, to: &cluster)
    #expect(interfaces(cluster).last?.prefixes.isEmpty == true)
    _ = try cluster.perform(.change(.addPool(try IPPrefix(parsing: "10.0.1.0/24"))))
    try add(1, to: &cluster)
    #expect(interfaces(cluster).flatMap(\.prefixes).count == 2)
  }

  @Test func `a subnet with addresses in use cannot go, and none may overlap another`() throws {
    var cluster = try cluster("10.0.0.0/24 10.0.1.0/26", "")
    func refusal(_ change: ModeChange) -> String? {
      #expect(throws: Refusal.self) { try cluster.perform(.change(change)) }?.description
    }
    let used = try IPPrefix(parsing: "10.0.0.0/24")
    #expect(
      refusal(.removePool(used))
        == "DependencyViolation: The subnet '10.0.0.0/24' has dependencies and cannot be deleted.")
    #expect(
      refusal(.addPool(try IPPrefix(parsing: "10.0.0.128/25")))
        == "InvalidSubnet.Conflict: The CIDR '10.0.0.128/25' conflicts with another subnet")
    #expect(
      refusal(.addPool(try IPPrefix(parsing: "fd00::/64")))
        == "IPv6 cannot be enabled in ENI IPAM mode")
    _ = try cluster.perform(.change(.removePool(try IPPrefix(parsing: "10.0.1.0/26"))))
    _ = try cluster.perform(.removeNodes(cluster.nodes.ids))
    #expect(refusal(.removePool(used))?.contains("the only subnet") == true)
  }

  @Test(arguments: [
    ("pre-allocate", "x", "\"x\" is not a whole number from 0 to 65535"),
    ("prefix-delegation", "yes", "\"yes\" is not one of on, off"),
    ("excess-release-delay", "soon", "\"soon\" is not a span of time such as 180s or 3m"),
    ("subnets", "10.9.0.0/16", "\"10.9.0.0/16\" is not a subnet of the plan, which has 172.31."),
    ("mask", "24", "mode eni has no such option; it has instance-type, prefix-delegation,"),
  ])
  func `what is wrong with an option is said`(
    _ key: String, _ value: String, _ text: String
  ) throws {
    let refusal = #expect(throws: Refusal.self) {
      try ENI(pools: [], options: [ModeOption(key, value)])
    }
    #expect(refusal?.description.hasPrefix("\(key): \(text)") == true)
  }

  @Test func `recorded nodes keep what they have`() throws {
    let blocks = ["10.0.0.7/32", "10.0.0.9/32", "10.0.0.32/28"].compactMap { IPPrefix($0) }
    let order = NodeOrder(name: "n", instanceType: "m5.large", blocks: blocks)
    let cluster = Cluster(
      mode: try ENI(pools: [try IPPrefix(parsing: "10.0.0.0/24")], options: []), seed: 1,
      nodes: [RecordedNode(order)], pods: [])
    #expect(cluster.nodes["n"]?.blocks == blocks)
    #expect(cluster.nodes["n"]?.isReady == true)
    #expect(cluster.mode.blockSets(.v4)[0].count == 5 + 18)
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `an agent answers a mark by what it uses`() {
    #expect(ReleaseStatus(answerFor: true).rawValue == "do-not-release")
    #expect(ReleaseStatus(answerFor: false).rawValue == "ready-for-release")
    #expect(ReleaseStatus.marked.rawValue == "marked-for-release")
    #expect(ReleaseStatus.released.rawValue == "released")
  }
}
