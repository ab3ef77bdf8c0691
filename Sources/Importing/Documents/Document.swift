/// One object of a file: a Node, a Pod, a ConfigMap, a values file; what a kind of artefact reads.
///
/// It lives while it is being read: its value lies in the parser's memory.
struct Document {
  let text: DocumentText
  /// The parsed object.
  let element: JSONElement
  /// The way from the text's own value to this object.
  let way: [PathStep]
  /// `kind`, or what the list around it implies; nil for a values file.
  let kind: String?
  let apiVersion: String?
  /// A watch says that the object is gone.
  var isDeleted = false
  /// The object comes out of a watch, where later states of it are expected.
  var isEvent = false

  var source: String { text.source }

  /// The way from the root of the file's document to this object.
  var path: [PathStep] { text.path + way }

  /// Whether it is an object and no list or scalar.
  var isObject: Bool { element.kind == .object }

  /// Decodes the object, and says file, line, column and field of what does not fit.
  func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws(ImportError) -> Value {
    do {
      return try Value(from: JSONElementDecoder(element: element))
    } catch let error as DecodingError {
      let (keys, reason) = error.placeAndReason
      let path = [PathStep](keys)
      throw self.error(at: path, reason + (reason.hasSuffix("found") ? " " + shape(at: path) : ""))
    } catch {
      throw self.error(at: [], "cannot be decoded: \(error)")
    }
  }

  /// What the value at a path is, for saying what was found.
  private func shape(at field: [PathStep]) -> String {
    switch text.firstByte(of: way + field) {
    case UInt8(ascii: "{"): "an object"
    case UInt8(ascii: "["): "a list"
    case UInt8(ascii: "\""): "a text"
    case UInt8(ascii: "t"), UInt8(ascii: "f"): "true or false"
    case UInt8(ascii: "n"): "null"
    default: "a number"
    }
  }

  /// An error about the value at a path below this object.
  func error(at field: [PathStep], _ reason: String) -> ImportError {
    let full = (path + field).text
    return ImportError(
      source: source, at: position(of: field), full.isEmpty ? reason : "\(full): \(reason)")
  }

  /// Line and column in the file of the value at a path below this object.
  func position(of field: [PathStep]) -> TextPosition? { text.position(of: way + field) }
}

extension DecodingError {
  fileprivate var placeAndReason: ([any CodingKey], String) {
    switch self {
    case .typeMismatch(let type, let context):
      (context.codingPath, "expected \(Self.name(of: type)), found")
    case .valueNotFound(let type, let context):
      (context.codingPath, "expected \(Self.name(of: type)), found null")
    case .keyNotFound(let key, let context):
      (context.codingPath, "the key \(key.stringValue.quoted) is missing")
    case .dataCorrupted(let context):
      (context.codingPath, context.debugDescription)
    @unknown default:
      ([], "cannot be decoded")
    }
  }

  private static func name(of type: Any.Type) -> String {
    switch "\(type)" {
    case let name where name.hasPrefix("Dictionary"): "an object"
    case let name where name.hasPrefix("Array"): "a list"
    case "String": "a text"
    case "Bool": "true or false"
    case "Int", "Double": "a number"
    default: "an object"
    }
  }
}
