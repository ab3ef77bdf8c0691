extension JSONScanner {
  mutating func skipString() throws(JSONFault) {
    let start = offset
    offset += 1
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return
      case UInt8(ascii: "\\"):
        try skipEscape()
      case 0..<0x20:
        throw JSONFault(
          offset: offset, problem: "control character in a string; write it as \\u00XX")
      default:
        offset += 1
      }
    }
    let from = place(of: start)
    throw JSONFault(
      offset: offset,
      problem: "the JSON text ends inside the string begun at \(from.line):\(from.column)")
  }

  private mutating func skipEscape() throws(JSONFault) {
    offset += 1
    guard offset < bytes.count else { throw unexpected("an escaped character") }
    switch bytes[offset] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 1
    case UInt8(ascii: "u"):
      offset += 1
      for _ in 0..<4 {
        guard offset < bytes.count, bytes[offset].isHexDigit else {
          throw unexpected("four hexadecimal digits after \\u")
        }
        offset += 1
      }
    default:
      throw unexpected("one of \"\\/bfnrtu after a backslash")
    }
  }

  mutating func skip(literal: StaticString) throws(JSONFault) {
    for index in 0..<literal.utf8CodeUnitCount {
      guard offset < bytes.count, bytes[offset] == literal.utf8Start[index] else {
        throw unexpected("\(literal)")
      }
      offset += 1
    }
  }

  /// Steps over a number: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
  mutating func skipNumber() throws(JSONFault) {
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "0") {
      offset += 1
    } else {
      try skipDigits()
    }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try skipDigits()
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[offset]) {
        offset += 1
      }
      try skipDigits()
    }
  }

  /// The offset of the first number, if any, that a double cannot hold.
  func firstVastNumber() -> Int? {
    var walk = JSONScanner(bytes)
    while walk.offset < bytes.count {
      switch bytes[walk.offset] {
      case UInt8(ascii: "\""):
        guard (try? walk.skipString()) != nil else { return nil }
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        let start = walk.offset
        guard (try? walk.skipNumber()) != nil else { return nil }
        let text = String(decoding: bytes[start..<walk.offset], as: UTF8.self)
        let isWhole = !text.contains { ".eE".contains($0) }
        let fits = isWhole ? Int64(text) != nil || UInt64(text) != nil : Double(text)?.isFinite
        if fits != true { return start }
      default: walk.offset += 1
      }
    }
    return nil
  }

  private mutating func skipDigits() throws(JSONFault) {
    guard offset < bytes.count, bytes[offset].isDigit else { throw unexpected("a digit") }
    while offset < bytes.count, bytes[offset].isDigit { offset += 1 }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var isHexDigit: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
  }
}
