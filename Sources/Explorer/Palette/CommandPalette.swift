import Simulation
import Terminal

/// What could be typed, as a list above the line: commands, actions, lines typed before, and after a
/// command's words what may stand there.
struct CommandPalette: Hashable, Sendable {
  /// One thing that could be typed.
  struct Row: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
      case command, file, action, typed, word
    }

    let kind: Kind
    /// What is looked for among the letters.
    let text: String
    /// The letters of it that were typed.
    var places: [Int] = []
    /// How it goes on, or the key that does the same.
    var rest = ""
    /// What it does, or what the word stands for.
    var meaning = ""
    /// The line that results, up to the cursor.
    let line: String
    /// Whether something has to follow, so that Enter on it is no command yet.
    var isOpen = false
  }

  let rows: [Row]

  /// What may be typed where the command language begins.
  static func commands(matching typed: String, keymap: Keymap, history: [String]) -> CommandPalette
  {
    let wanted = String(typed.drop { $0 == " " })
    guard !wanted.isEmpty else {
      return CommandPalette(rows: recent(history, most: 3) + all(keymap))
    }
    let scored = all(keymap).enumerated().compactMap { index, row -> (Int, Int, Row)? in
      guard let match = FuzzyMatch(wanted, in: row.text) else { return nil }
      var row = row
      row.places = match.places
      return (match.score, index, row)
    }
    let sorted = scored.sorted { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1 < $1.1 }.map(\.2)
    let lines = recent(history.filter { $0.contains(wanted) && $0 != wanted }, most: 3)
    return CommandPalette(rows: sorted + lines)
  }

  /// Words that may stand at the end of `head`; those that begin as it does go first.
  static func words(_ words: [String], after head: String, meaning: (String) -> String)
    -> CommandPalette
  {
    let last = head.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init)
    let typed = last ?? ""
    let kept = String(head.dropLast(typed.count))
    func row(_ word: String, _ places: [Int]) -> Row {
      Row(
        kind: .word, text: word, places: places, meaning: meaning(word), line: kept + word,
        isOpen: word.hasSuffix("="))
    }
    let first = words.filter { $0.hasPrefix(typed) && $0 != typed }
    // The name of a key is typed rightly once its equals sign stands; the rest is what is looked for.
    let key = typed.firstIndex(of: "=").map { String(typed[...$0]) } ?? ""
    let value = String(typed.dropFirst(key.count))
    let others = words.filter { !$0.hasPrefix(typed) && $0.hasPrefix(key) }
      .compactMap { word -> (FuzzyMatch, String)? in
        guard !value.isEmpty else { return nil }
        return FuzzyMatch(value, in: String(word.dropFirst(key.count))).map { ($0, word) }
      }
    let sorted = others.enumerated().sorted {
      $0.element.0.score != $1.element.0.score
        ? $0.element.0.score > $1.element.0.score : $0.offset < $1.offset
    }
    return CommandPalette(
      rows: first.map { row($0, Array(0..<typed.count)) }
        + sorted.map { item in
          row(item.element.1, item.element.0.places.map { $0 + key.count })
        })
  }

  private static func recent(_ history: [String], most: Int) -> [Row] {
    var rows: [Row] = []
    for line in history.reversed() where rows.count < most {
      guard !rows.contains(where: { $0.text == line }) else { continue }
      rows.append(Row(kind: .typed, text: line, meaning: "typed before", line: line))
    }
    return rows
  }

  private static func all(_ keymap: Keymap) -> [Row] {
    let commands = Vocabulary.forms.map { form in
      let rest = form.usage.dropFirst(form.name.count)
      let isAlone = form.places.allSatisfy(\.isOptional) && !form.keys.contains(where: \.isRequired)
      let isOpen = !isAlone || form.isFree || form.verb == "plan" || form.verb == "set"
      return Row(
        kind: .command, text: form.name, rest: String(rest), meaning: form.summary,
        line: form.name + (rest.isEmpty ? "" : " "), isOpen: isOpen)
    }
    let names = Set(commands.map(\.text))
    let files = FileWord.usages.map { usage in
      Row(
        kind: .file, text: usage.name, rest: usage.rest, meaning: usage.meaning,
        line: usage.name + (usage.rest.isEmpty ? "" : " "))
    }
    let words = names.union(files.map(\.text))
    let actions = keymap.entries.filter { !words.contains($0.action.rawValue) }.map { entry in
      Row(
        kind: .action, text: entry.action.rawValue,
        rest: entry.keys.first.map { "  key \(Keymap.name(of: $0))" } ?? "",
        meaning: entry.summary, line: entry.action.rawValue)
    }
    return commands + files + actions
  }
}

extension CommandPalette {
  /// What all rows that go on from `head` have in common, without a blank at its end; nil where that
  /// is no more than `head`.
  func common(after head: String) -> String? {
    let lines = rows.filter { $0.kind != .typed && $0.line.hasPrefix(head) }.map(\.line)
    guard var common = lines.first, !head.isEmpty, lines.count > 1 else { return nil }
    for line in lines { common = common.commonPrefix(with: line) }
    while common.last == " " { common.removeLast() }
    return common.count > head.count ? common : nil
  }
}

extension String {
  /// The beginning that two texts share.
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
