import Addressing
import HashTreeCollections

/// How nodes' blocks and books follow the datastore.
extension Calico {
  /// Begins a decision: the time and the seed are those of the scene.
  mutating func begin(_ scene: Scene) {
    now = scene.now
    ipam.seed = scene.seed
  }

  /// Brings nodes after what was done in the datastore, the node in hand among them.
  mutating func follow(hand: inout Node, _ scene: inout Scene) {
    let effects = ipam.drain()
    scene.work.controlPlane += effects.writes
    for change in effects.changes {
      mark(change.block, isTaken: change.exists)
      guard let id = change.host.flatMap({ ids[$0] }) else { continue }
      if id == hand.id { enter(change, &hand) } else { follow(change, id, &scene) }
    }
  }

  /// Brings nodes after what was done in the datastore, where no node is in hand.
  mutating func follow(_ scene: inout Scene) {
    let effects = ipam.drain()
    scene.work.controlPlane += effects.writes
    for change in effects.changes {
      mark(change.block, isTaken: change.exists)
      guard let id = change.host.flatMap({ ids[$0] }) else { continue }
      follow(change, id, &scene)
    }
  }

  private mutating func follow(
    _ change: CalicoEffects.Change, _ id: NodeID, _ scene: inout Scene
  ) {
    let before = scene.node(id)
    scene.change(id) { enter(change, &$0) }
    if case .orphaned(let block, _) = change, let before {
      disperse(block, of: before, isGone: false, &scene)
    }
    if case .deleted(let block, .some) = change, let name = scene.node(id)?.name {
      scene.note(name, "released its affinity for the empty block \(block)")
    }
  }

  /// Enters a block that a node has got or lost.
  private func enter(_ change: CalicoEffects.Change, _ node: inout Node) {
    switch change {
    case .claimed(let block, _):
      node.blocks.append(block)
      node.ranges.append(refit(BlockAddresses(all: block)))
    case .deleted(let block, _), .orphaned(let block, _):
      node.blocks.removeAll { $0 == block }
      node.ranges.removeAll { $0.prefix == block }
    }
  }

  /// Makes the addresses in use of a block that loses its node blocks of one address.
  mutating func disperse(
    _ block: IPPrefix, of node: Node, isGone: Bool, _ scene: inout Scene
  ) {
    guard let range = node.range(on: block) else { return }
    var holders: [(offset: Int, id: NodeID)] = []
    let kept = Set(range.keptOffsets)
    range.taken.forEachSet { offset in
      if let borrower = range.borrower(of: offset) {
        holders.append((offset, borrower))
      } else if kept.contains(offset) {
        if let borrower = tunnels[range.address(at: offset)] { holders.append((offset, borrower)) }
      } else if !isGone, !range.isOwn(offset) {
        holders.append((offset, node.id))
      }
    }
    for (offset, id) in holders {
      let address = range.address(at: offset)
      singles[address] = id
      scene.change(id) { add(single: address, to: &$0) }
    }
  }

  /// Gives a node an address of a block that is no node's.
  func add(single address: IPAddress, to node: inout Node) {
    node.blocks.append(IPPrefix(address))
    var range = BlockAddresses(all: IPPrefix(address))
    range.take(0)
    if tunnels[address] == node.id { range.assign(0, to: .tunnel) }
    node.ranges.append(range)
  }

  /// Takes from a node an address of a block that is no node's.
  static func remove(single address: IPAddress, from node: inout Node) {
    let block = IPPrefix(address)
    node.blocks.removeAll { $0 == block }
    node.ranges.removeAll { $0.prefix == block }
  }

  /// The books of a block anew: pods and loans as they are, tunnels and reservations as they stand.
  func refit(_ range: BlockAddresses, opening opened: Int? = nil) -> BlockAddresses {
    var fresh = BlockAddresses(all: range.prefix)
    for (offset, borrower) in range.loans { fresh.lend(offset, to: borrower) }
    let kept = Set(range.keptOffsets)
    let tunnel = range.address(of: .tunnel).flatMap(range.offset)
    range.taken.forEachSet { offset in
      if kept.contains(offset) {
        if tunnels[range.address(at: offset)] != nil { fresh.keep(offset) }
      } else if offset != tunnel {
        fresh.take(offset)
      } else if tunnels[range.address(at: offset)] != nil {
        fresh.take(offset)
        fresh.assign(offset, to: .tunnel)
      }
    }
    for part in ipam.reservations.intersection(PrefixSet([range.prefix])).ranges {
      let first = Int(part.lower.bits - range.prefix.base.bits)
      for offset in first..<first + Int(part.count) where offset != opened { fresh.keep(offset) }
    }
    return fresh
  }

  /// Whose block holds `address`, if its node is there.
  func lender(of address: IPAddress) -> NodeID? {
    guard let cidr = ipam.blockHolding(address) else { return nil }
    return ipam.block(cidr)?.affinity.flatMap { ids[$0] }
  }
}

extension CalicoEffects.Change {
  /// The block.
  var block: IPPrefix {
    switch self {
    case .claimed(let block, _), .deleted(let block, _), .orphaned(let block, _): block
    }
  }

  /// The host that got or lost it.
  var host: String? {
    switch self {
    case .claimed(_, let host), .orphaned(_, let host): host
    case .deleted(_, let host): host
    }
  }

  /// Whether the block is there.
  var exists: Bool {
    if case .deleted = self { false } else { true }
  }
}
