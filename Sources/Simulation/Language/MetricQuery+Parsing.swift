extension MetricQuery {
  /// Reads a metric's name with its length and family, such as `blocks.free/20.v6`.
  public init(parsing text: String) throws(CommandError) {
    self = try Word(text: text, column: 1, value: text, valueColumn: 1).metric()
  }

  /// The name cut from the text, and what is left of it: `blocks.free`, `20`, true.
  fileprivate static func parts(of text: String) -> (name: String, length: String?, isV6: Bool) {
    let family = ".v6"
    let isV6AtEnd = text.hasSuffix(family)
    let rest = isV6AtEnd ? String(text.dropLast(family.count)) : text
    guard let slash = rest.firstIndex(of: "/") else { return (rest, nil, isV6AtEnd) }
    let name = String(rest[..<slash])
    let length = String(rest[rest.index(after: slash)...])
    // `blocks.free.v6/48` is understood too; the family is printed at the end.
    guard !isV6AtEnd, name.hasSuffix(family) else { return (name, length, isV6AtEnd) }
    return (String(name.dropLast(family.count)), length, true)
  }
}

extension Word {
  /// A metric with its length and family; the words that begin other expectations are suggested
  /// too where they may stand.
  func metric(orOneOf others: [String] = []) throws(CommandError) -> MetricQuery {
    if let sign = value.firstIndex(where: { "=<>!".contains($0) }) {
      let end = value[sign...].firstIndex { !"=<>!".contains($0) } ?? value.endIndex
      let parts = [value[..<sign], value[sign..<end], value[end...]].filter { !$0.isEmpty }
      throw wrong(
        "is written in one word",
        "put blanks between: \(parts.joined(separator: " "))")
    }
    let (text, lengthText, isV6) = MetricQuery.parts(of: value)
    guard let name = MetricQuery.Name(rawValue: text) else {
      throw unknownMetric(text, orOneOf: others)
    }
    guard !isV6 || name.hasFamily else {
      throw wrong("asks for a family", "\"\(text)\" is the same for both")
    }
    switch (name.prefixLengthUse, lengthText) {
    case (.never, .some):
      throw wrong("asks for a prefix length", "\"\(text)\" has none")
    case (.always, nil):
      throw wrong("needs a prefix length", "expected \(text)/28 or the like")
    default: break
    }
    let length = lengthText.flatMap { Word.integer($0, max: 128) }
    if lengthText != nil, length == nil {
      throw wrong(
        "is counted at no such prefix length", "expected a number from 0 to 128")
    }
    return MetricQuery(name, prefixLength: length, isOtherFamily: isV6)
  }

  private func unknownMetric(_ text: String, orOneOf others: [String]) -> CommandError {
    // Ten causes of reservation would hide the rest.
    let isAboutCauses = text.hasPrefix("addresses.reserved.")
    let names = MetricQuery.Name.allCases
      .filter { isAboutCauses || $0.reservedCause == nil }.map(\.rawValue)
    let advice =
      text.hasSuffix(".v4")
      ? "a bare name is of IPv4 where the plan has it: \"\(text.dropLast(3))\""
      : Suggestion.advice(for: text, among: names + others, naming: "the metrics")
    return wrong("is no metric", advice)
  }
}
