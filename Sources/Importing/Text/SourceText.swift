/// A source's content as UTF-8 without a byte order mark, or the reason why it is no text.
struct SourceText {
  let name: String
  let bytes: [UInt8]

  init(_ source: ImportSource) throws(ImportError) {
    try Self.check(head: source.bytes.prefix(512), of: source.name, isWhole: true)
    name = source.name
    let utf8: [UInt8] =
      switch Encoding(of: source.bytes.prefix(4)) {
      case .utf8: source.bytes
      case .utf8WithMark: Array(source.bytes.dropFirst(3))
      case .utf16(let bigEndian):
        try Self.transcoded(source.bytes.dropFirst(2), bigEndian, of: source.name)
      }
    if let offset = utf8.firstIndex(of: 0) {
      throw Self.binary(source.name, at: offset, in: utf8)
    }
    guard utf8.contains(where: { !$0.isBlank }) else { throw Self.empty(source.name) }
    bytes = PromptLines.blankedOut(in: utf8)
  }

  /// What can be said from the first bytes alone; a gigabyte of zeros needs no more.
  static func check(
    head: ArraySlice<UInt8>, of name: String, isWhole: Bool
  ) throws(ImportError) {
    if head.isEmpty, isWhole { throw empty(name) }
    guard case .utf8 = Encoding(of: head.prefix(4)) else { return }
    if let offset = head.firstIndex(of: 0) {
      throw binary(name, at: offset - head.startIndex, in: Array(head))
    }
  }

  /// The text as a string; JSON stays bytes and never comes here.
  func string() throws(ImportError) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var start = bytes.startIndex
    var line = 1
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      guard String(validating: bytes[start..<end], as: UTF8.self) != nil else { break }
      line += 1
      start = end + 1
    }
    throw ImportError(
      source: name, line: line,
      reason: "this line is not UTF-8; expected text in UTF-8, or UTF-16 with a byte order mark")
  }

  private static func empty(_ name: String) -> ImportError {
    ImportError(source: name, reason: "is empty; expected \(Importer.knownKinds)")
  }

  private static func binary(_ name: String, at offset: Int, in bytes: [UInt8]) -> ImportError {
    ImportError(
      source: name, at: TextPosition(of: offset, in: bytes),
      "a NUL byte: this is no text; expected \(Importer.knownKinds)")
  }
}

extension SourceText {
  /// What the byte order mark says; Windows PowerShell's `>` writes UTF-16LE with one.
  private enum Encoding {
    case utf8
    case utf8WithMark
    case utf16(bigEndian: Bool)

    init(of head: ArraySlice<UInt8>) {
      if head.starts(with: [0xEF, 0xBB, 0xBF]) {
        self = .utf8WithMark
      } else if head.starts(with: [0xFF, 0xFE]) {
        self = .utf16(bigEndian: false)
      } else if head.starts(with: [0xFE, 0xFF]) {
        self = .utf16(bigEndian: true)
      } else {
        self = .utf8
      }
    }
  }

  private static func transcoded(
    _ bytes: ArraySlice<UInt8>, _ bigEndian: Bool, of name: String
  ) throws(ImportError) -> [UInt8] {
    guard bytes.count.isMultiple(of: 2) else {
      throw ImportError(
        source: name, reason: "UTF-16 of an odd number of bytes: the file is cut short")
    }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return bigEndian ? first << 8 | second : second << 8 | first
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
