/// A table as kubectl prints it: a header in capitals and rows below.
struct TextTable {
  struct Row {
    /// The line in the file, from 1; nil for rows that a Table object holds.
    var line: Int?
    var cells: [String]
  }

  var source: String
  var columns: [String]
  var rows: [Row] = []

  /// The place of a column, nil if the table has none of that name.
  func index(of column: String) -> Int? { columns.firstIndex(of: column) }

  func has(_ names: String...) -> Bool { names.allSatisfy(columns.contains) }
}

extension TextTable.Row {
  /// The cell of a column, nil where the table lacks it, leaves it empty or says `<none>`.
  func cell(_ index: Int?) -> String? {
    guard let index, cells.indices.contains(index) else { return nil }
    let text = cells[index]
    return ["", "<none>", "<unknown>", "None"].contains(text) ? nil : text
  }
}
