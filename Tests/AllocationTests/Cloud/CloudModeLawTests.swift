import Addressing
import Allocation
import TestSupport
import Testing

/// Laws of the cloud modes over seeded random histories.
struct CloudModeLawTests {
  /// A mode, its subnets and its options.
  struct Plan: CustomTestStringConvertible, Sendable {
    let mode: String
    let pools: String
    let options: String

    var testDescription: String { "\(mode) \(pools) \(options)" }

    func make() throws -> any IPAMMode {
      try AllModes.make(
        mode, pools: pools.split(separator: " ").map { try IPPrefix(parsing: String($0)) },
        options: options.split(separator: " ").map {
          let sides = $0.split(separator: "=").map(String.init)
          return ModeOption(sides[0], sides[1])
        })
    }
  }

  static let plans: [Plan] = [
    Plan(mode: "eni", pools: "10.0.0.0/24", options: "release-excess=on"),
    Plan(
      mode: "eni", pools: "10.0.0.0/26 10.0.1.0/25",
      options: "prefix-delegation=on release-excess=on excess-release-delay=60s"),
    Plan(
      mode: "eni", pools: "10.0.0.0/25 10.0.1.0/27", options: "prefix-delegation=on pick=lowest"),
    Plan(
      mode: "eni", pools: "10.0.0.0/26 10.0.1.0/26",
      options: "zones=a,b use-primary-address=on instance-type=t3.small release-excess=on"),
    Plan(
      mode: "eni", pools: "10.0.0.0/24 10.0.1.0/28 10.0.2.0/30 10.0.3.0/32",
      options: "first-interface-index=1 min-allocate=5 max-above-watermark=3 subnets=10.0.1.0/28"),
    Plan(mode: "eni", pools: "10.0.0.0/24", options: "max-allocate=6 pre-allocate=3"),
    Plan(mode: "azure", pools: "10.0.0.0/25 10.1.0.0/26", options: "pre-allocate=4"),
    Plan(mode: "azure", pools: "10.0.0.0/22", options: "use-primary-address=on"),
    Plan(
      mode: "alibabacloud", pools: "10.0.0.0/24 10.0.1.0/26",
      options: "pre-allocate=3 release-excess=on"),
    Plan(mode: "alibabacloud", pools: "10.0.0.0/27", options: "instance-type=4x6 pre-allocate=2"),
  ]

  /// What could happen next.
  private static func request(_ random: inout SeededRandom, _ cluster: Cluster) -> Request {
    let ids = cluster.nodes.ids
    func node() -> NodeID? { ids.isEmpty ? nil : ids[random.int(in: 0..<ids.count)] }
    var pods: [PodID] = []
    cluster.pods.forEach {
      pods.append($0)
      return true
    }
    switch random.int(in: 0..<16) {
    case 0, 1:
      let types = [nil, "m5.large", "t3.nano", "m3.medium", "m5.metal", "nonsense", "2x3", "5x8"]
      let zones = [nil, "a", "b", "c"]
      return .addNodes(
        (0..<random.int(in: 1..<3)).map { position in
          NodeOrder(
            name: "n\(random.int(in: 0..<20) * 2 + position)",
            zone: zones[random.int(in: 0..<zones.count)],
            instanceType: types[random.int(in: 0..<types.count)])
        })
    case 2: return node().map { .removeNodes([$0]) } ?? .restartOperator
    case 3...7:
      return .addPods(
        PodOrder(
          naming: .app("p"), count: random.int(in: 1..<25),
          node: Bool.random(using: &random) ? node() : nil))
    case 8...10:
      pods.shuffle(using: &random)
      return .removePods(Array(pods.prefix(random.int(in: 0..<30))))
    case 11: return node().map { .restartAgent($0) } ?? .restartOperator
    case 12: return .restartOperator
    case 13:
      let keys = ["pre-allocate", "min-allocate", "max-above-watermark", "max-allocate"]
      let option = ModeOption(
        keys[random.int(in: 0..<keys.count)], String(random.int(in: 0..<12)))
      return .change(.set([option]))
    default: return .wait(.seconds(random.int(in: 1..<400)))
    }
  }

