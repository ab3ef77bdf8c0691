public import Terminal

extension Keymap {
  /// A key that two actions want.
  public struct Conflict: Hashable, Sendable {
    /// The key.
    public let key: Key
    /// The action that has it.
    public let winner: Action
    /// The action that does without it.
    public let loser: Action
    /// Whether someone gave the key to both, and not to one of them only.
    public let isAmbiguous: Bool
    /// Whether the loser has no other key.
    public let leavesNone: Bool

    /// One sentence that names both actions.
    public var text: String {
      let key = key.notation
      if isAmbiguous {
        return "the key \(key) is given to \(winner.rawValue) and to \(loser.rawValue); "
          + "one key takes one action"
      }
      let rest =
        leavesNone
        ? ", which then has none: `\(loser.rawValue): []` says that this is meant"
        : "; a line for \(loser.rawValue) says which keys it keeps"
      return "the key \(key) goes to \(winner.rawValue) and is taken from \(loser.rawValue)\(rest)"
    }
  }

  /// The table with other keys for some actions, and what stands in each other's way.
  ///
  /// What was asked for goes before what is there by default; of two wishes the first goes first.
  public func remapped(
    _ changes: [(action: Action, keys: [Key])]
  ) -> (keymap: Keymap, conflicts: [Conflict]) {
    var wishes: [Action: [Key]] = [:]
    var holders: [Key: Action] = [:]
    var conflicts: [Conflict] = []
    for change in changes {
      var keys: [Key] = []
      for key in change.keys {
        let holder = Self.shares(change.action) ? nil : holders[key]
        if let holder, holder != change.action {
          conflicts.append(
            Conflict(
              key: key, winner: holder, loser: change.action, isAmbiguous: true, leavesNone: false))
        } else {
          keys.append(key)
          if !Self.shares(change.action) { holders[key] = change.action }
        }
      }
      wishes[change.action] = keys
    }
    let rows = entries.map { entry in
      if let keys = wishes[entry.action] { return entry.with(keys) }
      guard !Self.shares(entry.action) else { return entry }
      let left = entry.keys.filter { holders[$0] == nil }
      for key in entry.keys {
        guard let winner = holders[key] else { continue }
        conflicts.append(
          Conflict(
            key: key, winner: winner, loser: entry.action, isAmbiguous: false,
            leavesNone: left.isEmpty))
      }
      return entry.with(left)
    }
    return (Keymap(rows), conflicts)
  }

  /// Whether an action may have another's key, for it has it at times only: a match to go back to
  /// is there only while something is searched for.
  private static func shares(_ action: Action) -> Bool { action == .previousMatch }
}

extension Keymap.Entry {
  /// The same row with other keys.
  fileprivate func with(_ keys: [Key]) -> Keymap.Entry {
    Keymap.Entry(action, keys: keys, summary, hint: hint)
  }
}
