/// What is wrong with a file that a person wrote, and where.
public struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file as the user knows it; nil when no file is to blame.
  public let file: String?
  /// The line, from 1; nil when the whole file is meant.
  public let line: Int?
  /// The column in characters, from 1.
  public let column: Int?
  /// What is wrong and what would be right, in one line.
  public let message: String

  /// Says what is wrong; the place is as exact as it is known.
  public init(file: String? = nil, line: Int? = nil, column: Int? = nil, _ message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// The place and the message: `themes/dusk.yaml:4:5: unknown key 'frea'` and so on.
  public var description: String {
    var place = file ?? ""
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return place.isEmpty ? message : "\(place): \(message)"
  }
}
