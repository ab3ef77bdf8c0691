/// Hands a parsed value to a `Decodable`.
///
/// No way is kept while all goes well, as 150,000 pods go well: an error gathers the keys on its way
/// out of the containers.
struct JSONElementDecoder: Decoder {
  let element: JSONElement

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    guard element.kind == .object else { throw JSONMismatch.error([String: Int].self) }
    return KeyedDecodingContainer(JSONKeyedContainer<Key>(object: element))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard element.kind == .array else { throw JSONMismatch.error([Int].self) }
    return JSONUnkeyedContainer(elements: element.elements)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    JSONSingleContainer(element: element)
  }
}

/// The errors that decoding throws, told by type as `Document` tells them to people.
enum JSONMismatch {
  static func error(_ type: Any.Type) -> DecodingError {
    .typeMismatch(type, .init(codingPath: [], debugDescription: ""))
  }

  /// The same error with the key in front of its way.
  static func below(_ key: any CodingKey, _ error: any Error) -> any Error {
    guard let error = error as? DecodingError else { return error }
    func longer(_ context: DecodingError.Context) -> DecodingError.Context {
      .init(
        codingPath: [key] + context.codingPath, debugDescription: context.debugDescription,
        underlyingError: context.underlyingError)
    }
    switch error {
    case .typeMismatch(let type, let context):
      return DecodingError.typeMismatch(type, longer(context))
    case .valueNotFound(let type, let context):
      return DecodingError.valueNotFound(type, longer(context))
    case .keyNotFound(let missing, let context):
      return DecodingError.keyNotFound(missing, longer(context))
    case .dataCorrupted(let context): return DecodingError.dataCorrupted(longer(context))
    @unknown default: return error
    }
  }
}

extension JSONElement {
  /// The value as a type, the scalars by hand and all else by its own decoding.
  fileprivate func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
    let value: Any?
    switch type {
    case is String.Type: value = string
    case is Int.Type: value = integer
    case is Bool.Type: value = bool
    case is Double.Type: value = real
    default: return try Value(from: JSONElementDecoder(element: self))
    }
    guard let value = value as? Value else {
      if kind == .null {
        throw DecodingError.valueNotFound(type, .init(codingPath: [], debugDescription: ""))
      }
      throw JSONMismatch.error(type)
    }
    return value
  }
}

private struct JSONKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let object: JSONElement

  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { object.members.compactMap { Key(stringValue: $0.key) } }

  func contains(_ key: Key) -> Bool {
    if case .none = object[key.stringValue] { false } else { true }
  }

  private func found(_ key: Key) throws -> JSONElement? {
    switch object[key.stringValue] {
    case .none: return nil
    case .one(let element): return element
    case .several:
      throw DecodingError.dataCorrupted(
        .init(codingPath: [key], debugDescription: "the key is given twice; expected it once"))
    }
  }

  private func needed(_ key: Key) throws -> JSONElement {
    guard let element = try found(key) else {
      throw DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: ""))
    }
    return element
  }

  func decodeNil(forKey key: Key) throws -> Bool { try found(key)?.kind == .null }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    let element = try needed(key)
    do {
      return try element.decoded(as: type)
    } catch {
      throw JSONMismatch.below(key, error)
    }
  }

  func decodeIfPresent<Value: Decodable>(
    _ type: Value.Type, forKey key: Key
  ) throws -> Value? {
    guard let element = try found(key), element.kind != .null else { return nil }
    do {
      return try element.decoded(as: type)
    } catch {
      throw JSONMismatch.below(key, error)
    }
  }

  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    guard let element = try found(key), element.kind != .null else { return nil }
    guard let text = element.string else {
      throw JSONMismatch.below(key, JSONMismatch.error(type))
    }
    return text
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try superDecoder(forKey: key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try superDecoder(forKey: key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { JSONElementDecoder(element: object) }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    JSONElementDecoder(element: try needed(key))
  }
}

private struct JSONUnkeyedContainer: UnkeyedDecodingContainer {
  let elements: [JSONElement]
  private(set) var currentIndex = 0

  init(elements: [JSONElement]) { self.elements = elements }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  private func next(_ type: Any.Type) throws -> JSONElement {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        type, .init(codingPath: [JSONIndex(currentIndex)], debugDescription: ""))
    }
    return elements[currentIndex]
  }

  mutating func decodeNil() throws -> Bool {
    guard try next(Never.self).kind == .null else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let element = try next(type)
    do {
      let value = try element.decoded(as: type)
      currentIndex += 1
      return value
    } catch {
      throw JSONMismatch.below(JSONIndex(currentIndex), error)
    }
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try superDecoder().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try superDecoder().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder {
    let element = try next(Never.self)
    currentIndex += 1
    return JSONElementDecoder(element: element)
  }
}

private struct JSONSingleContainer: SingleValueDecodingContainer {
  let element: JSONElement

  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { element.kind == .null }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try element.decoded(as: type)
  }
}

/// A place in a list, as a key.
private struct JSONIndex: CodingKey {
  let index: Int

  init(_ index: Int) { self.index = index }
  init?(stringValue: String) { nil }
  init?(intValue: Int) { index = intValue }

  var intValue: Int? { index }
  var stringValue: String { "Index \(index)" }
}
