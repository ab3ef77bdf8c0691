/// The nearest right word to a wrong one.
enum Suggestion {
  /// `did you mean "X"?` for the nearest of `words`, or the list of them if none is near and the
  /// list is short enough to read.
  static func advice(for word: String, among words: [String], naming all: String) -> String? {
    if let near = nearest(to: word, among: words) { return "did you mean \"\(near)\"?" }
    guard !words.isEmpty else { return nil }
    let longer = words.filter { $0.hasPrefix(word) }
    if longer.count > 1, word.count > 2 {
      return "\(all) that begin so are \(list(longer, joint: "and"))"
    }
    return "\(all) \(words.count == 1 ? "is" : "are") \(list(words, joint: "and"))"
  }

  /// The nearest of `keys`, if one is near, and all of them as they are written.
  static func advice(forKey key: String, among keys: [String]) -> String? {
    guard !keys.isEmpty else { return nil }
    let near = nearest(to: key, among: keys).map { "did you mean \"\($0)\"? " } ?? ""
    return near + "known: " + keys.map { $0 + "=" }.joined(separator: " ")
  }

  /// The word that a slip of the finger or a cut-off end makes of `word`, the first on ties.
  static func nearest(to word: String, among words: [String]) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars)
    // A longer text is no slip of a word, and the distance takes the product of the lengths.
    guard 1...40 ~= wanted.count else { return nil }
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, word: String)?
    for candidate in words {
      let distance = distance(wanted, Array(candidate.lowercased().unicodeScalars))
      if distance <= limit, distance < best?.distance ?? .max, distance < wanted.count {
        best = (distance, candidate)
      }
    }
    guard best == nil, wanted.count > 1 else { return best?.word }
    let longer = words.filter { $0.hasPrefix(word.lowercased()) }
    return longer.count == 1 ? longer[0] : nil
  }

  /// `a, b and c`.
  static func list(_ words: [String], joint: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(joint) " + last
  }

  /// How many insertions, deletions, replacements and swaps of neighbours lie between two words.
  ///
  /// The table of prefixes, of which only the last three rows are kept:
  ///
  ///         ""  a  d  d
  ///     ""   0  1  2  3
  ///     a    1  0  1  2
  ///     d    2  1  0  1    ->  1
  static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for i in one.indices {
      var row = [i + 1]
      for j in other.indices {
        let replaced = last[j] + (one[i] == other[j] ? 0 : 1)
        var least = min(replaced, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
          least = min(least, beforeLast[j - 1] + 1)
        }
        row.append(least)
      }
      (beforeLast, last) = (last, row)
    }
    return last[other.count]
  }
}
