import Addressing
import Allocation
import Cartography

/// The parts of cells of the ledger, such as the quarters of a node's block.
///
/// Who holds a cell and what its agents' books say is looked up once for all of its parts; most cells
/// lie in one block of one node, and their parts differ in what the books count and in nothing else.
struct BlockParts {
  /// A block of a holder, and the agent's books on it.
  private struct Share {
    let block: IPPrefix
    let range: BlockAddresses?
    let node: NodeID
  }

  private let box: ClusterOccupancy.Box
  private let index: Int
  private let section: LedgerSection
  private let nodes: NodeTable

  init(of box: ClusterOccupancy.Box, at index: Int) {
    self.box = box
    self.index = index
    section = box.cluster.ledger.sections[index]
    nodes = box.cluster.nodes
  }

  /// Calls `body` with so many parts of cells, from `first` on and numbered from 0.
  func forEach(_ count: Int, from first: IPPrefix, _ body: (Int, inout Coverage) -> Void) {
    let size = first.size
    guard count > 0, let start = section.grid.index(of: first.base),
      let base = ClusterOccupancy.base(of: count - 1, size, from: first),
      let end = section.grid.index(of: base)
    else { return }
    var place = 0
    section.forEachRun(of: 1, in: start..<end + 1) { number, held in
      let cell = section.grid[start + number]
      // The first cell may begin before the run, the last one end behind it.
      let skipped = number == 0 ? (first.base.bits - cell.base.bits) / size : 0
      let parts = Int(clamping: min(cell.size / size - skipped, UInt128(count - place)))
      let run = Run(
        cell: cell, index: start + number,
        first: IPPrefix(
          IPAddress(cell.family, bits: cell.base.bits + skipped * size), length: first.length),
        count: parts)
      let from = place
      describe(run, held) { body(from + $0, &$1) }
      place += parts
    }
  }

  /// Parts of one cell.
  private struct Run {
    let cell: IPPrefix
    let index: Int
    let first: IPPrefix
    let count: Int

    func part(_ number: Int) -> IPPrefix {
      IPPrefix(
        IPAddress(first.family, bits: first.base.bits + UInt128(number) * first.size),
        length: first.length)
    }
  }

  private func describe(
    _ run: Run, _ held: borrowing Holdings, _ body: (Int, inout Coverage) -> Void
  ) {
    let frame = frame(of: run, held)
    guard held.holder != .nobody else {
      describeFree(run, frame, body)
      return
    }
    let (holder, isOne) = (held.holder.node, held.blocks == 1)
    if isOne, run.cell.hostBits <= 62, let holder, held.committed == run.cell.size {
      let ranges = nodes.ranges(of: holder)
      if let place = ranges.firstIndex(where: { $0.prefix == run.cell }) {
        let details = PartDetails(of: run.cell, run.first, frame, box, holders: [holder])
        describeWhole(run, run.cell, ranges[place], frame, details, body)
        return
      }
    }
    let shares =
      holder.map { self.shares(of: $0, in: run.cell) }
      ?? section.holders(of: run.index).flatMap { self.shares(of: $0, in: run.cell) }
    let details = PartDetails(
      of: run.cell, run.first, frame, box, holders: shares.map(\.node))
    if shares.count == 1, shares[0].block.contains(run.cell), shares[0].block.hostBits <= 62 {
      describeWhole(run, shares[0].block, shares[0].range, frame, details, body)
      return
    }
    for number in 0..<run.count {
      let part = run.part(number)
      var coverage = coverage(of: part, in: run, shares, frame)
      details?.describe(part, &coverage)
      body(number, &coverage)
    }
  }

  /// What all parts of a cell have in common.
  private func frame(of run: Run, _ held: borrowing Holdings) -> Coverage {
    var frame = box.frames[index]
    frame.addresses = run.first.size
    frame.blocks = 1
    frame.returns = held.returns
    frame.refused = held.refused
    if let since = held.since {
      frame.oldest = box.now - min(box.now, since.first)
      frame.youngest = box.now - min(box.now, since.last)
    }
    if held.isFreeRun, box.details.contains(.freeBlocks) {
      frame.freeBlock = ClusterOccupancy.freeBlock(around: run.index, in: section)
      frame.freeLength = frame.freeBlock?.length
    }
    if let owners = box.owners, held.blocks > 0 {
      frame.owner = owners.owner(of: held, run.index..<run.index + 1, at: index)
    }
    return frame
  }

  private func shares(of id: NodeID, in cell: IPPrefix) -> [Share] {
    let blocks = nodes.blocks(of: id)
    let ranges = nodes.ranges(of: id)
    var shares: [Share] = []
    for place in blocks.indices where blocks[place].overlaps(cell) {
      let block = blocks[place]
      // The books on a block are most often at the block's own place.
      let range =
        place < ranges.count && ranges[place].prefix == block
        ? ranges[place] : ranges.first { $0.prefix == block }
      shares.append(Share(block: block, range: range, node: id))
    }
    return shares
  }

