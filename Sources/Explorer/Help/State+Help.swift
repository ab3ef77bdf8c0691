import Allocation
import Terminal
import Theming

extension ExplorerApp.State {
  /// Everything on the screen with its present value, the keys, the mode, and where words are defined.
  mutating func openHelp() {
    let first: [Passage] = [
      .text(
        TextLine("/").adding(" finds, ", .dim).adding("Tab", .key)
          .adding(" goes to the next chapter: the screen, the keys, the mode, the mouse. ", .dim)
          .adding(":glossary", .key).adding(" has every term, ", .dim)
          .adding(":glossary stranded", .key).adding(" one of them.", .dim)), .gap,
    ]
    let passages =
      first + HereAndNow(self).passages + Help.passages(keymap)
      + Help.passages(on: cluster?.mode) + Help.notes
    overlay = .help(Pager(title: "Help", passages: Array(passages.dropLast())))
  }

  /// Opens the glossary, at a term if one is given; false if there is none of that name.
  @discardableResult
  mutating func openGlossary(at text: String = "") -> Bool {
    var pager = Pager(title: "Glossary", passages: [])
    var passages: [Passage] = []
    let wanted = text.isEmpty ? nil : Glossary.entry(for: text)
    guard text.isEmpty || wanted != nil else { return false }
    var place = 0
    for topic in Glossary.Entry.Topic.allCases {
      passages.append(.title(topic.rawValue))
      for entry in Glossary.entries where entry.topic == topic {
        if entry == wanted { place = passages.count }
        passages.append(.text(TextLine(entry.term, .key), indent: 2))
        passages += entry.sentences.enumerated().map { index, sentence in
          .text(TextLine("  ").adding(sentence, index == 0 ? .text : .dim), indent: 2)
        }
        passages.append(.gap)
      }
    }
    passages.removeLast()
    pager = pager.replacing(passages)
    if place > 0 { pager.show(passage: place, in: layout.room(for: pager)) }
    overlay = .pager(pager)
    return true
  }

  /// Obeys a line of the palette that is about words: `glossary TERM`; nil if it is about something else.
  mutating func obeyHelpWord(_ text: String) throws(Prompt.Fault) -> [ExplorerApp.Effect]? {
    let (word, rest) = FileWord.split(text)
    guard word == "glossary", !rest.isEmpty else { return nil }
    guard openGlossary(at: rest) else {
      let near = Glossary.nearest(to: rest).map { "; did you mean \"\($0)\"?" }
      let column = text.count - rest.count + 1
      throw Prompt.Fault(
        column: column,
        text: "the glossary has no \"\(rest)\"\(near ?? "; :glossary shows all it has")")
    }
    return []
  }

  /// The words that could stand where a line about words ends.
  func helpCompletions(of head: String) -> [String] {
    let words = head.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard let last = words.last, !head.isEmpty else { return [] }
    switch words.count {
    case 1: return ["glossary", "messages"].filter { $0.hasPrefix(last) && last.count > 1 }
    case 2 where words[0] == "glossary":
      return Glossary.terms(startingWith: last).filter { !$0.contains(" ") }
    default: return []
    }
  }

  /// Explains one thing on the screen.
  mutating func explain(_ fact: Fact) {
    overlay = .pager(fact.pager)
  }
}
