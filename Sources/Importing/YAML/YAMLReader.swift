import Yams

/// Reads a YAML stream document by document and hands each over as JSON.
struct YAMLReader {
  let source: String
  let yaml: String

  func read(_ visit: (DocumentText) throws(ImportError) -> Void) throws(ImportError) {
    try AliasGuard(yaml: yaml).check(source)
    let parser = try open()
    // Aliases share their nodes, so composing a bomb is cheap and only writing it out is not.
    // Without aliases a text has fewer values than bytes.
    var budget = max(100_000, 8 * yaml.utf8.count)
    while let root = try next(of: parser) {
      // Streams often end with a marker and nothing behind it.
      if root.scalar?.string.isEmpty == true { continue }
      var writer = JSONWriter(source: source, budget: budget)
      try writer.write(root)
      budget = writer.budget
      try visit(DocumentText(source: source, bytes: .array(writer.json, nil), yaml: root))
    }
  }

  private func open() throws(ImportError) -> Parser {
    do {
      // The basic resolver matches no scalar against regular expressions; all types are told apart
      // by the decoder.
      return try Parser(yaml: yaml, resolver: .basic, encoding: .utf8)
    } catch {
      throw YAMLFault(error, in: yaml).importError(source: source)
    }
  }

  private func next(of parser: Parser) throws(ImportError) -> Node? {
    do {
      return try parser.nextRoot()
    } catch {
      throw YAMLFault(error, in: yaml).importError(source: source)
    }
  }
}
