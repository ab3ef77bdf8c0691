import Foundation

extension JSONScanner {
  /// The key between the quotes at `range`.
  func text(ofKey range: Range<Int>) -> String {
    guard bytes[range].contains(UInt8(ascii: "\\")) else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    return text(ofString: range.lowerBound - 1..<range.upperBound + 1) ?? ""
  }

  /// The string that lies at `range`, quotes included, or nil if that is no string.
  func text(ofString range: Range<Int>) -> String? {
    guard range.count >= 2, bytes[range.lowerBound] == UInt8(ascii: "\"") else { return nil }
    let inside = range.lowerBound + 1..<range.upperBound - 1
    guard bytes[inside].contains(UInt8(ascii: "\\")) else {
      return String(decoding: bytes[inside], as: UTF8.self)
    }
    return try? JSONDecoder().decode(String.self, from: Data(bytes[range]))
  }

  /// Steps over a value and answers its text if it is a string.
  mutating func readString() throws(JSONFault) -> String? {
    text(ofString: try skipValue())
  }
}
