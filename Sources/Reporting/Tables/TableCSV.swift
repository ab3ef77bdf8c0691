import Simulation

/// A table as comma-separated values (RFC 4180): a header, a record a line, lines ended by CR LF.
///
/// A field with a comma, a quote or a line end stands in quotes, and a quote inside is doubled. What
/// would act on a terminal is escaped before, so that a name can do no harm to whoever prints it.
enum TableCSV {
  static func write(_ table: Table, to sink: inout some TextSink) {
    var buffer: [UInt8] = []
    append(table.columns, to: &buffer)
    table.forEachRow { row in
      append(row, to: &buffer)
      guard buffer.count >= 1 << 16 else { return true }
      sink.write(buffer)
      buffer.removeAll(keepingCapacity: true)
      return !sink.isClosed
    }
    sink.write(buffer)
  }

  private static func append(_ row: [String], to buffer: inout [UInt8]) {
    for (index, text) in row.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      append(text.printable, to: &buffer)
    }
    buffer += [0x0D, 0x0A]
  }

  private static func append(_ text: String, to buffer: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = text.utf8.contains {
      $0 == quote || $0 == UInt8(ascii: ",") || $0 == 0x0D || $0 == 0x0A
    }
    guard needsQuotes else {
      buffer += text.utf8
      return
    }
    buffer.append(quote)
    for byte in text.utf8 {
      if byte == quote { buffer.append(quote) }
      buffer.append(byte)
    }
    buffer.append(quote)
  }
}
