public import Terminal

/// A config file with every setting, its default, and what it means.
public struct ConfigTemplate: Sendable {
  /// An action as the template shows it.
  public struct ActionRow: Hashable, Sendable {
    /// The action's name.
    public let name: String
    /// The keys it has unless someone says otherwise.
    public let keys: [Key]
    /// What it does.
    public let summary: String

    /// An action with its keys.
    public init(name: String, keys: [Key], summary: String) {
      self.name = name
      self.keys = keys
      self.summary = summary
    }
  }

  private let actions: [ActionRow]
  private static let width = 90

  /// A template with these actions below `keys:`.
  public init(actions: [ActionRow]) {
    self.actions = actions
  }

  /// The text of the file, a line each; every setting in it is at its default.
  public var lines: [String] {
    var lines = Self.comment(
      "Settings of cidrscope, each at its default. Keep this as "
        + "$XDG_CONFIG_HOME/cidrscope/config.yaml, or ~/.config/cidrscope/config.yaml: "
        + "`cidrscope config > FILE` writes it, `cidrscope config --check` says what is wrong "
        + "with it, `cidrscope config --show` what holds and why. A flag goes before this file, "
        + "this file before the environment. Lines that are left out are at their default.")
    for setting in AllSettings.rows {
      lines.append("")
      lines += Self.comment(setting.summary.sentence)
      let allowed = setting.allowed.map { "\($0); " } ?? ""
      lines += Self.comment(allowed + "flag: \(setting.flag)")
      lines.append("\(setting.key): \(setting.standard)")
    }
    lines.append("")
    lines += Self.comment(
      "Keys: an action and all the keys that take it. [] takes them away; the action can still "
        + "be had by its name. A key that another action has by default goes over to the one "
        + "that is named here. Keys are written g, <C-r> (with Ctrl), <A-x> (with Alt), <S-Up>, "
        + "<F1>, <PgUp>, <Space> and <lt> for <.")
    lines.append("\(ConfigReader.keysKey):")
    for action in actions {
      lines.append("#  \(action.name): \(Self.list(action.keys))  # \(action.summary)")
    }
    return lines
  }

  private static func list(_ keys: [Key]) -> String {
    "[" + keys.map { quoted($0.notation) }.joined(separator: ", ") + "]"
  }

  /// YAML gives most marks a meaning at the start of a word, and commas one inside.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        || scalar == "-" || scalar == "<" || scalar == ">"
    }
    let isName = text.hasPrefix("<") && text.hasSuffix(">") && text.utf8.count > 1
    if isPlain, isName || text.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic }) {
      return text
    }
    let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "\"\(escaped)\""
  }

  private static func comment(_ text: String) -> [String] {
    var lines: [String] = []
    var line = "#"
    for word in text.split(separator: " ") {
      if line.count + 1 + word.count > width, line != "#" {
        lines.append(line)
        line = "#"
      }
      line += " " + word
    }
    return lines + [line]
  }
}

extension String {
  /// A summary as a sentence of its own.
  fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() + "." }
}
