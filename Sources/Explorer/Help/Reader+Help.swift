extension Reader {
  /// A term with all that is said of it, or the terms there are.
  func glossaryLines(about text: String) -> [String] {
    guard !text.isEmpty else {
      return ["Type glossary and one of these."]
        + Glossary.Entry.Topic.allCases.map { topic in
          let terms = Glossary.entries.filter { $0.topic == topic }.map(\.term)
          return "\(topic.rawValue): \(terms.joined(separator: ", "))."
        }
    }
    if let entry = Glossary.entry(for: text) {
      return [Self.sentence(entry.term)] + entry.sentences
        + [state.presentValue(of: entry)].compactMap(\.self)
    }
    let near = Glossary.nearest(to: text).map { "Did you mean \"\($0)\"?" }
    return [
      "The glossary has no \"\(text)\".", near ?? "Type glossary for the terms it has.",
    ]
  }

  /// What was told, the latest first.
  var messageLines: [String] {
    state.messages.isEmpty
      ? ["Nothing was told yet."] : state.messages.reversed().compactMap { Self.sentence($0) }
  }
}
