import Addressing
import Allocation
import Testing

struct KubernetesTests {
  private func cluster(_ pools: String, _ options: [(String, String)] = []) throws -> Cluster {
    let mode = try AllModes.make(
      "kubernetes",
      pools: try pools.split(separator: " ").map { try IPPrefix(parsing: String($0)) },
      options: options.map { ModeOption($0.0, $0.1) })
    return Cluster(mode: mode, seed: 1)
  }

  private func notes(_ events: [Event]) -> [String] {
    events.compactMap { event in
      if case .noted(let note) = event { "\(note.subject): \(note.text)" } else { nil }
    }
  }

  private func details(_ name: String, _ cluster: Cluster) -> [String] {
    cluster.nodes[name].map(cluster.mode.details)?.map { "\($0.key): \($0.text)" } ?? []
  }

  @Test func `a node that finds no block is tried again, each time twice as late`() throws {
    var cluster = try cluster("10.0.0.0/24")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a"), NodeOrder(name: "b")]))
    #expect(cluster.mode.nextDue == .milliseconds(5))
    #expect(
      details("b", cluster) == [
        "retries: 1 failed, the next at 0.005 seconds",
        "event: CIDRNotAvailable: Node b status is now: CIDRNotAvailable",
      ])
    var dues: [Duration] = []
    for _ in 0..<18 {
      let due = try #require(cluster.mode.nextDue)
      dues.append(due)
      _ = try cluster.perform(.wait(due - cluster.now))
    }
    var expected: [Duration] = []
    var due = Duration.zero
    for attempt in 0..<18 {
      due += .milliseconds(5) * (1 << attempt)
      expected.append(due)
    }
    #expect(dues == expected)
    // An event is a write each time.
    #expect(cluster.tallies.work.controlPlane == 2 + 1 + 19)
    // From now on it is 1,000 s, and as long as nothing is free the attempts are only counted.
    #expect(cluster.mode.nextDue == nil)
    #expect(details("b", cluster).first == "retries: 19 failed, then one every 1,000 s")
    _ = try cluster.perform(.wait(.seconds(2500)))
    let a = try #require(cluster.nodes["a"]?.id)
    _ = try cluster.perform(.removeNodes([a]))
    #expect(cluster.nodes["b"]?.blocks == [])
    #expect(cluster.tallies.work.controlPlane == 2 + 1 + 19 + 2)
    #expect(cluster.mode.nextDue == due + .seconds(3000))
    _ = try cluster.perform(.wait(.seconds(500)))
    #expect(cluster.nodes["b"]?.isReady == true)
    #expect(cluster.mode.nextDue == nil)
  }

  @Test func `a change of the node itself is looked at without delay`() throws {
    var cluster = try cluster("10.0.0.0/24")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a"), NodeOrder(name: "b")]))
    _ = try cluster.perform(.removeNodes([try #require(cluster.nodes["a"]?.id)]))
    _ = try cluster.perform(.restartAgent(try #require(cluster.nodes["b"]?.id)))
    #expect(cluster.nodes["b"]?.blocks.description == "[10.0.0.0/24]")
  }

  @Test func `a controller that cannot start is started after 10 s, 20 s and so on, then 5 min`()
    throws
  {
    var cluster = try cluster("10.0.0.0/16")
    let stray = NodeOrder(name: "stray", blocks: [try IPPrefix(parsing: "192.168.0.0/24")])
    _ = try cluster.perform(.addNodes([stray]))
    let told = notes(try cluster.perform(.restartOperator))
    #expect(
      told == [
        "kube-controller-manager: does not start: failed to mark cidr[192.168.0.0/24] at idx [0] as "
          + "occupied for node: stray: cidr 192.168.0.0/24 is out the range of cluster cidr "
          + "10.0.0.0/16"
      ])
    var delays: [Duration] = []
    for _ in 0..<7 {
      let delay = try #require(cluster.mode.nextDue) - cluster.now
      delays.append(delay)
      // The same reason again is nothing new.
      #expect(notes(try cluster.perform(.wait(delay))) == [])
    }
    #expect(delays == [10, 20, 40, 80, 160, 300, 300].map { .seconds($0) })
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
    #expect(cluster.nodes["n"]?.state == .waiting)
    #expect(
      details("n", cluster).first?.hasPrefix("kube-controller-manager: crashed 8 times") == true)
    _ = try cluster.perform(.removeNodes([try #require(cluster.nodes["stray"]?.id)]))
    _ = try cluster.perform(.wait(.seconds(300)))
    #expect(cluster.nodes["n"]?.blocks.description == "[10.0.0.0/24]")
    #expect(cluster.mode.nextDue == nil)
  }

  @Test func `a dual-stack cluster that loses a family keeps its controller down`() throws {
    var cluster = try cluster("10.0.0.0/16 fd00::/48")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a")]))
    let told = notes(
      try cluster.perform(.change(.removePool(try IPPrefix(parsing: "fd00::/48")))))
    #expect(
      told == [
        "kube-controller-manager: does not start: node:a has an allocated cidr: fd00::/64 at index:1 "
          + "that does not exist in cluster cidrs configuration"
      ])
  }

  @Test func `a block of the service range that a node brought goes to the next node afterwards`()
    throws
  {
    var cluster = try cluster("10.0.0.0/22", [("service-cidr", "10.0.0.0/23")])
    #expect(cluster.mode.withheld.map(\.description) == ["10.0.0.0/23"])
    let bold = NodeOrder(name: "bold", blocks: [try IPPrefix(parsing: "10.0.1.0/24")])
    _ = try cluster.perform(.addNodes([bold]))
    _ = try cluster.perform(.removeNodes([try #require(cluster.nodes["bold"]?.id)]))
    #expect(cluster.mode.withheld.map(\.description) == ["10.0.0.0/24"])
    _ = try cluster.perform(.addNodes((1...3).map { NodeOrder(name: "n\($0)") }))
    #expect(cluster.nodes["n1"]?.blocks.description == "[10.0.1.0/24]")
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `the API server refuses two pod CIDRs of one family`() throws {
    var cluster = try cluster("10.0.0.0/16")
    let blocks = try ["10.0.0.0/24", "10.0.1.0/24"].map { try IPPrefix(parsing: $0) }
    let refusal = #expect(throws: Refusal.self) {
      try cluster.perform(.addNodes([NodeOrder(name: "n", blocks: blocks)]))
    }
    #expect(
      refusal?.description
        == "Node \"n\" is invalid: spec.podCIDRs: Invalid value: [\"10.0.0.0/24\",\"10.0.1.0/24\"]: "
        + "may specify no more than one CIDR for each IP family")
  }

  @Test func `a pinned address is said to be the article's and not Cilium's`() throws {
    var cluster = try cluster("10.0.0.0/16")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
    let address = IPAddress(.v4, bits: 0x0a00_0040)
    let order = PodOrder(naming: .named("p"), address: address)
    #expect(
      notes(try cluster.perform(.addPods(order))) == [
        "default/p: 10.0.0.64 is pinned as if by the annotation ipam.kubernetes.io/address; real "
          + "Cilium ignores it and gives any address of the node's block"
      ])
  }

  @Test(arguments: [
    ("patch", "sometimes", "patch: \"sometimes\" is not one of ok, refused, timeout"),
    ("patch", "", "patch: \"\" is not one of ok, refused, timeout"),
    ("patch", "timeout:", "patch: \"\" is not a whole number from 0 to 1000000"),
    ("patch", "ok:3", "patch: \"ok:3\" counts what is no fault; ok stands alone"),
    ("service-cidr", "10.0.0.1/24", "service-cidr: "),
    ("mask", "33", "mask: \"33\" is not a whole number from 1 to 32"),
    ("mask6", "0", "mask6: \"0\" is not a whole number from 1 to 128"),
    ("assign", "hash", "assign: mode kubernetes has no such option; it has mask, mask6"),
  ])
  func `what is wrong with an option is said with its key`(
    _ key: String, _ value: String, _ text: String
  ) {
    let refusal = #expect(throws: Refusal.self) { try cluster("10.0.0.0/16", [(key, value)]) }
    #expect(refusal?.description.hasPrefix(text) == true, "\(refusal?.description ?? "")")
  }

  @Test func `options read back as they were set`() throws {
    let options = [
      ("mask", "25"), ("mask6", "66"), ("service-cidr", "10.96.0.0/12,fd01::/108"),
      ("patch", "timeout:3"), ("max-pods", "30"), ("reserve-router", "off"),
      ("reserve-health", "off"), ("reserve-ingress", "on"), ("scan", "contiguous"),
      ("version", "1.16"),
    ]
    let cluster = try cluster("fd00::/56 10.0.0.0/16", options)
    #expect(cluster.mode.options == options.map { ModeOption($0.0, $0.1) })
    #expect(cluster.mode.pools.map(\.description) == ["fd00::/56", "10.0.0.0/16"])
    #expect(cluster.mode.usablePerNode == [.v4: 125, .v6: 65_533])
  }

  @Test func `recorded nodes keep their blocks, and the controller says what it cannot enter`()
    throws
  {
    let mode = try AllModes.make(
      "kubernetes", pools: [try IPPrefix(parsing: "10.0.0.0/22")], options: [])
    let recorded = try [("a", "10.0.1.0/24"), ("b", "172.16.0.0/24")].map {
      RecordedNode(NodeOrder(name: $0.0, blocks: [try IPPrefix(parsing: $0.1)]))
    }
    var cluster = Cluster(mode: mode, seed: 1, nodes: recorded, pods: [])
    #expect(cluster.nodes["a"]?.isReady == true && cluster.nodes["b"]?.isReady == true)
    #expect(cluster.nodes["a"]?.error == nil)
    #expect(cluster.nodes["b"]?.error?.hasPrefix("failed to mark cidr[172.16.0.0/24]") == true)
    _ = try cluster.perform(.addNodes([NodeOrder(name: "c"), NodeOrder(name: "d")]))
    #expect(cluster.nodes["d"]?.blocks.description == "[10.0.2.0/24]")
    #expect(cluster.brokenInvariants() == [])
  }
}
