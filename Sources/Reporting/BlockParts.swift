import Addressing
import Allocation
import Cartography

/// The parts of one cell of the ledger: who holds it and what their agents have is found once for all.
struct BlockParts {
  /// A block of a holder, and the agent's books on it.
  private struct Share {
    let block: IPPrefix
    let range: BlockAddresses?
    let node: NodeID
  }

  private let cell: IPPrefix
  private let section: LedgerSection
  private let occupancy: ClusterOccupancy
  private var shares: [Share] = []
  private var frame: Coverage
  private let isHeld: Bool

  init(
    of prefix: IPPrefix, in section: LedgerSection, at index: Int, _ occupancy: ClusterOccupancy
  ) {
    let cellIndex = section.grid.index(of: prefix.base) ?? 0
    cell = section.grid[cellIndex]
    self.section = section
    self.occupancy = occupancy
    frame = occupancy.frame(ofSection: index)
    frame.blocks = 1
    let held = section.holdings(of: cellIndex)
    isHeld = held.holder != .nobody
    frame.returns = held.returns
    frame.refused = held.refused
    if let since = held.since {
      frame.oldest = occupancy.now - min(occupancy.now, since.first)
      frame.youngest = occupancy.now - min(occupancy.now, since.last)
    }
    if held.isFreeRun, occupancy.details.contains(.freeBlocks) {
      frame.freeBlock = occupancy.freeBlock(around: cellIndex, in: section)
      frame.freeLength = frame.freeBlock?.length
    }
    if let owners = occupancy.owners, held.blocks > 0 {
      frame.owner = owners.owner(of: held, cellIndex..<cellIndex + 1, in: section, at: index)
    }
    guard isHeld else { return }
    if let node = held.holder.node {
      addShares(of: node)
    } else {
      for node in section.holders(of: cellIndex) { addShares(of: node) }
    }
  }

  private mutating func addShares(of id: NodeID) {
    occupancy.cluster.nodes.read(id) { node in
      for place in node.blocks.indices where node.blocks[place].overlaps(cell) {
        let block = node.blocks[place]
        shares.append(Share(block: block, range: node.range(place, on: block), node: id))
      }
    }
  }

  /// Calls `body` with so many parts of the cell, from `first` on and numbered from 0.
  func forEach(_ count: Int, from first: IPPrefix, _ body: (Int, Coverage) -> Void) {
    let pods =
      first.hostBits == 0 && isHeld && occupancy.details.contains(.pods)
      ? PodsByAddress(shares.map(\.node), occupancy) : nil
    let countsReturns =
      first.family == .v4 && frame.returns > 0 && occupancy.details.contains(.returns)
    let page =
      countsReturns ? occupancy.cluster.tallies.addressReuse.returns(inPageOf: first.base) : nil
    for index in 0..<count {
      let base = IPAddress(first.family, bits: first.base.bits + UInt128(index) * first.size)
      let prefix = IPPrefix(base, length: first.length)
      var coverage = coverage(of: prefix)
      if countsReturns { coverage.returns = returned(in: prefix, page) }
      pods?.describe(base, &coverage)
      body(index, coverage)
    }
  }

  private func coverage(of prefix: IPPrefix) -> Coverage {
    var coverage = frame
    coverage.addresses = prefix.size
    var held: UInt128 = 0
    for share in shares where share.block.overlaps(prefix) {
      add(prefix, of: share, first: held == 0, to: &coverage)
      held = held.addingSaturated(min(prefix.size, share.block.size))
    }
    guard held > 0 else {
      coverage.reserved = section.neverGiven(in: prefix)
      coverage.isUniform =
        !isHeld && (coverage.reserved == 0 || coverage.reserved == prefix.size)
      coverage.owner = .nobody
      coverage.oldest = nil
      coverage.youngest = nil
      return coverage
    }
    coverage.committed = min(prefix.size, held)
    if shares.count > 1 { coverage.contested = isShared(prefix) ? 1 : 0 }
    return coverage
  }

  /// Adds what one block of one node makes of a part; where several nodes hold the same part the
  /// first one's books are shown.
  private func add(
    _ prefix: IPPrefix, of share: Share, first: Bool, to coverage: inout Coverage
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
  private func isShared(_ prefix: IPPrefix) -> Bool {
    var holder: NodeID?
    for share in shares where share.block.overlaps(prefix) {
      if let holder, holder != share.node { return true }
      holder = share.node
    }
    return false
  }

  /// How often pods have given addresses of an IPv4 part back.
  private func returned(in prefix: IPPrefix, _ page: [UInt16]?) -> Int {
    let returns = occupancy.cluster.tallies.addressReuse
    if prefix.length < 24 {
      let pages = Int(prefix.size / 256)
      return (0..<pages).reduce(0) { sum, number in
        let base = IPAddress(.v4, bits: prefix.base.bits + UInt128(number) * 256)
        return sum + (returns.returns(inPageOf: base)?.reduce(0) { $0 + Int($1) } ?? 0)
      }
    }
    // A run of parts of a long cell leaves the first one's page.
    let counts =
      cell.length >= 24 ? page : returns.returns(inPageOf: prefix.base)
    guard let counts else { return 0 }
    let start = Int(prefix.base.bits & 255)
    return counts[start..<start + Int(prefix.size)].reduce(0) { $0 + Int($1) }
  }
}

/// The pods of a few nodes by address, for pixels of a single address.
private struct PodsByAddress {
  private let pods: [IPAddress: PodID]
  private let occupancy: ClusterOccupancy

  init(_ nodes: [NodeID], _ occupancy: ClusterOccupancy) {
    self.occupancy = occupancy
    var seen: Set<NodeID> = []
    var found: [IPAddress: PodID] = [:]
    for node in nodes where seen.insert(node).inserted {
      let ids = occupancy.cluster.nodes.read(node) { $0.pods } ?? []
      found.reserveCapacity(ids.count)
      for id in ids {
        guard let (v4, v6) = occupancy.cluster.pods.runningAddresses(of: id) else { continue }
        if let v4 { found[v4] = id }
        if let v6 { found[v6] = id }
      }
    }
    pods = found
  }

  /// Says of a single address whose it is and since when, instead of what holds of its block.
  func describe(_ address: IPAddress, _ coverage: inout Coverage) {
    guard coverage.committed > 0 else { return }
    guard let pod = pods[address] else {
      coverage.oldest = nil
      coverage.youngest = nil
      if occupancy.owners?.isOfPods == true { coverage.owner = .nobody }
      return
    }
    let born = occupancy.cluster.pods.born(pod)
    let age = occupancy.now - min(occupancy.now, born)
    coverage.oldest = age
    coverage.youngest = age
    if let owner = occupancy.owners?.owner(of: pod, in: occupancy.cluster) {
      coverage.owner = owner
    }
  }
}
