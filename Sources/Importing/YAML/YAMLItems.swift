/// A `kind: List` as kubectl prints it, cut into its items by indentation alone.
///
/// Yams needs some twenty times the text's size for its tree; a list of 100,000 pods is therefore
/// parsed item by item. Whatever does not look exactly like this, or fails on the way, is parsed as
/// a whole, which also gives errors their places.
///
///     apiVersion: v1
///     items:
///     - apiVersion: v1        ┐
///       kind: Pod             │ one item, its "- " taken for blanks
///       ...                   ┘
///     kind: List
struct YAMLItems {
  private let bytes: [UInt8]
  private let items: [Range<Int>]
  /// The text with an empty list in place of the items.
  let envelope: String

  /// Cuts the text, or answers nil if it is no such list.
  init?(_ bytes: [UInt8]) {
    var items: [Range<Int>] = []
    var begin: Int?
    var end: Int?
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let next = (bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex - 1) + 1
      let line = bytes[start..<next]
      switch line.first {
      case UInt8(ascii: "-") where line.starts(with: "---".utf8):
        // A stream of documents; only a marker at the very head leaves it one document.
        guard start == bytes.startIndex else { return nil }
      case UInt8(ascii: "-") where begin != nil && end == nil:
        items.append(start..<next)
      case let byte? where byte.isBlank || byte == UInt8(ascii: "#"):
        if begin != nil, end == nil, let last = items.indices.last {
          items[last] = items[last].lowerBound..<next
        }
      case _ where begin == nil && line.isKey("items:"):
        begin = start
      default:
        if begin != nil, end == nil { end = start }
      }
      start = next
    }
    guard let begin, !items.isEmpty else { return nil }
    self.bytes = bytes
    self.items = items
    envelope =
      String(decoding: bytes[..<begin], as: UTF8.self) + "items: []\n"
      + String(decoding: bytes[(end ?? bytes.endIndex)...], as: UTF8.self)
  }

  var count: Int { items.count }

  /// The item as a document of its own, or nil if it is not UTF-8.
  subscript(index: Int) -> String? {
    var item = Array(bytes[items[index]])
    item[0] = UInt8(ascii: " ")
    return String(validating: item, as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  /// Whether the line is the key and nothing else.
  fileprivate func isKey(_ key: StaticString) -> Bool {
    let count = key.utf8CodeUnitCount
    guard self.count >= count else { return false }
    let head = UnsafeBufferPointer(start: key.utf8Start, count: count)
    return starts(with: head) && dropFirst(count).allSatisfy(\.isBlank)
  }
}
