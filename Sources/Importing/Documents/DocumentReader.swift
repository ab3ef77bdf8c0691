/// Takes a JSON text apart into single objects: lists, watch events, one object a line.
///
/// What is no object of its own (a chunked list's continuation, a bookmark) becomes a remark.
struct DocumentReader {
  let text: DocumentText

  typealias Visit = (Document, inout ClusterDraft) throws(ImportError) -> Void

  /// Reads all values that follow one another in the text.
  func read(into draft: inout ClusterDraft, _ visit: Visit) throws(ImportError) {
    var scanner = JSONScanner(text.json)
    while scanner.peek() != nil {
      let outline: Outline
      do {
        outline = try scanner.outline()
      } catch {
        throw ImportError(
          source: text.source, at: TextPosition(of: error.offset, in: text.json), error.problem)
      }
      try deliver(outline, path: [], to: &draft, visit)
    }
  }

  private func deliver(
    _ outline: Outline, path: [PathStep], implied: String? = nil, isDeleted: Bool = false,
    isEvent: Bool = false, to draft: inout ClusterDraft, _ visit: Visit
  ) throws(ImportError) {
    if let event = outline.eventType, let object = outline.object.first {
      try deliver(event: event, object, path: path, to: &draft, visit)
    } else if outline.items != nil, outline.kind == nil, outline.apiVersion != nil {
      // kubectl sorts keys, so `kind: List` stands behind the items.
      throw ImportError(
        source: text.source,
        reason: "a list with items and no kind: the file is cut; expected kind: List at its end")
    } else if let items = outline.items, outline.isList {
      note(outline, remarks: &draft.remarks)
      let kind = outline.impliedKind
      let base = outline.kind == nil ? path : path + [.key("items")]
      for (index, item) in items.enumerated() {
        try deliver(item, path: base + [.index(index)], implied: kind, to: &draft, visit)
      }
    } else {
      let document = Document(
        text: text, range: outline.range, path: path, kind: outline.kind ?? implied,
        apiVersion: outline.apiVersion, isDeleted: isDeleted, isEvent: isEvent)
      try visit(document, &draft)
    }
  }

  private func deliver(
    event: String, _ object: Outline, path: [PathStep], to draft: inout ClusterDraft,
    _ visit: Visit
  ) throws(ImportError) {
    switch event {
    case "BOOKMARK":
      draft.remarks.add(.note, text.source, "watch bookmarks, which hold no object")
    case "ERROR":
      draft.remarks.add(
        .warning, text.source, "errors in the watch stream: events are missing")
    default:
      try deliver(
        object, path: path + [.key("object")], isDeleted: event == "DELETED", isEvent: true,
        to: &draft, visit)
    }
  }

  /// Says so when the server gave only a chunk of the list (`metadata.continue`).
  private func note(_ list: Outline, remarks: inout Remarks) {
    guard let range = list.metadata else { return }
    let document = Document(text: text, range: range, path: [], kind: nil, apiVersion: nil)
    guard let metadata = try? document.decode(ListMetadata.self),
      let token = metadata.continue, !token.isEmpty
    else { return }
    let rest = metadata.remainingItemCount.map { ", \($0.text) more on the server" } ?? ""
    let name = list.kind ?? "list"
    remarks.add(
      .warning, text.source,
      "the \(name) is a chunk and not complete (metadata.continue)\(rest)")
  }
}

private struct ListMetadata: Decodable {
  var `continue`: String?
  var remainingItemCount: FlexibleText?
}

extension Outline {
  /// A `List`, a `NodeList`, or a bare array; a Table's rows are its own affair.
  fileprivate var isList: Bool { kind.map { $0.hasSuffix("List") } ?? (apiVersion == nil) }

  /// What kind the items of a `NodeList` are, which do not repeat it themselves.
  fileprivate var impliedKind: String? {
    guard let kind, kind.count > 4 else { return nil }
    return String(kind.dropLast(4))
  }
}
