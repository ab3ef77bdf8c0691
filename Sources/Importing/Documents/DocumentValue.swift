/// A value of a text and the way to it, on the way to becoming a document.
struct DocumentValue {
  let element: JSONElement
  let text: DocumentText
  var way: [PathStep] = []

  func below(_ step: PathStep, _ element: JSONElement) -> DocumentValue {
    DocumentValue(element: element, text: text, way: way + [step])
  }

  /// The member at a key, nil if there is none or this is no object.
  func member(_ key: StaticString) throws(ImportError) -> DocumentValue? {
    switch element[key] {
    case .none: return nil
    case .one(let member): return below(.key("\(key)"), member)
    case .several:
      throw ImportError(
        source: text.source, at: text.position(of: way),
        "the key \("\(key)".quoted) is given twice; expected it once")
    }
  }

  /// The member at a key if it is a text.
  func string(_ key: StaticString) throws(ImportError) -> String? {
    try member(key)?.element.string
  }

  /// A `List`, a `NodeList`, or an object of items alone; a Table's rows are its own affair.
  func isList() throws(ImportError) -> Bool {
    if let kind = try string("kind") { return kind.hasSuffix("List") }
    guard try string("apiVersion") != nil else { return true }
    // kubectl sorts keys, so `kind: List` stands behind the items.
    throw ImportError(
      source: text.source,
      reason: "a list with items and no kind: the file is cut; expected kind: List at its end")
  }
}
