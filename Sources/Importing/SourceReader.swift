/// Takes one source apart and offers the pieces to the artefacts.
struct SourceReader {
  private let name: String
  private let window: JSONWindow
  private let isMember: Bool
  /// Whether a member of a folder or an archive says at its head that it holds objects.
  let looksLikeObjects: Bool

  init(_ source: ImportSource) throws(ImportError) {
    name = source.name
    isMember = source.collection != nil
    window = try SourceText.window(on: source)
    looksLikeObjects = isMember && window.all.holds("apiVersion")
  }

  /// What is no JSON is read as a whole.
  ///
  /// Of a member, which may be a log of any size, only if it
  /// says that it holds objects, is as small as what people write, or begins with a table.
  private func isWorthReading(_ form: Form) throws(ImportError) -> Bool {
    guard isMember, !looksLikeObjects else { return true }
    switch form {
    case .json: return true
    case .yaml:
      try window.fill(upTo: Self.largestValues)
      return window.end < Self.largestValues
    case .tables:
      let head = Array(window.all)
      return !TableReader(source: name, bytes: head).tables().isEmpty
        || !AgentStatusReader.statuses(in: head, of: name).isEmpty
    }
  }

  /// Helm keeps a release's values in a Secret, which has at most 1 MiB (Kubernetes 1.34,
  /// pkg/apis/core/types.go, MaxSecretSize).
  private static let largestValues = 1 << 20

  /// Reads the whole source into the draft, or throws and leaves the draft to be thrown away.
  ///
  /// Answers whether it holds anything that is known.
  func read(into draft: inout ClusterDraft) throws(ImportError) -> Bool {
    var unknown = UnknownPieces()
    let form = try form()
    guard try isWorthReading(form) else { return false }
    switch form {
    case .json:
      window.blankOut(0..<PromptLines.endOfHead(in: window.all))
      var reader = DocumentReader(source: name)
      try reader.read(window, into: &draft) { (document, draft) throws(ImportError) in
        try offer(Self.piece(of: document), to: &draft, unknown: &unknown)
      }
    case .yaml: try readYAML(wholeText(), into: &draft, unknown: &unknown)
    case .tables: try readPlainText(wholeText(), into: &draft, unknown: &unknown)
    }
    unknown.tell(of: name, in: &draft)
    return draft.hasCounted(in: name)
  }

  /// JSON is read as it comes; anything else is read as a whole.
  private func wholeText() throws(ImportError) -> SourceText {
    while try window.more() {}
    return try SourceText(name: name, utf8: Array(window.all))
  }

  private enum Form {
    case json, yaml, tables
  }

  /// Told by the first line that is neither a comment nor a prompt; nothing else is looked at.
  private func form() throws(ImportError) -> Form {
    while true {
      let bytes = window.all
      let start = PromptLines.endOfHead(in: bytes)
      let rest = UnsafeBufferPointer(rebasing: bytes[start...])
      if let line = Self.firstLine(of: rest) { return Self.form(of: rest, line) }
      guard try window.more() else { throw SourceText.empty(name) }
    }
  }

  private static func form(of bytes: UnsafeBufferPointer<UInt8>, _ line: String) -> Form {
    var head = bytes.lazy.filter { !$0.isBlank }.prefix(2).makeIterator()
    let (first, next) = (head.next(), head.next())
    switch first {
    case UInt8(ascii: "{") where next.map { "\"}".utf8.contains($0) } ?? true: return .json
    case UInt8(ascii: "[") where next.map { "{[]".utf8.contains($0) } ?? true: return .json
    default: return looksLikeYAML(line) ? .yaml : .tables
    }
  }

  /// The line begins a document, a list, a flow mapping or a key.
  private static func looksLikeYAML(_ line: String) -> Bool {
    if line == "---" || line.hasPrefix("--- ") || line.hasPrefix("%YAML") { return true }
    if line.hasPrefix("- ") || line.hasPrefix("{") { return true }
    let key = line.prefix { $0 != ":" }
    let rest = line.dropFirst(key.count)
    return !rest.isEmpty && (rest.count == 1 || rest.dropFirst().first == " ")
      && key.allSatisfy { $0.isLetter || $0.isNumber || "._-/\"'".contains($0) }
  }

  /// The first line that is neither empty nor a comment.
  private static func firstLine(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      let words = String(decoding: line, as: UTF8.self).trimmed
      if !words.isEmpty, !words.hasPrefix("#") { return words }
      rest = rest.dropFirst(line.count + 1)
    }
    return nil
  }

  private func readYAML(
    _ text: SourceText, into draft: inout ClusterDraft, unknown: inout UnknownPieces
  ) throws(ImportError) {
    let before = draft
    if readYAMLItems(text, into: &draft) { return }
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
    // A log or a status may begin like YAML; then its tables are what counts.
    try readPlainText(text, into: &draft, unknown: &unknown)
    if let fault, !draft.hasCounted(in: text.name) { throw fault }
  }

  /// Reads a list of kubectl item by item; answers false if it is none, or if anything is wrong
  /// with it, for the whole text to be read instead.
  private func readYAMLItems(_ text: SourceText, into draft: inout ClusterDraft) -> Bool {
    guard let items = YAMLItems(text.bytes) else { return false }
    var unknown = UnknownPieces()
    do {
      let envelope = YAMLReader(source: text.name, yaml: items.envelope)
      try envelope.read { (document) throws(ImportError) in
        guard try DocumentReader(source: name).isPlainList(document) else {
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

  /// Tables, and what agents say of themselves.
  private func readPlainText(
    _ text: SourceText, into draft: inout ClusterDraft, unknown: inout UnknownPieces
  ) throws(ImportError) {
    for status in AgentStatusReader.statuses(in: text.bytes, of: text.name) {
      try offer(.status(status), to: &draft, unknown: &unknown)
    }
    if AgentStatusReader.isOfInstallation(text.bytes) {
      draft.remarks.add(
        .note, text.name,
        "cilium status of the installation tells no addresses; expected kubectl -n kube-system "
          + "exec ds/cilium -- cilium-dbg status --verbose")
    }
    try readTables(text, into: &draft, unknown: &unknown)
  }

  private func readTables(
    _ text: SourceText, into draft: inout ClusterDraft, unknown: inout UnknownPieces
  ) throws(ImportError) {
    for table in TableReader(source: text.name, bytes: text.bytes).tables() {
      try offer(.table(table), to: &draft, unknown: &unknown)
    }
  }

  private func read(
    _ text: DocumentText, into draft: inout ClusterDraft, unknown: inout UnknownPieces
  ) throws(ImportError) {
    var reader = DocumentReader(source: name)
    try reader.read(text, into: &draft) { (document, draft) throws(ImportError) in
      try offer(Self.piece(of: document), to: &draft, unknown: &unknown)
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

extension UnsafeBufferPointer<UInt8> {
  /// Plain search for a word.
  fileprivate func holds(_ word: String) -> Bool {
    let word = Array(word.utf8)
    var rest = self[...]
    while let start = rest.firstIndex(of: word[0]) {
      if rest[start...].starts(with: word) { return true }
      rest = rest[(start + 1)...]
    }
    return false
  }
}
