import Addressing
import Allocation

// What a word can be read as. Each of these takes the value of `key=value`, or the whole word.
extension Word {
  /// An error about the value.
  func wrong(_ reason: String, _ advice: String? = nil) -> CommandError {
    CommandError(column: valueColumn, word: value, reason: reason, advice: advice)
  }

  func name() throws(CommandError) -> String {
    let letters = "A-Z a-z 0-9 . _ / -"
    guard !value.isEmpty else {
      throw wrong("an empty word is no name", "names are made of \(letters)")
    }
    if let odd = value.unicodeScalars.first(where: { !Word.isNameScalar($0) }) {
      let shown = odd == " " ? "a blank" : "\"\(CommandError.printable(String(odd)))\""
      throw wrong("holds \(shown)", "names are made of \(letters)")
    }
    return value
  }

  /// A name that becomes part of a pod's, where a slash ends the namespace.
  func simpleName() throws(CommandError) -> String {
    guard !value.contains("/") else {
      throw wrong("holds \"/\"", "only a pod's whole name may: NAMESPACE/NAME")
    }
    return try name()
  }

  /// `NAME` or `NAMESPACE/NAME`.
  func podName() throws(CommandError) -> PodName {
    let parts = try name().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
      throw wrong("is no pod", "expected NAME or NAMESPACE/NAME")
    }
    return PodName(namespace: parts.count == 2 ? String(parts[0]) : nil, String(parts.last ?? ""))
  }

  /// A plan's name, which may not be the word for all of them.
  func planName() throws(CommandError) -> String {
    guard value != "all" else {
      throw wrong("is no name for a plan", "\"all\" stands for every plan")
    }
    return try name()
  }

  func planScope() throws(CommandError) -> PlanScope {
    value == "all" ? .all : .named(try name())
  }

  func prefix() throws(CommandError) -> IPPrefix {
    do {
      return try IPPrefix(parsing: value)
    } catch {
      if case .hostBits(let meant) = error.reason {
        throw wrong("has host bits set", "did you mean \(meant)?")
      }
      throw wrong("is no CIDR", "\(error.reason)")
    }
  }

  func address() throws(CommandError) -> IPAddress {
    do {
      return try IPAddress(parsing: value)
    } catch {
      throw wrong("is no address", "\(error.reason)")
    }
  }

  /// An address, a CIDR, or else a name.
  func subject() throws(CommandError) -> Subject {
    if let address = IPAddress(value) { return .address(address) }
    if let slash = value.lastIndex(of: "/"), IPAddress(String(value[..<slash])) != nil {
      return .prefix(try prefix())
    }
    guard !value.contains(":") else {
      throw wrong("is neither a name nor an address")
    }
    return .name(try name())
  }

  /// A text to be written on a block: one line that can be seen, short enough to be read there.
  func annotation(_ text: String) throws(CommandError) -> String {
    guard text.contains(where: { $0 != " " }) else {
      throw wrong("an empty text says nothing", "remove annotation CIDR wipes one out")
    }
    if let odd = text.unicodeScalars.first(where: { Word.isForbidden($0) || $0 == "\t" }) {
      throw wrong("holds \(Word.codePoint(odd))", "an annotation is one line of visible text")
    }
    // Marks that pile up on one character count too.
    let count = text.unicodeScalars.count
    guard count <= Annotation.lengthLimit else {
      throw wrong(
        "begins a text of \(count) characters",
        "an annotation has at most \(Annotation.lengthLimit)")
    }
    return text
  }

  /// One of the words that a type's cases are written as.
  func choice<Choice: CaseIterable & RawRepresentable>(
    _ noun: String, of type: Choice.Type = Choice.self
  ) throws(CommandError) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: value) else {
      throw notAmong(Choice.allCases.map(\.rawValue), noun)
    }
    return choice
  }

  func mode() throws(CommandError) -> String {
    guard Vocabulary.modes.contains(value) else { throw notAmong(Vocabulary.modes, "mode") }
    return value
  }

  func preset() throws(CommandError) -> String {
    guard Presets.named(value) != nil else { throw notAmong(Presets.names, "preset") }
    return value
  }

  func yesOrNo() throws(CommandError) -> Bool {
    guard value == "yes" || value == "no" else { throw wrong("is not \"yes\" or \"no\"") }
    return value == "yes"
  }

  private func notAmong(_ words: [String], _ noun: String) -> CommandError {
    wrong(
      "is no \(noun)", Suggestion.advice(for: value, among: words, naming: "the \(noun)s"))
  }
}
