import Explorer
import Terminal
import Testing

@Suite struct KeymapTests {
  /// What is asked for so seldom that its name will do.
  private static let keyless: Set<Action> = [.caps, .glossary]

  @Test func `every action has a sentence, one row, and but for a few a key`() {
    for action in Action.allCases {
      let rows = Keymap.defaults.entries.filter { $0.action == action }
      #expect(rows.count == 1, "\(action)")
      #expect(rows.first?.keys.isEmpty == Self.keyless.contains(action), "\(action)")
      #expect(rows.first?.summary.isEmpty == false, "\(action)")
    }
  }

  @Test func `no key is given twice, and none needs AltGr`() {
    var seen: Set<Key> = []
    // N goes to the match before only while something is searched for.
    let rows = Keymap.defaults.entries.filter { $0.action != .previousMatch }
    for key in rows.flatMap(\.keys) {
      let isNew = seen.insert(key).inserted
      #expect(isNew, "\(key)")
      if case .character(let scalar) = key {
        #expect(!"[]{}\\|@~".unicodeScalars.contains(scalar), "\(key)")
      }
    }
  }

  @Test func `the Markdown table has a row for each action`() {
    let lines = Keymap.defaults.markdown.split(separator: "\n")
    #expect(lines.count == Action.allCases.count + 2)
    #expect(lines.contains { $0.hasPrefix("| `u` | `undo` |") })
  }
}
