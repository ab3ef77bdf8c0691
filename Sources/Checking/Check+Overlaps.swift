import Addressing
import Importing

extension Check {
  private enum Use {
    case pool, claim, block, nodeAddress
  }

  /// A range and what it is, in words.
  private struct Named {
    var prefix: IPPrefix
    var name: String
    var use: Use
  }

  /// Every pair of ranges with an address in common: of two CIDRs one then lies in the other.
  mutating func findOverlaps() {
    var open: [Named] = []
    for entry in ranges {
      while let last = open.last, !last.prefix.contains(entry.prefix) { open.removeLast() }
      for outer in open where Self.mustDiffer(outer.use, entry.use) {
        let shared = IPRange(entry.prefix)
        add(
          .rangesOverlap,
          "\(entry.name) \(entry.prefix) lies in \(outer.name) \(outer.prefix): "
            + "\(shared.lower) to \(shared.upper) have two users",
          evidence: "\(entry.prefix), \(outer.prefix)")
      }
      open.append(entry)
    }
  }

  /// Blocks are compared with one another by a rule of their own, and nodes stand in a claimed VPC
  /// as they should.
  private static func mustDiffer(_ one: Use, _ other: Use) -> Bool {
    switch (one, other) {
    case (.block, .block), (.nodeAddress, .nodeAddress): false
    case (.claim, .nodeAddress), (.nodeAddress, .claim): false
    default: true
    }
  }

  /// Sorted by address and then widest first, so that whatever overlaps lies in an open one.
  private var ranges: [Named] {
    let pools = allPools
    var named = pools.map { Named(prefix: $0.prefix, name: $0.name, use: .pool) }
    named += claims.map { Named(prefix: $0.prefix, name: "claim \($0.name)", use: .claim) }
    for node in cluster.nodes {
      named += node.internalAddresses.map {
        Named(prefix: IPPrefix($0), name: "address of node \(node.name)", use: .nodeAddress)
      }
      for block in node.blocks where !pools.contains(where: { $0.prefix.contains(block) }) {
        named.append(Named(prefix: block, name: "block of node \(node.name)", use: .block))
      }
    }
    return named.sorted {
      ($0.prefix.base, $0.prefix.length, $0.name) < ($1.prefix.base, $1.prefix.length, $1.name)
    }
  }

  /// The pools by their names, each CIDR for itself.
  var allPools: [(prefix: IPPrefix, name: String, blockLength: Int?)] {
    var pools = cluster.pools.map { ($0.prefix, "pool", $0.blockLength) }
    for pool in cluster.podIPPools {
      for section in [pool.v4, pool.v6].compactMap(\.self) {
        pools += section.prefixes.map { ($0, "pool \(pool.name)", section.blockLength) }
      }
    }
    return pools.map { (prefix: $0.0, name: $0.1, blockLength: $0.2) }
  }
}
