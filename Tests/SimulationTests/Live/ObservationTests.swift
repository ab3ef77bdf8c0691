import Addressing
import Allocation
import TestSupport
import Testing

@testable import Simulation

@Suite struct `What is seen of a live cluster, as history` {
  /// A cluster that lives by chance, as recordings.
  private struct World {
    var random: SeededRandom
    var nodes: [String: RecordedNode] = [:]
    var pods: [NamespacedName: RecordedPod] = [:]
    var count = 0

    init(seed: Int) { random = SeededRandom(seed: UInt64(seed)) }

    private mutating func pick<Value>(_ values: [Value]) -> Value? {
      values.isEmpty ? nil : values[random.int(in: 0..<values.count)]
    }

    private mutating func block() -> [IPPrefix] {
      let number = random.int(in: 0..<64)
      return number < 4
        ? [] : [IPPrefix(IPAddress(.v4, bits: 0x0a00_0000 + UInt128(number) << 8), length: 24)]
    }

    private mutating func address(on node: String?) -> [IPAddress] {
      guard random.int(in: 0..<4) > 0 else { return [] }
      let base = node.flatMap { nodes[$0]?.order.blocks.first?.base.bits } ?? 0x0b00_0000
      return [IPAddress(.v4, bits: base + UInt128(random.int(in: 2..<30)))]
    }

    /// Changes something, and says what.
    mutating func happen(_ seen: inout Observation) {
      let names = nodes.keys.sorted()
      let podNames = pods.keys.sorted { $0.name < $1.name }
      count += 1
      switch random.int(in: 0..<8) {
      case 0, 1:
        var order = NodeOrder(name: "n\(count)", zone: "a")
        order.blocks = block()
        nodes[order.name] = RecordedNode(order)
        seen.see(nodes[order.name])
      case 2:
        guard let name = pick(names), random.int(in: 0..<2) == 0 else { return }
        nodes[name] = nil
        seen.lose(node: name)
      case 3:
        guard let name = pick(names) else { return }
        guard var node = nodes[name] else { return }
        node.isCordoned.toggle()
        if random.int(in: 0..<3) == 0 { node.order.blocks = block() }
        node.error = node.order.blocks.isEmpty ? "allocator full" : nil
        node.isGone = random.int(in: 0..<5) == 0
        nodes[name] = node
        seen.see(node)
      case 4:
        guard let name = pick(podNames) else { return }
        pods[name] = nil
        seen.lose(pod: name)
      case 5:
        guard let name = pick(podNames) else { return }
        let node = pods[name]?.node ?? pick(names)
        let held = address(on: node)
        pods[name]?.node = node
        pods[name]?.addresses = held
        seen.see(pods[name])
      default:
        let node = random.int(in: 0..<4) == 0 ? nil : pick(names)
        let name = NamespacedName(namespace: "ns\(count % 3)", name: "p\(count)")
        pods[name] = RecordedPod(
          name: name, node: node, addresses: node == nil ? [] : address(on: node),
          isHostNetwork: random.int(in: 0..<6) == 0)
        seen.see(pods[name])
      }
    }

    var base: RecordedBase {
      RecordedBase(
        planName: "live", mode: "kubernetes", pools: [pool],
        options: [ModeOption("mask", "24")], nodes: nodes.keys.sorted().compactMap { nodes[$0] },
        pods: pods.keys.sorted { $0.name < $1.name }.compactMap { pods[$0] })
    }
  }

  /// What a cluster shows, whatever the order in which it came about.
  private func picture(_ cluster: Cluster) -> [String] {
    var lines: [String] = []
    cluster.nodes.forEach { node in
      lines.append(
        "\(node.name) \(node.blocks) \(node.isCordoned) \(node.isReady) \(node.admitted) \(node.running) \(node.free(.v4) ?? -1)"
      )
    }
    cluster.pods.forEach { id in
      guard let pod = cluster.pods[id] else { return true }
      let node = pod.node.flatMap { cluster.nodes.name(of: $0) } ?? "-"
      let address = pod.address?.description ?? "-"
      // Who of two holds an address that both show is whoever came first.
      lines.append("\(pod.name) \(node) \(address) \(pod.status.isRunning)")
      lines.append("\(node) \(address) \(pod.status)")
      return true
    }
    let tallies = cluster.tallies
    lines.append("\(tallies.nodesReady) \(tallies.podsRunning) \(tallies.podsPending)")
    return lines.sorted()
  }

