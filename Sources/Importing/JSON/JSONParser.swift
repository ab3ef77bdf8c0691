import CSimdjson

/// Parses one JSON value after another in the same memory, by simdjson.
///
/// A dump of a gigabyte is cut into its objects (`JSONPieces`) and parsed one of them at a time, so
/// that the memory is that of the largest object. simdjson says that a text is no JSON, not where:
/// `JSONScanner` walks what was refused once more to say it.
final class JSONParser {
  /// What is nested deeper is refused, before anything that recurses sees it.
  static let deepest = 500

  private let handle: OpaquePointer

  init() {
    guard let handle = csimdjson_new(Self.deepest) else {
      preconditionFailure("no memory for a JSON parser")
    }
    self.handle = handle
  }

  deinit { csimdjson_free(handle) }

  /// Parses a text that is one whole value; it stays readable until the next one is parsed.
  ///
  /// `JSONParser.padding` bytes behind the text must be readable.
  func parse(_ text: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> JSONElement {
    var root = csimdjson_value()
    let outcome = csimdjson_parse(handle, text.baseAddress, text.count, &root)
    switch outcome {
    case CSIMDJSON_FINE: return JSONElement(root, of: self)
    case CSIMDJSON_TOO_LARGE:
      throw JSONFault(offset: 0, problem: "a single value of more than 4 GB")
    default: throw Self.fault(in: text, outcome)
    }
  }

  /// Parses a text that stands in an array.
  func parse(_ text: [UInt8]) throws(JSONFault) -> JSONElement {
    let padded = text + [UInt8](repeating: 0, count: Self.padding)
    let result = padded.withUnsafeBufferPointer { bytes in
      Result { () throws(JSONFault) in try parse(.init(rebasing: bytes[..<text.count])) }
    }
    return try result.get()
  }

  static let padding = csimdjson_padding

  private static func fault(
    in text: UnsafeBufferPointer<UInt8>, _ outcome: csimdjson_outcome
  ) -> JSONFault {
    var scanner = JSONScanner(Array(text))
    do {
      try scanner.skipValue()
    } catch {
      return error
    }
    if scanner.peek() != nil { return scanner.unexpected("the end of the text") }
    switch outcome {
    case CSIMDJSON_NOT_UTF8:
      return JSONFault(
        offset: scanner.bytes.endOfUTF8, problem: "bytes that are not UTF-8; expected UTF-8")
    case CSIMDJSON_NUMBER:
      return JSONFault(
        offset: scanner.firstVastNumber() ?? 0, problem: "a number that no 64 bits hold")
    default:
      return JSONFault(offset: 0, problem: "expected JSON")
    }
  }
}

extension [UInt8] {
  /// The offset of the first line's first byte that does not go on as UTF-8.
  fileprivate var endOfUTF8: Int {
    var decoder = UTF8()
    var bytes = makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&bytes) {
      offset += UTF8.width(scalar)
    }
    return Swift.min(offset, count)
  }
}
