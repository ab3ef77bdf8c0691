/// What a source holds beside what is known, for the report and for the refusal of a source that
/// holds nothing else.
struct UnknownPieces {
  private var order: [String] = []
  private var counts: [String: Int] = [:]

  mutating func add(_ piece: Piece) {
    let name = Self.name(of: piece)
    if counts[name] == nil { order.append(name) }
    counts[name, default: 0] += 1
  }

  private static func name(of piece: Piece) -> String {
    switch piece {
    case .table: "other tables"
    case .status: AgentStatusText.noun.plural
    case .document(let document) where document.kind == "PartialObjectMetadata":
      "objects of which only names are there, not even their kinds"
    case .document(let document):
      document.kind ?? (document.isObject ? "objects without a kind" : "plain values")
    }
  }

  /// `Service (3), Deployment`: what there is, for one line.
  var text: String? {
    guard !order.isEmpty else { return nil }
    let shown = order.prefix(8).map { name in
      let count = counts[name] ?? 1
      return count > 1 ? "\(name) (\(count))" : name
    }
    let more = order.count > shown.count ? " and \(order.count - shown.count) more kinds" : ""
    return shown.joined(separator: ", ") + more
  }

  func tell(of source: String, in draft: inout ClusterDraft) {
    guard let text else { return }
    draft.remarks.add(.note, source, "holds what is not read here: \(text)")
  }
}