  /// What a recount of the cloud from the nodes' records shows to be wrong.
  private static func brokenCloud(_ cluster: Cluster) -> [String] {
    guard let cloud = (cluster.mode as? any CloudMode)?.cloud else { return ["no cloud"] }
    var wrong: [String] = []
    var held: Set<IPAddress> = []
    cluster.nodes.forEach { node in
      if node.blocks != node.ranges.map(\.prefix) { wrong.append("\(node.name)'s books") }
      for block in node.blocks {
        for offset in 0..<block.size {
          guard let address = block.base.advanced(by: offset) else { continue }
          if !held.insert(address).inserted { wrong.append("\(address) is held twice") }
        }
      }
      wrong += brokenInstance(cloud.instance(of: node.id), node, cloud)
    }
    for subnet in cloud.subnets {
      let mine = held.count { subnet.prefix.contains($0) }
      if subnet.given != mine { wrong.append("\(subnet.prefix) gave \(subnet.given), not \(mine)") }
      for own in subnet.withheld where held.contains(own.base) || held.contains(own.last) {
        wrong.append("\(own) is the cloud's")
      }
    }
    let launched = cluster.nodes.ids.count { cloud.instance(of: $0) != nil }
    if cloud.instanceCount != launched { wrong.append("an instance has no node") }
    return wrong
  }

  private static func brokenInstance(
    _ instance: CloudInstance?, _ node: Node, _ cloud: CloudOperator
  ) -> [String] {
    guard let instance else { return node.blocks.isEmpty ? [] : ["\(node.name) has no instance"] }
    guard let limits = instance.limits else {
      return node.isReady ? ["\(node.name) is ready, of type \(instance.type)"] : []
    }
    var wrong: [String] = []
    let units = instance.interfaces.flatMap { [IPPrefix($0.primary)] + $0.units }
    if Set(units) != Set(node.blocks) { wrong.append("\(node.name) holds what no interface has") }
    if instance.interfaces.count > limits.adapters { wrong.append("\(node.name)'s interfaces") }
    if instance.interfaces.contains(where: { $0.slotsTaken > limits.ipv4 - 1 }) {
      wrong.append("\(node.name) has more on an interface than \(instance.type) takes")
    }
    if cloud.need(node) > 0, !instance.isStuck { wrong.append("\(node.name) lacks addresses") }
    if Set(instance.interfaces.map(\.index)).count != instance.interfaces.count {
      wrong.append("two interfaces of \(node.name) are in one place")
    }
    if !node.isReady, node.error == nil, node.agentError == nil,
      let marks = cloud.watermarks(instance)
    {
      let usable = node.ranges.reduce(0) { $0 + $1.usable }
      if usable >= marks.neededToStart(hasHealth: true) { wrong.append("\(node.name) waits") }
    }
    return wrong
  }

  @Test(arguments: plans)
  func `books, interfaces and subnets agree after every step`(_ plan: Plan) throws {
    for seed in UInt64(1)...3 {
      var random = SeededRandom(seed: seed)
      var cluster = Cluster(mode: try plan.make(), seed: seed)
      var history: [String] = []
      for _ in 0..<40 {
        let request = Self.request(&random, cluster)
        history.append("\(request)")
        let before = cluster
        let picture = ClusterPicture(before)
        let events = try? cluster.perform(request)
        var wrong = cluster.brokenInvariants() + Self.brokenCloud(cluster)
        var replayed = before
        for event in events ?? [] { replayed.apply(event) }
        wrong += ClusterPicture(replayed).differences(from: ClusterPicture(cluster))
        wrong += ClusterPicture(before).differences(from: picture).map { "older \($0)" }
        if events == nil, !ClusterPicture(cluster).differences(from: picture).isEmpty {
          wrong.append("a refused request changed something")
        }
        try #require(wrong == [], "seed \(seed): \(history.joined(separator: "\n"))")
      }
    }
  }

  @Test(arguments: plans)
  func `after everything is gone all addresses are free again`(_ plan: Plan) throws {
    var random = SeededRandom(seed: 77)
    var cluster = Cluster(mode: try plan.make(), seed: 77)
    let free = (cluster.mode as? any CloudMode)?.cloud.subnets.map(\.available)
    for _ in 0..<80 { _ = try? cluster.perform(Self.request(&random, cluster)) }
    _ = try cluster.perform(.removeNodes(cluster.nodes.ids))
    #expect((cluster.mode as? any CloudMode)?.cloud.subnets.map(\.available) == free)
    _ = try cluster.perform(.wait(.seconds(86_400)))
    #expect(cluster.mode.nextDue == nil)
  }

  @Test(arguments: plans)
  func `a running operator comes to rest`(_ plan: Plan) throws {
    var random = SeededRandom(seed: 5)
    var cluster = Cluster(mode: try plan.make(), seed: 5)
    for _ in 0..<60 { _ = try? cluster.perform(Self.request(&random, cluster)) }
    _ = try cluster.perform(.wait(.seconds(86_400)))
    #expect(cluster.mode.nextDue == nil)
    let before = ClusterPicture(cluster)
    _ = try cluster.perform(.wait(.seconds(86_400)))
    #expect(ClusterPicture(cluster).differences(from: before).filter { $0 != "now" } == [])
  }
}
