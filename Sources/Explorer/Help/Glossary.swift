import Cartography
public import Simulation

/// The words of the field, each with one exact definition.
///
/// What a number is, `MetricDefinition` says; what a layer, an aggregate, a scale, a curve or a mode
/// is, it says itself. Nothing of that is said here a second time, so nothing can disagree.
public enum Glossary {
  /// A word and what it means.
  public struct Entry: Hashable, Sendable {
    /// What it is about, as the glossary is divided.
    public enum Topic: String, CaseIterable, Hashable, Sendable {
      case addresses = "Addresses"
      case pools = "Pools and blocks"
      case figures = "What becomes of addresses"
      case freeSpace = "Free space"
      case failures = "What goes wrong"
      case giving = "How addresses are given"
      case time = "Plans and time"
      case map = "The map"
      case modes = "Modes"
      case metrics = "Metrics, by the word that asks for them"
    }

    /// The word.
    public let term: String
    /// Other words for it.
    public let also: [String]
    /// What it is about.
    public let topic: Topic
    /// What it means, in whole sentences.
    public let definition: String
    /// Who defines it so: an RFC, a project with its file, or the command language.
    public let source: String?
    /// Words that belong to it.
    public let related: [String]
    /// The number that says how much of it there is.
    public let metric: MetricQuery.Name?

    init(
      _ topic: Topic, _ term: String, also: [String] = [], _ definition: String,
      source: String? = nil, metric: MetricQuery.Name? = nil, related: [String] = []
    ) {
      self.term = term
      self.also = also
      self.topic = topic
      self.definition = definition
      self.source = source
      self.metric = metric
      self.related = related
    }

    /// All that is said of it, a sentence or two each.
    public var sentences: [String] { sentences(withNumber: true) }

    /// The same, with the formula of its metric or without.
    func sentences(withNumber: Bool) -> [String] {
      var all = [definition]
      if withNumber, let metric {
        let number = metric.definition
        all.append("As a number: \(number.word) = \(number.formula).")
      }
      if let source { all.append("Source: \(source).") }
      if !also.isEmpty { all.append("Also: \(also.joined(separator: ", ")).") }
      if !related.isEmpty { all.append("See: \(related.joined(separator: ", ")).") }
      return all
    }
  }

  /// Every entry, by topic, in each topic in the order in which one word needs the other.
  public static let entries: [Entry] =
    addresses + pools + figures + freeSpace + failures + giving + time + map + aggregates + scales
    + curves + layers + modes + metrics

  /// The entry of a word: of the term itself, or of another word for it.
  public static func entry(for text: String) -> Entry? {
    if let exact = entries.first(where: { $0.term == text }) { return exact }
    let wanted = folded(text)
    return entries.first { folded($0.term) == wanted }
      ?? entries.first { entry in entry.also.contains { folded($0) == wanted } }
  }

  /// The word there is that comes nearest to one there is not.
  public static func nearest(to text: String) -> String? {
    let words = entries.flatMap { [$0.term] + $0.also }
    if let near = Vocabulary.nearest(to: text, among: words) { return near }
    let wanted = folded(text)
    guard wanted.count > 2 else { return nil }
    return words.first { folded($0).contains(wanted) }
  }

  /// Letters and digits only, small, and one thing where there are several: `Pod CIDRs` is `podcidr`.
  private static func folded(_ text: String) -> String {
    var word = text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "%" }
    if word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss") { word.removeLast() }
    return word
  }

  private static let metrics = MetricDefinition.all.map { number in
    // What a number with a length at its end is called is, of one of them, a word of its own.
    let name = number.name.rawValue
    let isNamed = number.word == name || freeSpace.contains { $0.term == name }
    return Entry(
      .metrics, number.word, also: isNamed ? [] : [name],
      "\(sentence(number.formula)) It counts \(number.unit)"
        + (number.better == .neither ? "" : "; \(number.better.rawValue) is better")
        + ". \(sentence(number.why))", source: number.source)
  }

  /// A phrase with a capital and a full stop.
  static func sentence(_ text: String) -> String {
    guard let first = text.first else { return text }
    let closed = text.last.map { ".!?".contains($0) } ?? true
    // Formulas begin with names, which are themselves in small letters only.
    let isName = text.prefix { $0 != " " }.dropLast().contains { "._-/(=".contains($0) }
    return (isName ? String(first) : first.uppercased()) + text.dropFirst() + (closed ? "" : ".")
  }
}
