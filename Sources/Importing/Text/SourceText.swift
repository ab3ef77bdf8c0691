/// A source's content as UTF-8 without a byte order mark, or the reason why it is no text.
struct SourceText {
  let name: String
  let bytes: [UInt8]

  /// How many bytes are looked at to tell what a source is.
  static let headSize = 64 << 10

  /// A window at the head of a source's text; UTF-16, which is rare, is read as a whole for it.
  static func window(on source: ImportSource) throws(ImportError) -> JSONWindow {
    let window = JSONWindow(PlainFeed(source.feed))
    try window.fill(upTo: headSize)
    let head = Array(window.all.prefix(512))
    try check(head, of: source.name)
    switch Encoding(of: head[...]) {
    case .utf8: return window
    case .utf8WithMark:
      window.leaveOut(3)
      return window
    case .utf16(let bigEndian, let mark):
      while try window.more() {}
      let utf8 = try transcoded(Array(window.all)[mark...], bigEndian, of: source.name)
      let text = JSONWindow(PlainFeed(BytesFeed(utf8)))
      try text.fill(upTo: headSize)
      return text
    }
  }

  /// A text that is at hand.
  init(name: String, utf8: [UInt8]) throws(ImportError) {
    self.name = name
    if let offset = utf8.firstIndex(of: 0) { throw Self.binary(name, at: offset, in: utf8) }
    guard utf8.contains(where: { !$0.isBlank }) else { throw Self.empty(name) }
    bytes = PromptLines.blankedOut(in: utf8)
  }

  /// What can be said from the first bytes alone; a gigabyte of zeros needs no more.
  private static func check(_ head: [UInt8], of name: String) throws(ImportError) {
    if head.isEmpty { throw empty(name) }
    guard case .utf8 = Encoding(of: head[...]) else { return }
    if let offset = head.firstIndex(of: 0) { throw binary(name, at: offset, in: head) }
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

  static func empty(_ name: String) -> ImportError {
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
  ///
  /// Without one UTF-16 shows by its zeros: every other byte of a head in ASCII is one.
  private enum Encoding {
    case utf8
    case utf8WithMark
    /// The mark has so many bytes.
    case utf16(bigEndian: Bool, mark: Int)

    init(of head: ArraySlice<UInt8>) {
      if head.starts(with: [0xEF, 0xBB, 0xBF]) {
        self = .utf8WithMark
      } else if head.starts(with: [0xFF, 0xFE]) {
        self = .utf16(bigEndian: false, mark: 2)
      } else if head.starts(with: [0xFE, 0xFF]) {
        self = .utf16(bigEndian: true, mark: 2)
      } else if Self.hasZeros(head, at: 1) {
        self = .utf16(bigEndian: false, mark: 0)
      } else if Self.hasZeros(head, at: 0) {
        self = .utf16(bigEndian: true, mark: 0)
      } else {
        self = .utf8
      }
    }

    /// Whether the first sixteen units, or as many as there are, are ASCII with zeros on one side.
    private static func hasZeros(_ head: ArraySlice<UInt8>, at side: Int) -> Bool {
      let bytes = Array(head.prefix(32))
      guard bytes.count >= 4, bytes.count.isMultiple(of: 2) else { return false }
      return bytes.indices.allSatisfy { index in
        index % 2 == side ? bytes[index] == 0 : bytes[index] > 0 && bytes[index] < 0x80
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
