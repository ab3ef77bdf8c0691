import Theming

/// Words of the palette that choose a theme: `theme paper`.
enum ThemeWord {
  /// Whether a line that begins so is about themes.
  static func isKnown(_ word: String) -> Bool { word == "theme" }

  /// The names that could stand where `head` ends; nil where none is asked for.
  static func arguments(of head: String, in names: [String]) -> [String]? {
    let words = PartialWords(head).finished
    return words.count == 1 && isKnown(words[0]) ? names : nil
  }
}

extension ExplorerApp.State {
  /// Obeys a line of the palette that names a theme; nil if it is about something else.
  mutating func obeyThemeWord(_ text: String) throws(Prompt.Fault) -> [ExplorerApp.Effect]? {
    let (word, rest) = FileWord.split(text)
    guard ThemeWord.isKnown(word), !rest.isEmpty else { return nil }
    let names = look.themes.map(\.name)
    guard names.contains(rest) else {
      throw Prompt.Fault(
        column: text.count - rest.count + 1,
        text: "no theme is called \"\(rest)\"; there are \(names.joined(separator: ", "))")
    }
    overlay = nil
    look.use(rest)
    adoptLayout()
    notice = themeNotice
    return []
  }

  /// Which theme holds, and how it stays.
  var themeNotice: Notice {
    Notice(
      .plain,
      "theme \(look.theme.name) for this session; `theme: \(look.theme.name)` in config.yaml keeps "
        + "it: \(look.theme.summary)")
  }
}
