public import Addressing
import HashTreeCollections

/// The article's node-local mode: every node owns a block, and nobody in Kubernetes hands them out.
///
/// No such mode exists in Cilium; this is a model of what the article describes. Inside the block the
/// agent is Cilium's host-scope allocator (1.19, `pkg/ipam/hostscope.go`).
public struct NodeLocal: IPAMMode {
  /// What was chosen.
  public private(set) var settings: Settings
  /// Who holds which blocks.
  public private(set) var register: BlockRegister
  private(set) var agent: HostScopeAgent
  private var names: TreeDictionary<NodeID, String> = [:]
  /// Nodes for which the controller has no block, in the order of joining.
  private var waiting: [NodeID] = []
  /// Blocks given by the controller so far: the mask list is taken in turn.
  private(set) var turn = 0
  private var services: [IPPrefix] = []
  /// Whether the first collision of hashed blocks has been explained.
  private var hasToldChance = false

  /// The mode as a plan names it.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    do {
      settings = try Settings(pools: pools, options: options)
    } catch {
      throw .badOption(error)
    }
    register = try settings.register()
    agent = Self.agent(settings)
  }

  private static func agent(_ settings: Settings) -> HostScopeAgent {
    settings.agent.agent(hasV4: settings.isOn(.v4), hasV6: settings.isOn(.v6))
  }

  /// The options as they stand.
  public var options: [ModeOption] { settings.options }
  /// What the cluster routes.
  public var pools: [IPPrefix] { settings.pools }
  /// The kubelet's limit of pods.
  public var maxPods: Int { settings.agent.maxPods }

  /// The smallest block of the family's list.
  public func unitLength(_ family: IPFamily) -> Int? {
    settings.isOn(family) ? settings.masks(family).max() : nil
  }

  /// The same, and a pool smaller than that as a whole: nodes may still ask for parts of it.
  public func unitLength(of pool: IPPrefix) -> Int? {
    unitLength(pool.family).map { max($0, pool.length) }
  }

  /// Addresses a node with the smallest block of the list can give to pods, by family.
  public var usablePerNode: [IPFamily: Int] {
    var usable: [IPFamily: Int] = [:]
    for family in IPFamily.allCases {
      guard let length = unitLength(family) else { continue }
      usable[family] = agent.usable(in: IPPrefix(IPAddress(family, bits: 0), length: length))
    }
    return usable
  }

  /// What nobody holds, in blocks of the finest size that was asked for.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] { register.taken(family) }

  /// The node takes the blocks it names, and others as the plan says; what is odd about them is said.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    try check(node)
    names[node.id] = node.name
    for block in node.blocks { register.insert(block, node.id) }
    settle(&node, &scene)
    if settings.assignment == .hash, !hasToldChance, node.error != nil {
      hasToldChance = true
      scene.note(node.name, birthdayText(of: node))
    }
  }

  /// Whether the size a node asks for is one.
  private func check(_ node: Node) throws(Refusal) {
    guard let mask = node.wantedMask else { return }
    let family: IPFamily = settings.isOn(.v4) ? .v4 : .v6
    guard mask >= 0, mask <= family.bitWidth else {
      throw .system(
        "mask=\(mask) is no prefix length of \(family); those are 0 to \(family.bitWidth)")
    }
    guard let unit = unitLength(family), unit - mask <= 16 else {
      throw .tooMany("a node's block here covers at most \(Cluster.cellLimit) blocks of the mask")
    }
  }

  /// Gives a node the families it lacks, says what is odd about its blocks, and starts its agent.
  private mutating func settle(_ node: inout Node, _ scene: inout Scene) {
    var fresh: [IPPrefix] = []
    var failure: String?
    for family in IPFamily.allCases
    where settings.isOn(family) && !node.blocks.contains(where: { $0.family == family }) {
      let length = length(for: node, family)
      switch settings.assignment {
      case .manual: continue
      case _ where !settings.canBeCut(to: length, family):
        failure = "\(poolsText(family)) cannot be cut into /\(length)"
      case .hash: fresh += HashedBlock.block(of: node.name, length, settings.pools, family)
      case .controller:
        if let block = register.firstFree(length, family) {
          fresh.append(block)
        } else {
          failure = "no free /\(length) is left in \(poolsText(family))"
        }
      }
    }
    // Nothing is held for a node that could not use it.
    if failure == nil {
      for block in fresh { register.insert(block, node.id) }
      node.blocks += fresh
      if !fresh.isEmpty, node.wantedMask == nil { turn += 1 }
    }
    waiting.removeAll { $0 == node.id }
    if failure != nil { waiting.append(node.id) }
    node.error = failure ?? findings(of: node)
    if !node.isReady || agent.isBehind(node) { agent.start(&node, &scene) }
  }

  /// The size of a node's block: its own wish, or that of the list.
  func length(for node: Node, _ family: IPFamily) -> Int {
    if let mask = node.wantedMask, family == .v4 || !settings.isOn(.v4) { return mask }
    let masks = settings.masks(family)
    switch settings.assignment {
    case .hash: return masks[HashedBlock.choice(of: node.name, among: masks.count)]
    case .controller, .manual: return masks[turn % masks.count]
    }
  }

  private func poolsText(_ family: IPFamily) -> String {
    let pools = settings.pools.filter { $0.family == family }
    return pools.map(\.description).joined(separator: ", ")
  }

  /// Takes nodes over as they were recorded.
  public mutating func adopt(_ nodes: inout [Node]) {
    relearn(nodes)
    for index in nodes.indices {
      agent.adopt(&nodes[index])
      nodes[index].error = findings(of: nodes[index])
    }
  }

  private mutating func relearn(_ nodes: [Node]) {
    guard let fresh = try? settings.register() else { return }
    register = fresh
    names = [:]
    waiting = []
    for node in nodes {
      names[node.id] = node.name
      for block in node.blocks { register.insert(block, node.id) }
    }
  }

  /// The node's blocks are free; who shared them is told so, and nodes without a block get theirs.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    names[node.id] = nil
    waiting.removeAll { $0 == node.id }
    for block in node.blocks { register.remove(block, node.id) }
    var seen: Set<NodeID> = []
    for block in node.blocks {
      for other in register.overlapping(block) where seen.insert(other.node).inserted {
        guard let old = scene.node(other.node) else { continue }
        let findings = findings(of: old)
        if findings != old.error { scene.change(old.id) { $0.error = findings } }
      }
    }
    serveWaiting(&scene)
  }

  private mutating func serveWaiting(_ scene: inout Scene) {
    for id in waiting {
      let isServed = scene.with(id) { node, rest in
        settle(&node, &rest)
        return node.isReady
      }
      // The others want as much or more; asking for them too would only repeat the answer.
      if isServed == false, settings.masks.count == 1 { return }
    }
  }

  /// The node looks for a block again.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    settle(&node, &scene)
  }

  /// Everything is read anew; nodes keep their blocks.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    agent = Self.agent(settings)
    relearn(scene.nodeIDs.compactMap { scene.node($0) })
    for id in scene.nodeIDs {
      _ = scene.with(id) { node, rest in settle(&node, &rest) }
    }
  }

  /// Other options or pools for nodes to come.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    var changed = settings
    switch change {
    case .set(let options):
      do { try changed.set(options) } catch { throw .badOption(error) }
    case .addPool(let pool, _, _): changed.pools.append(pool)
    case .removePool(let pool):
      guard pools.contains(pool), pools.count > 1 else {
        let list = pools.map(\.description).joined(separator: ", ")
        throw .system(
          pools.contains(pool)
            ? "\(pool) is the only pool; a plan has at least one"
            : "\(pool) is not in the list of pools, which is \(list)")
      }
      changed.pools.removeAll { $0 == pool }
    case .serviceRange(let service):
      services.append(service)
      return
    }
    _ = try changed.register()
    settings = changed
  }

  /// The agent's answer to a pod.
  public func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    agent.giveAddresses(on: &node, wanted: demand.wanted, seed: scene.seed)
  }

  /// An agent's draws are functions of the seed, the node's name and its own count.
  public var givesFromRangesAlone: Bool { true }

  /// What a node without a block is waiting for.
  public func waitingText(of node: Node) -> String {
    "nobody has given the node a CIDR; assign=manual wants cidr= when it is added"
  }
}

