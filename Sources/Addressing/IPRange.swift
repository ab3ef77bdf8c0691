/// The addresses from `lower` to `upper`, both included.
public struct IPRange: Hashable, Sendable {
  /// The first address.
  public let lower: IPAddress
  /// The last address.
  public let upper: IPAddress

  /// Joins two addresses of one family, the lower one first.
  public init(_ lower: IPAddress, _ upper: IPAddress) {
    precondition(lower.family == upper.family && lower <= upper, "the ends are in wrong order")
    self.lower = lower
    self.upper = upper
  }

  /// The addresses of `prefix`.
  public init(_ prefix: IPPrefix) {
    self.init(prefix.base, prefix.last)
  }

  /// The family of its addresses.
  public var family: IPFamily {
    lower.family
  }

  /// Number of addresses; that of all of IPv6 is one more than the `UInt128.max` it answers.
  public var count: UInt128 {
    let distance = upper.bits - lower.bits
    return distance == .max ? .max : distance + 1
  }

  /// Whether `address` is one of them.
  public func contains(_ address: IPAddress) -> Bool {
    address.family == family && lower.bits <= address.bits && address.bits <= upper.bits
  }

  /// Whether they share an address.
  public func overlaps(_ other: IPRange) -> Bool {
    family == other.family && lower.bits <= other.upper.bits && other.lower.bits <= upper.bits
  }

  /// The fewest prefixes that cover exactly these addresses, in order.
  ///
  /// Each is the largest that may start where the last one ended:
  /// ```
  /// .1 .2 .3 .4 .5 .6 .7 .8 .9        10.0.0.1 - 10.0.0.9
  ///  1  └─2┘  └────4────┘  └─2┘       /32 /31 /30 /31
  /// ```
  public var prefixes: [IPPrefix] {
    var result: [IPPrefix] = []
    var start = lower.bits
    while true {
      let distance = upper.bits - start
      // All 2^128 addresses have a count of zero here, and no leading bit.
      let fitting = distance == .max ? 128 : 127 - (distance + 1).leadingZeroBitCount
      let hostBits = min(start.trailingZeroBitCount, fitting)
      let prefix = IPPrefix(
        IPAddress(family, bits: start), length: family.bitWidth - min(hostBits, family.bitWidth))
      result.append(prefix)
      guard prefix.last != upper else { return result }
      start = prefix.last.bits + 1
    }
  }
}

extension IPRange: Comparable {
  /// By first address, then by last.
  public static func < (lhs: IPRange, rhs: IPRange) -> Bool {
    lhs.lower == rhs.lower ? lhs.upper < rhs.upper : lhs.lower < rhs.lower
  }
}

extension IPRange: CustomStringConvertible {
  /// Both ends with a hyphen between.
  public var description: String {
    "\(lower)-\(upper)"
  }
}
