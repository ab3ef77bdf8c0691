import Addressing
import Allocation
import Simulation
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
    let isSmall = cluster.map { $0.nodes.count <= Self.nodesCountedOften } ?? false
    for topic in Glossary.Entry.Topic.allCases {
      passages.append(.title(topic.rawValue))
      for entry in Glossary.entries where entry.topic == topic {
        if entry == wanted { place = passages.count }
        passages.append(.text(TextLine(entry.term, .key), indent: 2))
        passages += entry.sentences.enumerated().map { index, sentence in
          .text(TextLine("  ").adding(sentence, index == 0 ? .text : .dim), indent: 2)
        }
        if entry == wanted || isSmall, let now = presentValue(of: entry) {
          passages.append(.text(TextLine("  ").adding(now, .strong), indent: 2))
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

  /// Nodes up to which every number of the glossary is found for the moment; of larger clusters only
  /// the one that was asked for is.
  private static var nodesCountedOften: Int { 2000 }

  /// How much there is of something now, in the plan that is shown; nil where it is no number, or one
  /// that is found by trying.
  func presentValue(of entry: Glossary.Entry) -> String? {
    let own = MetricQuery.Name.allCases.first { $0.definition.word == entry.term }
    guard let name = entry.metric ?? own, !name.isCostly, let plan, let cluster else { return nil }
    let family = pool.family
    let units = cluster.mode.unitLength(family)
    guard name.prefixLengthUse != .always || units != nil else { return nil }
    let query = MetricQuery(
      name, prefixLength: name.prefixLengthUse == .always ? units : nil,
      isOtherFamily: name.hasFamily && family == .v6 && cluster.mode.unitLength(.v4) != nil)
    let value = query.value(in: plan, at: session.moment)
    return "Now, in plan \(plan.name): \(query) is \(value.map { Figure.grouped($0) } ?? "none")."
  }

  /// Explains one thing on the screen.
  mutating func explain(_ fact: Fact) {
    overlay = .pager(fact.pager)
  }
}
