import Terminal

/// The line of keys worth knowing: what is written where, for the painter and for the pointer.
struct HintLine: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    let action: Action
    /// The key, as people write it.
    let key: String
    let hint: String
    /// The columns of both.
    let columns: Range<Int>
  }

  private(set) var items: [Item] = []

  /// As many of the hints, those that matter most first, as fit a width; in the order of the table.
  init(_ keymap: Keymap, order: [Action], width: Int) {
    func columns(_ entry: Keymap.Entry) -> Int {
      TextWidth.columns(of: keymap.shown(entry.action)) + 1
        + TextWidth.columns(of: entry.hint ?? "") + 2
    }
    var room = width - 1
    var chosen: Set<Action> = []
    for entry in order.compactMap(keymap.entry(for:)) where columns(entry) <= room {
      room -= columns(entry)
      chosen.insert(entry.action)
    }
    lay(
      keymap.entries.filter { chosen.contains($0.action) }.map {
        ($0.action, keymap.shown($0.action), $0.hint ?? "")
      })
  }

  /// These, as many as fit.
  init(_ hints: [(action: Action, key: String, hint: String)], width: Int) {
    lay(hints)
    items.removeAll { $0.columns.upperBound > width }
  }

  private mutating func lay(_ hints: [(action: Action, key: String, hint: String)]) {
    var x = 1
    for (action, key, hint) in hints {
      let end = x + TextWidth.columns(of: key) + 1 + TextWidth.columns(of: hint)
      items.append(Item(action: action, key: key, hint: hint, columns: x..<end))
      x = end + 2
    }
  }

  /// What is written at a column.
  func action(atColumn column: Int) -> Action? {
    items.first { $0.columns.contains(column) }?.action
  }
}

extension ExplorerApp.State {
  /// The line of keys of this moment.
  func hintLine(width: Int) -> HintLine {
    selection == nil
      ? HintLine(keymap, order: Painter.hintOrder, width: width)
      : HintLine(selectionHints, width: width)
  }
}
