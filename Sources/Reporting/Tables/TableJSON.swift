import Simulation

/// A table as an array of objects, a row a line, with the columns' names in lower case as keys.
///
/// Numbers are numbers, but for those that a double cannot hold exactly, which are strings; what is
/// not there is null.
enum TableJSON {
  static func write<Sink: TextSink>(_ table: Table, to sink: inout Sink) {
    var writer = JSONWriter(to: sink)
    let keys = keys(of: table)
    writer.array { writer in
      table.forEachRow { row in
        writer.object(inline: true) { writer in
          for (index, text) in row.enumerated() where index < keys.count {
            writer.key(keys[index])
            append(text, isNumber: table.numeric.contains(index), to: &writer)
          }
        }
        return !writer.isClosed
      }
    }
    // The writer hands back the very sink that it was given.
    if let done = writer.finish() as? Sink { sink = done }
  }

  /// A column without a name, as the one that marks the current row, is called after what it does.
  private static func keys(of table: Table) -> [String] {
    table.columns.map { $0.isEmpty ? "current" : $0.lowercased() }
  }

  private static func append(_ text: String, isNumber: Bool, to writer: inout JSONWriter) {
    if isNumber, let number = Int128(text) {
      writer.value(number)
    } else if isNumber, text.isEmpty || text == "none" {
      writer.value(nil as String?)
    } else {
      writer.value(text)
    }
  }
}
