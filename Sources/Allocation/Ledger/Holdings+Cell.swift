import Addressing

extension Holdings {
  /// A cell that holds one block of one node: everything is in the agent's own counts.
  init(soleBlock block: IPPrefix, of node: Node) {
    self.init()
    committed = block.size
    blocks = 1
    guard let range = node[block.family], range.prefix == block else {
      // No agent runs on the block: all of it is idle.
      leastFree = 0
      return
    }
    let own = range.infrastructureCount
    used = range.usable - range.free - own
    capacity = range.usable - own
    reserved = block.size - UInt128(capacity)
    leastFree = range.free
    full = range.free == 0 ? 1 : 0
    fullest = capacity > 0 ? used * 1000 / capacity : 1000
  }

  /// A cell with several holders, or with part of a larger block, counted address by address where
  /// holders overlap: each address once, as used before reserved before idle.
  init(cell: IPPrefix, holders: [Node]) {
    self.init()
    var held = PrefixSet()
    var usedBy: [UInt128: Int] = [:]
    var reservedCount: UInt128 = 0
    var seen = PrefixSet()
    var capacityCount = 0
    for node in holders {
      for block in node.blocks where block.overlaps(cell) {
        let part = block.length >= cell.length ? block : cell
        held.insert(part)
        let isNew = !seen.overlaps(part)
        seen.insert(part)
        blocks = max(blocks, 1)
        let share = AgentShare(of: part, in: node)
        for address in share.held { usedBy[address, default: 0] += 1 }
        if isNew {
          reservedCount += share.reserved
          capacityCount += share.capacity
        }
        if share.isFull { full = 1 }
        leastFree = Swift.min(leastFree ?? share.free, share.free)
        if share.capacity > 0 {
          fullest = Swift.max(fullest, share.held.count * 1000 / share.capacity)
        }
      }
    }
    committed = held.count
    used = usedBy.count
    capacity = capacityCount
    let idle = committed - UInt128(used)
    reserved = Swift.min(reservedCount, idle)
    contested = holders.count > 1 ? 1 : 0
    extraHolders = holders.count - 1 + usedBy.values.reduce(0) { $0 + $1 - 1 }
  }
}

/// What one node's agent makes of a part of its block.
private struct AgentShare {
  /// Addresses that pods hold.
  var held: [UInt128] = []
  /// Addresses that can never serve a pod.
  var reserved: UInt128 = 0
  /// Addresses that pods could hold.
  var capacity = 0
  /// Addresses free in the whole block.
  var free = 0
  var isFull = false

  init(of part: IPPrefix, in node: Node) {
    guard let range = node[part.family], range.prefix.overlaps(part) else { return }
    free = range.free
    isFull = range.free == 0
    let first = range.firstUsable.bits
    let low = Swift.max(part.base.bits, first)
    let end = Swift.min(part.last.bits, first + UInt128(range.usable) - 1)
    guard range.usable > 0, low <= end else {
      reserved = part.size
      return
    }
    let offsets = Int(low - first)..<Int(end - first) + 1
    var own = 0
    for role in InfrastructureRole.allCases {
      if let address = range.address(of: role), part.contains(address) { own += 1 }
    }
    capacity = offsets.count - own
    reserved = part.size - UInt128(capacity)
    range.taken.forEachSet(in: offsets) { offset in
      let address = range.address(at: offset)
      if range.role(of: address) == nil { held.append(address.bits) }
    }
  }
}
