/// Why a file was refused: one line that names the place and what would have been right.
public struct ImportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the source, as the caller gave it.
  public let source: String
  /// The line from 1, where the format can tell.
  public let line: Int?
  /// The column from 1 in Unicode scalars, where the format can tell.
  public let column: Int?
  /// What is wrong and what would have been right, lower case and without the place.
  public let reason: String

  /// An error in a source, at a line and column if they are known.
  public init(source: String, line: Int? = nil, column: Int? = nil, reason: String) {
    self.source = source
    self.line = line
    self.column = column
    self.reason = reason
  }

  init(source: String, at position: TextPosition?, _ reason: String) {
    self.init(source: source, line: position?.line, column: position?.column, reason: reason)
  }

  /// The one line for people, free of control characters: `nodes.json:12:5: what is wrong`.
  public var description: String {
    let place = [line, column].compactMap { $0.map(String.init) }
    return ([source.shown] + place).joined(separator: ":").printable + ": "
      + reason.bounded.printable
  }
}
