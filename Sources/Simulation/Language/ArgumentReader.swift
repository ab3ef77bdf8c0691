/// The arguments of one line, already known to be as many and to have the keys that its form says.
struct ArgumentReader {
  /// Where a word that is missing at the end would stand.
  let end: Int
  /// The options in the order of the line.
  let options: [Word]
  private var places: ArraySlice<Word>

  /// Sorts `words`, which follow the verb and the noun of `form`, or says what does not belong.
  init(_ words: ArraySlice<Word>, of form: CommandForm, end: Int) throws(CommandError) {
    self.end = end
    guard !form.isFree else {
      places = ArraySlice(words.map(\.whole))
      options = []
      return
    }
    places = ArraySlice(words.filter { $0.key == nil })
    options = words.filter { $0.key != nil }
    try checkOptions(against: form)
    let least = form.places.count { !$0.isOptional }
    if places.count < least {
      let missing = form.places[places.count].placeholder
      throw CommandError(
        column: end, word: form.name, reason: "needs \(missing)", advice: "usage: \(form.usage)")
    }
    if places.count > form.places.count {
      let extra = places[places.startIndex + form.places.count]
      throw extra.wrong("is one word too many", "usage: \(form.usage)")
    }
  }

  private func checkOptions(against form: CommandForm) throws(CommandError) {
    var seen: Set<String> = []
    for word in options {
      guard let name = word.key else { continue }
      let key = form.keys.first { $0.name == name }
      if key == nil, !form.hasOpenKeys { throw ArgumentReader.unknown(word, in: form) }
      if !seen.insert(name).inserted, key?.canRepeat != true {
        throw CommandError(
          column: word.column, word: name, reason: "is given twice", advice: "give it once")
      }
    }
    for key in form.keys where key.isRequired && !seen.contains(key.name) {
      throw CommandError(
        column: end, word: form.name, reason: "needs \(key.name)=\(key.placeholder)",
        advice: "usage: \(form.usage)")
    }
  }

  private static func unknown(_ word: Word, in form: CommandForm) -> CommandError {
    let key = word.key ?? ""
    guard !form.keys.isEmpty else {
      return CommandError(
        column: word.column, word: word.text, reason: "is an option and \"\(form.name)\" has none",
        advice: "usage: \(form.usage)")
    }
    return CommandError(
      column: word.column, word: key, reason: "is no option of \"\(form.name)\"",
      advice: Suggestion.advice(forKey: key, among: form.keys.map(\.name)))
  }

  /// The next argument that stands without a key, which the form says is there.
  mutating func next() -> Word {
    places.removeFirst()
  }

  /// The next argument that stands without a key, if there is one.
  mutating func nextIfAny() -> Word? {
    places.popFirst()
  }

  /// The option of that key, if it was given.
  func option(_ key: String) -> Word? {
    options.first { $0.key == key }
  }

  /// All options of a key that may repeat.
  func all(_ key: String) -> [Word] {
    options.filter { $0.key == key }
  }

  /// The options whose meaning is for someone else to say: all but those of `keys`.
  func openOptions(but keys: [String] = []) -> [CommandOption] {
    options.compactMap { word in
      guard let key = word.key, !keys.contains(key) else { return nil }
      return CommandOption(key, word.value, column: word.column, valueColumn: word.valueColumn)
    }
  }

  /// All options, of a command that is nothing without one.
  func someOptions(of verb: String) throws(CommandError) -> [CommandOption] {
    guard !options.isEmpty else {
      throw CommandError(
        column: end, word: verb, reason: "needs an option", advice: "usage: \(verb) KEY=VALUE ...")
    }
    return openOptions()
  }
}
