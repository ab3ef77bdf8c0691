/// Where the objects of a JSON value lie, found in the one walk that checks its grammar.
struct Outline {
  var range: Range<Int>
  var kind: String?
  var apiVersion: String?
  /// `type` of a watch event: ADDED, MODIFIED, DELETED, BOOKMARK, ERROR.
  var eventType: String?
  /// The elements of `items`, or of the value itself where it is an array.
  var items: [Outline]?
  /// The value of `object`, which a watch event carries.
  var object: [Outline] = []
  /// The value of `metadata`.
  var metadata: Range<Int>?
}

extension JSONScanner {
  /// Walks one value; lists are looked into two levels deep, as `jq -s` makes an array of lists.
  mutating func outline(levels: Int = 3) throws(JSONFault) -> Outline {
    switch peek() {
    case UInt8(ascii: "{"): return try outlineObject(levels)
    case UInt8(ascii: "[") where levels > 0:
      let start = offset
      let items = try outlineElements(levels - 1)
      return Outline(range: start..<offset, items: items)
    default: return Outline(range: try skipValue())
    }
  }

  private mutating func outlineObject(_ levels: Int) throws(JSONFault) -> Outline {
    _ = peek()
    var outline = Outline(range: offset..<offset)
    try forEachMember { (key, scanner) throws(JSONFault) in
      switch (scanner.bytes[key].count, scanner.bytes[key.lowerBound...].first) {
      case (4, UInt8(ascii: "k")) where scanner.text(ofKey: key) == "kind":
        outline.kind = try scanner.readString()
      case (10, UInt8(ascii: "a")) where scanner.text(ofKey: key) == "apiVersion":
        outline.apiVersion = try scanner.readString()
      case (4, UInt8(ascii: "t")) where scanner.text(ofKey: key) == "type":
        outline.eventType = try scanner.readString()
      case (5, UInt8(ascii: "i")) where levels > 0 && scanner.text(ofKey: key) == "items":
        outline.items = try scanner.outlineItems(levels - 1)
      case (6, UInt8(ascii: "o")) where levels > 0 && scanner.text(ofKey: key) == "object":
        outline.object = [try scanner.outline(levels: levels - 1)]
      case (8, UInt8(ascii: "m")) where scanner.text(ofKey: key) == "metadata":
        outline.metadata = try scanner.skipValue()
      default:
        try scanner.skipValue()
      }
    }
    outline.range = outline.range.lowerBound..<offset
    return outline
  }

  private mutating func outlineItems(_ levels: Int) throws(JSONFault) -> [Outline]? {
    guard peek() == UInt8(ascii: "[") else {
      try skipValue()
      return nil
    }
    return try outlineElements(levels)
  }

  private mutating func outlineElements(_ levels: Int) throws(JSONFault) -> [Outline] {
    var items: [Outline] = []
    try forEachElement { (scanner) throws(JSONFault) in
      items.append(try scanner.outline(levels: levels))
    }
    return items
  }
}