  @Test(arguments: 1...40)
  func `a history of what was seen ends in the cluster that a dump would show`(_ seed: Int) {
    var world = World(seed: seed)
    var ignored = Observation()
    for _ in 0..<20 { world.happen(&ignored) }
    var session = Session(following: world.base)
    for step in 1...12 {
      var seen = Observation()
      let shared = Dictionary(grouping: world.pods.values, by: \.addresses).filter { $1.count > 1 }
      for _ in 0..<world.random.int(in: 1..<12) { world.happen(&seen) }
      for pod in world.pods.values where shared[pod.addresses] != nil { seen.see(pod) }
      // A node that comes or changes brings its pods along, as whoever watches tells them.
      let touched = Set(seen.nodes.map(\.order.name) + seen.goneNodes)
      for pod in world.pods.values where touched.contains(pod.node ?? "") { seen.see(pod) }
      let added1 = session.observe(ObservedStep(clock: "t\(step)", elapsed: step, seen: seen))
      #expect(added1)
      let dump = Session(recorded: world.base)
      guard let live = session.current?.cluster, let plain = dump.current?.cluster else {
        Issue.record("no plan")
        return
      }
      let (one, other) = (picture(live), picture(plain))
      if one != other {
        let extra = Set(one).subtracting(other).sorted()
        let missing = Set(other).subtracting(one).sorted()
        Issue.record("step \(step): has \(extra), lacks \(missing)")
        return
      }
      #expect(live.brokenInvariants() == [])
    }
  }

  @Test(arguments: 1...6)
  func `every moment of a live history comes back as it was`(_ seed: Int) {
    var world = World(seed: seed)
    var session = Session(following: world.base)
    var pictures = [session.current.map { picture($0.cluster) }]
    for step in 1...30 {
      var seen = Observation()
      for _ in 0..<4 { world.happen(&seen) }
      session.observe(ObservedStep(clock: "t", elapsed: step * 2, seen: seen))
      pictures.append(session.current.map { picture($0.cluster) })
    }
    #expect(session.position == 30)
    for place in [0, 7, 29, 13, 30, 1] {
      _ = session.execute(.seek(place))
      #expect(session.current.map { picture($0.cluster) } == pictures[place])
    }
    _ = session.execute(.undo(1))
    #expect(session.current.map { picture($0.cluster) } == pictures[0])
    // Nobody adds to the middle of what really happened.
    let isAdded = session.observe(ObservedStep(clock: "t", elapsed: 99, seen: Observation()))
    #expect(!isAdded)
    #expect(session.timeline.entries.count == 30)
  }

  private func node(_ name: String, _ block: String) throws -> RecordedNode {
    var order = NodeOrder(name: name)
    order.blocks = [try IPPrefix(parsing: block)]
    return RecordedNode(order)
  }

  @Test
  func `a change by hand branches off, and life goes on beside it`() throws {
    var session = Session(following: World(seed: 1).base)
    var seen = Observation()
    seen.nodes = [try node("a", "10.0.5.0/24")]
    session.observe(ObservedStep(clock: "14:00:00", elapsed: 1, seen: seen))
    let outcome = session.execute(
      .addNodes(count: 3, prefix: "x-", NodeTraits()))
    guard case .done(let text, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(text.hasPrefix("fork what-if: "))
    #expect(session.fork == "what-if")
    #expect(session.current?.cluster.nodes.count == 4)
    seen.nodes = [try node("b", "10.0.6.0/24")]
    let added2 = session.observe(ObservedStep(clock: "14:00:01", elapsed: 2, seen: seen))
    #expect(added2)
    #expect(session.fork == "what-if")
    #expect(session.current?.cluster.nodes.count == 4)
    #expect(session.plan("live@main")?.plan.cluster.nodes.count == 2)
    _ = session.execute(.switchTo(fork: "main"))
    #expect(session.current?.cluster.nodes["b"]?.blocks.map(\.description) == ["10.0.6.0/24"])
    #expect(session.current?.cluster.nodes["x-1"] == nil)
  }

  @Test
  func `tells what was seen in few words, and what going over it means`() throws {
    var session = Session(following: World(seed: 1).base)
    func see(_ second: Int, _ change: (inout Observation) throws -> Void) throws -> String {
      var seen = Observation()
      try change(&seen)
      session.observe(ObservedStep(clock: "14:00:0\(second)", elapsed: second, seen: seen))
      return session.timeline.entries.last?.command.description ?? ""
    }
    let first = try see(1) { seen in
      seen.nodes = try (1...9).map { try node("node-\($0)", "10.0.\($0 + 20).0/24") }
      seen.pods = [
        RecordedPod(
          name: NamespacedName(namespace: "a", name: "b"), node: "node-1",
          addresses: [try IPAddress(parsing: "10.0.21.5")], isHostNetwork: false)
      ]
    }
    #expect(
      first
        == "seen 14:00:01: +9 nodes node-1, node-2, node-3, node-4, node-5, node-6, node-7 "
        + "and 2 more; +1 pod")
    let second = try see(2) { seen in
      seen.goneNodes = ["node-9", "never-there"]
      var changed = try node("node-2", "10.0.22.0/24")
      changed.isCordoned = true
      seen.nodes = [changed, try node(String(repeating: "x", count: 99), "10.0.40.0/24")]
      seen.gonePods = [NamespacedName(namespace: "a", name: "b")]
    }
    // A name that is too long is not shown.
    let news = "+1 node; -1 node node-9; 1 node changed node-2; -1 pod"
    #expect(second == "seen 14:00:02: \(news)")
    func text(_ command: Command) -> String {
      if case .done(let text, _) = session.execute(command) { text } else { "refused" }
    }
    #expect(text(.undo(1)) == "back before 14:00:02: \(news)")
    #expect(text(.redo(1)).hasPrefix("forward to 14:00:02: +1 node"))
    #expect(text(.undo(2)) == "2 steps back, before 14:00:01")
    #expect(text(.redo(2)) == "2 steps forward, to 14:00:02")
  }

