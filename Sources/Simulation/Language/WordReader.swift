/// Cuts a line into words.
///
/// Blanks separate words, and `#` at the start of a word begins a comment. `"` may begin a word,
/// or the value after `key=`; inside quotes `\"`, `\\`, `\n` and `\t` are the only escapes. It works
/// on scalars and not on characters, since an accent written after a quote would hide the quote.
struct WordReader {
  /// The most bytes that a line may have: more is a file that is no script.
  static let lineLimit = 1 << 20

  private let scalars: [Unicode.Scalar]
  private let isASCII: Bool
  private var index = 0
  /// A place whose column is known, from which the next is counted.
  private var known = (position: 0, column: 1)

  /// All words of `line`, which holds no line end, and the column just after the last.
  static func words(in line: String) throws(CommandError) -> (words: [Word], end: Int) {
    guard line.utf8.count <= lineLimit else {
      throw CommandError(
        column: 1, word: "", reason: "the line is longer than \(lineLimit) bytes")
    }
    var reader = WordReader(line)
    var words: [Word] = []
    var end = 1
    while let word = try reader.nextWord() {
      words.append(word)
      end = reader.column(of: reader.index)
    }
    return (words, end)
  }

  private init(_ line: String) {
    scalars = Array(line.unicodeScalars)
    isASCII = line.utf8.count == scalars.count
  }

  private mutating func nextWord() throws(CommandError) -> Word? {
    while index < scalars.count, WordReader.isBlank(scalars[index]) { index += 1 }
    guard index < scalars.count else { return nil }
    guard scalars[index] != "#" else {
      // A comment is shown too, where the line is, so it may do no more harm than a word.
      for position in index..<scalars.count { try checkVisible(scalars[position], at: position) }
      return nil
    }
    let start = index
    if scalars[index] == "\"" {
      let text = try quotedText()
      let column = column(of: start)
      return Word(text: text, column: column, value: text, valueColumn: column)
    }
    var text = String.UnicodeScalarView()
    while index < scalars.count, !WordReader.isBlank(scalars[index]) {
      let scalar = scalars[index]
      switch scalar {
      case "\"":
        throw error(at: index, "stands inside a word", "a quote may begin a word or a value")
      case "#":
        throw error(at: index, "stands inside a word", "a blank before it begins a comment")
      case "=" where WordReader.isKey(text):
        return try option(text, from: start)
      default:
        try checkBare(scalar)
        text.append(scalar)
        index += 1
      }
    }
    let column = column(of: start)
    let word = String(text)
    return Word(text: word, column: column, value: word, valueColumn: column)
  }

  /// The word whose key has been read and whose equals sign comes next.
  private mutating func option(
    _ key: String.UnicodeScalarView, from start: Int
  ) throws(CommandError) -> Word {
    index += 1
    let valueStart = index
    var value = ""
    if index < scalars.count, scalars[index] == "\"" {
      value = try quotedText()
    } else {
      while index < scalars.count, !WordReader.isBlank(scalars[index]) {
        let scalar = scalars[index]
        if scalar == "\"" || scalar == "#" {
          throw error(
            at: index, "stands inside a value", "quote the whole value: \(String(key))=\"...\"")
        }
        try checkBare(scalar)
        value.unicodeScalars.append(scalar)
        index += 1
      }
    }
    return Word(
      text: String(key) + "=" + value, column: column(of: start), key: String(key), value: value,
      valueColumn: column(of: valueStart))
  }

  /// The text up to the closing quote, beyond which a blank or the end must follow.
  private mutating func quotedText() throws(CommandError) -> String {
    let start = index
    var text = ""
    index += 1
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "\"":
        guard index < scalars.count, !WordReader.isBlank(scalars[index]) else { return text }
        throw error(at: index, "follows a closing quote", "put a blank between them")
      case "\\":
        try text.unicodeScalars.append(escaped())
      default:
        try checkVisible(scalar, at: index - 1)
        text.unicodeScalars.append(scalar)
      }
    }
    throw CommandError(
      column: column(of: start), word: String(String.UnicodeScalarView(scalars[start...])),
      reason: "has no closing quote", advice: "end it with \"")
  }

  /// What the backslash just read and the scalar after it stand for.
  private mutating func escaped() throws(CommandError) -> Unicode.Scalar {
    let meanings: KeyValuePairs<Unicode.Scalar, Unicode.Scalar> = [
      "\"": "\"", "\\": "\\", "n": "\n", "t": "\t",
    ]
    let next = index < scalars.count ? scalars[index] : " "
    guard let meaning = meanings.first(where: { $0.key == next })?.value else {
      throw error(
        at: index - 1, "begins no escape",
        #"inside quotes write \" for a quote, \\ for a backslash, \n and \t"#)
    }
    index += 1
    return meaning
  }

  private mutating func checkBare(_ scalar: Unicode.Scalar) throws(CommandError) {
    try checkVisible(scalar, at: index)
    if !scalar.isASCII, scalar.properties.isWhitespace {
      throw CommandError(
        column: column(of: index), word: "",
        reason: "\(Word.codePoint(scalar)) looks like a blank and is none",
        advice: "separate words by spaces")
    }
  }

  private mutating func checkVisible(_ scalar: Unicode.Scalar, at position: Int)
    throws(CommandError)
  {
    guard Word.isForbidden(scalar) else { return }
    throw CommandError(
      column: column(of: position), word: "",
      reason: "\(Word.codePoint(scalar)) cannot be seen",
      advice: "a command is visible text")
  }

  private mutating func error(at position: Int, _ reason: String, _ advice: String) -> CommandError
  {
    CommandError(
      column: column(of: position), word: String(scalars[position]), reason: reason,
      advice: advice)
  }

  /// The place of a scalar counted in characters, for people who count what they see.
  private mutating func column(of position: Int) -> Int {
    guard !isASCII else { return position + 1 }
    if position < known.position { known = (0, 1) }
    let between = String(String.UnicodeScalarView(scalars[known.position..<position]))
    known = (position, known.column + between.count)
    return known.column
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t"
  }

  /// Whether `text` can stand before an equals sign, so that `!=` and `<=` stay operators.
  private static func isKey(_ text: String.UnicodeScalarView) -> Bool {
    switch text.first {
    case .some("a"..."z"), .some("A"..."Z"):
      text.allSatisfy(Word.isNameScalar) && !text.contains("/")
    default: false
    }
  }
}
