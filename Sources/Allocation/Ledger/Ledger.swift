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
  /// When each block that a node holds was given, in whole seconds.
  private(set) var times: TreeDictionary<IPPrefix, UInt32> = [:]

  /// The mode's pools in cells of its unit, nothing held.
  init(_ mode: any IPAMMode) {
    sections = Self.sections(of: mode)
  }

  private static func sections(of mode: any IPAMMode) -> [LedgerSection] {
    let withheld = PrefixSet(mode.withheld)
    return mode.pools.map { pool in
      LedgerSection(pool: pool, unitLength: mode.unitLength(of: pool), withheld: withheld)
    }
  }

  /// Cuts other pools into cells, or the same ones into others, and enters what every node holds.
  mutating func rebuild(for mode: any IPAMMode, _ nodes: NodeTable, _ reuse: AddressReuse) {
    sections = Self.sections(of: mode)
    outside = [:]
    nodes.forEach { node in
      for block in node.blocks { enter(block, of: node.id) }
    }
    reuse.forEachReturned { addresses, count in countReturns(count, in: addresses) }
    nodes.forEach { refresh($0, in: nodes, asFirstHolder: true) }
  }

  /// Counts addresses of a stretch no larger than a cell that pods have given back.
  mutating func countReturns(_ count: Int, in prefix: IPPrefix) {
    for index in sections.indices { sections[index].countReturns(count, in: prefix) }
  }

  /// When a node was given `block`, in whole seconds.
  public func time(of block: IPPrefix) -> UInt32? { times[block] }

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
  mutating func commit(_ block: IPPrefix, to node: NodeID, at now: Duration) {
    times[block] = UInt32(clamping: now.components.seconds)
    enter(block, of: node)
  }

  private mutating func enter(_ block: IPPrefix, of node: NodeID) {
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
    // A block that another node holds as well keeps the time of whoever came last.
    if kept.isEmpty, !holders(of: block.base).contains(where: { $0 != node }) { times[block] = nil }
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
          alone: apart ? (node, position) : nil, times)
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
      sections[index].refresh(block, in: nodes, heldFirstBy: node, alone: nil, times)
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

  /// What is held of one cell.
  public func holdings(of cell: Int) -> Holdings { tree[cell] }

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
    alone: (node: Node, position: Int)?, _ times: TreeDictionary<IPPrefix, UInt32>
  ) {
    guard let cells = grid.indices(overlapping: block) else { return }
    for cell in cells {
      let old = tree[cell]
      guard let first = firstHolder[cell] else {
        var free = idle(cell)
        free.returns = old.returns
        write(free, at: cell, over: old)
        continue
      }
      if let wanted, wanted != first { continue }
      let prefix = grid[cell]
      let isShared = moreHolders[cell] != nil
      var fresh: Holdings
      if !isShared, let alone, block == prefix {
        fresh = Holdings(soleBlock: block, range: alone.node.range(alone.position, on: block))
        fresh.describe(alone.node, holding: block, times)
      } else if !isShared, let node = nodes[first], let sole = node.onlyBlock(in: prefix) {
        fresh = Holdings(soleBlock: sole, range: node.range(on: sole))
        fresh.describe(node, holding: sole, times)
      } else {
        let nodes = holders(of: cell).compactMap { nodes[$0] }
        fresh = Holdings(cell: prefix, holders: nodes)
        for node in nodes {
          for held in node.blocks where held.overlaps(prefix) {
            fresh.describe(node, holding: held, times, isFirstPart: prefix.contains(held.base))
          }
        }
      }
      fresh.returns = old.returns
      if !neverGiven.isEmpty, neverGiven.overlaps(prefix) {
        let held = holders(of: cell).flatMap { nodes[$0]?.blocks ?? [] }
        fresh.withheld = withheld(in: prefix, but: held.filter { $0.overlaps(prefix) })
      }
      write(fresh, at: cell, over: old)
    }
  }

  /// Writes what has changed only: a node may have hundreds of cells, of which a pod changes one.
  private mutating func write(_ fresh: Holdings, at cell: Int, over old: Holdings) {
    var fresh = fresh
    fresh.freeOrder = fresh.isFree ? 0 : -1
    if fresh != old { tree[cell] = fresh }
  }

  mutating func countReturns(_ count: Int, in prefix: IPPrefix) {
    guard let cell = grid.index(of: prefix.base) else { return }
    tree[cell].returns += count
  }

  /// Calls `body` with what each run of `size` cells in `range` holds, in order and numbered from 0;
  /// `size` is a power of two, and the range begins and ends between two runs.
  public func forEachRun(
    of size: Int, in range: Range<Int>, _ body: (Int, borrowing Holdings) -> Void
  ) {
    tree.forEachRun(of: size, in: range, body)
  }

  /// Calls `body` with runs of cells that may hold something else than in an earlier section, or
  /// answers false where the two are not cut alike and everything may be different.
  public func forEachChange(
    since other: LedgerSection, _ body: (Range<Int>) -> Void
  ) -> Bool {
    guard grid == other.grid, neverGiven == other.neverGiven else { return false }
    tree.forEachChange(since: other.tree, body)
    return true
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
  package func range(_ position: Int, on block: IPPrefix) -> BlockAddresses? {
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

extension Holdings {
  /// Adds who holds a block, since when, and who waits there for an address.
  fileprivate mutating func describe(
    _ node: Node, holding block: IPPrefix, _ times: TreeDictionary<IPPrefix, UInt32>,
    isFirstPart: Bool = true
  ) {
    holder.add(Holder(node.id))
    if let time = times[block] {
      let times = BlockTimes(time)
      since = since?.union(times) ?? times
    }
    // A node's pods are counted once, where its first block begins.
    if isFirstPart, block == node.blocks.first { refused &+= node.refused }
  }
}
