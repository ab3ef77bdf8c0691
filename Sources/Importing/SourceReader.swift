/// Takes one source apart and offers the pieces to the artefacts.
struct SourceReader {
  let text: SourceText

  init(_ source: ImportSource) throws(ImportError) { text = try SourceText(source) }

  /// Reads the whole source into the draft, or throws and leaves the draft to be thrown away.
  ///
  /// Answers whether it holds anything that is known.
  func read(into draft: inout ClusterDraft) throws(ImportError) -> Bool {
    var unknown = UnknownPieces()
    switch form {
    case .json:
      let document = DocumentText(source: text.name, json: text.bytes, yaml: nil)
      try read(document, into: &draft, unknown: &unknown)
    case .yaml:
      try readYAML(into: &draft, unknown: &unknown)
    case .tables:
      try readTables(into: &draft, unknown: &unknown)
    }
    unknown.tell(of: text.name, in: &draft)
    return draft.hasCounted(in: text.name)
  }

  private enum Form {
    case json, yaml, tables
  }

  /// Told by the first word that is no comment; nothing else of the file is looked at.
  private var form: Form {
    let head = text.bytes.drop { $0.isBlank }
    let next = head.dropFirst().first { !$0.isBlank }
    switch head.first {
    case UInt8(ascii: "{") where [UInt8(ascii: "\""), UInt8(ascii: "}"), nil].contains(next):
      return .json
    case UInt8(ascii: "[") where [UInt8(ascii: "{"), UInt8(ascii: "]"), nil].contains(next):
      return .json
    default:
      return looksLikeYAML ? .yaml : .tables
    }
  }

  /// The first line that is no comment begins a document, a list, a flow mapping or a key.
  private var looksLikeYAML: Bool {
    guard let line = firstWords else { return false }
    if line == "---" || line.hasPrefix("--- ") || line.hasPrefix("%YAML") { return true }
    if line.hasPrefix("- ") || line.hasPrefix("{") { return true }
    let key = line.prefix { $0 != ":" }
    let rest = line.dropFirst(key.count)
    return !rest.isEmpty && (rest.count == 1 || rest.dropFirst().first == " ")
      && key.allSatisfy { $0.isLetter || $0.isNumber || "._-/\"'".contains($0) }
  }

  /// The first line that is neither empty nor a comment.
  private var firstWords: String? {
    var rest = text.bytes[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      let words = String(decoding: line, as: UTF8.self).trimmed
      if !words.isEmpty, !words.hasPrefix("#") { return words }
      rest = rest.dropFirst(line.count + 1)
    }
    return nil
  }

  private func readYAML(
    into draft: inout ClusterDraft, unknown: inout UnknownPieces
  ) throws(ImportError) {
    let before = draft
    if readYAMLItems(into: &draft) { return }
    draft = before
    let yaml = YAMLReader(source: text.name, yaml: try text.string())
    var fault: ImportError?
    do {
      try yaml.read { (document) throws(ImportError) in
        try read(document, into: &draft, unknown: &unknown)
      }
    } catch {
      fault = error
      draft = before
    }
    guard !draft.hasCounted(in: text.name) else { return }
    // A log may begin like YAML; then its tables are what counts.
    try readTables(into: &draft, unknown: &unknown)
    if let fault, !draft.hasCounted(in: text.name) { throw fault }
  }

  /// Reads a list of kubectl item by item; answers false if it is none, or if anything is wrong
  /// with it, for the whole text to be read instead.
  private func readYAMLItems(into draft: inout ClusterDraft) -> Bool {
    guard let items = YAMLItems(text.bytes) else { return false }
    var unknown = UnknownPieces()
    do {
      let envelope = YAMLReader(source: text.name, yaml: items.envelope)
      try envelope.read { (document) throws(ImportError) in
        guard document.isPlainList else {
          throw ImportError(source: text.name, reason: "no list of objects that name their kinds")
        }
        try read(document, into: &draft, unknown: &unknown)
      }
      for index in 0..<items.count {
        guard let item = items[index] else { return false }
        try YAMLReader(source: text.name, yaml: item).read { (document) throws(ImportError) in
          try read(document, into: &draft, unknown: &unknown)
        }
      }
    } catch {
      return false
    }
    unknown.tell(of: text.name, in: &draft)
    return true
  }

  private func readTables(
    into draft: inout ClusterDraft, unknown: inout UnknownPieces
  ) throws(ImportError) {
    for table in TableReader(source: text.name, bytes: text.bytes).tables() {
      try offer(.table(table), to: &draft, unknown: &unknown)
    }
  }

  private func read(
    _ text: DocumentText, into draft: inout ClusterDraft, unknown: inout UnknownPieces
  ) throws(ImportError) {
    let reader = DocumentReader(text: text)
    try reader.read(into: &draft) { (document, draft) throws(ImportError) in
      let piece = try Self.piece(of: document)
      try offer(piece, to: &draft, unknown: &unknown)
    }
  }

  /// A `Table` object is read as the table that it stands for.
  private static func piece(of document: Document) throws(ImportError) -> Piece {
    guard document.kind == "Table" else { return .document(document) }
    let table: TableObject = try document.decode()
    return .table(table.table(from: document.source))
  }

  private func offer(
    _ piece: Piece, to draft: inout ClusterDraft, unknown: inout UnknownPieces
  ) throws(ImportError) {
    guard let artefact = allArtefacts.first(where: { $0.recognises(piece) }) else {
      unknown.add(piece)
      return
    }
    try artefact.read(piece, into: &draft)
  }
}
