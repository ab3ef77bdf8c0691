import Reporting
import Simulation
import Terminal

/// What can be exported, and how it is said.
enum ExportWord {
  /// Tables that `export` takes, by the word of `get`.
  static let tables: [TableKind] = TableKind.allCases

  static let advice =
    "map FILE.svg, .png, .ppm, .ansi or .txt; nodes, pods, pools, free, metrics, events, claims, "
    + "plans FILE.csv, .json, .md or .txt"

  /// Endings of pictures.
  static let pictures = ["txt", "ansi", "ans", "svg", "ppm", "png"]
}

extension ExplorerApp.State {
  /// Writes what a line such as `map net.svg` or `nodes nodes.csv` asks for.
  mutating func export(_ text: String) throws(Prompt.Fault) {
    let (word, rest) = FileWord.split(text)
    let isForced = word.hasSuffix("!")
    let name = isForced ? String(word.dropLast()) : word
    guard name == "map" || TableKind(rawValue: name) != nil else {
      throw FileWord.fault("\"\(word)\" cannot be exported; write \(ExportWord.advice)")
    }
    let path = try FileWord.path(rest)
    let ending = TableFormat.ending(of: path)
    if name == "map" {
      guard let ending, ExportWord.pictures.contains(ending) else {
        throw FileWord.fault(
          "\"\(path)\" has no ending of a picture; \(list(ExportWord.pictures)) are known")
      }
      let map = try mapExport()
      overlay = nil
      request(.exportMap(map, path: path, isForced: isForced), what: "drawing \(path)", then: nil)
    } else if let kind = TableKind(rawValue: name) {
      guard let format = TableFormat(ofFile: path) else {
        throw FileWord.fault(
          "\"\(path)\" has no ending of a table; \(list(TableFormat.allCases.flatMap(\.endings))) "
            + "are known")
      }
      try export(kind, as: format, to: path, isForced: isForced)
    }
  }

  private mutating func export(
    _ kind: TableKind, as format: TableFormat, to path: String, isForced: Bool
  ) throws(Prompt.Fault) {
    var asked = session
    let scope = focus.map { PlanScope.named($0.plan) } ?? .current
    switch asked.execute(.get(kind, of: kind == .metrics ? .all : scope)) {
    case .answer(let table):
      overlay = nil
      request(
        .exportTable(table, as: format, path: path, isForced: isForced), what: "writing \(path)",
        then: nil)
    case .refused(let text): throw FileWord.fault(text)
    default: throw FileWord.fault("nothing came of get \(kind.rawValue)")
    }
  }

  private func list(_ endings: [String]) -> String {
    endings.map { ".\($0)" }.joined(separator: " ")
  }
}
