public import Addressing

/// A `key=value` whose meaning is for someone else to say: a mode, or the sizing.
///
/// It remembers where it was written, so that whoever refuses it can point at the word; two options
/// are nevertheless equal if they say the same.
public struct CommandOption: Sendable {
  /// The word before the equals sign.
  public var key: String
  /// The text after the equals sign, without its quotes.
  public var value: String
  /// Where the key begins in its line, counted in characters from 1; 1 if it was never text.
  public var column: Int
  /// Where the value begins.
  public var valueColumn: Int

  /// The option `key=value`.
  public init(_ key: String, _ value: String, column: Int = 1, valueColumn: Int? = nil) {
    self.key = key
    self.value = value
    self.column = column
    self.valueColumn = valueColumn ?? column
  }
}

extension CommandOption: Hashable {
  /// Whether both say the same, wherever they were written.
  public static func == (one: CommandOption, other: CommandOption) -> Bool {
    one.key == other.key && one.value == other.value
  }

  /// Feeds what the option says, and not where, to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(value)
  }
}

extension CommandOption: CustomStringConvertible {
  /// The option as it is written.
  public var description: String { "\(key)=\(Word.bareOrQuoted(value))" }
}

extension CommandOption {
  /// That nobody knows the key: the error names what `owner` knows and the nearest of it.
  public func unknown(to owner: String, known keys: [String]) -> CommandError {
    CommandError(
      column: column, word: key, reason: "is no option of \(owner)",
      advice: Suggestion.advice(forKey: key, among: keys))
  }

  /// That the value is not what the key wants: `"x" REASON; ADVICE`.
  public func wrong(_ reason: String, _ advice: String? = nil) -> CommandError {
    asWord.wrong(reason, advice)
  }

  /// The value as a whole number of at most `max`.
  public func count(max: Int = .max) throws(CommandError) -> Int {
    try asWord.integer(key, max: max)
  }

  /// The value as prefix lengths with commas between them.
  public func masks() throws(CommandError) -> [Int] {
    try asWord.masks()
  }

  /// The value as a CIDR.
  public func prefix() throws(CommandError) -> IPPrefix {
    try asWord.prefix()
  }

  /// The value as a span of simulated time.
  public func span() throws(CommandError) -> TimeSpan {
    try asWord.span()
  }

  /// The value as a number each unit of time.
  public func rate() throws(CommandError) -> Rate {
    try asWord.rate()
  }

  /// The value as two amounts of one kind.
  public func load() throws(CommandError) -> LoadRange {
    try asWord.load()
  }

  /// The value as a number or a share.
  public func amount() throws(CommandError) -> Amount {
    try asWord.amount()
  }

  /// The value as a name.
  public func name() throws(CommandError) -> String {
    try asWord.name()
  }

  /// The value as one of `words`.
  public func choice(of words: [String]) throws(CommandError) -> String {
    guard words.contains(value) else {
      throw wrong(
        "is no \(key)", Suggestion.advice(for: value, among: words, naming: "the choices"))
    }
    return value
  }

  /// The value as `on` or `off`, which `yes`, `no`, `true` and `false` say too.
  public func isOn() throws(CommandError) -> Bool {
    switch value {
    case "on", "yes", "true": true
    case "off", "no", "false": false
    default: throw wrong("is not \"on\" or \"off\"")
    }
  }

  private var asWord: Word {
    Word(
      text: key + "=" + value, column: column, key: key, value: value, valueColumn: valueColumn)
  }
}
