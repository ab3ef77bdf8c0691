/// A kind of thing people have: it knows its own when it sees it, and reads it into the draft.
///
/// What an artefact finds wrong enough to refuse the file it throws, with the place; what it leaves
/// out it says in the draft's remarks. One file a kind, one line in `allArtefacts`.
protocol Artefact: Sendable {
  /// How the report counts what is read.
  static var noun: Noun { get }
  /// Tells by content alone, never by the name of the file.
  static func recognises(_ piece: Piece) -> Bool
  static func read(_ piece: Piece, into draft: inout ClusterDraft) throws(ImportError)
}

/// What a file falls apart into.
enum Piece {
  case document(Document)
  case table(TextTable)
  case status(AgentStatus)

  var source: String {
    switch self {
    case .document(let document): document.source
    case .table(let table): table.source
    case .status(let status): status.source
    }
  }
}

/// An artefact that is an object of Kubernetes or of a values file.
protocol DocumentArtefact: Artefact {
  static func recognises(_ document: Document) -> Bool
  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError)
}

extension DocumentArtefact {
  static func recognises(_ piece: Piece) -> Bool {
    guard case .document(let document) = piece else { return false }
    return recognises(document)
  }

  static func read(_ piece: Piece, into draft: inout ClusterDraft) throws(ImportError) {
    guard case .document(let document) = piece else { return }
    try read(document, into: &draft)
    draft.count(noun, in: document.source)
  }
}

/// An artefact that is a table kubectl printed.
protocol TableArtefact: Artefact {
  static func recognises(_ table: TextTable) -> Bool
  static func read(_ table: TextTable, into draft: inout ClusterDraft) throws(ImportError)
}

extension TableArtefact {
  static func recognises(_ piece: Piece) -> Bool {
    guard case .table(let table) = piece else { return false }
    return recognises(table)
  }

  static func read(_ piece: Piece, into draft: inout ClusterDraft) throws(ImportError) {
    guard case .table(let table) = piece else { return }
    try read(table, into: &draft)
    draft.count(noun, in: table.source, table.rows.count)
  }
}
