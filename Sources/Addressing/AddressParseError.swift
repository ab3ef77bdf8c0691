/// Why a text is no address or prefix, told so that the writer can mend it.
public struct AddressParseError: Error, Hashable, Sendable {
  /// What is wrong with a text.
  public enum Reason: Error, Hashable, Sendable {
    /// There is nothing to read.
    case empty
    /// It looks like neither family.
    case notAnAddress
    /// A character that no address contains.
    case unexpected(Character)
    /// An IPv6 zone, which names a link of one machine.
    case zone(String)
    /// Not four octets but this many.
    case octetCount(Int)
    /// A dot without an octet beside it.
    case emptyOctet
    /// An octet above 255.
    case octetTooBig(String)
    /// An octet such as 010, octal to some programs and decimal to others.
    case leadingZero(String)
    /// A group of more than four hexadecimal digits.
    case groupTooLong(String)
    /// Not eight groups but this many.
    case groupCount(Int)
    /// A `::` beside eight groups, where it stands for nothing.
    case idleGap
    /// More than one `::`.
    case twoGaps
    /// A single colon at the start or the end, or three in a row.
    case strayColon
    /// An embedded dotted quad that is not at the end.
    case quadNotLast
    /// A prefix without its length.
    case missingLength(whole: IPAddress)
    /// A prefix length that is not a number.
    case badLength(String)
    /// A prefix length beyond the family's width.
    case lengthTooLong(IPFamily)
    /// Bits set to the right of the prefix length.
    case hostBits(meant: IPPrefix)
  }

  /// The whole text as it was given.
  public let input: String

  /// What is wrong with it.
  public let reason: Reason

  /// Says that `input` is wrong for `reason`.
  public init(input: String, reason: Reason) {
    self.input = input
    self.reason = reason
  }
}

extension AddressParseError: CustomStringConvertible {
  /// One line that quotes the input and says what would have been right.
  public var description: String {
    // `debugDescription` quotes, and spells control characters out so that a terminal is safe.
    let quoted = input.debugDescription
    if case .hostBits(let meant) = reason {
      return "\(quoted) has host bits set; did you mean \(meant)?"
    }
    return "\(quoted): \(reason)"
  }
}

extension AddressParseError.Reason: CustomStringConvertible {
  /// The fault and its remedy, without the input.
  public var description: String {
    switch self {
    case .empty: "expected an address such as 10.0.0.1 or fd00::1"
    case .notAnAddress: "neither an IPv4 address such as 10.0.0.1 nor an IPv6 one such as fd00::1"
    case .unexpected(let character):
      "unexpected \(String(character).debugDescription) in an address"
    case .zone(let zone):
      "a zone (\(zone.debugDescription)) is not part of an address; leave it out"
    case .octetCount(let count): "an IPv4 address has 4 octets, not \(count)"
    case .emptyOctet: "an octet is missing beside a dot"
    case .octetTooBig(let octet): "octet \(octet) is more than 255"
    case .leadingZero(let octet):
      "octet \(octet) has a leading zero, which some read as octal; write \(Self.trimmed(octet))"
    case .groupTooLong(let group): "group \(group) has more than 4 hexadecimal digits"
    case .groupCount(let count) where count < 8:
      "an IPv6 address has 8 groups, not \(count); write \"::\" once for a run of zeros"
    case .groupCount: "an IPv6 address has at most 8 groups"
    case .idleGap: "\"::\" must stand for at least one group of zeros; leave it out"
    case .twoGaps: "\"::\" may stand only once, else its length is unknown"
    case .strayColon: "a single ':' separates two groups; write \"::\" for a run of zeros"
    case .quadNotLast: "a dotted quad may only be the end of an IPv6 address"
    case .missingLength(let whole):
      "a prefix needs its length; for this one address write \(whole)/\(whole.family.bitWidth)"
    case .badLength(let text):
      "prefix length \(text.debugDescription) is not a plain decimal number"
    case .lengthTooLong(let family): "an \(family) prefix is at most /\(family.bitWidth)"
    case .hostBits(let meant): "host bits are set; did you mean \(meant)?"
    }
  }

  private static func trimmed(_ octet: String) -> String {
    let digits = octet.drop { $0 == "0" }
    return digits.isEmpty ? "0" : String(digits)
  }
}
