extension NodeQuery {
  /// The words that could stand where `partial` ends, each to replace its last word.
  ///
  /// `names` supplies what there is to be called so: zones after `zone =`, names after `~` and where
  /// a condition begins.
  public static func completions(
    for partial: String, names: (Label) -> [String] = { _ in [] }
  ) -> [String] {
    guard !partial.contains("\"") else { return [] }
    let isNewWord = partial.last.map { " \t(".contains($0) } ?? true
    let words = partial.split { " \t()".contains($0) }.map(String.init)
    let last = isNewWord ? "" : words.last ?? ""
    let before = isNewWord ? words : Array(words.dropLast())
    return candidates(after: before, names).filter { $0.hasPrefix(last) && $0 != last }
  }

  private static func candidates(
    after words: [String], _ names: (Label) -> [String]
  ) -> [String] {
    let signs = Expectation.Relation.allCases.map(\.rawValue)
    guard let last = words.last, !["and", "or", "not"].contains(last) else {
      return Trait.allCases.map(\.rawValue) + fields.filter { Trait(rawValue: $0) == nil } + ["not"]
        + names(.name)
    }
    if signs.contains(last) || last == "~" || last == "!~" {
      guard words.count > 1 else { return [] }
      return values(of: words[words.count - 2], names)
    }
    let isValue = words.count > 1 && (signs + ["~", "!~"]).contains(words[words.count - 2])
    // Conditions without a word between them must all hold, so another one may follow.
    guard !isValue, fields.contains(last) else { return ["and", "or", "not"] }
    if last == poolWord { return ["=", "!="] }
    let own = Label(rawValue: last) == nil ? signs : ["=", "!=", "~", "!~"]
    // `free` and its like are whole conditions too.
    return Trait(rawValue: last) == nil ? own : own + ["and", "or"]
  }

  private static func values(of field: String, _ names: (Label) -> [String]) -> [String] {
    if field == sizeWord { return ["/16", "/20", "/24", "/28"] }
    if field == poolWord { return [] }
    if let label = Label(rawValue: field) {
      return label == .state ? states : names(label).map { NamePattern($0, isWhole: true).value }
    }
    return Figure(rawValue: field)?.hasShare == true ? ["50%", "80%", "100%"] : []
  }

  /// What a word means where it begins a condition, in half a sentence; nil for a name.
  public static func meaning(of word: String) -> String? {
    if let trait = Trait(rawValue: word) { return trait.meaning }
    if word == sizeWord { return "the length of a block, as of /24; a /20 is larger" }
    if word == poolWord { return "a CIDR that the block shares addresses with" }
    return Figure(rawValue: word)?.meaning ?? Label(rawValue: word)?.meaning
  }
}
