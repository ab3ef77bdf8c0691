public import Simulation

/// A table as aligned text, written row by row.
///
/// Columns are as wide as the header and the first rows need. A later cell that is longer pushes
/// its line to the right and is never cut, so that a table of millions of rows needs no second look
/// and no memory. A column is counted in Unicode scalars: names in Kubernetes are ASCII.
public enum TableText {
  /// Rows that decide how wide the columns are.
  public static let rowsMeasured = 256

  /// Writes the header and all rows, until nobody reads them any more.
  public static func write(_ table: Table, to sink: inout some TextSink) {
    var widths = table.columns.map { Cell($0).width }
    table.forEachRow(limit: rowsMeasured) { row in
      for (index, text) in row.enumerated() where index < widths.count {
        widths[index] = max(widths[index], Cell(text).width)
      }
    }
    var buffer: [UInt8] = []
    append(table.columns, table.numeric, widths, to: &buffer)
    table.forEachRow { row in
      append(row, table.numeric, widths, to: &buffer)
      guard buffer.count >= 1 << 16 else { return true }
      sink.write(buffer)
      buffer.removeAll(keepingCapacity: true)
      return !sink.isClosed
    }
    sink.write(buffer)
  }

  /// The whole of a small table.
  public static func text(of table: Table) -> String {
    var sink = MemorySink()
    write(table, to: &sink)
    return sink.text
  }

  /// A text that is safe to print, and how many columns it takes.
  private struct Cell {
    let text: String
    let width: Int

    init(_ text: String) {
      self.text = text.printable
      // One byte a column in nearly every name there is.
      let isPlain = self.text.utf8.allSatisfy { $0 < 0x80 }
      width = isPlain ? self.text.utf8.count : self.text.unicodeScalars.count
    }
  }

  /// Appends a line without blanks at its end.
  private static func append(
    _ row: [String], _ numeric: Set<Int>, _ widths: [Int], to buffer: inout [UInt8]
  ) {
    let blank = UInt8(ascii: " ")
    let start = buffer.count
    for (index, text) in row.enumerated() {
      let cell = Cell(text)
      if index > 0 { buffer += [blank, blank] }
      let padding = max(0, (index < widths.count ? widths[index] : 0) - cell.width)
      let isNumeric = numeric.contains(index)
      if isNumeric { buffer += repeatElement(blank, count: padding) }
      buffer += cell.text.utf8
      if !isNumeric { buffer += repeatElement(blank, count: padding) }
    }
    while buffer.count > start, buffer.last == blank { buffer.removeLast() }
    buffer.append(UInt8(ascii: "\n"))
  }
}

extension Table {
  /// The first `limit` rows.
  fileprivate func forEachRow(limit: Int, _ receive: ([String]) -> Void) {
    var seen = 0
    forEachRow { row in
      receive(row)
      seen += 1
      return seen < limit
    }
  }
}
