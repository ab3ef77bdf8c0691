import Addressing
import Allocation
import TestSupport
import Testing

/// What a mode says it will do is what it then does, whatever has happened before.
struct ExplanationLawTests {
  @Test(arguments: ModeSetup.allSmall)
  func `what an explanation of a pod marks taken is what the pod then gets`(
    _ setup: ModeSetup
  ) throws {
    try walk(setup, seeds: 61...62, steps: 30) { cluster, random in
      let nodes = cluster.nodes.ids
      for _ in 0..<min(3, nodes.count) {
        guard let node = cluster.nodes[nodes[random.int(in: 0..<nodes.count)]], node.isReady,
          node.admitted < node.maxPods
        else { continue }
        let wanted = random.int(in: 0..<4) == 0 ? address(near: node, cluster, &random) : nil
        let pool = random.int(in: 0..<8) == 0 ? ["default", "mars"][random.int(in: 0..<2)] : nil
        if let wrong = try pod(on: node, wanting: wanted, of: pool, in: cluster) { return wrong }
      }
      return nil
    }
  }

  @Test(arguments: ModeSetup.allSmall)
  func `what an explanation of a node marks taken is what the node then gets`(
    _ setup: ModeSetup
  ) throws {
    try walk(setup, seeds: 71...72, steps: 30) { cluster, random in
      var order = NodeOrder(name: cluster.nodes.freeNames(1, prefix: "probe-")[0])
      order.instanceType = [nil, "m5.large", "t3.small"][random.int(in: 0..<3)]
      switch random.int(in: 0..<4) {
      case 0: order.mask = random.int(in: 22..<32)
      case 1:
        let held = cluster.nodes.ids.compactMap { cluster.nodes[$0]?.blocks.first }
        order.blocks = Array(held.prefix(1))
      case 2: order.maxPods = random.int(in: 1..<40)
      default: break
      }
      return try node(order, in: cluster)
    }
  }

  @Test(arguments: ModeSetup.allSmall)
  func `a node that is there is explained as the next look at it turns out`(
    _ setup: ModeSetup
  ) throws {
    try walk(setup, seeds: 81...81, steps: 30) { cluster, random in
      let nodes = cluster.nodes.ids
      let waiting = nodes.filter { cluster.nodes[$0]?.isReady == false }
      for id in waiting.prefix(2) + nodes.prefix(1) {
        guard let node = cluster.nodes[id] else { continue }
        let order = NodeOrder(name: node.name)
        let next = try cluster.mode.rehearsedJoin(of: order, in: cluster)
        let explanation = cluster.mode.explainJoin(of: order, in: cluster)
        let given = next.blocks.filter { !node.blocks.contains($0) }
        if let wrong = flaw(explanation, given: given, kept: node.blocks) { return wrong }
      }
      return nil
    }
  }

  @Test(arguments: ModeSetup.allStandard)
  func `an explanation can be had of a real system's defaults, empty and full`(
    _ setup: ModeSetup
  ) throws {
    var cluster = Cluster(mode: try setup.make(), seed: 5)
    for step in 0..<6 {
      let order = NodeOrder(name: cluster.nodes.freeNames(1, prefix: "probe-")[0])
      #expect(try node(order, in: cluster) == nil)
      for id in cluster.nodes.ids {
        guard let present = cluster.nodes[id], present.isReady else { continue }
        #expect(try pod(on: present, wanting: nil, of: nil, in: cluster) == nil)
      }
      _ = try? cluster.perform(.addNodes([NodeOrder(name: "node-\(step)")]))
      _ = try? cluster.perform(.addPods(PodOrder(naming: .app("web"), count: 60)))
      _ = try? cluster.perform(.wait(.seconds(60)))
    }
  }

  /// Histories of one setup, looked at after every step.
  private func walk(
    _ setup: ModeSetup, seeds: ClosedRange<UInt64>, steps: Int,
    check: (Cluster, inout SeededRandom) throws -> String?
  ) throws {
    for seed in seeds {
      var cluster = Cluster(mode: try setup.make(), seed: seed)
      var history = ModeHistory(seed: seed &* 31, isTame: false)
      var random = SeededRandom(seed: seed)
      for step in 0..<steps {
        let wrong = try check(cluster, &random)
        #expect(wrong == nil, "\(setup.testDescription) seed \(seed) step \(step)")
        if wrong != nil { return }
        _ = try? cluster.perform(history.next(for: cluster))
      }
    }
  }

