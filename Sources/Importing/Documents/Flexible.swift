/// A scalar as text, whether the file wrote `24`, `"24"` or `true`.
struct FlexibleText: Decodable, Hashable {
  var text: String

  init(_ text: String) { self.text = text }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self.text = text
    } else if let number = try? container.decode(Int.self) {
      text = String(number)
    } else if let flag = try? container.decode(Bool.self) {
      text = flag ? "true" : "false"
    } else if let number = try? container.decode(Double.self) {
      text = String(number)
    } else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected one value in valid Unicode, found")
    }
  }

  var integer: Int? { Int(text) }

  /// The words that YAML 1.1 and Go's `strconv.ParseBool` take for yes and no.
  var flag: Bool? {
    switch text.lowercased() {
    case "true", "t", "1", "yes", "on": true
    case "false", "f", "0", "no", "off": false
    default: nil
    }
  }
}

/// A list of texts, or one text with blanks between: both are met for CIDR lists.
struct FlexibleList: Decodable, Hashable {
  /// Each text with its way from the list's own place.
  var entries: [(text: String, path: [PathStep])]

  init(from decoder: any Decoder) throws {
    if var list = try? decoder.unkeyedContainer() {
      entries = []
      while !list.isAtEnd {
        let index = list.currentIndex
        if try list.decodeNil() { continue }
        entries.append((try list.decode(FlexibleText.self).text, [.index(index)]))
      }
    } else {
      let text = try FlexibleText(from: decoder).text
      entries = text.split(separator: " ").map { (String($0), []) }
    }
  }

  static func == (left: Self, right: Self) -> Bool {
    left.entries.map(\.text) == right.entries.map(\.text)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(entries.map(\.text)) }
}
