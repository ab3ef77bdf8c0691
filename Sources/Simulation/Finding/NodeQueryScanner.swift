/// Cuts a question into words, comparisons and parentheses.
///
///     used>80% and (zone=a or "full")
///     ~~~~ - ~~~ ~~~ - ~~~~ - - ~~ ~~~~~~ -
struct NodeQueryScanner {
  enum Kind: Hashable {
    /// A word, and whether quotes said that it is a name and nothing else.
    case word(String, isQuoted: Bool)
    case relation(Expectation.Relation)
    /// `~`, or `!~`.
    case like(Bool)
    case open, close
  }

  struct Token: Hashable {
    let kind: Kind
    /// Where it begins, counted in characters from 1.
    let column: Int
    let text: String
  }

  /// Characters that a question may have: more is no question that a person asks.
  static let lengthLimit = 1000

  private let characters: [Character]
  private var index = 0

  private init(_ text: String) {
    characters = Array(text)
  }

  /// The tokens of `text`, and the column just after it.
  static func tokens(of text: String) throws(CommandError) -> (tokens: [Token], end: Int) {
    // Bytes are counted before characters: a character may hide thousands of marks.
    guard text.utf8.count <= lengthLimit * 4 else { throw tooLong }
    var scanner = NodeQueryScanner(text)
    guard scanner.characters.count <= lengthLimit else { throw tooLong }
    var tokens: [Token] = []
    while let token = try scanner.next() { tokens.append(token) }
    return (tokens, (tokens.last.map { $0.column + $0.text.count }) ?? 1)
  }

  private static let tooLong = CommandError(
    column: 1, word: "", reason: "the question is longer than \(lengthLimit) characters")

  /// Whether a word may hold the scalar without quotes.
  static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "(", ")", "=", "<", ">", "!", "~", "\"", "\\", "&", "|": false
    default: !Word.isForbidden(scalar) && !scalar.properties.isWhitespace
    }
  }

  private static func isWordCharacter(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy(isWordScalar)
  }

  private mutating func next() throws(CommandError) -> Token? {
    while index < characters.count, characters[index] == " " || characters[index] == "\t" {
      index += 1
    }
    guard index < characters.count else { return nil }
    let start = index
    let character = characters[start]
    switch character {
    case "(", ")":
      index += 1
      return Token(kind: character == "(" ? .open : .close, column: start + 1, text: "\(character)")
    case "\"": return try quoted()
    case "=", "<", ">", "!", "~", "&", "|": return try sign()
    default: break
    }
    while index < characters.count, Self.isWordCharacter(characters[index]) { index += 1 }
    guard index > start else { throw strange(characters[index], at: index) }
    let text = String(characters[start..<index])
    return Token(kind: .word(text, isQuoted: false), column: start + 1, text: text)
  }

  private mutating func sign() throws(CommandError) -> Token {
    let start = index
    while index < characters.count, "=<>!~&|".contains(characters[index]) { index += 1 }
    let text = String(characters[start..<index])
    if let relation = Expectation.Relation(rawValue: text) {
      return Token(kind: .relation(relation), column: start + 1, text: text)
    }
    // `!full` is how many say "not full".
    if text == "!" {
      return Token(kind: .word("not", isQuoted: false), column: start + 1, text: text)
    }
    if text == "~" || text == "!~" {
      return Token(kind: .like(text == "~"), column: start + 1, text: text)
    }
    let slips: KeyValuePairs = [
      "==": "=", "=>": ">=", "=<": "<=", "<>": "!=", "=~": "~", "~=": "~",
      "&&": "and", "&": "and", "||": "or", "|": "or",
    ]
    let meant = slips.first { $0.key == text }?.value
    throw CommandError(
      column: start + 1, word: text, reason: "is no comparison",
      advice: meant.map { "did you mean \"\($0)\"?" } ?? "expected = != < <= > >= or ~")
  }

  private mutating func quoted() throws(CommandError) -> Token {
    let start = index
    var text = ""
    index += 1
    while index < characters.count {
      let character = characters[index]
      index += 1
      switch character {
      case "\"":
        return Token(
          kind: .word(text, isQuoted: true), column: start + 1,
          text: String(characters[start..<index]))
      case "\\":
        guard index < characters.count, "\"\\".contains(characters[index]) else {
          throw CommandError(
            column: index, word: "\\", reason: "begins no escape",
            advice: #"inside quotes write \" for a quote and \\ for a backslash"#)
        }
        text.append(characters[index])
        index += 1
      default:
        guard !character.unicodeScalars.contains(where: Word.isForbidden), character != "\t" else {
          throw strange(character, at: index - 1)
        }
        text.append(character)
      }
    }
    throw CommandError(
      column: start + 1, word: String(characters[start...]), reason: "has no closing quote",
      advice: "end it with \"")
  }

  private func strange(_ character: Character, at place: Int) -> CommandError {
    let scalar = character.unicodeScalars.first { !Self.isWordScalar($0) } ?? " "
    let isHidden = Word.isForbidden(scalar) || scalar.properties.isWhitespace
    return CommandError(
      column: place + 1, word: isHidden ? "" : String(character),
      reason: isHidden ? "\(Word.codePoint(scalar)) cannot be seen" : "stands in no name",
      advice: isHidden ? "a question is visible text" : "quote the name")
  }
}
