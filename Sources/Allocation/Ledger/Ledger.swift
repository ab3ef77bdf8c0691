public import Addressing
import HashTreeCollections

/// Who holds which part of the pools, kept up to date with every event.
///
/// Each pool is cut into cells of the mode's unit. A cell knows its holders and what they use of it;
/// sums over aligned stretches are kept, so that no picture and no figure walks addresses or pods.
public struct Ledger: Sendable {
  /// One section a pool, in the mode's order.
  public private(set) var sections: [LedgerSection]
  /// Addresses that nodes hold outside every pool, by family.
  public private(set) var outside: [IPFamily: UInt128] = [:]

  /// The mode's pools in cells of its unit, nothing held.
  init(_ mode: any IPAMMode) {
    let withheld = PrefixSet(mode.withheld)
    sections = mode.pools.map { pool in
      LedgerSection(pool: pool, unitLength: mode.unitLength(of: pool), withheld: withheld)
    }
  }

  /// What is held in the pools of one family.
  public func total(_ family: IPFamily) -> Holdings {
    sections.reduce(into: Holdings()) { sum, section in
      if section.pool.family == family { sum.add(section.total) }
    }
  }

  /// The section that holds `prefix` or lies in it.
  public func section(of prefix: IPPrefix) -> LedgerSection? {
    sections.first { $0.pool.overlaps(prefix) }
  }

  /// The nodes that hold a block around `address`, the first holder first.
  public func holders(of address: IPAddress) -> [NodeID] {
    for section in sections {
      if let cell = section.grid.index(of: address) { return section.holders(of: cell) }
    }
    return []
  }

  /// Cells that a node with `block` would hold a part of.
  func cells(under block: IPPrefix) -> Int {
    sections.reduce(0) { $0 + ($1.grid.indices(overlapping: block)?.count ?? 0) }
  }

  /// A node takes a block.
  mutating func commit(_ block: IPPrefix, to node: NodeID) {
    var left = block.size
    for index in sections.indices {
      left = left.subtractingSaturated(sections[index].commit(block, to: node))
    }
    // Blocks of several nodes may come to more than 2^128 addresses; a sum that wraps gives back
    // exactly what each brought.
    if left > 0 { outside[block.family, default: 0] &+= left }
  }

  /// A node gives a block up; in cells where it keeps another it stays a holder.
  mutating func uncommit(_ block: IPPrefix, from node: NodeID, keeping kept: [IPPrefix] = []) {
    var left = block.size
    for index in sections.indices {
      left = left.subtractingSaturated(sections[index].uncommit(block, from: node, keeping: kept))
    }
    if left > 0 { outside[block.family, default: 0] &-= left }
  }

  /// Brings the cells under a node's blocks up to date with what their holders use; on request only
  /// those that no other node held first, so that a walk over all nodes meets each cell once.
  mutating func refresh(_ node: Node, in nodes: NodeTable, asFirstHolder: Bool = false) {
    // Nodes with hundreds of single addresses: each is alone in its cell, and its books are found
    // by its place in the list.
    let apart = node.blocks.count > 4 && node.blocks.arePairwiseDisjoint
    for (position, block) in node.blocks.enumerated() {
      for index in sections.indices {
        sections[index].refresh(
          block, in: nodes, heldFirstBy: asFirstHolder ? node.id : nil,
          alone: apart ? (node, position) : nil)
      }
    }
  }

  /// Brings the cells under a node's blocks up to date, the node named only.
  mutating func refresh(nodeWith id: NodeID, in nodes: NodeTable) {
    if let node = nodes[id] { refresh(node, in: nodes) }
  }

  /// Brings the cells under one block up to date.
  mutating func refresh(
    _ block: IPPrefix, in nodes: NodeTable, heldFirstBy node: NodeID? = nil
  ) {
    for index in sections.indices {
      sections[index].refresh(block, in: nodes, heldFirstBy: node, alone: nil)
    }
  }
}

/// One pool of the ledger.
public struct LedgerSection: Sendable {
  /// The pool.
  public let pool: IPPrefix
  /// The pool cut into cells; a single cell when no block fits into it.
  public let grid: BlockGrid
  /// Whether blocks can be cut from the pool: not when the mask is shorter than the pool.
  public let canBeCut: Bool
  /// Parts that the modelled system itself never gives.
  private let neverGiven: PrefixSet
  private var tree: HoldingsTree
  private var firstHolder: TreeDictionary<Int, NodeID> = [:]
  private var moreHolders: TreeDictionary<Int, [NodeID]> = [:]

  init(pool: IPPrefix, unitLength: Int?, withheld: PrefixSet) {
    self.pool = pool
    neverGiven = withheld.isEmpty ? withheld : withheld.intersection(PrefixSet([pool]))
    let grid = unitLength.flatMap { BlockGrid(pool, blockLength: $0) }
    canBeCut = grid != nil
    guard let cells = grid ?? BlockGrid(pool, blockLength: pool.length) else {
      preconditionFailure("a pool is at least one block of its own length")
    }
    self.grid = cells
    tree = HoldingsTree(count: cells.count)
    for part in neverGiven.prefixes {
      for cell in cells.indices(overlapping: part) ?? 0..<0 { tree[cell] = idle(cell) }
    }
  }

