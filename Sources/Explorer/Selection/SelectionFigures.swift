import Addressing
import Cartography

/// What is known of all that is selected, as the sum over its prefixes.
struct SelectionFigures: Hashable, Sendable {
  /// Blocks that lie inside or are touched.
  var blocks = 0
  /// Those of them that some node holds.
  var takenBlocks = 0
  /// Those without a free address.
  var fullBlocks = 0
  /// Addresses of blocks that some node holds.
  var committed: UInt128 = 0
  /// Addresses that pods use.
  var used: UInt128 = 0
  /// Addresses of committed blocks that no pod may get.
  var reserved: UInt128 = 0
  /// Addresses that no node holds and that the modelled system never gives.
  var withheld: UInt128 = 0
  /// Addresses that no node holds and that can be given.
  var free: UInt128 = 0
  /// Whether something other than pods claims a part.
  var isClaimed = false

  /// Counts over prefixes that are disjoint and in order, blocks of `unit` once each.
  init(over prefixes: [IPPrefix], of occupancy: some Occupancy, unit: Int) {
    var lastBlock: IPPrefix?
    for prefix in prefixes {
      let coverage = occupancy.coverage(of: prefix)
      guard coverage.isInside else { continue }
      committed += coverage.committed
      used += coverage.used
      withheld += coverage.withheld
      reserved += coverage.reserved - min(coverage.reserved, coverage.withheld)
      let taken = coverage.committed.addingReportingOverflow(coverage.withheld).partialValue
      free += prefix.size - min(prefix.size, taken)
      isClaimed = isClaimed || coverage.claimed
      // A stretch inside a block counts that block; its other stretches must not count it again.
      let block = prefix.length > unit ? IPPrefix(prefix.base, length: unit) : nil
      if let block, block == lastBlock { continue }
      lastBlock = block
      blocks += coverage.blocks
      takenBlocks += coverage.committedBlocks
      fullBlocks += coverage.fullBlocks
    }
  }
}
