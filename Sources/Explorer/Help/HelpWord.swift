/// Words of the palette that are about words: `glossary TERM`.
enum HelpWord {
  /// Whether a line that begins so is for the glossary.
  static func isKnown(_ word: String) -> Bool { word == "glossary" }

  /// The terms that could stand where `head` ends; nil where no term is asked for.
  static func arguments(of head: String) -> [String]? {
    let words = head.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, isKnown(String(words[0])) else { return nil }
    return Glossary.entries.map(\.term)
  }
}

extension ExplorerApp.State {
  /// Obeys a line of the palette that is about words; nil if it is about something else.
  mutating func obeyHelpWord(_ text: String) throws(Prompt.Fault) -> [ExplorerApp.Effect]? {
    let (word, rest) = FileWord.split(text)
    guard HelpWord.isKnown(word), !rest.isEmpty else { return nil }
    guard openGlossary(at: rest) else {
      let near = Glossary.nearest(to: rest).map { "; did you mean \"\($0)\"?" }
      throw Prompt.Fault(
        column: text.count - rest.count + 1,
        text: "the glossary has no \"\(rest)\"\(near ?? "; :glossary shows all it has")")
    }
    return []
  }
}
