import Glibc

/// Why the program ends early: what standard error says, and the exit code.
struct Failure: Error {
  /// One line each, safe to print.
  let lines: [String]
  let code: Int32

  /// Something that was read is not understood or cannot be read: exit code 2.
  static func unreadable(_ lines: String...) -> Failure { Failure(lines: lines, code: 2) }

  /// What the system says of an error number, as the end of a sentence.
  static func reason(_ number: Int32) -> String {
    let text = String(cString: strerror(number))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
