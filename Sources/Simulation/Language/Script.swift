/// A text of commands, one a line: a script, a journal, a lesson or a bug report.
public struct Script: Hashable, Sendable {
  /// What the text was read from, as errors and expectations name it; `-` is standard input.
  public let file: String
  /// The lines that hold a command, in order.
  public let lines: [ScriptLine]

  /// The lines of a script that was never text, or was read elsewhere.
  public init(file: String, lines: [ScriptLine]) {
    self.file = file
    self.lines = lines
  }
}

/// One line of a script that holds a command.
public struct ScriptLine: Hashable, Sendable {
  /// The line's number in its file, from 1.
  public let number: Int
  /// What it says.
  public let command: Command
  /// How it says it: the line as it was written, without its end.
  public let text: String

  /// Line `number`, which says `command` by `text`.
  public init(number: Int, command: Command, text: String) {
    self.number = number
    self.command = command
    self.text = text
  }
}

/// Why a text is no script: every line that was not understood, in order.
public struct ScriptError: Error, Hashable, Sendable, CustomStringConvertible {
  /// After so many lines that make no sense the rest is not read: the file is something else.
  public static let limit = 20

  /// What is wrong, at most `limit` of it.
  public let errors: [CommandError]
  /// Whether reading stopped at the limit.
  public let isCutShort: Bool

  /// The errors of a text, and whether they are all.
  public init(errors: [CommandError], isCutShort: Bool) {
    self.errors = errors
    self.isCutShort = isCutShort
  }

  /// A line for each error.
  public var description: String {
    let lines = errors.map(\.description)
    return (lines + (isCutShort ? ["too many errors; the rest was not read"] : []))
      .joined(separator: "\n")
  }
}
