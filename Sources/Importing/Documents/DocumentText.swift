import Yams

/// The text that documents were found in, as JSON, and how to find a value's place in the file.
///
/// YAML is read as the JSON that it stands for, as Kubernetes' own tools do (sigs.k8s.io/yaml), so
/// everything behind this type knows one format only.
struct DocumentText {
  let source: String
  let json: [UInt8]
  /// The tree that `json` was made from, which knows the places in the file; nil for a JSON file.
  let yaml: Node?

  /// Whether the text is one object of `kind: List`, whose items say their kinds themselves.
  var isPlainList: Bool {
    var scanner = JSONScanner(json)
    return (try? scanner.outline())?.kind == "List"
  }

  /// The offset in `json` of the value at `path`, or of the last value on the way that exists.
  func offset(of path: [PathStep], from offset: Int) -> Int {
    var scanner = JSONScanner(json, at: offset)
    return scanner.nearest(to: path)
  }

  /// The place in the file of the value at `path` from the root that begins at `offset`.
  func position(of path: [PathStep], from offset: Int) -> TextPosition? {
    guard let yaml else {
      return TextPosition(of: self.offset(of: path, from: offset), in: json)
    }
    return yaml.nearestMark(to: path).map { TextPosition(line: $0.line, column: $0.column) }
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
