public import Addressing

/// Plain addresses and CIDRs, one a line: what they cover, as sorted ranges with running sums.
public struct AddressList: Sendable {
  private var v4 = RangeSums<UInt32>([])
  private var v6 = RangeSums<UInt128>([])

  /// A line that is neither.
  public struct Mistake: Error, CustomStringConvertible {
    /// The file, the line and the column, and what is wrong there.
    public let description: String
  }

  /// Reads files; blank lines and those that begin with `#` are skipped.
  ///
  /// Ten million lines take a machine word each until they are sorted.
  public init(_ files: [(name: String, bytes: [UInt8])]) throws(Mistake) {
    var short: [UInt64] = []
    var long: [ClosedRange<UInt128>] = []
    for (name, bytes) in files {
      var reader = AddressLines(bytes)
      while let line = reader.next() {
        if let quad = AddressLines.quad(bytes[line.range]) {
          short.append(UInt64(quad) << 32 | UInt64(quad))
          continue
        }
        let prefix = try Self.prefix(bytes[line.range], "\(name):\(line.number):\(line.column)")
        let (lower, upper) = (prefix.base.bits, prefix.last.bits)
        switch prefix.family {
        case .v4: short.append(UInt64(lower) << 32 | UInt64(upper))
        case .v6: long.append(lower...upper)
        }
      }
    }
    short.sort()
    v4 = RangeSums(short.map { UInt32($0 >> 32)...UInt32(truncatingIfNeeded: $0) })
    long.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    v6 = RangeSums(long)
  }

  private static func prefix(
    _ text: ArraySlice<UInt8>, _ place: String
  ) throws(Mistake) -> IPPrefix {
    let text = String(decoding: text.prefix(mostShown), as: UTF8.self)
    do throws(AddressParseError) {
      if text.contains("/") { return try IPPrefix(parsing: text) }
      let address = try IPAddress(parsing: text)
      return IPPrefix(address, length: address.family.bitWidth)
    } catch {
      throw Mistake(description: "\(place): \(error)")
    }
  }

  /// Bytes of a line that are looked at; an address with a length has at most 49.
  private static let mostShown = 80

  /// How many addresses of a family there are, each counted once.
  public func count(_ family: IPFamily) -> UInt128 {
    family == .v4 ? v4.total : v6.total
  }

  /// How many addresses of a stretch there are, each counted once.
  public func count(in prefix: IPPrefix) -> UInt128 {
    switch prefix.family {
    case .v4:
      v4.count(UInt32(prefix.base.bits)...UInt32(prefix.last.bits))
    case .v6:
      v6.count(prefix.base.bits...prefix.last.bits)
    }
  }

  /// The smallest prefix of each family that holds all of its addresses.
  public var roots: [IPPrefix] {
    IPFamily.allCases.compactMap { family in
      let ends =
        family == .v4
        ? v4.ends.map { [UInt128($0.lowerBound), UInt128($0.upperBound)] }
        : v6.ends.map {
          [$0.lowerBound, $0.upperBound]
        }
      return ends.flatMap { ends in
        IPPrefix.covering(
          ends.map { IPPrefix(IPAddress(family, bits: $0), length: family.bitWidth) })
      }
    }
  }
}

/// Ranges that do not touch, in order, with how many numbers all before each hold.
private struct RangeSums<Bits: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  private var starts: [Bits] = []
  private var lasts: [Bits] = []
  private var sums: [UInt128] = []
  private(set) var total: UInt128 = 0

  /// Joins what overlaps or touches in a sorted list.
  init(_ sorted: [ClosedRange<Bits>]) {
    for range in sorted {
      if let last = lasts.last, last == .max || range.lowerBound <= last + 1 {
        if range.upperBound > last { lasts[lasts.count - 1] = range.upperBound }
      } else {
        starts.append(range.lowerBound)
        lasts.append(range.upperBound)
      }
    }
    sums.reserveCapacity(starts.count)
    for (start, last) in zip(starts, lasts) {
      sums.append(total)
      total = Self.added(total, Self.size(start, last))
    }
  }

  /// The first and the last number.
  var ends: ClosedRange<Bits>? {
    guard let first = starts.first, let last = lasts.last else { return nil }
    return first...last
  }

  /// How many numbers of a range are in the list.
  func count(_ range: ClosedRange<Bits>) -> UInt128 {
    // Where one run has all of it nothing is added up: all of IPv6 is one more than can be.
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    if low > 0, lasts[low - 1] >= range.upperBound {
      return Self.size(range.lowerBound, range.upperBound)
    }
    let before = range.lowerBound == .min ? 0 : rank(range.lowerBound - 1)
    return rank(range.upperBound) - before
  }

  /// How many numbers up to this one are in the list.
  private func rank(_ bits: Bits) -> UInt128 {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= bits { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    return Self.added(sums[low - 1], Self.size(starts[low - 1], min(bits, lasts[low - 1])))
  }

  /// All of IPv6 has one address more than can be counted; one is left out there.
  private static func size(_ first: Bits, _ last: Bits) -> UInt128 {
    let distance = UInt128(last - first)
    return distance == .max ? .max : distance + 1
  }

  private static func added(_ one: UInt128, _ two: UInt128) -> UInt128 {
    let (sum, isTooMuch) = one.addingReportingOverflow(two)
    return isTooMuch ? .max : sum
  }
}

/// The lines of a file that say something, without blanks around them.
private struct AddressLines {
  struct Line {
    let number: Int
    let column: Int
    let range: Range<Int>
  }

  private let bytes: [UInt8]
  private var start = 0
  private var number = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Line? {
    while start < bytes.count {
      let begin = start
      var end = begin
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      start = end + 1
      number += 1
      var first = begin
      while first < end, Self.isBlank(bytes[first]) { first += 1 }
      while end > first, Self.isBlank(bytes[end - 1]) { end -= 1 }
      if first < end, bytes[first] != UInt8(ascii: "#") {
        return Line(number: number, column: first - begin + 1, range: first..<end)
      }
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  /// The plainest form of an IPv4 address; nil for all else, which the full grammar judges.
  static func quad(_ text: ArraySlice<UInt8>) -> UInt32? {
    var (bits, octet, digits, dots): (UInt32, UInt32, Int, Int) = (0, 0, 0, 0)
    for byte in text {
      if byte == UInt8(ascii: ".") {
        guard digits > 0, dots < 3 else { return nil }
        bits = bits << 8 | octet
        (octet, digits, dots) = (0, 0, dots + 1)
      } else {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), digits == 0 || octet > 0
        else { return nil }
        octet = octet * 10 + UInt32(byte - UInt8(ascii: "0"))
        digits += 1
        guard octet <= 255 else { return nil }
      }
    }
    return dots == 3 && digits > 0 ? bits << 8 | octet : nil
  }
}
