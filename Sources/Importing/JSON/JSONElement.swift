import CSimdjson

/// One value of a parsed text: an object, a list or a scalar.
///
/// It is a place in its parser's memory, and of use until that parser parses again.
struct JSONElement {
  private let value: csimdjson_value
  private let parser: JSONParser

  init(_ value: csimdjson_value, of parser: JSONParser) {
    self.value = value
    self.parser = parser
  }

  /// What kinds of value there are; the number kinds say what holds them without loss.
  enum Kind {
    case object, array, string, integer, unsigned, real, bool, null
  }

  var kind: Kind {
    switch csimdjson_kind_of(value) {
    case CSIMDJSON_OBJECT: .object
    case CSIMDJSON_ARRAY: .array
    case CSIMDJSON_STRING: .string
    case CSIMDJSON_INTEGER: .integer
    case CSIMDJSON_UNSIGNED: .unsigned
    case CSIMDJSON_REAL: .real
    case CSIMDJSON_BOOL: .bool
    default: .null
    }
  }

  /// What an object has at a key.
  enum Member {
    case none
    case one(JSONElement)
    /// JSON leaves open which counts, and tools differ: Go takes the last, others the first.
    case several
  }

  subscript(key: StaticString) -> Member {
    key.withUTF8Buffer { member($0) }
  }

  subscript(key: String) -> Member {
    var key = key
    return key.withUTF8 { member($0) }
  }

  private func member(_ key: UnsafeBufferPointer<UInt8>) -> Member {
    var found = csimdjson_value()
    let count = key.withMemoryRebound(to: CChar.self) {
      csimdjson_member(value, $0.baseAddress, $0.count, &found)
    }
    return switch count {
    case 0: .none
    case 1: .one(JSONElement(found, of: parser))
    default: .several
    }
  }

  /// The text of a string, nil for anything else.
  var string: String? {
    var length = 0
    guard let bytes = csimdjson_string(value, &length) else { return nil }
    return Self.string(bytes, length)
  }

  /// A whole number that fits, however it was written.
  var integer: Int? {
    switch kind {
    case .integer: Int(csimdjson_integer(value))
    case .unsigned: Int(exactly: csimdjson_unsigned(value))
    case .real: Int(exactly: csimdjson_real(value))
    default: nil
    }
  }

  /// Any number.
  var real: Double? {
    switch kind {
    case .integer: Double(csimdjson_integer(value))
    case .unsigned: Double(csimdjson_unsigned(value))
    case .real: csimdjson_real(value)
    default: nil
    }
  }

  /// True or false, nil for anything else.
  var bool: Bool? { kind == .bool ? csimdjson_bool(value) : nil }

  /// A scalar as text, whether the file wrote `24`, `"24"` or `true`.
  var scalarText: String? {
    switch kind {
    case .string: string
    case .integer: String(csimdjson_integer(value))
    case .unsigned: String(csimdjson_unsigned(value))
    case .real: String(csimdjson_real(value))
    case .bool: csimdjson_bool(value) ? "true" : "false"
    case .object, .array, .null: nil
    }
  }

  /// The elements of a list, empty for anything else.
  var elements: [JSONElement] {
    guard kind == .array else { return [] }
    return children.map(\.value)
  }

  /// The members of an object in their order, empty for anything else.
  var members: [(key: String, value: JSONElement)] {
    guard kind == .object else { return [] }
    return children
  }

  private var children: [(key: String, value: JSONElement)] {
    var cursor = csimdjson_begin(value)
    var children: [(String, JSONElement)] = []
    var child = csimdjson_value()
    var key: UnsafePointer<CChar>?
    var length = 0
    while csimdjson_next(&cursor, &key, &length, &child) {
      children.append((key.map { Self.string($0, length) } ?? "", JSONElement(child, of: parser)))
    }
    return children
  }

  private static func string(_ bytes: UnsafePointer<CChar>, _ length: Int) -> String {
    bytes.withMemoryRebound(to: UInt8.self, capacity: length) {
      String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
    }
  }
}
