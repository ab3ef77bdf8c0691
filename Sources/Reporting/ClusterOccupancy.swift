public import Addressing
public import Allocation
public import Cartography
public import Simulation

/// What a cluster holds of any stretch of address space, read off its ledger and its agents' books.
///
/// Stretches of a block and more are sums the ledger keeps; smaller ones are counted in the one
/// agent's bitmap that has them. Nothing walks addresses or pods.
public struct ClusterOccupancy: Occupancy {
  private let cluster: Cluster
  private let claims: [IPPrefix]
  private let usable: [IPFamily: Int]

  /// The occupancy of a cluster, with the address space others claim.
  public init(of cluster: Cluster, claims: [Claim] = []) {
    self.cluster = cluster
    self.claims = claims.map(\.prefix)
    usable = cluster.mode.usablePerNode
  }

  /// What is known of the stretch.
  public func coverage(of prefix: IPPrefix) -> Coverage {
    var coverage = Coverage.outside
    coverage.addresses = prefix.size
    for section in cluster.ledger.sections where section.pool.overlaps(prefix) {
      coverage.isInside = true
      if prefix.length > section.grid.blockLength {
        describe(prefix, in: section, to: &coverage)
      } else {
        add(prefix, of: section, to: &coverage)
      }
    }
    coverage.claimed = claims.contains { $0.overlaps(prefix) }
    if !claims.isEmpty { coverage.isUniform = false }
    return coverage
  }

  /// Adds whole blocks.
  private func add(_ prefix: IPPrefix, of section: LedgerSection, to coverage: inout Coverage) {
    guard let cells = section.grid.indices(overlapping: prefix) else { return }
    let held = section.holdings(in: cells)
    coverage.committed += held.committed
    coverage.used += UInt128(held.used)
    coverage.reserved += held.reserved + held.withheld
    // A block gives a node at most its own addresses, however many blocks the node may have.
    let size = section.pool.family.bitWidth - section.grid.blockLength
    let perBlock = min(usable[section.pool.family] ?? 0, size < 62 ? 1 << size : Int.max)
    coverage.capacity += UInt128(cells.count) * UInt128(perBlock)
    coverage.blocks += cells.count
    coverage.committedBlocks += held.blocks
    coverage.fullBlocks += held.full
    coverage.contested += held.contested
    coverage.fullestPermille = max(coverage.fullestPermille, held.fullest)
    if let least = held.leastFree {
      coverage.leastFree = min(coverage.leastFree ?? least, least)
    }
    coverage.isUniform =
      section.pool.contains(prefix) && held.blocks == 0
      && (held.withheld == 0 || held.withheld == prefix.size)
  }

  /// Describes a part of one block.
  private func describe(
    _ prefix: IPPrefix, in section: LedgerSection, to coverage: inout Coverage
  ) {
    guard let cell = section.grid.index(of: prefix.base) else { return }
    let holders = section.holders(of: cell)
    coverage.blocks = 1
    coverage.isUniform = false
    var held: UInt128 = 0
    for id in holders {
      guard let node = cluster.nodes[id] else { continue }
      for block in node.blocks where block.overlaps(prefix) {
        add(prefix, of: block, node, first: held == 0, in: section.grid[cell], to: &coverage)
        held += min(prefix.size, block.size)
      }
    }
    guard held > 0 else {
      coverage.reserved = section.neverGiven(in: prefix)
      coverage.isUniform =
        holders.isEmpty && (coverage.reserved == 0 || coverage.reserved == prefix.size)
      return
    }
    coverage.committed = min(prefix.size, held)
    if holders.count > 1 { coverage.contested = sharedAddresses(prefix, holders) }
  }

  /// Adds what one block of one node makes of a part of a cell; where several nodes hold the same
  /// part the first one's books are shown.
  private func add(
    _ prefix: IPPrefix, of block: IPPrefix, _ node: Node, first: Bool, in cell: IPPrefix,
    to coverage: inout Coverage
  ) {
    coverage.committedBlocks = 1
    if first { coverage.block = block.length >= cell.length ? block : cell }
    guard first || block.length > prefix.length, let range = node.range(on: block) else { return }
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

  /// Whether more than one node holds the stretch.
  private func sharedAddresses(_ prefix: IPPrefix, _ holders: [NodeID]) -> Int {
    let holding = holders.count { id in
      cluster.nodes[id]?.blocks.contains { $0.overlaps(prefix) } ?? false
    }
    return holding > 1 ? 1 : 0
  }
}
