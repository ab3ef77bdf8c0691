public import Allocation

extension Vocabulary {
  /// The words that could stand where `partial` ends, each to replace its last word.
  ///
  /// A key comes with its equals sign, a value with its key. `names` supplies what exists in the
  /// cluster: nodes for `.node`, plans for `.plan` and so on; `mode` is that of the current plan.
  public static func completions(
    for partial: String, mode: ModeDescription? = nil,
    names: (ArgumentKind) -> [String] = { _ in [] }
  ) -> [String] {
    let last = PartialLine(partial).last
    return candidates(for: partial, mode: mode, names: names).filter {
      $0.hasPrefix(last) && $0 != last
    }
  }

  /// All words that may stand where `partial` ends, whatever has been typed of them.
  public static func candidates(
    for partial: String, mode: ModeDescription? = nil,
    names: (ArgumentKind) -> [String] = { _ in [] }
  ) -> [String] {
    guard !partial.contains("\"") else { return [] }
    let line = PartialLine(partial)
    return candidates(after: line.before, last: line.last, mode: mode, names: names)
  }

  /// The form that a partial line is about, for a hint below it.
  public static func form(of partial: String) -> CommandForm? {
    let words = partial.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    return form(of: words)
  }

  static func form(of words: [String]) -> CommandForm? {
    guard let verb = words.first else { return nil }
    let noun = words.count > 1 ? words[1] : nil
    return forms.first { $0.verb == verb && ($0.noun == nil || $0.noun == noun) }
  }

  private static func candidates(
    after words: [String], last: String, mode: ModeDescription?,
    names: (ArgumentKind) -> [String]
  ) -> [String] {
    guard let verb = words.first else { return verbs }
    guard let form = form(of: words) else {
      return words.count == 1 ? forms(of: verb).compactMap(\.noun) : []
    }
    let arguments = Array(words.dropFirst(form.noun == nil ? 1 : 2))
    if form.isFree, form.verb != "expect" { return [] }
    if form.isFree { return expectations(after: arguments, names: names) }
    if let equals = last.firstIndex(of: "=") {
      let name = String(last[..<equals])
      let keys = keys(of: form, after: words, mode: mode)
      guard let key = keys.first(where: { $0.name == name }) else { return [] }
      return (key.kind.choices + names(key.kind)).map { "\(name)=\($0)" }
    }
    let given = arguments.filter { !$0.contains("=") }.count
    if given < form.places.count {
      let kind = form.places[given].kind
      let places = kind.choices + names(kind)
      if !form.places[given].isOptional { return places }
    }
    return unusedKeys(of: form, after: words, mode: mode).map { $0.name + "=" }
  }

  private static func expectations(
    after words: [String], names: (ArgumentKind) -> [String]
  ) -> [String] {
    let metrics = ArgumentKind.metric.choices
    let signs = Expectation.Relation.allCases.map(\.rawValue)
    switch (words.first, words.count) {
    case (nil, _): return ExpectationReader.nouns + metrics
    case ("node", 1): return names(.node)
    case ("node", 2): return ExpectationReader.nodeStates
    case ("pod", 1): return names(.pod)
    case ("pod", 2): return ExpectationReader.podStates
    case ("plan", 1), ("plan", 6): return names(.plan)
    case ("plan", 2), ("plan", 4): return metrics
    case ("plan", 3): return signs
    case ("plan", 5): return ["of"]
    case ("node", _), ("pod", _), ("plan", _), ("error", _): return []
    case (_, 1): return signs
    case (_, 2): return ["none"]
    default: return []
    }
  }
}
