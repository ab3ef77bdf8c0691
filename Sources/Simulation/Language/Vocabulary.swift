import Allocation

/// Every word of the command language, in one table.
///
/// The parser looks its forms up here, and so do help, completion and suggestions, so that none
/// of them can know a command that another does not.
public enum Vocabulary {
  /// All forms, in the order in which a reader would want to learn them.
  public static let forms: [CommandForm] = planForms + workloadForms + historyForms + questionForms

  /// The first words, each once, in the order of `forms`.
  public static let verbs: [String] = unique(forms.map(\.verb))

  /// The ways of managing addresses.
  public static let modes: [String] = AllModes.names

  /// The forms that begin with `verb`.
  public static func forms(of verb: String) -> [CommandForm] {
    forms.filter { $0.verb == verb }
  }

  /// The usage lines with what they do, as text of at most two columns.
  public static func help(for verb: String? = nil) -> String {
    let shown = verb.map(forms(of:)) ?? forms
    return shown.map { form in
      form.usages.joined(separator: "\n") + "\n    " + form.summary
    }.joined(separator: "\n")
  }

  /// Words of neighbouring tools that people will try, and the verb that is meant.
  static let synonyms: KeyValuePairs<String, String> = [
    "apply": "plan", "create": "add", "delete": "remove", "del": "remove", "rm": "remove",
    "evict": "drain", "list": "get", "ls": "get", "show": "get", "explain": "why",
    "reboot": "restart", "rollout": "roll", "run": "add", "select": "use", "sleep": "wait",
    "branch": "fork", "checkout": "switch", "goto": "seek", "assert": "expect", "check": "expect",
  ]

  private static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
