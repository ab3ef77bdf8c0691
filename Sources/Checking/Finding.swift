public import Importing

/// One thing that is wrong, or worth knowing, in what was read.
public struct Finding: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// Pods or nodes fail by it, now or with the next one.
    case error
    /// It will bite, or shows that something went wrong before.
    case warning
    /// Worth knowing; no reason to stop a pipeline.
    case note
  }

  /// The rule that was broken.
  public var rule: Rule
  /// What is wrong, one sentence with names and numbers.
  public var text: String
  /// What it was seen by: addresses, keys, names.
  public var evidence: String
  /// Where it is written, nil where only all files together show it.
  public var place: ImportedPlace?
  /// What to do about it, in this cluster's mode.
  public var fix: String

  /// How much it matters.
  public var severity: Severity { rule.severity }
}
