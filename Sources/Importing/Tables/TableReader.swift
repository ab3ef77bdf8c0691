/// Finds the tables in a text: alone, several in a file, pasted with prompts, or within a log.
struct TableReader {
  let source: String
  let bytes: [UInt8]

  /// All tables, those of kinds that nobody knows included.
  func tables() -> [TextTable] {
    var tables: [TextTable] = []
    var open: (header: TableHeader, table: TextTable)?
    forEachLine { number, line in
      if let header = TableHeader(line) {
        if let done = open?.table { tables.append(done) }
        open = (header, TextTable(source: source, columns: header.columns))
      } else if let cells = open?.header.cells(of: line) {
        open?.table.rows.append(.init(line: number, cells: cells))
      } else if let done = open?.table {
        tables.append(done)
        open = nil
      }
    }
    if let done = open?.table { tables.append(done) }
    return tables
  }

  private func forEachLine(_ visit: (Int, ArraySlice<UInt8>) -> Void) {
    var start = bytes.startIndex
    var number = 1
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      var line = bytes[start..<end]
      while line.last?.isBlank == true { line = line.dropLast() }
      visit(number, line)
      number += 1
      start = end + 1
    }
  }
}
