import Yams

/// Writes a YAML tree as the JSON it stands for, aliases written out in full.
struct JSONWriter {
  let source: String
  /// How many more values may be written before the text counts as an alias bomb.
  private(set) var budget: Int
  private(set) var json: [UInt8] = []
  private var depth = 0

  init(source: String, budget: Int) {
    self.source = source
    self.budget = budget
  }

  mutating func write(_ node: Node) throws(ImportError) {
    try spend(on: node)
    switch node {
    case .scalar(let scalar): write(scalar)
    case .sequence(let sequence): try write(sequence)
    case .mapping(let mapping): try write(mapping)
    case .alias: throw error(at: node, "an alias that stands for nothing")
    }
    depth -= 1
  }

  private mutating func spend(on node: Node) throws(ImportError) {
    budget -= 1
    guard budget >= 0 else {
      throw error(
        at: node,
        "the aliases stand for more values than the file has room for; expected them written out")
    }
    depth += 1
    guard depth <= JSONParser.deepest else {
      throw error(at: node, "nested deeper than \(JSONParser.deepest) levels")
    }
  }

  private func error(at node: Node, _ reason: String) -> ImportError {
    let position = node.mark.map { TextPosition(line: $0.line, column: $0.column) }
    return ImportError(source: source, at: position, reason)
  }

  private mutating func write(_ sequence: Node.Sequence) throws(ImportError) {
    json.append(UInt8(ascii: "["))
    var isFirst = true
    for element in sequence {
      if !isFirst { json.append(UInt8(ascii: ",")) }
      isFirst = false
      try write(element)
    }
    json.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ mapping: Node.Mapping) throws(ImportError) {
    json.append(UInt8(ascii: "{"))
    var isFirst = true
    for (key, value) in mapping.merged {
      guard let name = key.string else {
        throw error(at: key, "a list or an object is a key; expected a word")
      }
      if !isFirst { json.append(UInt8(ascii: ",")) }
      isFirst = false
      write(name)
      json.append(UInt8(ascii: ":"))
      try write(value)
    }
    json.append(UInt8(ascii: "}"))
  }

  /// Every scalar but null becomes a string: `010` and `1e3` then arrive as they were written.
  private mutating func write(_ scalar: Node.Scalar) {
    if scalar.style == .plain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
      json.append(contentsOf: "null".utf8)
    } else {
      write(scalar.string)
    }
  }

  private mutating func write(_ text: String) {
    json.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        json.append(UInt8(ascii: "\\"))
        json.append(byte)
      case 0..<0x20:
        json.append(contentsOf: "\\u00".utf8)
        if byte < 0x10 { json.append(UInt8(ascii: "0")) }
        json.append(contentsOf: String(byte, radix: 16).utf8)
      default:
        json.append(byte)
      }
    }
    json.append(UInt8(ascii: "\""))
  }
}

extension Node.Mapping {
  /// The pairs with `<<` merged in: what the mapping says itself comes before what it merges.
  fileprivate var merged: [(key: Node, value: Node)] {
    guard contains(where: { $0.key.isMerge }) else { return map { ($0.key, $0.value) } }
    var pairs: [(key: Node, value: Node)] = []
    var seen: Set<String> = []
    func take(_ mapping: Node.Mapping) {
      for (key, value) in mapping where !key.isMerge {
        if seen.insert(key.string ?? "").inserted { pairs.append((key, value)) }
      }
      for (key, value) in mapping where key.isMerge {
        for merged in value.sequence.map(Array.init) ?? [value] {
          merged.mapping.map(take)
        }
      }
    }
    take(self)
    return pairs
  }
}

extension Node {
  /// The plain key `<<` of YAML 1.1; telling by its text spares a regular expression for each key.
  fileprivate var isMerge: Bool {
    scalar.map { $0.string == "<<" && $0.style == .plain } ?? false
  }
}
