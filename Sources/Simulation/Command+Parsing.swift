extension Command {
  /// Reads one line, which holds exactly one command.
  public init(parsing line: String) throws(CommandError) {
    guard let command = try Command.read(line) else {
      throw CommandError(
        column: 1, word: "", reason: "the line holds no command",
        advice: "write a verb, such as \"add nodes 3\"")
    }
    self = command
  }

  /// The command on `line`, or nil if there is nothing but blanks and a comment.
  static func read(_ line: String) throws(CommandError) -> Command? {
    let (words, end) = try WordReader.words(in: line)
    guard !words.isEmpty else { return nil }
    let form = try Command.form(of: words, end: end)
    let arguments = words.dropFirst(form.noun == nil ? 1 : 2)
    var reader = try ArgumentReader(arguments, of: form, end: end)
    return try form.build(&reader)
  }

  /// The row of the vocabulary that the first words ask for.
  private static func form(of words: [Word], end: Int) throws(CommandError) -> CommandForm {
    let verb = words[0]
    let forms = Vocabulary.forms(of: verb.text)
    guard !forms.isEmpty else { throw unknownVerb(verb) }
    guard forms[0].noun != nil else { return forms[0] }
    let nouns = forms.compactMap(\.noun)
    guard words.count > 1 else {
      throw CommandError(
        column: end, word: verb.text,
        reason: "needs \(Suggestion.list(nouns, joint: "or")) after it")
    }
    let noun = words[1]
    guard let form = forms.first(where: { $0.noun == noun.text }) else {
      throw CommandError(
        column: noun.column, word: noun.text, reason: "is nothing to \(verb.text)",
        advice: Suggestion.advice(for: noun.text, among: nouns, naming: "the nouns"))
    }
    return form
  }

  private static func unknownVerb(_ verb: Word) -> CommandError {
    let meant = Vocabulary.synonyms.first { $0.key == verb.text.lowercased() }?.value
    let advice =
      meant.map { "did you mean \"\($0)\"?" }
      ?? Suggestion.advice(for: verb.text, among: Vocabulary.verbs, naming: "the verbs")
    return CommandError(
      column: verb.column, word: verb.text, reason: "is not a command", advice: advice)
  }
}
