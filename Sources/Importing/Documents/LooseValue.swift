/// A value of any shape, for files whose keys may sit at several places.
indirect enum LooseValue: Decodable {
  case null
  case text(FlexibleText)
  case list([LooseValue])
  case map([String: LooseValue])

  init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.container(keyedBy: AnyKey.self) {
      var map: [String: LooseValue] = [:]
      for key in keyed.allKeys {
        map[key.stringValue] = try keyed.decode(LooseValue.self, forKey: key)
      }
      self = .map(map)
    } else if var list = try? decoder.unkeyedContainer() {
      var values: [LooseValue] = []
      while !list.isAtEnd { values.append(try list.decode(LooseValue.self)) }
      self = .list(values)
    } else if try decoder.singleValueContainer().decodeNil() {
      self = .null
    } else {
      self = .text(try FlexibleText(from: decoder))
    }
  }

  /// The value below a dotted way of keys, nil where the way ends.
  subscript(_ way: String) -> LooseValue? {
    var value = self
    for key in way.split(separator: ".") {
      guard let next = value.map?[String(key)] else { return nil }
      value = next
    }
    return value
  }

  var map: [String: LooseValue]? {
    guard case .map(let map) = self else { return nil }
    return map
  }

  /// The scalar, nil for null, lists and objects, and for a text that was left empty.
  var scalar: FlexibleText? {
    guard case .text(let text) = self, !text.text.isEmpty else { return nil }
    return text
  }

  /// A list of scalars, or one scalar with blanks between, with each text's way from here.
  var texts: [(text: String, path: [PathStep])] {
    switch self {
    case .list(let values):
      values.enumerated().compactMap { index, value in
        value.scalar.map { ($0.text, [.index(index)]) }
      }
    case .text(let text): text.text.split(separator: " ").map { (String($0), []) }
    case .null, .map: []
    }
  }
}
