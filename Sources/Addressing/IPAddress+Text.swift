extension IPAddress: CustomStringConvertible {
  /// Dotted decimal, or RFC 5952's one form of an IPv6 address.
  public var description: String {
    // Written by hand: `String(_, radix: 16)` of a `UInt128` alone takes microseconds.
    String(unsafeUninitializedCapacity: AddressWriter.capacity) { buffer in
      var writer = AddressWriter(buffer)
      writer.write(self)
      return writer.count
    }
  }
}

/// Writes addresses as ASCII into a buffer that is large enough for a prefix.
struct AddressWriter {
  /// The longest text: `ffff:` six times, a dotted quad of 15 and `/128`.
  static let capacity = 49

  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
    self.buffer = buffer
  }

  mutating func write(_ address: IPAddress) {
    guard address.family == .v6 else { return writeQuad(UInt32(address.bits)) }
    if address.bits >> 32 == 0xFFFF {
      // RFC 5952, section 5: the well-known IPv4-mapped prefix is shown as such.
      for byte in "::ffff:".utf8 { put(byte) }
      return writeQuad(UInt32(truncatingIfNeeded: address.bits))
    }
    writeGroups(address.bits)
  }

  mutating func put(_ byte: UInt8) {
    buffer[count] = byte
    count += 1
  }

  /// Writes a number below 1000.
  mutating func writeDecimal(_ number: Int) {
    if number >= 100 { put(UInt8(ascii: "0") + UInt8(number / 100)) }
    if number >= 10 { put(UInt8(ascii: "0") + UInt8(number / 10 % 10)) }
    put(UInt8(ascii: "0") + UInt8(number % 10))
  }

  private mutating func writeQuad(_ bits: UInt32) {
    for shift in stride(from: 24, through: 0, by: -8) {
      writeDecimal(Int(bits >> shift & 0xFF))
      if shift > 0 { put(UInt8(ascii: ".")) }
    }
  }

  private mutating func writeGroups(_ bits: UInt128) {
    let gap = Self.longestZeroRun(bits)
    var index = 0
    while index < 8 {
      if index == gap.lowerBound, !gap.isEmpty {
        put(UInt8(ascii: ":"))
        put(UInt8(ascii: ":"))
        index = gap.upperBound
        continue
      }
      if index > 0, index != gap.upperBound || gap.isEmpty { put(UInt8(ascii: ":")) }
      writeGroup(Self.group(index, of: bits))
      index += 1
    }
  }

  private mutating func writeGroup(_ group: UInt16) {
    var shift = 12
    while shift > 0, group >> shift == 0 { shift -= 4 }
    while shift >= 0 {
      let digit = UInt8(group >> shift & 0xF)
      put(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      shift -= 4
    }
  }

  /// Group `index` counted from the left.
  private static func group(_ index: Int, of bits: UInt128) -> UInt16 {
    UInt16(truncatingIfNeeded: bits >> (112 - 16 * index))
  }

  /// The groups that `::` replaces: the longest run of zeros, the first on a tie, never just one.
  private static func longestZeroRun(_ bits: UInt128) -> Range<Int> {
    var best = 0..<0
    var start = 0
    for index in 0..<8 {
      if group(index, of: bits) != 0 {
        start = index + 1
      } else if index + 1 - start > Swift.max(best.count, 1) {
        best = start..<index + 1
      }
    }
    return best
  }
}
