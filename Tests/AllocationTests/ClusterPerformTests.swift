import Addressing
import Allocation
import Testing

@Suite("Cluster+Perform")
struct ClusterPerformTests {
  private func cluster(_ pool: String, _ options: [String: String] = [:]) throws -> Cluster {
    let pools = try pool.split(separator: " ").map { try IPPrefix(parsing: String($0)) }
    let options = options.sorted { $0.key < $1.key }.map { ModeOption($0.key, $0.value) }
    return Cluster(mode: try ClusterPool(.init(pools: pools, options: options)))
  }

  private func statuses(_ cluster: Cluster) -> [PodStatus] {
    var statuses: [PodStatus] = []
    cluster.pods.forEach {
      statuses.append(cluster.pods.status(of: $0))
      return true
    }
    return statuses
  }

  private func note(_ events: [Event]) -> Note? {
    for case .noted(let note) in events { return note }
    return nil
  }

  @Test func `a full pool says so once for all nodes of a batch`() throws {
    var cluster = try cluster("10.0.0.0/22")
    let orders = (1...7).map { NodeOrder(name: "n\($0)") }
    let events = try cluster.perform(.addNodes(orders))
    #expect(note(events) == Note(subject: "n5", text: "allocator full", count: 3, isRefusal: true))
    #expect(cluster.tallies.nodesReady == 4)
    #expect(cluster.tallies.nodesFailed == 3)
    // A freed block wakes nobody; the next new node gets what next-fit finds.
    _ = try cluster.perform(.removeNodes([NodeID(rawValue: 0)]))
    #expect(cluster.tallies.nodesFailed == 3)
    _ = try cluster.perform(.restartAgent(NodeID(rawValue: 6)))
    #expect(cluster.nodes["n7"]?.blocks.first?.description == "10.0.0.0/24")
    #expect(cluster.nodes["n7"]?.error == nil)
  }

