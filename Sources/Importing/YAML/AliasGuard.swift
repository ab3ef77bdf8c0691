/// Keeps Yams from expanding an alias bomb.
///
/// Composing shares the nodes of aliases, but comparing keys hashes what a key holds, expanded. So
/// a text whose aliases could multiply beyond measure may not have lists, objects or aliases as
/// keys, which nothing that is read here has anyway.
struct AliasGuard {
  let yaml: String

  /// Beyond this many values an expansion is no accident.
  static let limit = 1_000_000

  func check(_ source: String) throws(ImportError) {
    guard yaml.holds("&"), yaml.holds("*"), expansion > Self.limit else { return }
    for (index, line) in yaml.lines.enumerated() where hasComplexKey(line) {
      throw ImportError(
        source: source, line: index + 1,
        reason: "a list, an object or an alias is a key among aliases that stand for more than "
          + "\(Self.limit) values; expected them written out")
    }
  }

  /// An upper bound of what one value can stand for: each anchor multiplies by its uses.
  private var expansion: Int {
    var uses: [Substring: Int] = [:]
    for line in yaml.lines {
      for word in line.split(whereSeparator: { " \t,[]{}".contains($0) }) where word.first == "*" {
        uses[word.dropFirst().prefix { $0 != ":" }, default: 0] += 1
      }
    }
    return uses.values.reduce(1) { product, count in
      product > Self.limit ? product : product * (count + 1)
    }
  }

  /// Whether a `?` begins a key, or a bracket or an alias stands before a colon.
  private func hasComplexKey(_ line: Substring) -> Bool {
    let words = line.split(whereSeparator: { " \t,[]{}".contains($0) })
    if words.contains("?") { return true }
    if words.contains(where: { $0.first == "*" && $0.last == ":" }) { return true }
    var before: Character = " "
    for character in line where character != " " && character != "\t" {
      if character == ":", "]}".contains(before) { return true }
      before = character
    }
    return zip(words, words.dropFirst()).contains { $0.first == "*" && $1.first == ":" }
  }
}
