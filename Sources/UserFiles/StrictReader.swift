public import Yams

/// Reads a YAML file that a person wrote: what it does not know is an error with a place.
///
/// Such files are small; a reader that walks the tree itself can point at every word, which
/// `Codable` cannot, and it never looks below what it knows, so aliases of aliases cost nothing.
public protocol StrictReader {
  /// What messages call the file.
  var file: String { get }
}

extension StrictReader {
  /// The tree of a text; nil where there is nothing but blanks and comments.
  public static func parse(_ text: String, file: String) throws(FileFault) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch {
      throw FileFault(yaml: error, in: text, file: file)
    }
  }

  /// The entries of a mapping by key; one that is not among `known` is an error.
  public func mapping(
    _ node: Node, _ place: String, known: [String]?
  ) throws(FileFault) -> [String: Node] {
    var entries: [String: Node] = [:]
    for (key, value) in try pairs(node, place) {
      let name = try name(key, of: place)
      if let known, !known.contains(name) {
        throw error(
          at: key,
          "unknown key '\(name.oneLine)' in \(place)" + Suggestion.hint(for: name, among: known))
      }
      entries[name] = value
    }
    return entries
  }

  /// The entries of a mapping as they stand there, with the places of their keys.
  public func pairs(
    _ node: Node, _ place: String
  ) throws(FileFault) -> [(key: Node, value: Node)] {
    guard let mapping = node.mapping else {
      throw error(at: node, "\(place) must be a mapping of keys to values")
    }
    return mapping.map { (key: $0.key, value: $0.value) }
  }

  /// The word that a key is.
  public func name(_ key: Node, of place: String) throws(FileFault) -> String {
    guard let name = key.scalar?.string else {
      throw error(at: key, "a key of \(place) must be a word")
    }
    return name
  }

  /// Text in one line.
  public func word(_ node: Node, _ key: String) throws(FileFault) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw error(at: node, "\(key) must be text")
    }
    // Names reach the screen and lists; control characters stay out of both.
    guard text == text.oneLine else {
      throw error(at: node, "\(key) must not contain control characters")
    }
    return text
  }

  /// One of a few words.
  public func choice<Value: RawRepresentable<String>>(
    _ node: Node, _ key: String, of values: [Value]
  ) throws(FileFault) -> Value {
    let text = try word(node, key)
    guard let value = Value(rawValue: text) else {
      let known = values.map(\.rawValue)
      throw error(
        at: node, "\(key) cannot be '\(text)'" + Suggestion.hint(for: text, among: known))
    }
    return value
  }

  /// A complaint with the place of a node.
  public func error(at node: Node, _ message: String) -> FileFault {
    FileFault(file: file, line: node.mark?.line, column: node.mark?.column, message)
  }
}
