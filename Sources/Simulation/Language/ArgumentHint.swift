public import Allocation

/// What a line that is being typed asks for where it ends.
public struct ArgumentHint: Hashable, Sendable {
  /// The argument, as a usage line has it: `COUNT`, `zone=Z`.
  public let usage: String
  /// What it means, in half a sentence; empty where its name says all.
  public let meaning: String
  /// What may stand there.
  public let kind: ArgumentKind
  /// What holds where nothing is said; nil where that is nothing at all.
  public let standard: String?
  /// Whether the command is none without it.
  public let isRequired: Bool

  /// The argument in one line: its meaning, how it is written, what holds without it.
  public var text: String {
    var parts = [usage]
    if !meaning.isEmpty { parts.append(meaning) }
    let choices = kind.choices
    parts.append(choices.isEmpty || choices.count > 5 ? kind.notation : Self.list(choices))
    if let standard { parts.append("else \(standard)") }
    return parts.joined(separator: " · ")
  }

  private static func list(_ choices: [String]) -> String {
    Suggestion.list(choices, joint: "or")
  }

  init(_ place: CommandForm.Place) {
    usage = place.usage
    meaning = place.meaning
    kind = place.kind
    standard = nil
    isRequired = !place.isOptional
  }

  init(_ key: CommandForm.Key) {
    usage = "\(key.name)=\(key.placeholder)"
    meaning = key.meaning
    kind = key.kind
    standard = key.standard
    isRequired = key.isRequired
  }
}

extension Vocabulary {
  /// What is asked for where `partial` ends; nil where no argument is, or where the words have a
  /// grammar of their own.
  public static func hint(for partial: String, mode: ModeDescription? = nil) -> ArgumentHint? {
    let line = PartialLine(partial)
    guard let form = form(of: line.before), !form.isFree else { return nil }
    let arguments = line.before.dropFirst(form.noun == nil ? 1 : 2)
    if let equals = line.last.firstIndex(of: "=") {
      let name = line.last[..<equals]
      return keys(of: form, after: line.before, mode: mode).first { $0.name == name }
        .map { ArgumentHint($0) }
    }
    let given = arguments.count { !$0.contains("=") }
    if given < form.places.count { return ArgumentHint(form.places[given]) }
    // A key that is the only one left, or the only one that begins so, need not be finished.
    let keys = unusedKeys(of: form, after: line.before, mode: mode)
      .filter { $0.name.hasPrefix(line.last) }
    return keys.count == 1 ? ArgumentHint(keys[0]) : nil
  }

  /// The keys that a line of these words may have: those of its form, and those of the mode or the
  /// workload that it names; `set` is about the mode given.
  public static func keys(
    of form: CommandForm, after words: [String], mode current: ModeDescription? = nil
  ) -> [CommandForm.Key] {
    guard form.hasOpenKeys else { return form.keys }
    switch form.verb {
    case "workload":
      guard let named = words.dropFirst().first(where: { !$0.contains("=") }),
        let workload = AllWorkloads.descriptions.first(where: { $0.name == named })
      else { return form.keys }
      return workload.options.map { option in
        CommandForm.Key(
          option.key, option.placeholder, option.kind, isRequired: option.standard == nil,
          option.meaning, standard: option.standard)
      } + form.keys
    case "plan", "mode", "set":
      let about = form.verb == "set" ? current : mode(namedIn: words, of: form)
      let known = Set(form.keys.map(\.name))
      return form.keys
        + (about?.options ?? []).filter { !known.contains($0.key) }.map { option in
          // What holds of a plan that lives may be anything, not only the mode's default.
          CommandForm.Key(
            option.key, "VALUE", .text, option.meaning,
            standard: form.verb == "set" ? nil : option.standard)
        }
    default: return form.keys
    }
  }

  static func unusedKeys(
    of form: CommandForm, after words: [String], mode: ModeDescription?
  ) -> [CommandForm.Key] {
    let used = words.compactMap { word in
      word.firstIndex(of: "=").map { String(word[..<$0]) }
    }
    return keys(of: form, after: words, mode: mode)
      .filter { $0.canRepeat || !used.contains($0.name) }
  }

  private static func mode(
    namedIn words: [String], of form: CommandForm
  ) -> ModeDescription? {
    let name: String?
    if form.verb == "mode" {
      name = words.dropFirst().first { !$0.contains("=") }
    } else {
      let value = words.last { $0.hasPrefix("mode=") }.map { String($0.dropFirst(5)) }
      let preset = words.last { $0.hasPrefix("preset=") }.map { String($0.dropFirst(7)) }
      name = value ?? preset.flatMap { Presets.named($0)?.mode }
    }
    return name.flatMap { name in AllModes.descriptions.first { $0.name == name } }
  }
}

/// A line up to where the cursor stands: its finished words, and the one that is being typed.
struct PartialLine {
  let before: [String]
  let last: String

  init(_ text: String) {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    let isNewWord = text.isEmpty || text.last == " " || text.last == "\t"
    last = isNewWord ? "" : words.last ?? ""
    before = isNewWord ? words : Array(words.dropLast())
  }
}
