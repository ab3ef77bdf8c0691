extension IPPrefix {
  /// The addresses between the network address and the last one; all of them in a /31, /32 or alike.
  ///
  /// A point-to-point link of two has neither network nor broadcast address (RFC 3021).
  public var hosts: IPRange {
    guard hostBits > 1 else { return IPRange(self) }
    return IPRange(
      IPAddress(family, bits: base.bits + 1), IPAddress(family, bits: last.bits - 1))
  }

  /// The prefix length of the smallest block whose `hosts` are at least `count`; nil if none is.
  public static func longestLength(holding count: UInt128, _ family: IPFamily) -> Int? {
    // One and two hosts need no network or broadcast address; beyond, there are two more.
    guard count > 2 else { return family.bitWidth - (count == 2 ? 1 : 0) }
    let (addresses, isTooMany) = count.addingReportingOverflow(2)
    guard !isTooMany else { return nil }
    let bits = 128 - (addresses - 1).leadingZeroBitCount
    return bits <= family.bitWidth ? family.bitWidth - bits : nil
  }
}