  /// What is wrong with the explanation of a pod on `node`.
  private func pod(
    on node: Node, wanting wanted: IPAddress?, of pool: String?, in cluster: Cluster
  ) throws -> String? {
    var after = cluster
    let order = PodOrder(naming: .named("probe"), node: node.id, address: wanted, pool: pool)
    let events = try after.perform(.addPods(order))
    guard let id = after.allPods.last,
      let outcome = events.lazy.compactMap({ $0.outcome(of: id) }).first
    else { return "no pod was made" }
    let demand = PodDemand(
      pod: id, name: NamespacedName(namespace: "default", name: "probe"), pool: pool,
      wanted: wanted)
    let explanation = cluster.mode.explainGive(demand, on: node, in: cluster)
    var given: [IPPrefix] = []
    if outcome.v4 != 0 { given.append(IPPrefix(IPAddress(.v4, bits: UInt128(outcome.v4)))) }
    if outcome.v6 != 0 { given.append(IPPrefix(IPAddress(.v6, bits: outcome.v6))) }
    let errors = explanation.state.filter { $0.key == "error" }.map(\.text)
    if let error = outcome.error, errors != [error] { return "says \(errors), not \(error)" }
    if errors.isEmpty != (outcome.status == .running) { return "\(errors) for \(outcome.status)" }
    return flaw(explanation, given: given, kept: []).map { "\($0) for pod on \(node.name)" }
  }

  /// What is wrong with the explanation of a node that joins.
  private func node(_ order: NodeOrder, in cluster: Cluster) throws -> String? {
    var after = cluster
    let events = try? after.perform(.addNodes([order]))
    let joined = events?.compactMap { event -> Node? in
      if case .nodesJoined(let nodes) = event { nodes.first } else { nil }
    }.first
    let explanation = cluster.mode.explainJoin(of: order, in: cluster)
    let given = (joined?.blocks ?? []).filter { !order.blocks.contains($0) }
    return flaw(explanation, given: given, kept: order.blocks).map { "\($0) for \(order)" }
  }

  private func address(
    near node: Node, _ cluster: Cluster, _ random: inout SeededRandom
  ) -> IPAddress? {
    let pools = node.blocks.isEmpty ? cluster.mode.pools : node.blocks
    let pool = pools[random.int(in: 0..<pools.count)]
    let offset = random.int(in: 0..<Int(min(pool.size, 300)))
    return IPAddress(pool.family, bits: pool.base.bits + UInt128(offset))
  }

  /// What an explanation says wrongly of a decision that gave these; `kept` had been asked for.
  private func flaw(_ explanation: Explanation, given: [IPPrefix], kept: [IPPrefix]) -> String? {
    let said = explanation.taken.flatMap { prefixes(in: $0.what) }
    let told = "says \(explanation.taken.map(\.what)), gives \(given)"
    if explanation.candidates.count > Explanation.listLimit { return "lists too many" }
    if explanation.rule.isEmpty || explanation.rule.contains(where: \.isEmpty) { return "no rule" }
    if !explanation.rule.allSatisfy({ $0.hasSuffix(".") }) { return "no sentence: \(explanation)" }
    if explanation.state.contains(where: { $0.key.isEmpty || $0.text.isEmpty }) {
      return "an empty detail: \(explanation.state)"
    }
    if given.isEmpty,
      !explanation.taken.allSatisfy({ candidate in
        prefixes(in: candidate.what).contains(where: kept.contains)
      })
    {
      return "gives nothing and \(told)"
    }
    if !given.isEmpty, explanation.taken.isEmpty { return "marks nothing and \(told)" }
    for block in said where !(given + kept).contains(where: block.overlaps) { return told }
    // More than that are given as ranges.
    if given.count <= 2 {
      if !given.allSatisfy(said.contains) { return "does not name all: \(told)" }
      if kept.isEmpty, said.count != given.count { return "names one twice: \(told)" }
    }
    let regrets = explanation.candidates.filter { $0.found.contains("not given after all") }
    if !given.isEmpty, kept.isEmpty, !regrets.isEmpty { return "regrets \(regrets) and \(told)" }
    return nil
  }

  private func prefixes(in text: String) -> [IPPrefix] {
    text.split { " ,()".contains($0) }.compactMap { word in
      IPPrefix(String(word)) ?? IPAddress(String(word)).map { IPPrefix($0) }
    }
  }
}
