/// The two kinds of address; IPv4 sorts before IPv6.
public enum IPFamily: UInt8, Sendable, Hashable, Comparable, CaseIterable {
  /// 32-bit addresses.
  case v4
  /// 128-bit addresses.
  case v6

  /// Number of bits in an address of this family.
  public var bitWidth: Int {
    self == .v4 ? 32 : 128
  }

  /// The address whose bits are all set, as a number.
  var mask: UInt128 {
    self == .v4 ? 0xFFFF_FFFF : .max
  }

  /// IPv4 before IPv6.
  public static func < (lhs: IPFamily, rhs: IPFamily) -> Bool {
    lhs.rawValue < rhs.rawValue
  }
}

extension IPFamily: CustomStringConvertible {
  /// "IPv4" or "IPv6".
  public var description: String {
    self == .v4 ? "IPv4" : "IPv6"
  }
}
