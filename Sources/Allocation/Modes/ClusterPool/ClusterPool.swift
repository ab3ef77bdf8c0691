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
  private var agent: HostScopeAgent

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
  public mutating func join(_ node: inout Node, seed: UInt64) throws(Refusal) -> Work {
    var work = Work()
    work.controlPlane = 1
    work += upsert(&node)
    work += agent.start(&node, seed: seed)
    return work
  }

  /// The operator forgets the node and frees its blocks; it writes nothing.
  public mutating func leave(_ node: Node) -> Work {
    nodeOperator.delete(node.id)
    return Work()
  }

  /// An upsert of the CiliumNode: the only thing that makes the operator try a failed node again.
  public mutating func touch(_ node: inout Node, seed: UInt64) -> Work {
    var work = upsert(&node)
    startIfDown(&node, seed: seed, &work)
    return work
  }

  /// A running agent keeps its addresses over a restart, since they are restored; it only adds
  /// those of a family that was switched on.
  private func startIfDown(_ node: inout Node, seed: UInt64, _ work: inout Work) {
    if !node.isReady || agent.isBehind(node) { work += agent.start(&node, seed: seed) }
  }

  /// The operator starts anew: cursors at 0, nodes relearnt, then those without CIDRs served.
  ///
  /// Nodes are seen in the order of their names, as the API server lists them; the parked ones are
  /// served in an order drawn from the seed, since Cilium walks a Go map. [infer]
  public mutating func restart(
    _ nodes: inout [Node], seed: UInt64
  ) throws(Refusal) -> Work {
    var work = Work()
    do {
      nodeOperator = try Self.start(settings)
    } catch {
      throw .system(error.description)
    }
    agent = settings.agent
    let order = nodes.indices.sorted { nodes[$0].name < nodes[$1].name }
    for index in order {
      work += upsert(&nodes[index])
      // An agent that waited for its CIDRs starts once they are there.
      if !nodes[index].isReady, nodes[index].agentError == nil {
        work += agent.start(&nodes[index], seed: seed)
      }
    }
    var parked = nodeOperator.finishRestore().sorted()
    var generator = SeededGenerator(seed: SeededGenerator.mix(seed, 0x7061_726b))
    parked.shuffle(using: &generator)
    var position: [NodeID: Int] = [:]
    for index in nodes.indices { position[nodes[index].id] = index }
    for id in parked {
      guard let index = position[id] else { continue }
      work += upsert(&nodes[index])
      startIfDown(&nodes[index], seed: seed, &work)
    }
    return work
  }

  /// Occupies what recorded nodes hold; nodes without a block keep waiting as they were recorded.
  public mutating func adopt(_ nodes: inout [Node]) {
    if let fresh = try? Self.start(settings) { nodeOperator = fresh }
    for index in nodes.indices where !nodes[index].blocks.isEmpty {
      _ = upsert(&nodes[index])
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
    case .addPool(let pool):
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
    }
    do { _ = try Self.start(changed) } catch { throw .system(error.description) }
    settings = changed
  }

  /// The agent's answer to a pod.
  public func giveAddresses(
    on node: inout Node, wanted: IPAddress?, seed: UInt64
  ) -> AddressGrant {
    agent.giveAddresses(on: &node, wanted: wanted, seed: seed)
  }

  /// Brings a node's object before the operator until its status no longer changes: the status write
  /// of a failure comes back as one more update of the object.
  private mutating func upsert(_ node: inout Node) -> Work {
    var work = Work()
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
        return work
      } catch {
        guard node.error != error.description else { return work }
        node.error = error.description
        work.controlPlane += 1
      }
    }
    return work
  }
}
