import Cartography
import Theming

/// Something that shows on the screen: what it is called there, what it is now, and what it means.
struct Fact: Hashable, Sendable {
  /// What it is called where it shows.
  let name: String
  /// What it is now.
  let value: String
  /// What it means, in whole sentences.
  let meaning: String
  /// The word of the glossary that says more.
  var term: String?
  /// How it looks on the map.
  var sample: Pixel?

  init(
    _ name: String, _ value: String, _ meaning: String, term: String? = nil, sample: Pixel? = nil
  ) {
    self.name = name
    self.value = value
    var text = meaning
    while text.last == " " { text.removeLast() }
    self.meaning = Glossary.sentence(text)
    self.term = term
    self.sample = sample
  }

  /// The name and the value, behind the place of a sample where there is one.
  private var head: TextLine {
    TextLine(sample == nil ? "  " : "   ").adding(name, .key)
      .adding(value.isEmpty ? "" : " " + value, .strong)
  }

  /// Facts as pieces of the help, what is said of them below each other as far as that leaves room.
  static func passages(_ facts: [Fact]) -> [Passage] {
    let column = min(30, (facts.map(\.head.width).max() ?? 0) + 2)
    return facts.map { fact in
      let meaning = TextLine(fact.meaning)
      return fact.sample.map { .sample($0, fact.head, meaning, column: column) }
        ?? .entry(fact.head, meaning, column: column)
    }
  }

  /// The fact on a panel of its own, with what the glossary says of it.
  var pager: Pager {
    var passages: [Passage] = []
    let head = TextLine(sample == nil ? "" : "   ").adding(name, .key)
      .adding(value.isEmpty ? "" : "  " + value, .strong)
    passages.append(sample.map { .sample($0, head, TextLine(), column: 0) } ?? .text(head))
    passages += [.text(TextLine(meaning), indent: 0)]
    if let entry = term.flatMap(Glossary.entry(for:)) {
      passages +=
        [.gap, .title(entry.term)] + entry.sentences.map { .text(TextLine($0), indent: 2) }
    }
    var pager = Pager(title: "What this is", passages: passages)
    pager.isFitted = true
    return pager
  }
}
