public import Addressing

/// GKE's VPC-native clusters: blocks sized by pods a node, out of one pod range or several.
///
/// Sources: cloud.google.com/kubernetes-engine/docs (how-to/flexible-pod-cidr, concepts/alias-ips,
/// how-to/multi-pod-cidr); the texts of failures are Compute Engine's, as users quote them.
public struct GKE: IPAMMode {
  private(set) var settings = Settings()
  /// The pod ranges in units of the smallest block, in order.
  private(set) var ranges: [CIDRSet] = []
  /// Nodes that wait for a block, in the order of joining.
  private(set) var waiting: [NodeID] = []
  /// Nodes that have an address of the node subnet.
  private(set) var created = 0
  private(set) var hostLocal = HostLocalNodes()
  private(set) var agent = HostScopeAgent(
    hasV4: true, hasV6: false, roles: [], smallBlocksUsable: true, scansAtRandom: true)

  /// The length of the smallest block, that of a node of 8 pods.
  private static let finestMask = GKESizing.nodeMask(maxPods: GKESizing.maxPodsRange.lowerBound)

  /// A pod range of the size that GKE makes itself.
  static let standardRange = IPPrefix(
    IPAddress(.v4, bits: 0x0a04_0000), length: GKESizing.standardPodRange)

  /// The mode as a plan names it.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    do { try settings.set(options) } catch { throw .badOption(error) }
    for pool in pools.isEmpty ? [Self.standardRange] : pools { try add(pool) }
  }

  private mutating func add(_ pool: IPPrefix) throws(Refusal) {
    guard pool.family == .v4 else {
      throw .unsupported(
        mode: "gke", what: "hand out \(pool)",
        instead: "nodes of dual-stack clusters get IPv6 from the subnet's /64, not from a pod range"
      )
    }
    let mask = settings.nodeMask(maxPods: settings.maxPods)
    guard pool.length <= mask else {
      throw .system(
        "pod range \(pool) holds no node: one of \(settings.maxPods) pods takes a /\(mask)")
    }
    if let other = pools.first(where: pool.overlaps) {
      throw .system("pod range \(pool) overlaps pod range \(other) of the same subnet")
    }
    do {
      ranges.append(try CIDRSet(cluster: pool, nodeMask: Self.finestMask))
    } catch {
      throw .system(error.description)
    }
  }

  /// The options as they stand.
  public var options: [ModeOption] { settings.values }
  /// The pod ranges, in order.
  public var pools: [IPPrefix] { ranges.map(\.cluster) }
  /// Pods a node takes.
  public var maxPods: Int { settings.maxPods }
  /// Under Dataplane V2 an agent's draws depend on nothing but its node.
  public var givesFromRangesAlone: Bool { settings.dataplane == .v2 }

  /// The length of the block of a node that does not say how many pods it takes.
  public func unitLength(_ family: IPFamily) -> Int? {
    family == .v4 ? settings.nodeMask(maxPods: settings.maxPods) : nil
  }

  /// Addresses a node can give to pods: Google lets it use half of them at most.
  public var usablePerNode: [IPFamily: Int] {
    guard let length = unitLength(.v4) else { return [:] }
    let block = IPPrefix(IPAddress(.v4, bits: 0), length: length)
    return [
      .v4: settings.dataplane == .v1 ? HostLocalNodes.usable(in: block) : agent.usable(in: block)
    ]
  }

  /// The pod ranges, as blocks of 16 addresses.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] { family == .v4 ? ranges : [] }

  /// The VM is created with a block, or it is not.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    guard node.blocks.isEmpty else {
      throw .unsupported(
        mode: "gke", what: "give a node the block it asks for", instead: "Google picks it")
    }
    create(&node, &scene)
    if !node.isReady { waiting.append(node.id) }
  }

  private mutating func create(_ node: inout Node, _ scene: inout Scene) {
    // A call of the cloud's, whatever comes of it.
    scene.work.controlPlane += 1
    guard created < GKESizing.nodes(nodeSubnet: settings.nodeSubnet) else {
      node.error = Self.exhausted(
        node, "the primary range /\(settings.nodeSubnet)", isSecondary: false)
      return
    }
    let mask = settings.nodeMask(maxPods: node.maxPods)
    for index in ranges.indices {
      guard let block = free(mask, in: ranges[index]) else { continue }
      try? ranges[index].occupy(block)
      node.blocks = [block]
      node.error = nil
      created += 1
      start(&node, &scene)
      return
    }
    let last = ranges[ranges.count - 1].cluster
    node.error = Self.exhausted(node, "the IP range '\(last)'", isSecondary: true)
  }

  /// The lowest free block of a length.
  func free(_ mask: Int, in range: CIDRSet) -> IPPrefix? {
    guard mask >= range.cluster.length,
      let units = range.used.firstClearBlock(ofOrder: Self.finestMask - mask)
    else { return nil }
    return range.block(at: units.lowerBound).supernet(length: mask)
  }

  /// Compute Engine's text (reason IP_SPACE_EXHAUSTED_WITH_DETAILS), project and region left open.
  private static func exhausted(_ node: Node, _ range: String, isSecondary: Bool) -> String {
    "[IP_SPACE_EXHAUSTED_WITH_DETAILS]: Instance '\(node.name)' creation failed: IP space of "
      + "'projects/project/regions/region/subnetworks/subnet' is exhausted. Insufficient free IP "
      + "addresses in \(range). Consider expanding the current IP range or selecting an alternative "
      + "IP range."
      + (isSecondary
        ? " If this is a secondary range, consider adding an additional secondary range." : "")
  }

  private func start(_ node: inout Node, _ scene: inout Scene) {
    switch settings.dataplane {
    case .v1: hostLocal.open([.v4], on: &node)
    case .v2: agent.start(&node, &scene)
    }
  }

  /// Takes nodes over as they were recorded.
  public mutating func adopt(_ nodes: inout [Node]) {
    waiting = []
    created = nodes.count
    for index in ranges.indices {
      if let fresh = try? CIDRSet(cluster: ranges[index].cluster, nodeMask: Self.finestMask) {
        ranges[index] = fresh
      }
    }
    for index in nodes.indices {
      for block in nodes[index].blocks { occupy(block) }
      if settings.dataplane == .v1 {
        hostLocal.open([.v4], on: &nodes[index])
      } else {
        agent.adopt(&nodes[index])
      }
    }
  }

  private mutating func occupy(_ block: IPPrefix) {
    for index in ranges.indices where ranges[index].isInRange(block) {
      try? ranges[index].occupy(block)
    }
  }

  /// The VM is deleted, and its alias range with it; nodes that wait may be created now.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    hostLocal.forget(node.id)
    if let position = waiting.firstIndex(of: node.id) {
      waiting.remove(at: position)
      return
    }
    created -= 1
    for block in node.blocks {
      for index in ranges.indices where ranges[index].isInRange(block) {
        try? ranges[index].release(block)
      }
    }
    createWaiting(&scene)
  }

  /// Instance groups go on trying.
  private mutating func createWaiting(_ scene: inout Scene) {
    for id in waiting {
      _ = scene.with(id) { node, rest in create(&node, &rest) }
    }
    waiting = waiting.filter { scene.node($0)?.blocks.isEmpty == true }
  }

  /// Nothing is forgotten on the node: files on its disk, or what Cilium's agent restores.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    if !node.isReady, !node.blocks.isEmpty { start(&node, &scene) }
  }

  /// Google's control plane keeps its records elsewhere; nodes that wait are tried again.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) { createWaiting(&scene) }

  /// Options for new nodes, or a pod range that comes or goes.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    switch change {
    case .set(let options):
      var changed = settings
      do { try changed.set(options) } catch { throw .badOption(error) }
      guard created == 0 || changed.dataplane == settings.dataplane else {
        throw .system("dataplane: it is chosen when a cluster is created, and this one has nodes")
      }
      settings = changed
    case .addPool(let pool, _, _): try add(pool)
    case .removePool(let pool):
      guard let index = pools.firstIndex(of: pool) else {
        let list = pools.map(\.description).joined(separator: ", ")
        throw .system("\(pool) is not in the list of pools, which is \(list)")
      }
      guard index > 0 else {
        throw .system("\(pool) is the cluster's default pod range, which cannot be removed")
      }
      guard ranges[index].count == 0 else {
        throw .system(
          "pod range \(pool) is used by nodes; only one that is not used can be removed")
      }
      ranges.remove(at: index)
    case .serviceRange: return
    }
  }

  /// The node's answer to a pod.
  public mutating func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    guard settings.dataplane == .v1 else {
      return agent.giveAddresses(on: &node, wanted: demand.wanted, seed: scene.seed)
    }
    do {
      return try hostLocal.add(wanted: demand.wanted, on: &node)
    } catch {
      return HostLocalNodes.refusal(error)
    }
  }

  /// What is said of a recorded node without a block.
  public func waitingText(of node: Node) -> String {
    "instance \"\(node.name)\" has no alias range for pods"
  }

  /// How large the node's block is, and why.
  public func details(of node: Node) -> [(key: String, text: String)] {
    let mask = settings.nodeMask(maxPods: node.maxPods)
    var lines = [
      (key: "block", text: "/\(mask): at least twice the \(node.maxPods) pods the node takes")
    ]
    if let place = waiting.firstIndex(of: node.id) {
      lines.append((key: "waits", text: "for a free block, as number \(place + 1)"))
    }
    return lines
  }
}
