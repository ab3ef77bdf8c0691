/// Why a line is not a command: where, which word, what is wrong, and what would be right.
public struct CommandError: Error, Hashable, Sendable {
  /// The file as it was named; nil for a line that was typed.
  public var file: String?
  /// The line in the file, from 1; nil for a line that was typed.
  public var line: Int?
  /// Where the word begins, counted in characters from 1.
  public var column: Int
  /// The offending word, or the words that miss one; empty if the fault is not a word's.
  public var word: String
  /// What is wrong, read on from the word: `is not a command`.
  public var reason: String
  /// What would have been right: `did you mean "add"?`.
  public var advice: String?

  /// Whether the text is none at all, so that reading on makes no sense.
  var isAboutBytes = false

  /// An error at `column` of a line that was typed.
  public init(column: Int, word: String, reason: String, advice: String? = nil) {
    self.column = column
    self.word = word
    self.reason = reason
    self.advice = advice
  }

  /// The same error, known to stand on `line` of `file`.
  public func located(file: String?, line: Int) -> CommandError {
    var error = self
    error.file = file
    error.line = line
    return error
  }

  /// What is wrong and what would be right, without the place.
  public var message: String {
    let subject = word.isEmpty ? "" : "\"\(CommandError.printable(word))\" "
    return subject + reason + (advice.map { "; \($0)" } ?? "")
  }
}

extension CommandError: CustomStringConvertible {
  /// One line: `FILE:LINE:COLUMN: message`, or the message alone for a line that was typed.
  public var description: String {
    guard let line else { return message }
    let name = file.map { CommandError.printable($0, limit: .max) } ?? "line"
    return "\(name):\(line):\(column): \(message)"
  }
}

extension CommandError {
  /// `text` as it may be shown on any terminal: control characters spelt out, the rest cut short.
  static func printable(_ text: String, limit: Int = 60) -> String {
    var shown = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
      guard index < limit else { return shown + "..." }
      if Word.isForbidden(scalar) || scalar == "\t" {
        shown += Word.codePoint(scalar)
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