  @Test
  func `knows the forks in which somebody did something`() throws {
    var session = Session(following: World(seed: 1).base)
    #expect(session.forksByHand.isEmpty)
    var seen = Observation()
    seen.nodes = [try node("a", "10.0.5.0/24")]
    session.observe(ObservedStep(clock: "14:00:00", elapsed: 1, seen: seen))
    _ = session.execute(.fork(name: "empty", at: nil, with: []))
    #expect(session.forksByHand.isEmpty)
    _ = session.execute(.addNodes(count: 3, prefix: "x-", NodeTraits()))
    _ = session.execute(.switchTo(fork: "main"))
    _ = session.execute(.addNodes(count: 1, prefix: "y-", NodeTraits()))
    _ = session.execute(.addNodes(count: 1, prefix: "y-", NodeTraits()))
    #expect(session.forksByHand.map(\.name) == ["empty", "what-if"])
    #expect(session.forksByHand.map(\.commands) == [1, 2])
  }

  @Test
  func `a fork from an earlier moment leaves the live history whole`() throws {
    var session = Session(following: World(seed: 1).base)
    for step in 1...5 {
      var seen = Observation()
      seen.nodes = [try node("n\(step)", "10.0.\(step).0/24")]
      session.observe(ObservedStep(clock: "t", elapsed: step, seen: seen))
    }
    _ = session.execute(.seek(2))
    _ = session.execute(.addNodes(count: 1, prefix: "x-", NodeTraits()))
    #expect(session.current?.cluster.nodes.count == 3)
    var seen = Observation()
    seen.nodes = [try node("n6", "10.0.6.0/24")]
    let added3 = session.observe(ObservedStep(clock: "t", elapsed: 6, seen: seen))
    #expect(added3)
    _ = session.execute(.switchTo(fork: "main"))
    #expect(session.current?.cluster.nodes.count == 6)
    #expect(session.timeline.entries.count == 6)
  }

  @Test
  func `another plan lives through what was seen under its own rules`() throws {
    var session = Session(following: World(seed: 1).base)
    let command = try Command(parsing: "plan b mode=cluster-pool pool=10.9.0.0/16 mask=24")
    _ = session.execute(command)
    #expect(session.fork == "main")
    var seen = Observation()
    seen.nodes = [try node("a", "10.0.5.0/24")]
    seen.pods = [
      RecordedPod(
        name: NamespacedName(namespace: "x", name: "p"), node: "a",
        addresses: [try IPAddress(parsing: "10.0.5.7")], isHostNetwork: false)
    ]
    session.observe(ObservedStep(clock: "t", elapsed: 1, seen: seen))
    let plan = try #require(session.moment.plan("b"))
    #expect(plan.cluster.nodes["a"]?.blocks.map(\.description) == ["10.9.0.0/24"])
    #expect(plan.cluster.tallies.podsRunning == 1)
    #expect(
      session.moment.plan("live")?.cluster.nodes["a"]?.blocks.map(\.description) == ["10.0.5.0/24"])
  }

  @Test
  func `pools that were concluded grow when blocks are seen outside them`() throws {
    var session = Session(following: World(seed: 1).base)
    var seen = Observation()
    seen.nodes = [try node("a", "10.77.0.0/24")]
    var setting = World(seed: 1).base
    setting.pools = [try IPPrefix(parsing: "10.0.0.0/8")]
    session.observe(ObservedStep(clock: "t", elapsed: 1, seen: seen, setting: setting))
    let told = session.timeline.entries.last?.command.description
    #expect(told?.hasSuffix("pool now 10.0.0.0/8") == true, "\(told ?? "")")
    #expect(session.current?.cluster.mode.pools.map(\.description) == ["10.0.0.0/8"])
    _ = session.execute(.undo(1))
    #expect(session.current?.cluster.mode.pools.map(\.description) == ["10.0.0.0/16"])
  }
}

extension Observation {
  fileprivate mutating func see(_ node: RecordedNode?) {
    guard let node else { return }
    nodes.removeAll { $0.order.name == node.order.name }
    goneNodes.removeAll { $0 == node.order.name }
    nodes.append(node)
  }

  fileprivate mutating func lose(node name: String) {
    nodes.removeAll { $0.order.name == name }
    goneNodes.append(name)
  }

  fileprivate mutating func see(_ pod: RecordedPod?) {
    guard let pod else { return }
    pods.removeAll { $0.name == pod.name }
    gonePods.removeAll { $0 == pod.name }
    pods.append(pod)
  }

  fileprivate mutating func lose(pod name: NamespacedName) {
    pods.removeAll { $0.name == name }
    gonePods.append(name)
  }
}

private let pool = IPPrefix(IPAddress(.v4, bits: 0x0a00_0000), length: 16)
