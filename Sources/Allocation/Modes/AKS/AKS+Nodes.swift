import Addressing
import HashTreeCollections

extension AKS {
  /// A node is created: Azure gives it a block, or the addresses of its pods.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    guard node.blocks.isEmpty, node.wantedMask == nil else {
      throw .unsupported(
        mode: "aks", what: "give a node a block of its choice",
        instead: "Azure chooses what every node gets")
    }
    guard AKSNetworking.maxPodsRange.contains(node.maxPods) else {
      throw AKSError.maxPods(node.maxPods).refusal
    }
    start(&node, &scene)
  }

  /// Gives a node what it starts with, or says why there is none.
  private mutating func start(_ node: inout Node, _ scene: inout Scene) {
    scene.work.controlPlane += 1
    do throws(AKSError) {
      let limit = networking.maximumNodes(isDualStack: settings.isDualStack)
      guard nodeCount < limit else { throw .tooManyNodes(networking, limit) }
      let given = try firstBlocks(of: node)
      nodeCount += 1
      node.blocks = given
      open(&node)
      node.error = nil
      node.isReady = true
    } catch {
      node.error = error.description
      if networking == .podSubnetDynamic, !starved.contains(node.id) { starved.append(node.id) }
    }
  }

  /// What a new node takes, of every family.
  private mutating func firstBlocks(of node: Node) throws(AKSError) -> [IPPrefix] {
    switch networking {
    case .overlay, .kubenet:
      for set in blocks where set.isFull {
        let size = 1 << min(62, set.cluster.hostBits)
        throw .insufficientSubnet(
          set.cluster, name: "networkProfile.podCIDR",
          wanted: size.addingSaturated(1 << min(61, set.cluster.family.bitWidth - set.nodeMask)),
          available: size)
      }
      return blocks.indices.compactMap { try? blocks[$0].allocateNext() }
    case .nodeSubnet:
      let wanted = node.maxPods + 1
      try checkNetwork(wanted)
      guard let taken = take(wanted) else {
        let used = subnets.reduce(0) { $0 + $1.used }
        let last = subnets[subnets.count - 1].prefix
        throw .insufficientSubnet(
          last, name: "nodes", wanted: used + wanted,
          available: subnets.reduce(0) { $0 + $1.capacity })
      }
      // The node's own address stands alone, so that its books can keep it from pods.
      return [taken[0]] + PrefixSet(taken.dropFirst()).prefixes
    case .podSubnetDynamic:
      try checkNetwork(AKSSizing.batch + 1)
      guard let taken = take(AKSSizing.batch) else {
        throw .subnetIsFull(subnets[subnets.count - 1].prefix, wanted: AKSSizing.batch)
      }
      return taken
    case .podSubnetStatic:
      let count = AKSSizing.staticBlocks(maxPods: node.maxPods)
      guard let taken = take(count) else {
        throw .subnetIsFull(
          subnets[subnets.count - 1].prefix, wanted: count * AKSSizing.blockSize)
      }
      return taken
    }
  }

  /// Units of the first subnet that has so many left.
  mutating func take(_ count: Int) -> [IPPrefix]? {
    for index in subnets.indices {
      if let taken = subnets[index].take(count) { return taken }
    }
    return nil
  }

  /// Whether the virtual network may have so many more addresses; the nodes' own count as well.
  func checkNetwork(_ more: Int) throws(AKSError) {
    let nodes = networking == .podSubnetDynamic ? nodeCount : 0
    let used = subnets.reduce(nodes) { $0 + $1.used }
    guard used + more <= AKSSizing.addressesPerNetwork else { throw .networkIsFull }
  }

  /// Opens the books on each of a node's blocks.
  private func open(_ node: inout Node) {
    node.ranges = node.blocks.enumerated().map { position, block in
      addresses(of: block, isFirst: position == 0)
    }
  }

  /// What a node's agent gives out of one of its blocks.
  ///
  /// Azure's agent adds every address of a block to its pool, the first and the last included
  /// (`conversion_linux.go`); kubenet's host-local keeps the network, the bridge and
  /// IPv4's broadcast.
  func addresses(of block: IPPrefix, isFirst: Bool) -> BlockAddresses {
    switch networking {
    case .kubenet where block.hostBits >= 2:
      let kept: UInt128 = block.family == .v4 ? 3 : 2
      return BlockAddresses(
        block, firstUsable: IPAddress(block.family, bits: block.base.bits + 2),
        usable: Int(clamping: min(block.size - kept, 1 << 59)))
    case .nodeSubnet where isFirst && block.hostBits == 0:
      return BlockAddresses(block, firstUsable: block.base, usable: 0)
    case .podSubnetStatic where isFirst && block.hostBits > 0:
      return BlockAddresses(
        block, firstUsable: IPAddress(block.family, bits: block.base.bits + 1),
        usable: Int(clamping: min(block.size - 1, 1 << 32)))
    default: return BlockAddresses(all: block)
    }
  }

  /// Takes over recorded nodes with the blocks they have.
  public mutating func adopt(_ nodes: inout [Node]) {
    try? cut()
    starved = []
    for index in nodes.indices {
      occupy(nodes[index])
      open(&nodes[index])
      nodes[index].agentError = nil
      nodes[index].isReady = !nodes[index].blocks.isEmpty
    }
  }

  private mutating func occupy(_ node: Node) {
    if !node.blocks.isEmpty { nodeCount += 1 }
    for block in node.blocks {
      for index in subnets.indices { subnets[index].occupy(block) }
      for index in blocks.indices { try? blocks[index].occupy(block) }
    }
  }

  /// A node is deleted, and everything it had is free; nodes that are short are served of it.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    if !node.blocks.isEmpty { nodeCount -= 1 }
    for block in node.blocks {
      for index in subnets.indices { subnets[index].release(block) }
      for index in blocks.indices { try? blocks[index].release(block) }
    }
    cursors[node.id] = nil
    starved.removeAll { $0 == node.id }
    scene.work.controlPlane += 1
    serveStarved(&scene, but: node.id)
  }

  /// A node that could not be created is tried once more.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    guard node.blocks.isEmpty else { return }
    start(&node, &scene)
    if node.isReady { starved.removeAll { $0 == node.id } }
  }

  /// The control plane reads what nodes have; nodes that could not be created are tried once more.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    try cut()
    for id in scene.nodeIDs {
      if let node = scene.node(id) { occupy(node) }
    }
    for id in scene.nodeIDs where scene.node(id)?.blocks.isEmpty == true {
      _ = scene.with(id) { node, rest in touch(&node, &rest) }
    }
    serveStarved(&scene, but: nil)
  }

  /// Gives nodes that fell short what has become free, in the order they did.
  mutating func serveStarved(_ scene: inout Scene, but gone: NodeID?) {
    for id in starved where id != gone {
      _ = scene.with(id) { node, rest in
        if node.blocks.isEmpty { touch(&node, &rest) } else { adjust(&node, &rest) }
      }
    }
  }
}

extension Int {
  fileprivate func addingSaturated(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