  /// What is held in the pool.
  public var total: Holdings { tree.total }

  /// Addresses the mode never gives: what its system keeps to itself, and all of a pool into which no
  /// block fits.
  public var withheld: UInt128 {
    canBeCut ? tree.total.withheld : pool.size - tree.total.committed
  }

  /// Addresses of a stretch that the modelled system never gives, held or not.
  public func neverGiven(in prefix: IPPrefix) -> UInt128 {
    guard neverGiven.overlaps(prefix) else { return 0 }
    return neverGiven.intersection(PrefixSet([prefix])).count
  }

  /// A cell that nobody holds.
  private func idle(_ cell: Int) -> Holdings {
    var holdings = Holdings()
    if !neverGiven.isEmpty { holdings.withheld = withheld(in: grid[cell], but: []) }
    return holdings
  }

  /// Addresses of a cell that are never given and that nobody holds all the same.
  private func withheld(in cell: IPPrefix, but held: [IPPrefix]) -> UInt128 {
    let parts = neverGiven.intersection(PrefixSet([cell]))
    guard !parts.isEmpty, !held.isEmpty else { return parts.count }
    return parts.subtracting(PrefixSet(held)).count
  }

  /// The nodes that hold a part of a cell, the first holder first.
  public func holders(of cell: Int) -> [NodeID] {
    guard let first = firstHolder[cell] else { return [] }
    return [first] + (moreHolders[cell] ?? [])
  }

  /// What is held in a stretch of whole cells.
  public func holdings(in cells: Range<Int>) -> Holdings { tree.holdings(in: cells) }

  /// Adds a holder to the cells under `block`; answers how many addresses of it lie in the pool.
  mutating func commit(_ block: IPPrefix, to node: NodeID) -> UInt128 {
    guard let cells = grid.indices(overlapping: block) else { return 0 }
    for cell in cells {
      if firstHolder[cell] == nil {
        firstHolder[cell] = node
      } else if !holders(of: cell).contains(node) {
        moreHolders[cell, default: []].append(node)
      }
    }
    return min(block.size, pool.size)
  }

  mutating func uncommit(
    _ block: IPPrefix, from node: NodeID, keeping kept: [IPPrefix]
  ) -> UInt128 {
    guard let cells = grid.indices(overlapping: block) else { return 0 }
    for cell in cells where !kept.contains(where: grid[cell].overlaps) {
      var left = holders(of: cell)
      left.removeAll { $0 == node }
      firstHolder[cell] = left.first
      moreHolders[cell] = left.count > 1 ? Array(left.dropFirst()) : nil
    }
    return min(block.size, pool.size)
  }

  mutating func refresh(
    _ block: IPPrefix, in nodes: NodeTable, heldFirstBy wanted: NodeID?,
    alone: (node: Node, position: Int)?
  ) {
    guard let cells = grid.indices(overlapping: block) else { return }
    for cell in cells {
      guard let first = firstHolder[cell] else {
        tree[cell] = idle(cell)
        continue
      }
      if let wanted, wanted != first { continue }
      let prefix = grid[cell]
      let isShared = moreHolders[cell] != nil
      if !isShared, let alone, block == prefix {
        tree[cell] = Holdings(soleBlock: block, range: alone.node.range(alone.position, on: block))
      } else if !isShared, let node = nodes[first], let sole = node.onlyBlock(in: prefix) {
        tree[cell] = Holdings(soleBlock: sole, range: node.range(on: sole))
      } else {
        tree[cell] = Holdings(cell: prefix, holders: holders(of: cell).compactMap { nodes[$0] })
      }
      guard !neverGiven.isEmpty, neverGiven.overlaps(prefix) else { continue }
      let held = holders(of: cell).flatMap { nodes[$0]?.blocks ?? [] }
      tree[cell].withheld = withheld(in: prefix, but: held.filter { $0.overlaps(prefix) })
    }
  }
}

extension Node {
  /// The block that lies in `cell`, if no other block of the node touches it.
  fileprivate func onlyBlock(in cell: IPPrefix) -> IPPrefix? {
    var found: IPPrefix?
    for block in blocks where block.overlaps(cell) {
      guard found == nil, cell.contains(block) else { return nil }
      found = block
    }
    return found
  }
}

extension Node {
  /// The books on a block, looked for at the block's own place first.
  fileprivate func range(_ position: Int, on block: IPPrefix) -> BlockAddresses? {
    if position < ranges.count, ranges[position].prefix == block { return ranges[position] }
    return range(on: block)
  }
}

extension [IPPrefix] {
  /// Whether no element overlaps another.
  fileprivate var arePairwiseDisjoint: Bool {
    let sorted = sorted { ($0.base, $0.length) < ($1.base, $1.length) }
    return zip(sorted, sorted.dropFirst()).allSatisfy { !$0.overlaps($1) }
  }
}
