import UserFiles

/// One setting: what it may be, what it is unless someone says otherwise, and what it means.
public struct Setting: Hashable, Sendable {
  /// What a value may be.
  public enum Kind: Hashable, Sendable {
    /// One of these words.
    case choice([String])
    /// `on` or `off`.
    case onOff
    /// A whole number.
    case number(ClosedRange<Int>)
    /// Any text; what it is looked up in is told by the summary.
    case text
  }

  /// The word for it.
  public let name: SettingName
  /// What its values are.
  public let kind: Kind
  /// The value that holds unless someone says otherwise.
  public let standard: String
  /// One sentence without a full stop.
  public let summary: String
  /// The flag that says the same; of two the one that says no.
  public let flag: String

  /// The word as files have it.
  public var key: String { name.rawValue }

  /// The words that it may be; empty where there is no end of them.
  public var words: [String] {
    switch kind {
    case .choice(let words): words
    case .onOff: ["on", "off"]
    case .number, .text: []
    }
  }

  /// What it may be, as a phrase; nil for any text.
  public var allowed: String? {
    switch kind {
    case .choice, .onOff: words.joined(separator: ", ")
    case .number(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .text: nil
    }
  }

  /// The value that a text stands for, as this program writes it.
  public func value(_ text: String) throws(SettingError) -> String {
    switch kind {
    case .text:
      guard !text.isEmpty else {
        throw SettingError(problem: "\(key) must not be empty", advice: "expected a name")
      }
      return text
    case .choice(let words):
      guard words.contains(text) else { throw refusal(of: text) }
      return text
    case .onOff:
      // What YAML 1.1 takes for a Boolean is meant as one here too.
      switch text.lowercased() {
      case "on", "true", "yes": return "on"
      case "off", "false", "no": return "off"
      default: throw refusal(of: text)
      }
    case .number(let range):
      // Digits alone: `Int` would also take a sign.
      guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
        range.contains(number)
      else {
        throw SettingError(
          problem: "\(key) cannot be '\(text.oneLine)'",
          advice: "it is a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return String(number)
    }
  }

  private func refusal(of text: String) -> SettingError {
    // A hint begins with what goes between it and the words before.
    SettingError(
      problem: "\(key) cannot be '\(text.oneLine)'",
      advice: String(Suggestion.hint(for: text, among: words).dropFirst(2)))
  }
}

/// Why a text is no value of a setting.
public struct SettingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let problem: String
  /// What would be right.
  public let advice: String

  /// What is wrong and what would be right.
  public var description: String { problem + (advice.hasPrefix("did") ? ", " : "; ") + advice }
}
