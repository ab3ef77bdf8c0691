/// A prefix cut into blocks of one length, numbered from its start.
///
/// ```
/// 10.0.0.0/22 in /24:   | 10.0.0.0/24 | 10.0.1.0/24 | 10.0.2.0/24 | 10.0.3.0/24 |
///                              0             1             2             3
/// ```
public struct BlockGrid: Hashable, Sendable {
  /// The whole that is cut.
  public let prefix: IPPrefix

  // One byte, so that a grid takes no more room than its prefix needs.
  private let storedBlockLength: UInt8

  /// Cuts `prefix`, or is nil if a block would be larger than it or the count overflow `Int`.
  public init?(_ prefix: IPPrefix, blockLength: Int) {
    guard blockLength >= prefix.length, blockLength <= prefix.family.bitWidth,
      blockLength - prefix.length < Int.bitWidth - 1
    else { return nil }
    self.prefix = prefix
    storedBlockLength = UInt8(blockLength)
  }

  /// Prefix length of each block.
  public var blockLength: Int {
    Int(storedBlockLength)
  }

  /// Number of blocks, a power of two.
  public var count: Int {
    1 << (blockLength - prefix.length)
  }

  /// Bits of an address to the right of its block's.
  private var shift: Int {
    prefix.family.bitWidth - blockLength
  }

  /// Block `index`.
  public subscript(index: Int) -> IPPrefix {
    precondition(index >= 0 && index < count, "no such block")
    // The one block of ::/0 cut in one has a shift of 128, which gives zero as it should.
    let bits = prefix.base.bits | UInt128(index) << shift
    return IPPrefix(IPAddress(prefix.family, bits: bits), length: blockLength)
  }

  /// The block that holds `address`, or nil if none does.
  public func index(of address: IPAddress) -> Int? {
    guard prefix.contains(address) else { return nil }
    return Int((address.bits ^ prefix.base.bits) >> shift)
  }

  /// The blocks that share an address with `other`: all, one, or a run; nil if none does.
  public func indices(overlapping other: IPPrefix) -> Range<Int>? {
    if other.contains(prefix) { return 0..<count }
    guard prefix.contains(other), let first = index(of: other.base),
      let last = index(of: other.last)
    else { return nil }
    return first..<last + 1
  }
}