extension NodeLocal {
  /// What is odd about a node's blocks: out of reach, in the way of services, in other hands too.
  private func findings(of node: Node) -> String? {
    var texts: [String] = []
    for block in node.blocks {
      if !settings.pools.contains(where: { $0.contains(block) }) {
        let list = settings.pools.map(\.description).joined(separator: ", ")
        texts.append("\(block) is not inside the pools (\(list)): the cluster does not route it")
      }
      for service in services where service.overlaps(block) {
        texts.append("\(block) overlaps the service range \(service)")
      }
      let others = register.overlapping(block).filter { $0.node != node.id }
      for other in others.prefix(3) {
        let name = names[other.node] ?? "?"
        texts.append(
          other.block == block
            ? "\(block) is held by \(name) too" : "\(block) overlaps \(other.block) of \(name)")
      }
      if others.count > 3 { texts.append("\(others.count - 3) more share \(block)") }
    }
    return texts.isEmpty ? nil : texts.joined(separator: "; ")
  }

  /// What chance says of blocks that are derived from names.
  private func birthdayText(of node: Node) -> String {
    guard let block = node.blocks.first else { return "no block is drawn" }
    let blocks = settings.pools.filter { $0.family == block.family && $0.length <= block.length }
      .reduce(0) { $0 + (1 << min(40, block.length - $1.length)) }
    let nodes = names.count
    let chance = BirthdayLaw.chanceOfCollision(nodes: nodes, blocks: blocks)
    let extra = BirthdayLaw.expectedExtraHolders(nodes: nodes, blocks: blocks)
    return
      "birthday law: \(nodes) nodes on \(blocks) blocks collide with \(tenths(chance * 100)) %, "
      + "\(tenths(extra)) extra holders are expected"
  }

  private func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Who shares the node's blocks, and what chance has to do with it.
  public func details(of node: Node) -> [(key: String, text: String)] {
    var lines: [(key: String, text: String)] = []
    if let findings = findings(of: node) { lines.append(("check", findings)) }
    if settings.assignment == .hash { lines.append(("chance", birthdayText(of: node))) }
    return lines
  }
}
