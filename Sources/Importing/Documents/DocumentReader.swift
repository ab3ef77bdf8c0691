/// Takes JSON apart into single objects: lists, watch events, one object a line.
///
/// What is no object of its own (a chunked list's continuation, a bookmark) becomes a remark.
struct DocumentReader {
  let source: String
  private let parser = JSONParser()
  /// Items without a kind of their own, of a list whose kind is still to come.
  private var held: [DocumentText] = []

  init(source: String) { self.source = source }

  typealias Visit = (Document, inout ClusterDraft) throws(ImportError) -> Void

  /// Reads all values that follow one another in a window.
  mutating func read(
    _ window: JSONWindow, into draft: inout ClusterDraft, _ visit: Visit
  ) throws(ImportError) {
    var pieces = JSONPieces(window, of: source)
    try pieces.cut { (piece) throws(ImportError) in
      switch piece {
      case .value(let range, let path, let implied):
        let text = DocumentText(source: source, bytes: .window(window, range), path: path)
        try read(text, implied: implied, into: &draft, visit)
      case .envelope(let bytes, let path):
        try close(
          DocumentText(source: source, bytes: .array(bytes, nil), path: path), &draft, visit)
      }
    }
  }

  /// Reads one value.
  mutating func read(
    _ text: DocumentText, implied: JSONPieces.ImpliedKind = .none,
    into draft: inout ClusterDraft, _ visit: Visit
  ) throws(ImportError) {
    let value = DocumentValue(element: try text.parsed(by: parser), text: text)
    switch implied {
    case .none: try deliver(value, to: &draft, visit)
    case .kind(let kind): try deliver(value, implied: kind, to: &draft, visit)
    case .toCome:
      if value.element.kind == .object, try value.string("kind") == nil {
        held.append(text.copy)
      } else {
        try deliver(value, to: &draft, visit)
      }
    }
  }

  /// Whether the text is one object of `kind: List`, whose items say their kinds themselves.
  func isPlainList(_ text: DocumentText) throws(ImportError) -> Bool {
    let value = DocumentValue(element: try text.parsed(by: parser), text: text)
    return try value.string("kind") == "List"
  }

  /// Takes what is left of a list whose items were handed over before.
  private mutating func close(
    _ text: DocumentText, _ draft: inout ClusterDraft, _ visit: Visit
  ) throws(ImportError) {
    let list = DocumentValue(element: try text.parsed(by: parser), text: text)
    guard try list.isList() else { return try deliver(list, to: &draft, visit) }
    try note(list, remarks: &draft.remarks)
    let implied = try list.string("kind")?.impliedKind
    let items = held
    held = []
    for item in items {
      let value = DocumentValue(element: try item.parsed(by: parser), text: item)
      try deliver(value, implied: implied, to: &draft, visit)
    }
  }

  /// One value; lists are looked into so many levels deep, as `jq -s` makes an array of lists.
  private func deliver(
    _ value: DocumentValue, levels: Int = 3, implied: String? = nil, isDeleted: Bool = false,
    isEvent: Bool = false, to draft: inout ClusterDraft, _ visit: Visit
  ) throws(ImportError) {
    if value.element.kind == .array, levels > 0 {
      for (index, element) in value.element.elements.enumerated() {
        try deliver(value.below(.index(index), element), levels: levels - 1, to: &draft, visit)
      }
    } else if levels > 0, let event = try value.string("type"),
      let object = try value.member("object")
    {
      try deliver(event: event, object, levels: levels - 1, to: &draft, visit)
    } else if levels > 0, let items = try value.member("items"), items.element.kind == .array,
      try value.isList()
    {
      try note(value, remarks: &draft.remarks)
      let kind = try value.string("kind")?.impliedKind
      for (index, element) in items.element.elements.enumerated() {
        try deliver(
          items.below(.index(index), element), levels: levels - 1, implied: kind, to: &draft,
          visit)
      }
    } else {
      let document = Document(
        text: value.text, element: value.element, way: value.way,
        kind: try value.string("kind") ?? implied, apiVersion: try value.string("apiVersion"),
        isDeleted: isDeleted, isEvent: isEvent)
      try visit(document, &draft)
    }
  }

  private func deliver(
    event: String, _ object: DocumentValue, levels: Int, to draft: inout ClusterDraft,
    _ visit: Visit
  ) throws(ImportError) {
    switch event {
    case "BOOKMARK":
      draft.remarks.add(.note, source, "watch bookmarks, which hold no object")
    case "ERROR":
      draft.remarks.add(.warning, source, "errors in the watch stream: events are missing")
    default:
      try deliver(
        object, levels: levels, isDeleted: event == "DELETED", isEvent: true, to: &draft, visit)
    }
  }

  /// Says so when the server gave only a chunk of the list (`metadata.continue`).
  private func note(_ list: DocumentValue, remarks: inout Remarks) throws(ImportError) {
    guard let metadata = try list.member("metadata"),
      let token = try metadata.string("continue"), !token.isEmpty
    else { return }
    let left = try metadata.member("remainingItemCount")?.element.scalarText
    let rest = left.map { ", \($0) more on the server" } ?? ""
    let name = try list.string("kind") ?? "list"
    remarks.add(
      .warning, source, "the \(name) is a chunk and not complete (metadata.continue)\(rest)")
  }
}

extension String {
  /// What kind the items of a `NodeList` are, which do not repeat it themselves.
  fileprivate var impliedKind: String? { count > 4 ? String(dropLast(4)) : nil }
}
