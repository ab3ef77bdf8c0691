import Addressing
import Importing

extension Check {
  private enum Use {
    case pool, service, claim, block, nodeAddress
  }

  /// A range and what it is, in words.
  private struct Named {
    var prefix: IPPrefix
    var name: String
    var use: Use
    var place: ImportedPlace?
    var isInferred = false

    /// A single address is written as one.
    var text: String { prefix.hostBits == 0 ? "\(prefix.base)" : "\(prefix)" }
  }

  /// Every pair of ranges with an address in common: of two CIDRs one then lies in the other.
  mutating func findOverlaps() {
    var open: [Named] = []
    let held = self.held
    for entry in ranges {
      while let last = open.last, !last.prefix.contains(entry.prefix) { open.removeLast() }
      for outer in open where mustDiffer(outer.use, entry.use) {
        // An inferred pool is the space around what is held, and others may live in its gaps.
        guard !outer.isInferred || held.overlaps(entry.prefix) else { continue }
        let shared = IPRange(entry.prefix)
        let who =
          shared.lower == shared.upper
          ? "\(shared.lower) has" : "\(shared.lower) to \(shared.upper) have"
        add(
          .rangesOverlap,
          "\(entry.name) \(entry.text) lies in \(outer.name) \(outer.prefix): "
            + "\(who) two users",
          evidence: "\(entry.prefix), \(outer.prefix)", place: entry.place ?? outer.place)
      }
      open.append(entry)
    }
  }

  /// Blocks are compared with one another by a rule of their own, and nodes stand in a claimed VPC
  /// as they should.
  private func mustDiffer(_ one: Use, _ other: Use) -> Bool {
    switch (one, other) {
    case (.block, .block), (.nodeAddress, .nodeAddress): false
    case (.claim, .nodeAddress), (.nodeAddress, .claim): false
    case (.service, .service): false
    // What kube-controller-manager skips is told with the blocks that it costs.
    case (.service, .pool), (.pool, .service): !isSkippingServices
    default: true
    }
  }

  /// Sorted by address and then widest first, so that whatever overlaps lies in an open one.
  private var ranges: [Named] {
    let pools = allPools
    var named = pools.map {
      Named(
        prefix: $0.prefix, name: $0.name, use: .pool, place: $0.place, isInferred: $0.isInferred)
    }
    named += cluster.serviceRanges.map {
      Named(prefix: $0.prefix, name: $0.name, use: .service, place: $0.place)
    }
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

  /// What nodes and pods hold for sure: the blocks, and addresses where there is no block.
  var held: PrefixSet {
    let blocks = cluster.nodes.flatMap(\.blocks)
    guard blocks.isEmpty else { return PrefixSet(blocks) }
    return PrefixSet(cluster.addressesByNode.values.flatMap { $0.map { IPPrefix($0) } })
  }

  /// The pools by their names, each CIDR for itself.
  var allPools: [NamedPool] {
    var pools = cluster.pools.map { pool in
      NamedPool(
        prefix: pool.prefix, name: "pool", blockLength: pool.blockLength, place: pool.place,
        maskPlace: pool.maskPlace, isInferred: pool.isInferred)
    }
    for pool in cluster.podIPPools {
      for section in [pool.v4, pool.v6].compactMap(\.self) {
        pools += section.prefixes.map { prefix in
          NamedPool(prefix: prefix, name: "pool \(pool.name)", blockLength: section.blockLength)
        }
      }
    }
    return pools
  }

  /// One CIDR of a pool.
  struct NamedPool {
    var prefix: IPPrefix
    var name: String
    var blockLength: Int?
    var place: ImportedPlace?
    var maskPlace: ImportedPlace?
    var isInferred = false
  }
}
