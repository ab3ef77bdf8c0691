extension IPAddress {
  /// Reads any of RFC 4291's text forms (section 2.2), or dotted decimal.
  public init(parsing text: String) throws(AddressParseError) {
    let bytes = Array(text.utf8)
    do throws(AddressParseError.Reason) {
      self = try AddressReader.address(bytes[...])
    } catch {
      throw AddressParseError(input: text, reason: error)
    }
  }
}

extension IPAddress: LosslessStringConvertible {
  /// Reads an address, or is nil where `init(parsing:)` says why.
  public init?(_ description: String) {
    guard let address = try? IPAddress(parsing: description) else { return nil }
    self = address
  }
}

/// The grammar of addresses, over bytes.
enum AddressReader {
  typealias Reason = AddressParseError.Reason
  typealias Text = ArraySlice<UInt8>

  /// Reads a whole text as an address of the family that its punctuation shows.
  static func address(_ text: Text) throws(Reason) -> IPAddress {
    guard !text.isEmpty else { throw .empty }
    if let percent = text.firstIndex(of: UInt8(ascii: "%")) {
      throw .zone(string(text[percent...]))
    }
    if text.contains(UInt8(ascii: ":")) { return IPAddress(.v6, bits: try groups(text)) }
    guard text.contains(UInt8(ascii: ".")) else { throw .notAnAddress }
    return IPAddress(.v4, bits: UInt128(try quad(text)))
  }

  /// Reads `a.b.c.d`.
  static func quad(_ text: Text) throws(Reason) -> UInt32 {
    let dot = UInt8(ascii: ".")
    guard text.allSatisfy({ isDigit($0) || $0 == dot }) else { throw unexpected(text, isDigit) }
    let count = text.reduce(1) { $1 == dot ? $0 + 1 : $0 }
    guard count == 4 else { throw .octetCount(count) }
    var bits: UInt32 = 0
    var rest = text
    for _ in 0..<4 {
      let end = rest.firstIndex(of: dot) ?? rest.endIndex
      bits = bits << 8 | UInt32(try octet(rest[..<end]))
      rest = rest[end...].dropFirst()
    }
    return bits
  }

  private static func octet(_ digits: Text) throws(Reason) -> UInt8 {
    guard let first = digits.first else { throw .emptyOctet }
    guard digits.count == 1 || first != UInt8(ascii: "0") else {
      throw .leadingZero(string(digits))
    }
    guard let value = decimal(digits), let octet = UInt8(exactly: value) else {
      throw .octetTooBig(string(digits))
    }
    return octet
  }

  /// Reads eight groups, one `::` standing for those left out and a quad for the last two.
  ///
  /// ```
  /// 2001:db8::1:0:192.0.2.1      head 2001 0db8 | gap | tail 0001 0000 c000 0201
  /// ```
  private static func groups(_ text: Text) throws(Reason) -> UInt128 {
    let colon = UInt8(ascii: ":")
    var bits: UInt128 = 0
    var count = 0
    var countBeforeGap: Int?
    var rest = text
    if rest.first == colon {
      guard rest.dropFirst().first == colon else { throw .strayColon }
      countBeforeGap = 0
      rest = rest.dropFirst(2)
    }
    while !rest.isEmpty {
      let end = rest.firstIndex(of: colon) ?? rest.endIndex
      let piece = rest[..<end]
      guard !piece.isEmpty else { throw .strayColon }
      if piece.contains(UInt8(ascii: ".")) {
        guard end == rest.endIndex else { throw .quadNotLast }
        bits = bits << 32 | UInt128(try quad(piece))
        count += 2
      } else {
        bits = bits << 16 | UInt128(try group(piece, of: text))
        count += 1
      }
      rest = rest[end...].dropFirst()
      guard end != text.endIndex else { break }
      guard let next = rest.first else { throw .strayColon }
      if next == colon {
        guard countBeforeGap == nil else { throw .twoGaps }
        countBeforeGap = count
        rest = rest.dropFirst()
      }
    }
    return try widened(bits, count: count, gap: countBeforeGap)
  }

  /// Puts the zeros of a gap before `gap` groups into a number of `count` groups.
  private static func widened(_ bits: UInt128, count: Int, gap: Int?) throws(Reason) -> UInt128 {
    guard let gap else {
      guard count == 8 else { throw .groupCount(count) }
      return bits
    }
    guard count <= 8 else { throw .groupCount(count) }
    guard count < 8 else { throw .idleGap }
    // Shifts by the whole width give zero, which is what an empty head or tail needs.
    let tailWidth = 16 * (count - gap)
    let head = (bits >> tailWidth) << (128 - 16 * gap)
    return head | bits & ~(UInt128.max << tailWidth)
  }

  /// Reads one group of hexadecimal digits.
  private static func group(_ piece: Text, of text: Text) throws(Reason) -> UInt16 {
    var bits: UInt32 = 0
    for (index, byte) in piece.enumerated() {
      guard let digit = hexadecimal(byte) else {
        throw unexpected(text) { hexadecimal($0) != nil || $0 == UInt8(ascii: ":") }
      }
      guard index < 4 else { throw .groupTooLong(string(piece)) }
      bits = bits << 4 | digit
    }
    return UInt16(bits)
  }

  /// A plain decimal number of at most nine digits.
  static func decimal(_ text: Text) -> Int? {
    guard !text.isEmpty, text.count <= 9, text.allSatisfy(isDigit) else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  static func string(_ text: Text) -> String {
    String(decoding: text, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// Names the first character, a dot apart, that is not allowed.
  private static func unexpected(_ text: Text, _ isAllowed: (UInt8) -> Bool) -> Reason {
    let culprit = string(text).first { character in
      character != "." && !character.utf8.allSatisfy(isAllowed)
    }
    return culprit.map { .unexpected($0) } ?? .notAnAddress
  }
}
