/// A block of addresses that share their first `length` bits; host bits are always clear.
///
/// Prefixes sort by first address, the larger block before the smaller ones inside it.
public struct IPPrefix: Sendable, Hashable {
  /// The first address.
  public let base: IPAddress

  // One byte, so that a prefix takes no more room than an address.
  private let storedLength: UInt8

  /// Makes the block of `length` that holds `base`, whose host bits are dropped.
  public init(_ base: IPAddress, length: Int) {
    let width = base.family.bitWidth
    precondition(length >= 0 && length <= width, "the length is beyond the family's width")
    // A shift by 128 gives zero: the mask of ::/0.
    let mask = UInt128.max << (width - length)
    self.base = IPAddress(base.family, bits: base.bits & mask)
    storedLength = UInt8(length)
  }

  /// Makes the block of one address.
  public init(_ address: IPAddress) {
    self.init(address, length: address.family.bitWidth)
  }

  /// Number of leading bits that are fixed.
  public var length: Int {
    Int(storedLength)
  }

  /// The family of its addresses.
  public var family: IPFamily {
    base.family
  }

  /// Number of bits that vary.
  public var hostBits: Int {
    family.bitWidth - length
  }

  /// Number of addresses; `::/0` has one more than the `UInt128.max` it answers.
  public var size: UInt128 {
    hostBits == 128 ? .max : 1 << hostBits
  }

  /// The highest address.
  public var last: IPAddress {
    IPAddress(family, bits: base.bits | lowBits)
  }

  /// The host part, all ones.
  private var lowBits: UInt128 {
    ~(UInt128.max << hostBits)
  }
}

extension IPPrefix: Comparable {
  /// By first address, then the shorter length first.
  public static func < (lhs: IPPrefix, rhs: IPPrefix) -> Bool {
    lhs.base == rhs.base ? lhs.length < rhs.length : lhs.base < rhs.base
  }
}
