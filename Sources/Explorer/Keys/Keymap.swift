public import Terminal

/// The one table of keys: what the explorer obeys, its help, its line of hints and the README.
public struct Keymap: Hashable, Sendable {
  /// One row: an action and the keys that take it.
  public struct Entry: Hashable, Sendable {
    /// What the keys do.
    public let action: Action
    /// The keys, the one to show first.
    public let keys: [Key]
    /// One short sentence for the help.
    public let summary: String
    /// The word for the line of hints; nil leaves the action out of it.
    public let hint: String?

    /// An action with keys in the notation of `Key`, blanks between them.
    init(_ action: Action, _ keys: String, _ summary: String, hint: String? = nil) {
      self.init(
        action, keys: keys.split(separator: " ").compactMap { try? Key(notation: String($0)) },
        summary, hint: hint)
    }

    /// An action with keys, or with none: then it is taken by its name.
    init(_ action: Action, keys: [Key], _ summary: String, hint: String? = nil) {
      self.action = action
      self.keys = keys
      self.summary = summary
      self.hint = hint
    }

    /// The keys as people write them; the name after a colon where there is none.
    public var keyText: String {
      keys.isEmpty ? ":\(action.rawValue)" : keys.map(Keymap.name).joined(separator: " ")
    }
  }

  /// The rows, in the order of the help.
  public let entries: [Entry]
  private let actions: [Key: Action]

  /// A table of these rows; of two rows with one key the first has it.
  public init(_ entries: [Entry]) {
    self.entries = entries
    var actions: [Key: Action] = [:]
    for entry in entries {
      for key in entry.keys where actions[key] == nil { actions[key] = entry.action }
    }
    self.actions = actions
  }

  /// What a key does, if it does anything.
  public func action(for key: Key) -> Action? { actions[key] }

  /// What a key does while something is searched for: keys of the search go first.
  func action(for key: Key, isSearching: Bool) -> Action? {
    guard isSearching else { return action(for: key) }
    let own = [Action.nextMatch, .previousMatch].first {
      entry(for: $0)?.keys.contains(key) ?? false
    }
    return own ?? action(for: key)
  }

  /// The row of an action.
  public func entry(for action: Action) -> Entry? {
    entries.first { $0.action == action }
  }

  /// The key to press for an action, as people write it; its name after a colon where it has none.
  func shown(_ action: Action) -> String {
    entry(for: action)?.keys.first.map(Self.name) ?? ":\(action.rawValue)"
  }

  /// A key in the short way of a line of hints: `⏎`, `Ctrl-R`, `PgUp`.
  static func name(of key: Key) -> String {
    switch key {
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .tab: "Tab"
    case .function(let number): "F\(number)"
    case .control(let scalar): "Ctrl-" + String(scalar).uppercased()
    case .alt(let scalar) where scalar != " ": "Alt-" + String(scalar)
    case .arrow(let arrow, .shift): "Shift-" + arrow.rawValue
    case .arrow(let arrow, .alt): "Alt-" + arrow.rawValue
    case .arrow(let arrow, .control): "Ctrl-" + arrow.rawValue
    case .character(let scalar): scalar == " " ? "Space" : String(scalar)
    default: key.notation
    }
  }
}

extension Keymap {
  /// The table as Markdown, for the README.
  public var markdown: String {
    var lines = ["| keys | action | what it does |", "| --- | --- | --- |"]
    for entry in entries {
      let names = entry.keys.isEmpty ? [entry.keyText] : entry.keys.map(Self.name)
      let keys = names.map { "`\($0)`" }.joined(separator: " ")
      lines.append("| \(keys) | `\(entry.action.rawValue)` | \(entry.summary) |")
    }
    return lines.joined(separator: "\n")
  }
}
