import Yams

/// The text of one value that documents are found in, as JSON, and how to find a place in the file.
///
/// YAML is read as the JSON that it stands for, as Kubernetes' own tools do (sigs.k8s.io/yaml), so
/// everything behind this type knows one format only.
struct DocumentText {
  /// Where the JSON is.
  enum Bytes {
    /// In memory for as long as the document is being read.
    case window(JSONWindow, Range<Int>)
    /// At hand; the place in the file of its first byte, nil where it stands in none.
    case array([UInt8], TextPosition?)
  }

  let source: String
  let bytes: Bytes
  /// The way from the root of the file's document to this value.
  var path: [PathStep] = []
  /// The tree that the JSON was made from, which knows the places in the file; nil for JSON.
  var yaml: Node?

  /// The same text as a value of its own, for later.
  var copy: DocumentText {
    DocumentText(source: source, bytes: .array(array, origin), path: path, yaml: yaml)
  }

  private var array: [UInt8] {
    switch bytes {
    case .window(let window, let range): Array(window.bytes(range))
    case .array(let array, _): array
    }
  }

  private var origin: TextPosition? {
    switch bytes {
    case .window(let window, let range): window.position(of: range.lowerBound)
    case .array(_, let origin): origin
    }
  }

  /// Parses the value; it is readable until the parser parses the next.
  func parsed(by parser: JSONParser) throws(ImportError) -> JSONElement {
    do {
      switch bytes {
      case .window(let window, let range): return try parser.parse(window.bytes(range))
      case .array(let array, _): return try parser.parse(array)
      }
    } catch {
      throw ImportError(source: source, at: place(of: error.offset), error.problem)
    }
  }

  /// The place in the file of the value at a way below this one, or of the last that exists.
  func position(of way: [PathStep]) -> TextPosition? {
    if let yaml {
      return yaml.nearestMark(to: way).map { TextPosition(line: $0.line, column: $0.column) }
    }
    return place(of: offset(of: way))
  }

  /// The first byte of the value at a way below this one, or of the last that exists.
  func firstByte(of way: [PathStep]) -> UInt8? {
    let (array, offset) = (array, offset(of: way))
    return array.indices.contains(offset) ? array[offset] : nil
  }

  private func offset(of way: [PathStep]) -> Int {
    var scanner = JSONScanner(array)
    return scanner.nearest(to: way)
  }

  private func place(of offset: Int) -> TextPosition? {
    guard let origin else { return nil }
    return array.withUnsafeBufferPointer {
      origin.moved(over: UnsafeBufferPointer(rebasing: $0[..<min(max(offset, 0), $0.count)]))
    }
  }
}

extension JSONScanner {
  /// The offset of the value at `path`, or of the last value on the way that exists.
  fileprivate mutating func nearest(to path: [PathStep]) -> Int {
    _ = peek()
    var found = offset
    for step in path {
      guard let next = child(step) else { break }
      found = next
      offset = next
    }
    return found
  }

  private func child(_ step: PathStep) -> Int? {
    var copy = self
    var found: Int?
    var index = 0
    switch step {
    case .key(let name):
      try? copy.forEachMember { (key, scanner) throws(JSONFault) in
        _ = scanner.peek()
        let start = scanner.offset
        if scanner.text(ofKey: key) == name { found = found ?? start }
        try scanner.skipValue()
      }
    case .index(let wanted):
      try? copy.forEachElement { (scanner) throws(JSONFault) in
        _ = scanner.peek()
        if index == wanted { found = scanner.offset }
        index += 1
        try scanner.skipValue()
      }
    }
    return found
  }
}

extension Node {
  fileprivate func nearestMark(to path: [PathStep]) -> Mark? {
    var node = self
    for step in path {
      switch step {
      case .key(let name):
        guard let next = node.mapping?.first(where: { $0.key.string == name })?.value else {
          return node.mark
        }
        node = next
      case .index(let index):
        guard let sequence = node.sequence, sequence.indices.contains(index) else {
          return node.mark
        }
        node = sequence[index]
      }
    }
    return node.mark
  }
}
