public import Addressing

/// Cilium's default mode: the operator cuts a central pool into one block a node, next-fit, and each
/// node's agent picks addresses inside its block at random.
///
/// Sources: Cilium 1.19 `pkg/ipam/allocator/podcidr/podcidr.go`, `pkg/ipam/cidrset/cidr_set.go`,
/// `pkg/ipam/hostscope.go`; the algorithm is the same from 1.13 on.
public struct ClusterPool: IPAMMode {
  /// What was chosen.
  public private(set) var settings: Settings
  /// The operator, with what it remembers.
  public private(set) var nodeOperator: PodCIDROperator
  private(set) var agent: HostScopeAgent

  /// The mode as a plan names it.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    let settings: Settings
    do { settings = try Settings(pools: pools, options: options) } catch { throw .badOption(error) }
    do { try self.init(settings) } catch { throw .system(error.description) }
  }

  /// A cluster with these settings and no node; the operator refuses to start on some, in its words.
  public init(_ settings: Settings) throws(OperatorError) {
    self.settings = settings
    nodeOperator = try Self.start(settings)
    _ = nodeOperator.finishRestore()
    agent = settings.agent
  }

  private static func start(_ settings: Settings) throws(OperatorError) -> PodCIDROperator {
    try PodCIDROperator(
      v4: settings.v4, v4Mask: settings.mask, v6: settings.v6, v6Mask: settings.mask6)
  }

  /// The options as they stand.
  public var options: [ModeOption] { settings.options }
  /// The list elements, IPv4 first.
  public var pools: [IPPrefix] { settings.v4 + settings.v6 }
  /// The kubelet's limit of pods.
  public var maxPods: Int { settings.maxPods }

  /// The mask of the family.
  public func unitLength(_ family: IPFamily) -> Int? {
    switch family {
    case .v4: settings.v4.isEmpty ? nil : settings.mask
    case .v6: settings.v6.isEmpty ? nil : settings.mask6
    }
  }

  /// Addresses a node can give to pods, by family.
  public var usablePerNode: [IPFamily: Int] {
    var usable: [IPFamily: Int] = [:]
    for family in IPFamily.allCases {
      guard let length = unitLength(family), length <= family.bitWidth else { continue }
      let block = IPPrefix(IPAddress(family, bits: 0), length: length)
      usable[family] = agent.usable(in: block)
    }
    return usable
  }

  /// The operator's sets of one family.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] {
    family == .v4 ? nodeOperator.v4 : nodeOperator.v6
  }

  /// The agent creates its CiliumNode, the operator answers, the agent starts on what it got.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    scene.work.controlPlane += 1
    upsert(&node, &scene.work)
    agent.start(&node, &scene)
  }

  /// The operator forgets the node and frees its blocks; it writes nothing.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    nodeOperator.delete(node.id)
  }

  /// An upsert of the CiliumNode: the only thing that makes the operator try a failed node again.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    upsert(&node, &scene.work)
    startIfDown(&node, &scene)
  }

  /// A running agent keeps its addresses over a restart, since they are restored; it only adds
  /// those of a family that was switched on.
  private func startIfDown(_ node: inout Node, _ scene: inout Scene) {
    if !node.isReady || agent.isBehind(node) { agent.start(&node, &scene) }
  }

  /// The operator starts anew: cursors at 0, nodes relearnt, then those without CIDRs served.
  ///
  /// Nodes are seen in the order of their names, as the API server lists them; the parked ones are
  /// served in an order drawn from the seed, since Cilium walks a Go map. [infer]
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    do {
      nodeOperator = try Self.start(settings)
    } catch {
      throw .system(error.description)
    }
    agent = settings.agent
    let byName = scene.nodeIDs.map { (id: $0, name: scene.node($0)?.name ?? "") }
      .sorted { $0.name < $1.name }
    for entry in byName {
      _ = scene.with(entry.id) { node, rest in
        upsert(&node, &rest.work)
        // An agent that waited for its CIDRs starts once they are there.
        if !node.isReady, node.agentError == nil { agent.start(&node, &rest) }
      }
    }
    var parked = nodeOperator.finishRestore().sorted()
    var generator = SeededGenerator(seed: SeededGenerator.mix(scene.seed, 0x7061_726b))
    parked.shuffle(using: &generator)
    for id in parked {
      _ = scene.with(id) { node, rest in
        upsert(&node, &rest.work)
        startIfDown(&node, &rest)
      }
    }
  }

  /// Occupies what recorded nodes hold; nodes without a block keep waiting as they were recorded.
  public mutating func adopt(_ nodes: inout [Node]) {
    if let fresh = try? Self.start(settings) { nodeOperator = fresh }
    var unseen = Work()
    for index in nodes.indices where !nodes[index].blocks.isEmpty {
      upsert(&nodes[index], &unseen)
    }
    _ = nodeOperator.finishRestore()
    for index in nodes.indices { agent.adopt(&nodes[index]) }
  }

  /// New settings or a new list, checked as the operator checks them when it starts.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    var changed = settings
    switch change {
    case .set(let options):
      do { try changed.set(options) } catch { throw .badOption(error) }
    case .addPool(let pool, _, _):
      if pool.family == .v4 { changed.v4.append(pool) } else { changed.v6.append(pool) }
    case .removePool(let pool):
      guard pools.contains(pool) else {
        let list = pools.map(\.description).joined(separator: ", ")
        throw .system("\(pool) is not in the list of pools, which is \(list)")
      }
      changed.v4.removeAll { $0 == pool }
      changed.v6.removeAll { $0 == pool }
      if changed.v4.isEmpty, changed.v6.isEmpty {
        throw .system(OperatorError.listMissing(pool.family).description)
      }
    // The operator knows nothing of services; an overlap is between the networks themselves.
    case .serviceRange: return
    }
    do { _ = try Self.start(changed) } catch { throw .system(error.description) }
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

  /// Brings a node's object before the operator until its status no longer changes: the status write
  /// of a failure comes back as one more update of the object.
  private mutating func upsert(_ node: inout Node, _ work: inout Work) {
    for _ in 0..<2 {
      do {
        if let cidrs = try nodeOperator.upsert(node.id, name: node.name, requested: node.blocks),
          cidrs != node.blocks
        {
          node.blocks = cidrs
          work.controlPlane += 1
          node.error = nil
        } else if node.error != nil, !node.blocks.isEmpty {
          node.error = nil
          work.controlPlane += 1
        }
        return
      } catch {
        guard node.error != error.description else { return }
        node.error = error.description
        work.controlPlane += 1
      }
    }
  }
}
