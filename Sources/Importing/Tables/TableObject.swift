/// A `Table` of meta.k8s.io, which the API server renders for kubectl: the same rows as the text.
struct TableObject: Decodable {
  struct Column: Decodable {
    var name: String
  }

  struct Row: Decodable {
    struct Object: Decodable {
      var metadata: Metadata?
    }

    var cells: [FlexibleText?]
    var object: Object?
  }

  var columnDefinitions: [Column]
  var rows: [Row]?

  /// As the text would show it, with the namespaces that only the objects know.
  func table(from source: String) -> TextTable {
    let rows = rows ?? []
    let namespaces = rows.map { $0.object?.metadata?.namespace?.text }
    let isNamespaced = namespaces.contains { $0 != nil }
    let names = columnDefinitions.map { $0.name.uppercased() }
    var table = TextTable(source: source, columns: (isNamespaced ? ["NAMESPACE"] : []) + names)
    for (row, namespace) in zip(rows, namespaces) {
      let cells = row.cells.map { $0?.text ?? "" }
      table.rows.append(
        .init(line: nil, cells: isNamespaced ? [namespace ?? ""] + cells : cells))
    }
    return table
  }
}
