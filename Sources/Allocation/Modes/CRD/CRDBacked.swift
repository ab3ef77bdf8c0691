public import Addressing
import HashTreeCollections

/// Cilium's CRD-backed mode: something outside of Cilium writes addresses into each node's object, and
/// the agent gives them in no order at all.
///
/// Source: Cilium 1.19 `pkg/ipam/crd.go`. What writes the addresses is this project's own.
public struct CRDBacked: IPAMMode {
  private(set) var settings: Settings
  private(set) var controller: AddressController
  /// The nodes that are there: one that leaves with others is in the scene for a while yet.
  private var members: TreeSet<NodeID> = []

  /// Addresses that one `cidr=` may stand for.
  private static let expansionLimit: UInt128 = 4096

  /// The mode as a plan names it.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    settings = try Settings(pools: pools, options: options)
    controller = try AddressController(settings)
  }

  /// The options as they stand.
  public var options: [ModeOption] { settings.values }
  /// The CIDRs the outside controller takes addresses from.
  public var pools: [IPPrefix] { settings.pools }
  /// The first and the last address of each IPv4 pool.
  public var withheld: [IPPrefix] { settings.edges }
  /// The kubelet's limit of pods.
  public var maxPods: Int { settings.agent.maxPods }

  /// Single addresses.
  public func unitLength(_ family: IPFamily) -> Int? {
    settings.families.contains(family) ? family.bitWidth : nil
  }

  /// What a node's object lists, without the agent's own.
  public var usablePerNode: [IPFamily: Int] {
    var usable: [IPFamily: Int] = [:]
    for family in settings.families {
      usable[family] = max(0, settings.addressesPerNode - settings.roles.count)
    }
    return usable
  }

  /// The controller's addresses, a set a pool.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] {
    controller.sets.filter { $0.cluster.family == family }
  }

  /// The agent creates its object, the controller fills it, and the agent starts.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    scene.work.controlPlane += 1
    let asked = node.blocks
    node.blocks = []
    var addresses: [IPAddress] = []
    for block in asked {
      guard block.size <= Self.expansionLimit else {
        throw .system("\(block) is more than \(Self.expansionLimit) addresses; a node has fewer")
      }
      for offset in 0..<block.size {
        addresses.append(IPAddress(block.family, bits: block.base.bits + offset))
      }
    }
    for address in addresses where !node.blocks.contains(IPPrefix(address)) {
      guard controller.occupy(address) else {
        throw .system("\(address) is not free in the pools for node \"\(node.name)\"")
      }
      node.blocks.append(IPPrefix(address))
      node.ranges.append(BlockAddresses(all: IPPrefix(address)))
    }
    members.insert(node.id)
    level(&node, &scene)
  }

  /// Brings a node's addresses to the number they should have, and starts its agent on them.
  private mutating func level(_ node: inout Node, _ scene: inout Scene) {
    let before = node.blocks
    controller.level(&node, to: settings.addressesPerNode, settings.families)
    if node.blocks != before { scene.work.controlPlane += 1 }
    start(&node, &scene)
  }

  /// Starts the agent once there are as many addresses as it waits for.
  private func start(_ node: inout Node, _ scene: inout Scene) {
    guard !node.isReady else { return }
    node.agentError = nil
    guard !node.ranges.isEmpty, node.blocks.count >= settings.required else { return }
    for role in settings.roles {
      for family in settings.families {
        let isThere = node.ranges.contains {
          $0.prefix.family == family && $0.address(of: role) != nil
        }
        if isThere { continue }
        guard let place = draw(family, on: node, seed: scene.seed) else {
          node.agentError = refusal(of: role, family)
          return
        }
        _ = try? node.ranges[place.range].allocate(
          node.ranges[place.range].address(at: place.offset))
        node.ranges[place.range].assign(place.offset, to: role)
        node.draws += 1
        scene.work.node += 1
      }
    }
    node.isReady = true
  }

  private func refusal(of role: InfrastructureRole, _ family: IPFamily) -> String {
    let text = exhaustedText(family)
    let advice = "see https://cilium.link/ipam-range-full"
    return switch role {
    case .ingress: "unable to allocate ingress IPs: \(text), \(advice)"
    case .health: "unable to allocate health \(family): \(text), \(advice)"
    case .router, .tunnel:
      "unable to allocate router IP for family \(family == .v4 ? "ipv4" : "ipv6"): \(text)"
    }
  }

  /// A free address of the node that is nobody's, each as likely as another: the agent walks a Go map.
  func draw(
    _ family: IPFamily, on node: Node, seed: UInt64
  ) -> (range: Int, offset: Int)? {
    func canGive(_ range: BlockAddresses) -> Bool {
      range.prefix.family == family && range.free > 0
        && (range.usable > 1 || controller.owner(of: range.firstUsable) == nil)
    }
    let free = node.ranges.reduce(0) { $0 + (canGive($1) ? $1.free : 0) }
    guard free > 0 else { return nil }
    var turn =
      settings.agent.scansAtRandom
      ? AddressScan.start(
        seed: seed, stream: node.stream, draw: node.draws, family: family, usable: free) : 0
    for (index, range) in node.ranges.enumerated() where canGive(range) {
      if turn >= range.free {
        turn -= range.free
        continue
      }
      var from = 0
      while let offset = range.taken.firstClear(from: from) {
        if turn == 0 { return (index, offset) }
        turn -= 1
        from = offset + 1
      }
    }
    return nil
  }

  /// The controller has the node's addresses again, and gives them to nodes that lack some.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    controller.forget(node)
    members.remove(node.id)
    for id in scene.nodeIDs where members.contains(id) {
      guard let other = scene.node(id),
        controller.isShort(other, of: settings.addressesPerNode, settings.families)
      else { continue }
      _ = scene.with(id) { node, rest in level(&node, &rest) }
    }
  }

  /// The agent restarts: it gets the addresses it had.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    level(&node, &scene)
  }

  /// Whether any address is kept for somebody.
  var hasPins: Bool { controller.hasPins }
  /// Whether the texts are those of 1.19.
  var isCurrent: Bool { settings.agent.minorVersion >= 19 }
  /// Addresses the agent waits for.
  var required: Int { settings.required }

  func pin(of owner: String, _ family: IPFamily) -> IPAddress? {
    controller.pin(of: owner, family)
  }

  func keeper(of address: IPAddress) -> String? { controller.owner(of: address) }

  mutating func lend(_ address: IPAddress, to node: inout Node, owner: String) -> Bool {
    controller.lend(address, to: &node, owner: owner)
  }

  mutating func endLoan(_ address: IPAddress, of node: inout Node) {
    controller.endLoan(address, of: &node)
  }

  /// The outside controller starts anew, and the agents read their options.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    var fresh = try AddressController(settings)
    let byName = scene.nodeIDs.map { (id: $0, name: scene.node($0)?.name ?? "") }
      .sorted { $0.name < $1.name }
    for entry in byName {
      if let node = scene.node(entry.id) { fresh.learn(node, from: controller) }
    }
    controller = fresh
    for entry in byName {
      _ = scene.with(entry.id) { node, rest in level(&node, &rest) }
    }
  }

  /// Other options or pools; addresses of a pool that goes stay with their nodes.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    var changed = settings
    switch change {
    case .set(let options): try changed.set(options)
    case .addPool(let pool, _, _):
      if pool.family == .v4 {
        changed.pools.insert(pool, at: changed.pools.count { $0.family == .v4 })
      } else {
        changed.pools.append(pool)
      }
    case .removePool(let pool):
      guard settings.pools.contains(pool) else {
        let list = settings.pools.map(\.description).joined(separator: ", ")
        throw .system("\(pool) is not in the list of pools, which is \(list)")
      }
      changed.pools.removeAll { $0 == pool }
      guard !changed.pools.isEmpty else {
        throw .system("a plan keeps one pool at least; add another before the last one goes")
      }
    // Neither the agent nor the controller knows of services.
    case .serviceRange: return
    }
    _ = try AddressController(changed)
    settings = changed
  }

  /// Takes over recorded nodes: their addresses are theirs, nobody is given another.
  public mutating func adopt(_ nodes: inout [Node]) {
    let before = controller
    for index in nodes.indices {
      nodes[index].ranges = nodes[index].blocks.map { block in
        let usable = Int(clamping: min(block.size, 65_536))
        return BlockAddresses(block, firstUsable: block.base, usable: usable)
      }
      nodes[index].agentError = nil
      nodes[index].isReady = settings.families.allSatisfy { family in
        nodes[index].blocks.contains { $0.family == family }
      }
      controller.learn(nodes[index], from: before)
      members.insert(nodes[index].id)
    }
  }
}
