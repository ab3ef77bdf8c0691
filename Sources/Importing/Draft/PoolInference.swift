import Addressing

/// Finds the address space behind blocks when no file names it.
///
/// The smallest CIDR around all blocks, unless the blocks fill less than 1/256 of it: then its
/// halves are looked at each for itself, so that one node in a far network does not make a pool of
/// half the Internet. A part that holds under 1/32 of what the fullest holds is no pool but a block
/// outside the pools: one node of hundreds was given it by hand. Where no block is known, the /24s
/// (IPv6: /120s) of single addresses stand in.
///
///     10.244.0.0/24 10.244.1.0/24 ... 10.244.9.0/24     192.168.7.0/24
///     └───────────── 10.244.0.0/20 ───────────────┘     └ a pool alone ┘
struct PoolInference {
  /// How much of a pool must be handed out for it to be believed.
  static let sparsest: UInt128 = 256

  /// How little of what the fullest pool holds is too little for a pool of its own.
  static let smallestShare: UInt128 = 32

  let pools: [ImportedPool]

  init(_ cluster: ImportedCluster) {
    // Named pools say themselves what they hold.
    guard cluster.podIPPools.isEmpty else {
      pools = []
      return
    }
    let blocks = cluster.nodes.flatMap(\.blocks)
    if !blocks.isEmpty {
      pools = Self.pools(around: blocks).map { prefix in
        ImportedPool(
          prefix: prefix, blockLength: Self.usualLength(of: blocks, in: prefix),
          origin: .inferredFromBlocks)
      }
    } else {
      let addresses =
        cluster.nodes.flatMap { $0.addressPool.map(\.address) }
        + cluster.pods.filter(\.holdsPodAddress).flatMap(\.addresses)
      let around = addresses.map { IPPrefix($0, length: $0.family.bitWidth - 8) }
      pools = Self.pools(around: around).map { prefix in
        ImportedPool(prefix: prefix, blockLength: nil, origin: .inferredFromAddresses)
      }
    }
  }

  /// The fewest CIDRs around the blocks that are not too sparse, in address order.
  static func pools(around blocks: [IPPrefix]) -> [IPPrefix] {
    IPFamily.allCases.flatMap { family in
      let held = PrefixSet(blocks.filter { $0.family == family })
      let parts = split(held.prefixes)
      let sizes = parts.map { part in held.intersection(PrefixSet([part])).count }
      let fullest = sizes.max() ?? 0
      return zip(parts, sizes).filter { $0.1 >= fullest / smallestShare }.map(\.0)
    }
  }

  private static func split(_ blocks: [IPPrefix]) -> [IPPrefix] {
    guard let around = IPPrefix.covering(blocks) else { return [] }
    let filled = blocks.reduce(UInt128(0)) { $0 + $1.size }
    guard filled < around.size / sparsest, let (lower, _) = around.halves else { return [around] }
    let low = blocks.filter { lower.contains($0) }
    let high = blocks.filter { !lower.contains($0) }
    return split(low) + split(high)
  }

  /// The length that most blocks in a pool have; the longer of two that are met alike.
  static func usualLength(of blocks: [IPPrefix], in pool: IPPrefix) -> Int? {
    var counts: [Int: Int] = [:]
    for block in blocks where pool.contains(block) { counts[block.length, default: 0] += 1 }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }
}
