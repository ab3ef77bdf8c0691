import Addressing

extension Holdings {
  /// A cell that holds one block of one node: everything is in the agent's own counts.
  init(soleBlock block: IPPrefix, range: BlockAddresses?) {
    self.init()
    committed = block.size
    blocks = 1
    guard let range else {
      // No agent runs on the block: all of it is idle.
      leastFree = 0
      return
    }
    let own = range.infrastructureCount
    used = range.usable - range.free - own
    capacity = range.usable - own
    reserved = block.size - UInt128(capacity)
    leastFree = range.free
    // A single address in use is just that; a block is full when it could have had another.
    full = range.free == 0 && block.hostBits > 0 ? 1 : 0
    fullest = capacity > 0 ? used * 1000 / capacity : 1000
  }

  /// A cell with several holders, or with part of a larger block.
  ///
  /// Where holders overlap each address counts once, for the best that anybody makes of it: used
  /// before held by an agent itself before idle; reserved only if no agent can give it.
  init(cell: IPPrefix, holders: [Node]) {
    self.init()
    var held = PrefixSet()
    var shares: [AgentShare] = []
    for node in holders {
      for (position, block) in node.blocks.enumerated() where block.overlaps(cell) {
        // An object may name a block twice; the operator refuses that, and the spec stays.
        if node.blocks[..<position].contains(block) { continue }
        let part = block.length >= cell.length ? block : cell
        held.insert(part)
        shares.append(AgentShare(of: part, under: block, in: node))
      }
    }
    extraHolders = Self.extraHolders(shares)
    committed = held.count
    blocks = shares.isEmpty ? 0 : 1
    contested = extraHolders > 0 ? 1 : 0
    for share in shares {
      if share.isFull { full = 1 }
      leastFree = Swift.min(leastFree ?? share.free, share.free)
      if share.hasAgent {
        fullest = Swift.max(
          fullest, share.capacity > 0 ? share.used * 1000 / share.capacity : 1000)
      }
    }
    if contested == 0 { add(disjoint: shares) } else { add(overlapping: shares) }
  }

  /// Holders beyond the first of each part that no other part contains.
  ///
  ///     n1 ████████████        one part contains the others: 2 extra holders,
  ///     n2 ████    n3 ████     in whatever order they came
  private static func extraHolders(_ shares: [AgentShare]) -> Int {
    let sorted = shares.sorted {
      ($0.part.base, $0.part.length, $0.node) < ($1.part.base, $1.part.length, $1.node)
    }
    var extra = 0
    var widest: IPPrefix?
    var holders: Set<NodeID> = []
    for share in sorted {
      if let widest, widest.contains(share.part) {
        if holders.insert(share.node).inserted { extra += 1 }
      } else {
        widest = share.part
        holders = [share.node]
      }
    }
    return extra
  }

  /// Nobody shares an address: the agents' own counts are enough.
  private mutating func add(disjoint shares: [AgentShare]) {
    for share in shares where share.hasAgent {
      used += share.used
      capacity += share.capacity
      reserved += share.part.size - UInt128(share.capacity)
    }
  }

  private mutating func add(overlapping shares: [AgentShare]) {
    var served = PrefixSet()
    var givable = PrefixSet()
    var usedBy: [UInt128: Int] = [:]
    var own: Set<UInt128> = []
    for share in shares where share.hasAgent {
      served.insert(share.part)
      if let range = share.givable { givable.insert(range) }
      share.forEachUsed { usedBy[$0, default: 0] += 1 }
      own.formUnion(share.own)
    }
    let kept = own.count { usedBy[$0] == nil }
    used = usedBy.count
    capacity = Int(clamping: givable.count) - kept
    reserved = served.count - givable.count + UInt128(kept)
    extraHolders += usedBy.values.reduce(0) { $0 + $1 - 1 }
  }
}

/// What one node's agent makes of a part of one of the node's blocks.
private struct AgentShare {
  let part: IPPrefix
  let node: NodeID
  /// Whether the agent runs on the block; one that is further down the node's list is idle.
  let hasAgent: Bool
  /// The addresses of the part that the agent can give.
  var givable: IPRange?
  /// Those of them that it keeps for itself.
  var own: [UInt128] = []
  /// Addresses that pods hold.
  var used = 0
  /// Addresses that pods could hold.
  var capacity = 0
  /// Addresses free in the whole block.
  var free = 0
  var isFull = false
  private let range: BlockAddresses?

  init(of part: IPPrefix, under block: IPPrefix, in node: Node) {
    self.part = part
    self.node = node.id
    guard let range = node.range(on: block) else {
      self.range = nil
      hasAgent = false
      return
    }
    self.range = range
    hasAgent = true
    free = range.free
    isFull = range.free == 0 && block.hostBits > 0
    (used, capacity) = range.count(in: part)
    let kept = range.keptOffsets.map { range.address(at: $0) }
    let roles = InfrastructureRole.allCases.compactMap { range.address(of: $0) }
    own = (roles + kept).filter { part.contains($0) }.map(\.bits)
    let first = range.firstUsable.bits
    let low = Swift.max(part.base.bits, first)
    let count = UInt128(range.usable)
    guard count > 0, low <= first + count - 1 else { return }
    let high = Swift.min(part.last.bits, first + count - 1)
    guard low <= high else { return }
    givable = IPRange(IPAddress(part.family, bits: low), IPAddress(part.family, bits: high))
  }

  func forEachUsed(_ body: (UInt128) -> Void) {
    guard let range, let givable else { return }
    let first = range.firstUsable.bits
    let offsets = Int(givable.lower.bits - first)..<Int(givable.upper.bits - first) + 1
    range.taken.forEachSet(in: offsets) { offset in
      let bits = first + UInt128(offset)
      if !own.contains(bits) { body(bits) }
    }
  }
}
