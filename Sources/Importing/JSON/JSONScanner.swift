/// Walks JSON text and checks its grammar (RFC 8259) without building values.
///
/// simdjson parses the objects. This walk exists for what it does not say: what is wrong with a text
/// it refused, and where in the file a value lies that an error is about.
struct JSONScanner {
  let bytes: [UInt8]
  var offset: Int
  /// An offset of `bytes` and the place in the file that it stands for.
  var begin = (offset: 0, place: TextPosition(line: 1, column: 1))
  private var depth = 0

  init(_ bytes: [UInt8], at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The next byte that is no white space, or nil at the end.
  mutating func peek() -> UInt8? {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return bytes[offset]
      }
    }
    return nil
  }

  /// Steps over any value and answers where it lies.
  @discardableResult
  mutating func skipValue() throws(JSONFault) -> Range<Int> {
    let first = peek() ?? 0
    let start = offset
    switch first {
    case UInt8(ascii: "{"):
      try forEachMember { (_, scanner) throws(JSONFault) in try scanner.skipValue() }
    case UInt8(ascii: "["):
      try forEachElement { (scanner) throws(JSONFault) in try scanner.skipValue() }
    case UInt8(ascii: "\""):
      try skipString()
    case UInt8(ascii: "t"): try skip(literal: "true")
    case UInt8(ascii: "f"): try skip(literal: "false")
    case UInt8(ascii: "n"): try skip(literal: "null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try skipNumber()
    default:
      throw unexpected("a value")
    }
    return start..<offset
  }

  /// Hands over each member of the object that begins here; `visit` must step over the value.
  mutating func forEachMember(
    _ visit: (_ key: Range<Int>, _ scanner: inout JSONScanner) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    try open(UInt8(ascii: "{"), as: "an object")
    if try !close(UInt8(ascii: "}")) {
      repeat {
        guard peek() == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
        let start = offset
        try skipString()
        let key = start + 1..<offset - 1
        guard peek() == UInt8(ascii: ":") else { throw unexpected("':' after the key") }
        offset += 1
        try visit(key, &self)
      } while try !closeOrContinue(UInt8(ascii: "}"))
    }
    depth -= 1
  }

  /// Comes to each element of the array that begins here; `visit` must step over it.
  mutating func forEachElement(
    _ visit: (_ scanner: inout JSONScanner) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    try open(UInt8(ascii: "["), as: "an array")
    if try !close(UInt8(ascii: "]")) {
      repeat {
        try visit(&self)
      } while try !closeOrContinue(UInt8(ascii: "]"))
    }
    depth -= 1
  }

  private mutating func open(_ bracket: UInt8, as what: String) throws(JSONFault) {
    guard peek() == bracket else { throw unexpected(what) }
    depth += 1
    guard depth <= JSONParser.deepest else {
      throw JSONFault(offset: offset, problem: "nested deeper than \(JSONParser.deepest) levels")
    }
    offset += 1
  }

  private mutating func close(_ bracket: UInt8) throws(JSONFault) -> Bool {
    guard peek() == bracket else { return false }
    offset += 1
    return true
  }

  private mutating func closeOrContinue(_ bracket: UInt8) throws(JSONFault) -> Bool {
    switch peek() {
    case bracket:
      offset += 1
      return true
    case UInt8(ascii: ","):
      offset += 1
      return false
    default:
      throw unexpected("',' or '\(Unicode.Scalar(bracket))'")
    }
  }

  /// The line and column in the file of an offset.
  func place(of offset: Int) -> TextPosition {
    bytes.withUnsafeBufferPointer {
      begin.place.moved(over: UnsafeBufferPointer(rebasing: $0[begin.offset..<offset]))
    }
  }

  func unexpected(_ wanted: String) -> JSONFault {
    guard offset < bytes.count else {
      return JSONFault(offset: offset, problem: "the JSON text ends where \(wanted) should follow")
    }
    let rest = String(decoding: bytes[offset..<min(offset + 8, bytes.count)], as: UTF8.self)
    let found = rest.first.map { String($0).quoted } ?? "something else"
    return JSONFault(offset: offset, problem: "expected \(wanted), found \(found)")
  }
}
