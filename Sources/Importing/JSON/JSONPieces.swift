import CSimdjson

/// Cuts JSON into values that are worth an object of memory each: the items of a list one by one,
/// anything else whole.
///
/// Values may follow one another, as `jq` and watches print them. Only brackets, quotes and the keys
/// of a list are looked at here; each piece is parsed by who takes it, and what is left of a list
/// without its items, its envelope, is handed over in the end.
struct JSONPieces {
  /// What is handed over.
  enum Piece {
    /// A value that is no list, or an item of one; `implied` is what kind its list says it is.
    case value(Range<Int>, path: [PathStep], implied: ImpliedKind)
    /// A list with its items taken out, and the way to it.
    case envelope([UInt8], path: [PathStep])
  }

  /// What an item's list says about its kind, which the item may not repeat.
  enum ImpliedKind: Equatable {
    case none
    case kind(String)
    /// The list's own kind stands behind its items, as where keys are sorted.
    case toCome
  }

  typealias Take = (Piece) throws(ImportError) -> Void

  let source: String
  let window: JSONWindow
  private var at = 0

  /// The pieces of a source that a window stands at the head of.
  init(_ window: JSONWindow, of source: String) {
    self.window = window
    self.source = source
  }

  /// Hands over all pieces, in the order of the text.
  mutating func cut(_ take: Take) throws(ImportError) {
    var isFirst = true
    while let byte = try peek() {
      window.kept = at
      if !isFirst, byte != UInt8(ascii: "{"), byte != UInt8(ascii: "["), try isPrompt() { return }
      try cutValue(path: [], levels: 2, take)
      isFirst = false
    }
  }

  /// Whether nothing follows but the shell's own lines, pasted along.
  private mutating func isPrompt() throws(ImportError) -> Bool {
    try window.fill(upTo: at + 4096)
    let rest = Array(window.bytes(at..<window.end))
    return PromptLines.blankedOut(in: rest).allSatisfy(\.isBlank)
  }

  /// One value; lists are looked into so many levels deep, as `jq -s` makes an array of lists.
  private mutating func cutValue(
    path: [PathStep], levels: Int, _ take: Take
  ) throws(ImportError) {
    switch try peek() {
    case UInt8(ascii: "{") where levels > 0: try cutObject(path: path, take)
    case UInt8(ascii: "[") where levels > 0:
      try cutElements { (pieces, index) throws(ImportError) in
        try pieces.cutValue(path: path + [.index(index)], levels: levels - 1, take)
      }
    default:
      window.kept = at
      let start = at
      try skipValue(from: start)
      try take(.value(start..<at, path: path, implied: .none))
    }
  }

  /// An object: a list's items are handed over as they come, any other object in the end.
  private mutating func cutObject(path: [PathStep], _ take: Take) throws(ImportError) {
    var start = at
    window.kept = start
    var head: [UInt8]?
    var kind: String?
    at += 1
    while let byte = try peek(), byte != UInt8(ascii: "}") {
      guard byte == UInt8(ascii: "\"") else { throw fault(from: start, head) }
      let key = at + 1
      try skipValue(from: start, head)
      let name = key..<at - 1
      guard try peek() == UInt8(ascii: ":") else { throw fault(from: start, head) }
      at += 1
      let first = try peek()
      if first == UInt8(ascii: "["), window.bytes(name).elementsEqual("items".utf8),
        kind?.hasSuffix("List") != false
      {
        guard head == nil else {
          throw ImportError(
            source: source, at: window.position(of: key),
            "the key \"items\" is given twice; expected it once")
        }
        head = Array(window.bytes(start..<at))
        try cutItems(path: path, of: kind, take)
        start = at
        window.kept = start
      } else {
        let isKind = window.bytes(name).elementsEqual("kind".utf8)
        let value = at
        try skipValue(from: start, head)
        if isKind { kind = text(value..<at) }
      }
      if try peek() == UInt8(ascii: ",") { at += 1 }
    }
    guard try peek() != nil else { throw fault(from: start, head) }
    at += 1
    if let head {
      try take(.envelope(head + Array("[]".utf8) + Array(window.bytes(start..<at)), path: path))
    } else {
      try take(.value(start..<at, path: path, implied: .none))
    }
  }

