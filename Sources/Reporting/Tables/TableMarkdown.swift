import Simulation

/// A table as GitHub's Markdown has it: a header, a line of dashes that says what stands to the
/// right, and a line a row.
enum TableMarkdown {
  static func write(_ table: Table, to sink: inout some TextSink) {
    var buffer: [UInt8] = []
    append(table.columns.map(escaped), to: &buffer)
    let rules = table.columns.indices.map { table.numeric.contains($0) ? "---:" : "---" }
    append(rules, to: &buffer)
    table.forEachRow { row in
      append(row.map(escaped), to: &buffer)
      guard buffer.count >= 1 << 16 else { return true }
      sink.write(buffer)
      buffer.removeAll(keepingCapacity: true)
      return !sink.isClosed
    }
    sink.write(buffer)
  }

  private static func append(_ cells: [String], to buffer: inout [UInt8]) {
    buffer += "|".utf8
    for cell in cells {
      buffer += cell.isEmpty ? " |".utf8 : " \(cell) |".utf8
    }
    buffer.append(UInt8(ascii: "\n"))
  }

  /// A bar would end the cell (GitHub Flavored Markdown, 4.10); the others would begin a mark-up.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.printable.unicodeScalars {
      if "\\|<`*_[".unicodeScalars.contains(scalar) { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
