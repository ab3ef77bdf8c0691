extension JSONScanner {
  /// The key between the quotes at `range`, its escapes resolved.
  func text(ofKey range: Range<Int>) -> String {
    guard bytes[range].contains(UInt8(ascii: "\\")) else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    let quoted = Array(bytes[range.lowerBound - 1..<range.upperBound + 1])
    return (try? JSONParser().parse(quoted))?.string ?? ""
  }
}