  private mutating func cutItems(
    path: [PathStep], of kind: String?, _ take: Take
  ) throws(ImportError) {
    let implied: ImpliedKind =
      switch kind {
      case nil: .toCome
      case let kind? where kind.count > 4: .kind(String(kind.dropLast(4)))
      default: .none
      }
    try cutElements { (pieces, index) throws(ImportError) in
      let start = pieces.at
      pieces.window.kept = start
      try pieces.skipValue(from: start)
      let piece = Piece.value(
        start..<pieces.at, path: path + [.key("items"), .index(index)], implied: implied)
      try take(piece)
    }
  }

  private mutating func cutElements(
    _ visit: (inout JSONPieces, Int) throws(ImportError) -> Void
  ) throws(ImportError) {
    at += 1
    window.kept = at
    var index = 0
    if try peek() == UInt8(ascii: "]") {
      at += 1
      return
    }
    while true {
      try visit(&self, index)
      index += 1
      switch try peek() {
      case UInt8(ascii: ","):
        at += 1
        window.kept = at
        _ = try peek()
      case UInt8(ascii: "]"):
        at += 1
        return
      default: throw faultHere("',' or ']'")
      }
    }
  }
}

extension JSONPieces {
  /// The next byte that is no white space, nil at the end of the source.
  private mutating func peek() throws(ImportError) -> UInt8? {
    while true {
      while at < window.end {
        let byte = window[at]
        guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
        at += 1
      }
      guard try window.more() else { return nil }
    }
  }

  /// Steps over the value that begins here; a fault is told of the text from `start` on.
  private mutating func skipValue(from start: Int, _ head: [UInt8]? = nil) throws(ImportError) {
    guard let first = try peek() else { throw fault(from: start, head) }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
      var cut = csimdjson_cut()
      while true {
        let (offset, isDone) = window.walk(&cut, from: at)
        at = offset
        if isDone { return }
        guard try window.more() else { throw fault(from: start, head) }
      }
    default:
      let value = at
      while let byte = try byteHere(), !Self.endsScalar(byte) { at += 1 }
      guard at > value else { throw fault(from: start, head) }
    }
  }

  private func byteHere() throws(ImportError) -> UInt8? {
    if at == window.end, try !window.more() { return nil }
    return window[at]
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    byte.isBlank
      || [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":")]
        .contains(byte)
  }

  private func text(_ range: Range<Int>) -> String? {
    let bytes = window.bytes(range)
    guard bytes.count >= 2, bytes.first == UInt8(ascii: "\"") else { return nil }
    return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
  }

  /// What is wrong with the text from `start` on, which begins a value or, behind the items that
  /// were taken out, goes on with the members of their list.
  private func fault(from start: Int, _ head: [UInt8]?) -> ImportError {
    // The members of a list go on as those of any object.
    let opening = head == nil ? [] : Array("{\"\":0".utf8)
    var scanner = JSONScanner(opening + Array(window.bytes(start..<window.end)))
    scanner.begin = (opening.count, window.position(of: start))
    do {
      try scanner.skipValue()
    } catch {
      return error.importError(source, window, at: start - opening.count)
    }
    return faultHere("JSON")
  }

  private func faultHere(_ wanted: String) -> ImportError {
    let rest = Array(window.bytes(min(at, window.end)..<min(at + 16, window.end)))
    return JSONScanner(rest).unexpected(wanted).importError(source, window, at: at)
  }
}

extension JSONFault {
  /// The fault as an error of a source, whose offsets count from `start`.
  func importError(_ source: String, _ window: JSONWindow, at start: Int) -> ImportError {
    ImportError(source: source, at: window.position(of: start + offset), problem)
  }
}
