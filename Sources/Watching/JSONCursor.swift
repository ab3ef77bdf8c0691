/// Walks over a JSON object to the few fields that tell what it is of, without reading the rest.
///
/// Objects are read by the artefacts of `Importing`; who sorts a stream of them needs a name and a
/// version of each and nothing else. What is malformed ends the walk, and what was not found is nil.
struct JSONCursor {
  let bytes: [UInt8]
  private(set) var place: Int
  private let end: Int

  init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
    self.bytes = bytes
    place = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
  }

  /// Calls `body` with each key of the object that begins here and the range of its value.
  mutating func forEachMember(_ body: (String, Range<Int>) -> Void) {
    guard next() == UInt8(ascii: "{") else { return }
    place += 1
    while let byte = next(), byte == UInt8(ascii: "\"") {
      guard let key = text() else { return }
      guard next() == UInt8(ascii: ":") else { return }
      place += 1
      guard let range = skipValue() else { return }
      body(key, range)
      guard next() == UInt8(ascii: ",") else { return }
      place += 1
    }
  }

  /// Calls `body` with the range of each element of the list that begins here.
  mutating func forEachElement(_ body: (Range<Int>) -> Void) {
    guard next() == UInt8(ascii: "[") else { return }
    place += 1
    while let byte = next(), byte != UInt8(ascii: "]") {
      guard let range = skipValue() else { return }
      body(range)
      guard next() == UInt8(ascii: ",") else { return }
      place += 1
    }
  }

  /// The text that begins here.
  mutating func text() -> String? {
    guard next() == UInt8(ascii: "\""), let range = skipText() else { return nil }
    let body = bytes[range.lowerBound + 1..<range.upperBound - 1]
    guard body.contains(UInt8(ascii: "\\")) else { return String(decoding: body, as: UTF8.self) }
    return Self.unescaped(body)
  }

  /// The text or number that begins here, as it is written.
  mutating func scalar() -> String? {
    guard let byte = next() else { return nil }
    if byte == UInt8(ascii: "\"") { return text() }
    guard byte != UInt8(ascii: "{"), byte != UInt8(ascii: "[") else { return nil }
    return skipValue().map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// The next byte that is no blank, which stays.
  private mutating func next() -> UInt8? {
    while place < end {
      switch bytes[place] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        place += 1
      case let byte: return byte
      }
    }
    return nil
  }

  private mutating func skipText() -> Range<Int>? {
    let start = place
    place += 1
    while place < end {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 2
      case UInt8(ascii: "\""):
        place += 1
        return start..<place
      default: place += 1
      }
    }
    return nil
  }

  private mutating func skipValue() -> Range<Int>? {
    guard let first = next() else { return nil }
    let start = place
    switch first {
    case UInt8(ascii: "\""): return skipText()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      var depth = 0
      while place < end {
        switch bytes[place] {
        case UInt8(ascii: "\""):
          guard skipText() != nil else { return nil }
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
        place += 1
        if depth == 0 { return start..<place }
      }
      return nil
    default:
      while place < end, !", \n\r\t]}".utf8.contains(bytes[place]) { place += 1 }
      return start == place ? nil : start..<place
    }
  }

  private static func unescaped(_ body: ArraySlice<UInt8>) -> String {
    var units: [UInt16] = []
    var rest = Array(String(decoding: body, as: UTF8.self).utf16)[...]
    while let unit = rest.popFirst() {
      guard unit == 0x5c, let sign = rest.popFirst() else {
        units.append(unit)
        continue
      }
      switch UInt8(truncatingIfNeeded: sign) {
      case UInt8(ascii: "n"): units.append(10)
      case UInt8(ascii: "t"): units.append(9)
      case UInt8(ascii: "r"): units.append(13)
      case UInt8(ascii: "b"): units.append(8)
      case UInt8(ascii: "f"): units.append(12)
      case UInt8(ascii: "u"):
        let digits = String(decoding: rest.prefix(4), as: UTF16.self)
        rest = rest.dropFirst(4)
        units.append(UInt16(digits, radix: 16) ?? 0xfffd)
      default: units.append(sign)
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}
