public import Addressing

/// The order in which a host looks at the blocks of a pool: round once, from a block of its own.
///
/// The start is a function of the host's name, so that workloads which start together on one host do
/// not claim several blocks (`randomBlockGenerator` in Calico's
/// `libcalico-go/lib/ipam/ipam_block_reader_writer.go`).
public struct CalicoBlockWalk: Sendable {
  /// The pool that is walked.
  public let pool: CalicoPool
  /// The position of the block at which the walk begins.
  public let start: UInt128
  private var offset: UInt128 = 0
  private var isOver = false

  /// The walk of `host`; `clock` stands for the time, which is the seed where a block is an address.
  public init(pool: CalicoPool, host: String, clock: UInt64 = 0) {
    self.pool = pool
    var source = GoRandomSource(seed: Self.seed(pool: pool, host: host, clock: clock))
    start = source.below(twoToThe: pool.blockBits)
  }

  /// A walk from a start that is known.
  init(pool: CalicoPool, start: UInt128) {
    self.pool = pool
    self.start = start
  }

  /// The seed of a host's walk: the name's hash, or the time for blocks of one address, where it does
  /// not matter which one a host begins with (`determineSeed`).
  private static func seed(pool: CalicoPool, host: String, clock: UInt64) -> Int64 {
    if pool.blockSize == pool.cidr.family.bitWidth { return Int64(clock >> 1) }
    return Int64(hash(of: host))
  }

  /// FNV-1 of 32 bits, Go's `fnv.New32`: multiply, then exclusive or.
  public static func hash(of name: String) -> UInt32 {
    name.utf8.reduce(2_166_136_261) { hash, byte in (hash &* 16_777_619) ^ UInt32(byte) }
  }

  /// The next block, nil after the last; blocks that lie wholly in `skipped` are passed over.
  public mutating func next(skipping skipped: PrefixSet = PrefixSet()) -> IPPrefix? {
    while !isOver {
      let index = (start &+ offset) & pool.lastIndex
      let block = pool.block(at: index)
      guard let range = skipped.rangeCovering(block) else {
        advance(by: 1)
        return block
      }
      // All blocks up to the end of the range are passed over at once: there may be 2^100 of them.
      let upper = min(range.upper, pool.cidr.last)
      let beyond = pool.index(of: upper) &- index
      let isWhole = pool.block(at: pool.index(of: upper)).last == upper
      advance(by: isWhole ? beyond &+ 1 : beyond)
    }
    return nil
  }

  /// How many steps from the start `block` comes.
  public func distance(to block: IPPrefix) -> UInt128 {
    (pool.index(of: block.base) &- start) & pool.lastIndex
  }

  private mutating func advance(by steps: UInt128) {
    // Equal when the step goes just beyond the last: the walk is over. Nought stands for 2^128.
    if steps == 0 || steps > pool.lastIndex - offset { isOver = true } else { offset += steps }
  }
}

extension PrefixSet {
  /// The range of the set that holds all of `prefix`, if one does.
  func rangeCovering(_ prefix: IPPrefix) -> IPRange? {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upper < prefix.base { low = middle + 1 } else { high = middle }
    }
    guard low < ranges.count, ranges[low].contains(prefix.base), ranges[low].contains(prefix.last)
    else { return nil }
    return ranges[low]
  }
}