  @Test func `pods wait for a node, for its block and for room`() throws {
    var cluster = try cluster("10.0.0.0/28", ["mask": "29", "max-pods": "3"])
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 2)))
    #expect(statuses(cluster) == [.unscheduled, .unscheduled])
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a")]))
    #expect(statuses(cluster) == [.running, .running])
    let a = NodeID(rawValue: 0)
    // `node=` bypasses the scheduler and not the maximum.
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 2, node: a)))
    #expect(statuses(cluster) == [.running, .running, .running, .nodeAtMaxPods])
    _ = try cluster.perform(.removePods([PodID(rawValue: 0)]))
    #expect(statuses(cluster) == [.running, .running, .running])
    // A node without a block keeps what is bound to it waiting.
    _ = try cluster.perform(.addNodes([NodeOrder(name: "b"), NodeOrder(name: "c")]))
    let c = try #require(cluster.nodes["c"])
    #expect(c.state == .failed)
    _ = try cluster.perform(.addPods(PodOrder(naming: .named("late"), node: c.id)))
    #expect(statuses(cluster).last == .nodeNotReady)
    let late = try #require(cluster.pods[NamespacedName("late")].flatMap { cluster.pods[$0] })
    #expect(cluster.error(of: late) == "allocator full")
    _ = try cluster.perform(.removeNodes([#require(cluster.nodes["b"]).id]))
    #expect(statuses(cluster).last == .nodeNotReady)
    _ = try cluster.perform(.restartAgent(c.id))
    #expect(statuses(cluster).last == .running)
  }

  @Test func `a full block refuses in the real words and serves when a pod goes`() throws {
    var cluster = try cluster("10.0.0.0/29", ["mask": "29"])
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a")]))
    let events = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 6)))
    #expect(statuses(cluster).map(\.isRunning) == [true, true, true, true, false, false])
    #expect(note(events)?.count == 2)
    let last = try #require(cluster.pods[NamespacedName("p-6")].flatMap { cluster.pods[$0] })
    #expect(
      cluster.error(of: last) == "unable to allocate IP via local cilium agent: "
        + "[POST /ipam][502] postIpamFailure range is full")
    let freed = try #require(cluster.pods[PodID(rawValue: 2)]?.v4)
    _ = try cluster.perform(.removePods([PodID(rawValue: 2)]))
    // There is no cool-down: the only free address is given again at once, to the pod bound first.
    #expect(cluster.pods[PodID(rawValue: 4)]?.v4 == freed)
    #expect(cluster.pods.status(of: PodID(rawValue: 5)) == .refusedV4)
    #expect(cluster.tallies.podsRefused == 3)
  }

  @Test func `an address that is asked for is given or refused with its own words`() throws {
    var cluster = try cluster("10.0.0.0/24 fd00::/120")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a")]))
    let router = try #require(cluster.nodes["a"]?[.v4]?.address(of: .router))
    let wanted: [(IPAddress, String?)] = [
      (try IPAddress(parsing: router.bits & 0xff == 9 ? "10.0.0.10" : "10.0.0.9"), nil),
      (router, "provided IP is already allocated"),
      (
        try IPAddress(parsing: "10.0.0.255"),
        "provided IP is not in the valid range. The range of valid IPs is 10.0.0.0/24"
      ),
      (
        try IPAddress(parsing: "fd01::1"),
        "provided IP is not in the valid range. The range of valid IPs is fd00::/120"
      ),
    ]
    for (position, (address, error)) in wanted.enumerated() {
      let order = PodOrder(naming: .named("p\(position)"), address: address)
      _ = try cluster.perform(.addPods(order))
      let id = try #require(cluster.pods[NamespacedName("p\(position)")])
      let pod = try #require(cluster.pods[id])
      #expect(cluster.error(of: pod) == error)
      #expect(pod.status == (error == nil ? .running : .refusedAddress))
      if error == nil { #expect(pod.v4 == address && pod.v6 != nil) }
    }
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `an address of a family that is off is refused`() throws {
    var cluster = try cluster("10.0.0.0/24")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a")]))
    let address = try IPAddress(parsing: "fd00::1")
    _ = try cluster.perform(.addPods(PodOrder(naming: .named("p"), address: address)))
    let pod = try #require(cluster.pods[PodID(rawValue: 0)])
    #expect(cluster.error(of: pod) == "IPv6 allocation disabled")
  }

  @Test func `an agent that waited for a second family starts when the operator comes back`() throws
  {
    var cluster = try cluster("10.0.0.0/24 fd00::/127", ["mask": "26", "mask6": "128"])
    _ = try cluster.perform(.addNodes((1...2).map { NodeOrder(name: "n\($0)") }))
    let order = NodeOrder(name: "x", blocks: [try IPPrefix(parsing: "10.0.0.192/26")])
    _ = try cluster.perform(.addNodes([order]))
    #expect(cluster.nodes["x"]?.isReady == false)
    _ = try cluster.perform(.removeNodes([NodeID(rawValue: 0)]))
    _ = try cluster.perform(.change(.set([ModeOption("reserve-health", "off")])))
    let node = try #require(cluster.nodes["x"])
    #expect(node.blocks.map(\.description) == ["10.0.0.192/26", "fd00::/128"])
    #expect(node.isReady)
  }

  @Test func `a cordoned node takes nobody new until it is uncordoned`() throws {
    var cluster = try cluster("10.0.0.0/24", ["mask": "26"])
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a")]))
    _ = try cluster.perform(.cordon(NodeID(rawValue: 0), true))
    #expect(cluster.room == 0)
    let events = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 2)))
    #expect(note(events)?.text == "no node is ready and below its maximum of pods")
    _ = try cluster.perform(.cordon(NodeID(rawValue: 0), false))
    #expect(statuses(cluster) == [.running, .running])
    #expect(try cluster.perform(.cordon(NodeID(rawValue: 0), false)).isEmpty)
  }

  @Test func `naming a pod or node twice removes it once`() throws {
    var cluster = try cluster("10.0.0.0/24", ["mask": "26"])
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a"), NodeOrder(name: "b")]))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 4)))
    let pod = PodID(rawValue: 1)
    _ = try cluster.perform(.removePods([pod, pod, PodID(rawValue: 77)]))
    #expect(cluster.tallies.podsRunning == 3)
    let node = NodeID(rawValue: 0)
    _ = try cluster.perform(.removeNodes([node, node]))
    #expect(cluster.brokenInvariants() == [])
    #expect(cluster.nodes.count == 1)
  }

  @Test func `what cannot be carried out changes nothing`() throws {
    var cluster = try cluster("10.0.0.0/24", ["mask": "26"])
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a")]))
    let before = cluster
    let requests: [(Request, String)] = [
      (.addNodes([NodeOrder(name: "b"), NodeOrder(name: "b")]), "\"b\" is there already"),
      (.addNodes([NodeOrder(name: "b"), NodeOrder(name: "a")]), "\"a\" is there already"),
      (.removeNodes([NodeID(rawValue: 0), NodeID(rawValue: 4)]), "no node"),
      (.change(.addPool(try IPPrefix(parsing: "10.0.0.0/8"))), "collides with clusterCIDR"),
      (.change(.removePool(try IPPrefix(parsing: "10.0.0.0/24"))), "must be provided"),
      (.change(.removePool(try IPPrefix(parsing: "10.9.0.0/24"))), "is not in the list"),
      (.change(.set([ModeOption("mask", "33")])), "SubNetMask is invalid"),
      (.change(.set([ModeOption("mask", "x")])), "mask: \"x\" is not a whole number"),
      (.change(.set([ModeOption("nope", "1")])), "no such option"),
    ]
    for (request, text) in requests {
      let refusal = #expect(throws: Refusal.self) { try cluster.perform(request) }
      #expect(refusal?.description.contains(text) == true, "\(refusal?.description ?? "accepted")")
      #expect(ClusterPicture(cluster) == ClusterPicture(before))
    }
  }

  @Test func `reuse is counted in blocks given between`() throws {
    var cluster = try cluster("10.0.0.0/24", ["mask": "26"])
    func add(_ name: String) throws { _ = try cluster.perform(.addNodes([NodeOrder(name: name)])) }
    func remove(_ name: String) throws {
      _ = try cluster.perform(.removeNodes([#require(cluster.nodes[name]).id]))
    }
    try add("a")
    try remove("a")
    #expect(cluster.tallies.shortestReuse == nil)
    for name in ["b", "c", "d"] { try add(name) }
    // Next-fit has gone round: the block comes back after three others.
    try add("e")
    #expect(cluster.nodes["e"]?.blocks.first?.description == "10.0.0.0/26")
    #expect(cluster.tallies.shortestReuse == 3)
    try remove("e")
    try add("f")
    #expect(cluster.tallies.shortestReuse == 0)
  }
}
