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
    coverage.reserved += held.reserved
    let perBlock = usable[section.pool.family] ?? 0
    coverage.capacity += UInt128(cells.count) * UInt128(perBlock)
    coverage.blocks += cells.count
    coverage.committedBlocks += held.blocks
    coverage.fullBlocks += held.full
    coverage.contested += held.contested
    coverage.fullestPermille = max(coverage.fullestPermille, held.fullest)
    if let least = held.leastFree {
      coverage.leastFree = min(coverage.leastFree ?? least, least)
    }
    coverage.isUniform = section.pool.contains(prefix) && held.blocks == 0
  }

  /// Describes a part of one block.
  private func describe(
    _ prefix: IPPrefix, in section: LedgerSection, to coverage: inout Coverage
  ) {
    guard let cell = section.grid.index(of: prefix.base) else { return }
    let holders = section.holders(of: cell)
    coverage.blocks = 1
    coverage.isUniform = false
    guard let first = holders.first, let node = cluster.nodes[first],
      let block = node.blocks.first(where: { $0.overlaps(prefix) })
    else {
      coverage.isUniform = holders.isEmpty
      return
    }
    coverage.committedBlocks = 1
    coverage.block = block.length >= section.grid.blockLength ? block : section.grid[cell]
    coverage.committed = min(prefix.size, block.size)
    if holders.count > 1 { coverage.contested = sharedAddresses(prefix, holders) }
    guard let range = node[block.family], range.prefix == block else { return }
    let count = range.count(in: prefix)
    coverage.used = UInt128(count.used)
    coverage.reserved = prefix.size - UInt128(count.capacity)
    coverage.capacity = UInt128(count.capacity)
    coverage.fullBlocks = range.free == 0 ? 1 : 0
    coverage.leastFree = range.free
    coverage.fullestPermille = count.capacity > 0 ? count.used * 1000 / count.capacity : 1000
  }

  /// Whether more than one node holds the stretch.
  private func sharedAddresses(_ prefix: IPPrefix, _ holders: [NodeID]) -> Int {
    let holding = holders.count { id in
      cluster.nodes[id]?.blocks.contains { $0.overlaps(prefix) } ?? false
    }
    return holding > 1 ? 1 : 0
  }
}
