/// Things said of many objects alike: counted, with the first few of them named.
struct Remarks {
  private struct Key: Hashable {
    var severity: ImportReport.Severity
    var source: String?
    var text: String
  }

  /// How many examples a line names before it only counts.
  static let examples = 4

  private var order: [Key] = []
  private var found: [Key: (count: Int, examples: [String])] = [:]

  /// Counts one more case of `text`, whose example is told if it is among the first.
  mutating func add(
    _ severity: ImportReport.Severity, _ source: String?, _ text: String, of example: String? = nil
  ) {
    let key = Key(severity: severity, source: source, text: text)
    if found[key] == nil { order.append(key) }
    found[key, default: (0, [])].count += 1
    if let example, found[key]?.examples.count ?? 0 < Self.examples {
      found[key]?.examples.append(example.shown)
    }
  }

  /// One line each, in the order in which they were first met.
  var lines: [ImportReport.Line] {
    order.map { key in
      let (count, examples) = found[key] ?? (0, [])
      var text = key.text
      if !examples.isEmpty {
        let more = count > examples.count ? " and \(count - examples.count) more" : ""
        text += " (\(count)): " + examples.joined(separator: ", ") + more
      } else if count > 1 {
        text += " (\(count))"
      }
      return ImportReport.Line(
        severity: key.severity, source: key.source, text: text.printable)
    }
  }
}
