public import Simulation

/// How a table is written.
public enum TableFormat: String, CaseIterable, Hashable, Sendable {
  case text, csv, json, markdown

  /// The endings of files, without the point.
  public var endings: [String] {
    switch self {
    case .text: ["txt"]
    case .csv: ["csv"]
    case .json: ["json"]
    case .markdown: ["md", "markdown"]
    }
  }

  /// The format that the name of a file asks for.
  public init?(ofFile path: String) {
    guard let ending = Self.ending(of: path) else { return nil }
    guard let format = Self.allCases.first(where: { $0.endings.contains(ending) }) else {
      return nil
    }
    self = format
  }

  /// The letters after the last point of a file's own name, in lower case.
  public static func ending(of path: String) -> String? {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return name[name.index(after: dot)...].lowercased()
  }

  /// Writes a table row by row, until nobody reads any more.
  public func write(_ table: Table, to sink: inout some TextSink) {
    switch self {
    case .text: TableText.write(table, to: &sink)
    case .csv: TableCSV.write(table, to: &sink)
    case .json: TableJSON.write(table, to: &sink)
    case .markdown: TableMarkdown.write(table, to: &sink)
    }
  }
}
