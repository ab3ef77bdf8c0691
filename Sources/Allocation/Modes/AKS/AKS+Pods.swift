import Addressing
import HashTreeCollections

extension AKS {
  /// An address of every family, of what the node has.
  public mutating func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    var grant = AddressGrant()
    let families = IPFamily.allCases.filter { family in
      unitLength(family) != nil || node.ranges.contains { $0.prefix.family == family }
    }
    for family in families where family != demand.wanted?.family && node.free(family) ?? 0 == 0 {
      grant.status = family == .v4 ? .refusedV4 : .refusedV6
      return grant
    }
    if let wanted = demand.wanted {
      guard let position = node.position(of: wanted) else {
        return AddressGrant(refusedWith: "Requested IP not found in pool")
      }
      do {
        try node.ranges[position].allocate(wanted)
      } catch {
        return AddressGrant(refusedWith: "Desired IP is already allocated \(wanted)")
      }
      node.draws += 1
      grant.add(wanted)
    }
    for family in families where family != demand.wanted?.family {
      let address =
        networking == .kubenet
        ? next(family, on: &node) : random(family, on: &node, seed: scene.seed)
      if let address { grant.add(address) }
    }
    return grant
  }

  /// Any free address: Azure's agent goes through a Go map of them.
  private func random(
    _ family: IPFamily, on node: inout Node, seed: UInt64
  ) -> IPAddress? {
    var total = 0
    for range in node.ranges where range.prefix.family == family { total += range.usable }
    guard total > 0 else { return nil }
    var start = AddressScan.start(
      seed: seed, stream: node.stream, draw: node.draws, family: family, usable: total)
    var first = 0
    for (position, range) in node.ranges.enumerated() where range.prefix.family == family {
      first = position
      guard start >= range.usable else { break }
      start -= range.usable
    }
    for step in node.ranges.indices {
      let position = (first + step) % node.ranges.count
      guard node.ranges[position].prefix.family == family, node.ranges[position].free > 0,
        let offset = try? node.ranges[position].allocateNext(from: step == 0 ? start : 0)
      else { continue }
      node.draws += 1
      return node.ranges[position].address(at: offset)
    }
    return nil
  }

  /// The next free address after the one given last, as host-local does.
  private mutating func next(_ family: IPFamily, on node: inout Node) -> IPAddress? {
    guard let position = node.position(family) else { return nil }
    var cursor = cursors[node.id] ?? [0, 0]
    let place = family == .v4 ? 0 : 1
    let usable = node.ranges[position].usable
    guard usable > 0,
      let offset = try? node.ranges[position].allocateNext(from: cursor[place] % usable)
    else { return nil }
    cursor[place] = (offset + 1) % usable
    cursors[node.id] = cursor
    node.draws += 1
    return node.ranges[position].address(at: offset)
  }

  /// Brings the nodes of `pod-subnet-dynamic` to as many addresses as their pods ask for.
  public mutating func maintain(_ ids: [NodeID], _ scene: inout Scene) {
    guard networking == .podSubnetDynamic else { return }
    let before = subnets.reduce(0) { $0 + $1.used }
    for id in ids {
      _ = scene.with(id) { node, rest in
        if node.isReady { adjust(&node, &rest) }
      }
    }
    if subnets.reduce(0, { $0 + $1.used }) < before { serveStarved(&scene, but: nil) }
  }

  /// Asks for whole batches until the node has what its pods want, or gives idle addresses back.
  mutating func adjust(_ node: inout Node, _ scene: inout Scene) {
    let target = AKSSizing.dynamicAddresses(pods: node.admitted)
    var isShort = false
    var held = node.ranges.reduce(0) { $0 + $1.usable }
    if held != target { scene.work.controlPlane += 1 }
    if held > target { giveBack(held - target, of: &node) }
    while held < target, !isShort {
      let wanted = min(AKSSizing.batch, target - held)
      do throws(AKSError) {
        try checkNetwork(wanted)
        guard let taken = take(wanted) else {
          throw .subnetIsFull(subnets[subnets.count - 1].prefix, wanted: wanted)
        }
        node.blocks += taken
        node.ranges += taken.map { BlockAddresses(all: $0) }
        held += wanted
      } catch {
        isShort = true
        if !starved.contains(node.id) {
          starved.append(node.id)
          scene.note(node.name, error.description, isRefusal: true)
        }
      }
    }
    if !isShort { starved.removeAll { $0 == node.id } }
  }

  /// Gives back so many addresses that no pod has, those given last first.
  private mutating func giveBack(_ count: Int, of node: inout Node) {
    var left = count
    var gone: Set<IPPrefix> = []
    for range in node.ranges.reversed() where left > 0 && range.usable == 1 && range.free == 1 {
      gone.insert(range.prefix)
      left -= 1
    }
    node.blocks.removeAll(where: gone.contains)
    node.ranges.removeAll { gone.contains($0.prefix) }
    for block in gone.sorted() {
      for index in subnets.indices { subnets[index].release(block) }
    }
  }
}
