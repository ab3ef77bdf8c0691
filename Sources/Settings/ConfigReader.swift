import Terminal
import UserFiles
import Yams

/// Reads a config file strictly and to its end, so that all that is wrong is told at once.
struct ConfigReader: StrictReader {
  let file: String
  /// The names of the actions that keys can be given to.
  let actions: [String]
  private(set) var config = ConfigFile()

  /// The key below which keys are given to actions.
  static let keysKey = "keys"

  init(file: String, actions: [String]) {
    self.file = file
    self.actions = actions
  }

  mutating func read(_ text: String) {
    attempt { (reader: inout Self) throws(FileFault) in
      // Nothing but comments is a file that says nothing.
      guard let root = try Self.parse(text, file: reader.file), !root.isNothing else { return }
      for (key, value) in try reader.pairs(root, "a config file") {
        reader.attempt { (reader: inout Self) throws(FileFault) in
          try reader.readSetting(key, value)
        }
      }
    }
  }

  /// Does something; a fault that it meets is kept, and reading goes on.
  private mutating func attempt(_ body: (inout Self) throws(FileFault) -> Void) {
    do {
      try body(&self)
    } catch {
      config.faults.append(error)
    }
  }

  private mutating func readSetting(_ key: Node, _ value: Node) throws(FileFault) {
    let word = try name(key, of: "a config file")
    if word == Self.keysKey { return try readKeys(value) }
    guard let name = SettingName(rawValue: word) else {
      let known = SettingName.allCases.map(\.rawValue) + [Self.keysKey]
      throw error(
        at: key, "unknown key '\(word.oneLine)'" + Suggestion.hint(for: word, among: known))
    }
    let setting = AllSettings[name]
    guard value.scalar != nil else {
      throw error(
        at: value, "\(word) must be \(setting.allowed ?? "text"), not a list or a mapping")
    }
    let text = try self.word(value, word)
    do {
      config.values[name] = Preferences.Held(
        try setting.value(text), from: .file(file, line: value.mark?.line ?? 1))
    } catch {
      throw self.error(at: value, error.description)
    }
  }

  private mutating func readKeys(_ node: Node) throws(FileFault) {
    // All lines below it may be comments, as in the template.
    if node.isNothing { return }
    for (key, value) in try pairs(node, Self.keysKey) {
      attempt { (reader: inout Self) throws(FileFault) in
        try reader.readBinding(key, value)
      }
    }
  }

  private mutating func readBinding(_ key: Node, _ value: Node) throws(FileFault) {
    let action = try name(key, of: Self.keysKey)
    guard actions.contains(action) else {
      let meant = Suggestion.nearest(to: action, among: actions)
      throw error(
        at: key,
        "unknown action '\(action.oneLine)'"
          + (meant.map { ", did you mean '\($0)'?" } ?? "; `cidrscope config` lists all actions"))
    }
    var keys: [Key] = []
    for node in value.sequence.map(Array.init) ?? [value] {
      let found = try self.key(node, of: action)
      if !keys.contains(found) { keys.append(found) }
    }
    config.keys.append(
      KeyBinding(
        action: action, keys: keys, file: file, line: key.mark?.line ?? 1,
        column: key.mark?.column ?? 1))
  }

  /// `Ctrl-R` and `Alt-x`, as help and the README write them, in the notation of keys.
  private static func bracketed(_ text: String) -> String {
    for (name, letter) in [("ctrl-", "C"), ("alt-", "A"), ("shift-", "S")]
    where text.lowercased().hasPrefix(name) && text.count > name.count {
      let rest = text.dropFirst(name.count)
      return "<\(letter)-\(letter == "C" && rest.count == 1 ? rest.lowercased() : String(rest))>"
    }
    return text
  }

  private func key(_ node: Node, of action: String) throws(FileFault) -> Key {
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw error(
        at: node, "a key of \(action) must be text such as g or <C-r>; [] takes its keys away")
    }
    let key: Key
    do {
      key = try Key(notation: Self.bracketed(text))
    } catch {
      throw self.error(at: node, "a key of \(action): \(error.description.oneLine)")
    }
    if let obstacle = key.obstacle {
      throw error(at: node, "a key of \(action) that never arrives: \(obstacle)")
    }
    return key
  }
}

extension Node {
  /// Whether it stands for no value at all.
  fileprivate var isNothing: Bool {
    scalar.map { $0.style == .plain && ["", "~", "null"].contains($0.string) } ?? false
  }
}
