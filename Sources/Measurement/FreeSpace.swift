public import Addressing
public import Allocation

/// The blocks a mode can still hand out in one family, as the largest aligned pieces they form.
///
/// The report is that of e2freefrag and of the kernel's buddyinfo: how many free pieces of each size
/// there are, a piece never being part of a larger free one.
public struct FreeSpace: Hashable, Sendable {
  /// Blocks of the mode's unit in all.
  public let totalBlocks: Int
  /// Those that are taken.
  public let usedBlocks: Int
  /// How many maximal free aligned pieces there are of each prefix length.
  public let pieces: [Int: Int]
  /// Bits of an address.
  private let width: Int

  /// Blocks still free.
  public var freeBlocks: Int { totalBlocks - usedBlocks }

  /// The prefix length of the largest free aligned piece.
  public var largestFree: Int? { pieces.keys.min() }

  /// Free addresses, in the sense of the pieces.
  public var freeAddresses: UInt128 {
    pieces.reduce(0) { $0.addingSaturated(addresses($1)) }
  }

  /// The free space of `cluster` in one family.
  public init(of cluster: Cluster, family: IPFamily) {
    var pieces: [Int: Int] = [:]
    var total = 0
    var used = 0
    for set in cluster.mode.blockSets(family) {
      // A set of single addresses out of which prefixes are given: a prefix with any address taken
      // is no longer one that can be had.
      let unit = cluster.mode.unitLength(of: set.cluster) ?? set.nodeMask
      let finer = max(0, set.nodeMask - max(unit, set.cluster.length))
      var free = 0
      for (order, count) in set.used.clearBlockCounts.enumerated() where count > 0 {
        pieces[set.nodeMask - order, default: 0] += count
        if order >= finer { free += count << (order - finer) }
      }
      total += set.maxCIDRs >> finer
      used += (set.maxCIDRs >> finer) - free
    }
    totalBlocks = total
    usedBlocks = used
    self.pieces = pieces
    width = family.bitWidth
  }

  /// Free space made of the given pieces, for worked examples.
  public init(pieces: [Int: Int], family: IPFamily) {
    totalBlocks = 0
    usedBlocks = 0
    self.pieces = pieces
    width = family.bitWidth
  }

  /// Thousandths of free space outside its largest piece, which textbooks call external
  /// fragmentation: 1 - largest / free; none where nothing is free.
  public var outsideLargest: Int? {
    guard let length = largestFree else { return nil }
    let free = freeAddresses
    return free.subtractingSaturated(addresses((length, 1))).thousandths(of: free)
  }

  /// How many free aligned blocks of `length` there are, inside larger pieces too.
  public func blocks(ofLength length: Int) -> Int {
    pieces.reduce(0) { sum, piece in
      guard piece.key <= length else { return sum }
      let (shifted, overflow) = piece.value.multipliedReportingOverflow(
        by: length - piece.key < 62 ? 1 << (length - piece.key) : Int.max)
      let (total, isTooMany) = sum.addingReportingOverflow(shifted)
      return overflow || isTooMany ? Int.max : total
    }
  }

  /// Addresses of the pieces of one length, at most the greatest number there is.
  private func addresses(_ pieces: (key: Int, value: Int)) -> UInt128 {
    let (product, overflow) = UInt128(pieces.value).multipliedReportingOverflow(
      by: pieces.key > 0 || width < 128 ? 1 << UInt128(width - pieces.key) : .max)
    return overflow ? .max : product
  }

  /// The unusable free space index for a block of `length`, in thousandths: the share of free space
  /// that lies in pieces too small for it.
  ///
  /// Linux `mm/vmstat.c`, `unusable_show_print`: (F - S * 2^order) * 1000 / F, 1000 when nothing is
  /// free; integers, truncated.
  public func unusableIndex(forLength length: Int) -> Int {
    let free = freeAddresses
    guard free > 0 else { return 1000 }
    let suitable = pieces.reduce(UInt128(0)) { sum, piece in
      piece.key <= length ? sum.addingSaturated(addresses(piece)) : sum
    }
    return (free - suitable).thousandths(of: free)
  }

  /// The fragmentation index for a block of `length`, in thousandths: near 0 the request fails for
  /// lack of space, near 1000 because space is broken up; -1000 when it does not fail.
  ///
  /// Linux `mm/vmstat.c`, `__fragmentation_index`: 1000 - (1000 + F * 1000 / 2^order) / B.
  public func fragmentationIndex(forLength length: Int) -> Int {
    let count = pieces.values.reduce(0, +)
    guard count > 0 else { return 0 }
    if pieces.keys.contains(where: { $0 <= length }) { return -1000 }
    // Each piece is smaller than the block, so the share is below a thousand for each of them.
    let bits = width - length
    let share =
      bits < 128
      ? freeAddresses.thousandths(of: 1 << UInt128(bits))
      : freeAddresses.thousandths(of: 1 << 127) / 2
    return 1000 - (1000 + share) / count
  }
}

extension UInt128 {
  /// How many thousandths of `whole` this is, truncated; the product may exceed 128 bits.
  func thousandths(of whole: UInt128) -> Int {
    let product = multipliedFullWidth(by: 1000)
    // The quotient fits: a part is at most a few million times the whole.
    return Int(clamping: whole.dividingFullWidth(product).quotient)
  }
}
