/// What was understood of the files, what was skipped, and why.
public struct ImportReport: Hashable, Sendable {
  /// How much a line matters.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// Something was understood.
    case info
    /// Something was left out or assumed, as it should be.
    case note
    /// Something is missing, wrong or contradictory in what was given.
    case warning
  }

  /// One sentence of the report.
  public struct Line: Hashable, Sendable, CustomStringConvertible {
    /// How much it matters.
    public var severity: Severity
    /// The file it is about, nil if it is about the cluster as a whole.
    public var source: String?
    /// What is said, free of control characters.
    public var text: String

    /// The line for people: severity, file and text.
    public var description: String {
      let place = source.map { $0.shown + ": " } ?? ""
      return "\(severity.rawValue): \(place)\(text)"
    }
  }

  /// How the warning of pools begins that are smaller than one block.
  public static let tooSmall = "pools smaller than one block"

  /// The lines: first file by file, then what only all files together show.
  public internal(set) var lines: [Line] = []

  /// The lines that say something is missing, wrong or contradictory.
  public var warnings: [Line] { lines.filter { $0.severity == .warning } }

  mutating func add(_ severity: Severity, _ source: String?, _ text: String) {
    lines.append(Line(severity: severity, source: source, text: text.bounded.printable))
  }
}
