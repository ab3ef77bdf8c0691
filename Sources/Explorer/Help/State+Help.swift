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

  /// Explains one thing on the screen.
  mutating func explain(_ fact: Fact) {
    overlay = .pager(fact.pager)
  }
}
