/// Why the program ends early: what standard error says, and the exit code.
struct Failure: Error {
  /// One line each, safe to print.
  let lines: [String]
  let code: Int32

  /// Something that was read is not understood or cannot be read: exit code 2.
  static func unreadable(_ lines: String...) -> Failure { Failure(lines: lines, code: 2) }

  /// A word of the language that nothing stands behind yet: exit code 2, never ignored.
  static func notBuilt(_ what: String) -> Failure {
    unreadable("\(what) is in the language but not built yet")
  }
}