  private func describeFree(
    _ run: Run, _ frame: Coverage, _ body: (Int, inout Coverage) -> Void
  ) {
    var frame = frame
    frame.isUniform = true
    frame.owner = .nobody
    frame.oldest = nil
    frame.youngest = nil
    let reservesNothing = section.neverGiven(in: run.cell) == 0
    let details = PartDetails(of: run.cell, run.first, frame, box, holders: nil)
    for number in 0..<run.count {
      var coverage = frame
      if !reservesNothing {
        coverage.reserved = section.neverGiven(in: run.part(number))
        coverage.withheld = coverage.reserved
        coverage.isUniform = coverage.reserved == 0 || coverage.reserved == frame.addresses
      }
      details?.describe(run.part(number), &coverage)
      body(number, &coverage)
    }
  }

  /// Parts of a cell that is one block's of one node.
  private func describeWhole(
    _ run: Run, _ block: IPPrefix, _ range: BlockAddresses?, _ frame: Coverage,
    _ details: PartDetails?, _ body: (Int, inout Coverage) -> Void
  ) {
    var frame = frame
    frame.committed = frame.addresses
    frame.committedBlocks = 1
    frame.block = block.length >= run.cell.length ? block : run.cell
    guard let range else {
      for number in 0..<run.count {
        var coverage = frame
        details?.describe(run.part(number), &coverage)
        body(number, &coverage)
      }
      return
    }
    frame.leastFree = range.free
    if range.free == 0, block.hostBits > 0 { frame.fullBlocks = 1 }
    let start = Int(run.first.base.bits - block.base.bits)
    let size = Int(frame.addresses)
    range.forEachPart(of: size, from: start, count: run.count) { number, used, capacity in
      var coverage = frame
      coverage.used = UInt128(truncatingIfNeeded: used)
      coverage.reserved = UInt128(truncatingIfNeeded: size - capacity)
      coverage.capacity = UInt128(truncatingIfNeeded: capacity)
      coverage.fullestPermille = capacity > 0 ? used * 1000 / capacity : 1000
      details?.describe(run.part(number), &coverage)
      body(number, &coverage)
    }
  }

  /// A part of a cell that several blocks share, or of blocks smaller than the cell.
  private func coverage(
    of prefix: IPPrefix, in run: Run, _ shares: [Share], _ frame: Coverage
  ) -> Coverage {
    var coverage = frame
    var held: UInt128 = 0
    for place in shares.indices where shares[place].block.overlaps(prefix) {
      add(prefix, of: shares[place], run.cell, first: held == 0, to: &coverage)
      held = held.addingSaturated(min(prefix.size, shares[place].block.size))
    }
    guard held > 0 else {
      coverage.reserved = section.neverGiven(in: prefix)
      coverage.withheld = coverage.reserved
      coverage.isUniform = false
      coverage.owner = .nobody
      coverage.oldest = nil
      coverage.youngest = nil
      return coverage
    }
    coverage.committed = min(prefix.size, held)
    if shares.count > 1 { coverage.contested = isShared(prefix, shares) ? 1 : 0 }
    return coverage
  }

  /// Adds what one block of one node makes of a part; where several nodes hold the same part the
  /// first one's books are shown.
  private func add(
    _ prefix: IPPrefix, of share: Share, _ cell: IPPrefix, first: Bool, to coverage: inout Coverage
  ) {
    let block = share.block
    coverage.committedBlocks = 1
    if first { coverage.block = block.length >= cell.length ? block : cell }
    guard first || block.length > prefix.length, let range = share.range else { return }
    let part = block.length > prefix.length ? block : prefix
    let count = range.count(in: part)
    coverage.used += UInt128(count.used)
    coverage.reserved += part.size - UInt128(count.capacity)
    coverage.capacity += UInt128(count.capacity)
    if range.free == 0, block.hostBits > 0 { coverage.fullBlocks = 1 }
    coverage.leastFree = min(coverage.leastFree ?? range.free, range.free)
    coverage.fullestPermille = max(
      coverage.fullestPermille, count.capacity > 0 ? count.used * 1000 / count.capacity : 1000)
  }

  /// Whether more than one node holds the part.
  private func isShared(_ prefix: IPPrefix, _ shares: [Share]) -> Bool {
    var holder: NodeID?
    for place in shares.indices where shares[place].block.overlaps(prefix) {
      if let holder, holder != shares[place].node { return true }
      holder = shares[place].node
    }
    return false
  }
}
