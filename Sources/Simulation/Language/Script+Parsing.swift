extension Script {
  /// Reads UTF-8 text whose lines end in LF or CRLF, with or without a byte order mark.
  ///
  /// All lines that are not understood are reported together, so that a person can mend them at
  /// once; a text with one of them has no script, so that nothing of it can be executed.
  public init(parsing bytes: [UInt8], file: String) throws(ScriptError) {
    var rest = Script.withoutByteOrderMark(bytes)
    var lines: [ScriptLine] = []
    var errors: [CommandError] = []
    var number = 0
    while !rest.isEmpty {
      number += 1
      let line = Script.cutLine(from: &rest)
      do {
        let text = try Script.text(of: line)
        guard let command = try Command.read(text) else { continue }
        lines.append(ScriptLine(number: number, command: command, text: text))
      } catch {
        errors.append(error.located(file: file, line: number))
        // What is no text at all is no script with slips in it, so that those say nothing.
        guard !error.isAboutBytes else {
          throw ScriptError(errors: Array(errors.suffix(1)), isCutShort: false)
        }
        if errors.count == ScriptError.limit { break }
      }
    }
    guard errors.isEmpty else {
      throw ScriptError(errors: errors, isCutShort: !rest.isEmpty)
    }
    self.init(file: file, lines: lines)
  }

  /// Reads a text that is in memory.
  public init(parsing text: String, file: String) throws(ScriptError) {
    try self.init(parsing: Array(text.utf8), file: file)
  }

  /// Whether `bytes` begin as a script does: with a verb, after blank lines and comments.
  ///
  /// A slip in the verb is forgiven, so that it is reported as one; YAML is told by its colon.
  public static func isLikely(_ bytes: [UInt8]) -> Bool {
    var rest = withoutByteOrderMark(bytes)
    while !rest.isEmpty {
      let line = cutLine(from: &rest)
      let text = String(decoding: line.prefix(200), as: UTF8.self)
      let word = text.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
      if word.isEmpty || word.hasPrefix("#") { continue }
      guard word.last != ":" else { return false }
      return Suggestion.nearest(to: String(word), among: Vocabulary.verbs) != nil
    }
    return false
  }

  /// The text behind the mark that some editors put before UTF-8.
  private static func withoutByteOrderMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
  }

  /// Takes the first line off `rest` and gives it back without its end.
  private static func cutLine(from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
    var line = rest[..<end]
    rest = rest[end...].dropFirst()
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return line
  }

  /// The text of a line, or why its bytes are none.
  private static func text(of line: ArraySlice<UInt8>) throws(CommandError) -> String {
    if let zero = line.firstIndex(of: 0) {
      throw CommandError(
        aboutByte: zero, of: line, reason: "a NUL byte is no text", advice: "a script is UTF-8 text"
      )
    }
    guard let text = String(validating: line, as: UTF8.self) else {
      throw CommandError(
        aboutByte: invalidByte(in: line), of: line, reason: "the bytes here are not UTF-8",
        advice: "save the script as UTF-8 text")
    }
    return text
  }

  /// Where the first sequence begins that is no UTF-8.
  private static func invalidByte(in line: ArraySlice<UInt8>) -> Int {
    var decoder = UTF8()
    var bytes = line.makeIterator()
    var index = line.startIndex
    while case .scalarValue(let scalar) = decoder.decode(&bytes) {
      index += UTF8.width(scalar)
    }
    return index
  }
}

extension CommandError {
  /// That the bytes of a line are no text, from `index` on.
  fileprivate init(
    aboutByte index: Int, of line: ArraySlice<UInt8>, reason: String, advice: String
  ) {
    // Decoding mends what may be wrong further left; the column is the reader's, not the byte's.
    let before = String(decoding: line[..<index].suffix(1 << 20), as: UTF8.self)
    self.init(column: before.count + 1, word: "", reason: reason, advice: advice)
    isAboutBytes = true
  }
}
