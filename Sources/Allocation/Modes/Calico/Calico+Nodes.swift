import Addressing
import HashTreeCollections

extension Calico {
  /// A node joins without a block; those it asks for are claimed as `calicoctl` would claim them, and
  /// those that a node of its name left behind are its own again.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    begin(scene)
    let asked = node.blocks
    node.blocks = []
    ids[node.name] = node.id
    collector.welcome(node.name)
    inherit(&node, &scene)
    for cidr in asked {
      if let pool = ipam.pool(of: cidr.base), pool.blockSize - cidr.length > 16 {
        throw .tooMany("a node asks for at most 65536 blocks here, and \(cidr) has more")
      }
      do {
        let (_, failed) = try ipam.claimAffinity(cidr, host: node.name, at: now)
        if let block = failed.first {
          throw CalicoError.claimed(block, by: ipam.block(block)?.affinity)
        }
      } catch let error as CalicoError {
        throw .system(error.description)
      } catch {
        preconditionFailure("a claim fails with its own errors only")
      }
    }
    follow(hand: &node, &scene)
    node.isReady = true
  }

  /// Takes over blocks that kept the node's name: what others have borrowed of them is a loan again.
  private mutating func inherit(_ node: inout Node, _ scene: inout Scene) {
    for affinity in ipam.affinities(of: node.name) {
      guard let block = ipam.block(affinity.cidr), block.affinity == node.name else { continue }
      var range = refit(BlockAddresses(all: block.cidr))
      for ordinal in 0..<block.capacity where block.isAssigned(ordinal) {
        let address = block.address(at: ordinal)
        guard let borrower = singles.removeValue(forKey: address) else { continue }
        scene.change(borrower) { Self.remove(single: address, from: &$0) }
        if tunnels[address] == borrower {
          range.keep(ordinal)
        } else {
          if range.taken[ordinal] { range = refit(range, opening: ordinal) }
          range.lend(ordinal, to: borrower)
        }
      }
      node.blocks.append(block.cidr)
      node.ranges.append(range)
    }
  }

  /// Recorded nodes keep those of their blocks that are blocks of a pool.
  public mutating func adopt(_ nodes: inout [Node]) {
    for index in nodes.indices {
      let (id, name) = (nodes[index].id, nodes[index].name)
      ids[name] = id
      recorded.insert(id)
      for block in nodes[index].blocks where ipam.pool(of: block.base)?.blockSize == block.length {
        guard let claim = try? ipam.claimAffinity(block, host: name, at: now), claim.failed.isEmpty
        else { continue }
        nodes[index].ranges.append(refit(BlockAddresses(all: block)))
        mark(block, isTaken: true)
      }
      nodes[index].isReady = nodes[index].error == nil
    }
    _ = ipam.drain()
    isRecorded = true
  }

  /// The node's tunnel addresses are given back and its empty blocks deleted; a block of which others
  /// have borrowed keeps the name of the node until it is empty.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    begin(scene)
    relearn(&scene)
    for address in tunnelAddresses(of: node.id) {
      dropTunnel(address, of: node.id, &scene)
    }
    refused.remove(node.id)
    recorded.remove(node.id)
    follow(&scene)
    ids[node.name] = nil
    collector.forget(node.name)
    collector.look(at: &ipam, now: now)
    for affinity in ipam.affinities(of: node.name) {
      disperse(affinity.cidr, of: node, isGone: true, &scene)
    }
    hasNewRoom = true
    follow(&scene)
  }

  /// `calico-node` restarts and looks after its tunnel's address; nothing else is decided there.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    begin(scene)
    relearn(&scene, hand: node)
  }

  /// The tunnel addresses of a node, IPv4 first.
  func tunnelAddresses(of id: NodeID) -> [IPAddress] {
    tunnelsByNode[id] ?? []
  }

  /// Gives a node's tunnel the address it needs, and takes back what it no longer needs
  /// (`reconcileTunnelAddrs` in `node/pkg/allocateip/allocateip.go`).
  mutating func reconcileTunnels(of id: NodeID, _ scene: inout Scene) {
    guard let name = scene.node(id)?.name, ids[name] == id, !recorded.contains(id) else { return }
    let families = settings.tunnelFamilies.filter { unitLength($0) != nil }
    let held = tunnelAddresses(of: id)
    for address in held where !families.contains(address.family) {
      dropTunnel(address, of: id, &scene)
    }
    for family in families where !held.contains(where: { $0.family == family }) {
      let answer = ipam.autoAssign(CalicoRequest(family, host: name), at: now)
      if let address = answer.addresses.first {
        setTunnel(address, of: id)
        follow(&scene)
        enterTunnel(address, of: id, &scene)
      } else if refused.insert(id).inserted {
        scene.note(name, answer.refusal ?? "no tunnel address", isRefusal: true)
      }
    }
    follow(&scene)
  }

  private mutating func enterTunnel(
    _ address: IPAddress, of id: NodeID, _ scene: inout Scene
  ) {
    guard let owner = lender(of: address) else {
      singles[address] = id
      scene.change(id) { add(single: address, to: &$0) }
      return
    }
    scene.change(owner) { node in
      guard let index = node.position(of: address),
        let offset = node.ranges[index].offset(of: address)
      else { return }
      guard owner == id else {
        node.ranges[index].keep(offset)
        return
      }
      node.ranges[index].take(offset)
      if node.ranges[index].address(of: .tunnel) == nil {
        node.ranges[index].assign(offset, to: .tunnel)
      }
    }
  }

  private mutating func dropTunnel(
    _ address: IPAddress, of id: NodeID, _ scene: inout Scene
  ) {
    setTunnel(address, of: nil)
    if singles.removeValue(forKey: address) != nil {
      scene.change(id) { Self.remove(single: address, from: &$0) }
    } else if let owner = lender(of: address) {
      scene.change(owner) { node in
        guard let index = node.position(of: address) else { return }
        node.ranges[index] = refit(node.ranges[index])
      }
    }
    ipam.release([address], at: now)
    hasNewRoom = true
  }
}
