extension IPPrefix {
  /// Whether `address` is one of its addresses.
  public func contains(_ address: IPAddress) -> Bool {
    address.family == family && (address.bits ^ base.bits) >> hostBits == 0
  }

  /// Whether all of `other` lies inside, which is so for the prefix itself.
  public func contains(_ other: IPPrefix) -> Bool {
    other.length >= length && contains(other.base)
  }

  /// Whether they share an address, which means that one contains the other.
  public func overlaps(_ other: IPPrefix) -> Bool {
    contains(other) || other.contains(self)
  }

  /// The block of `length` around this one, which may be no longer than its own.
  public func supernet(length: Int) -> IPPrefix {
    precondition(length <= self.length, "a supernet is not smaller than its part")
    return IPPrefix(base, length: length)
  }

  /// The block twice as large, or nil for the whole family.
  public var parent: IPPrefix? {
    length == 0 ? nil : supernet(length: length - 1)
  }

  /// The other half of the parent, or nil for the whole family.
  public var sibling: IPPrefix? {
    guard length > 0 else { return nil }
    return IPPrefix(IPAddress(family, bits: base.bits ^ (1 << hostBits)), length: length)
  }

  /// Its lower and upper half, or nil for a single address.
  public var halves: (IPPrefix, IPPrefix)? {
    guard hostBits > 0 else { return nil }
    let upper = IPAddress(family, bits: base.bits | (1 << (hostBits - 1)))
    return (IPPrefix(base, length: length + 1), IPPrefix(upper, length: length + 1))
  }

  /// The smallest block that contains them all, or nil for none or for mixed families.
  public static func covering(_ prefixes: [IPPrefix]) -> IPPrefix? {
    guard var common = prefixes.first else { return nil }
    for prefix in prefixes.dropFirst() {
      guard prefix.family == common.family else { return nil }
      let difference = prefix.base.bits ^ common.base.bits
      let agreeing = difference.leadingZeroBitCount - (128 - common.family.bitWidth)
      common = common.supernet(length: min(agreeing, common.length, prefix.length))
    }
    return common
  }
}
