import Simulation

/// Words of the palette that are about files: `save`, `open`, `export` and what vim calls them.
enum FileWord {
  private static let names = ["save", "save!", "open", "export"]

  /// How each is written, and what it does.
  static let usages: [(name: String, rest: String, meaning: String)] = [
    ("save", " [FILE]", "writes the session as a script; alone, to the file it came from"),
    ("save!", " [FILE]", "the same over a file that is there"),
    ("open", " FILE...", "opens scripts or dumps in place of this session"),
    ("export", " map|TABLE [FILE]", "writes the map or a table to a file"),
  ]

  /// Whether a line that begins with the word is about files.
  static func isKnown(_ word: String) -> Bool {
    names.contains(word) || ["w", "w!", "wq", "q!", "e", "open-file"].contains(word)
  }

  /// The words that could stand where `head` ends, each to replace its last word.
  static func completions(of head: String) -> [String] {
    guard !head.isEmpty else { return [] }
    let words = PartialWords(head)
    let all = words.finished.isEmpty ? names : arguments(of: head) ?? []
    return all.filter { $0.hasPrefix(words.last) }
  }

  /// What may stand after the word, where `head` has gone so far; nil where it is about no file.
  static func arguments(of head: String) -> [String]? {
    let finished = PartialWords(head).finished
    guard let first = finished.first, isKnown(first) else { return nil }
    return finished == ["export"] ? ["map"] + ExportWord.tables.map(\.rawValue) : []
  }

  /// The first word of a line, and the rest.
  static func split(_ text: String) -> (word: String, rest: String) {
    let trimmed = text.drop { $0 == " " }
    let word = trimmed.prefix { $0 != " " }
    return (String(word), trimmed.dropFirst(word.count).trimmed)
  }

  /// Words of a line, with `"..."` around what holds blanks.
  static func paths(_ text: String) throws(Prompt.Fault) -> [String] {
    var paths: [String] = []
    var word = ""
    var quote: Character?
    var isOpen = false
    for character in text {
      switch (character, quote) {
      case (let mark, let open?) where mark == open: quote = nil
      case ("\"", nil), ("'", nil):
        quote = character
        isOpen = true
      case (" ", nil):
        if isOpen { paths.append(word) }
        (word, isOpen) = ("", false)
      default:
        word.append(character)
        isOpen = true
      }
    }
    guard quote == nil else { throw fault("the quote is not closed") }
    if isOpen { paths.append(word) }
    paths.removeAll(where: \.isEmpty)
    guard !paths.isEmpty else { throw fault("a file is missing, such as work.scope") }
    return paths
  }

  /// The one path of a line.
  static func path(_ text: String) throws(Prompt.Fault) -> String {
    let paths = try paths(text)
    guard paths.count == 1 else {
      throw fault("one file is written to, not \(paths.count); \"...\" goes around blanks")
    }
    return paths[0]
  }

  static func fault(_ text: String) -> Prompt.Fault { Prompt.Fault(column: 1, text: text) }
}

extension Substring {
  /// Without blanks at its ends.
  fileprivate var trimmed: String {
    var rest = self.drop { $0 == " " }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}

extension ExplorerApp.State {
  /// Obeys a line of the palette that is about files; nil if it is about something else.
  mutating func obeyFileWord(_ text: String) throws(Prompt.Fault) -> [ExplorerApp.Effect]? {
    let (word, rest) = FileWord.split(text)
    switch word {
    case "save", "save!", "w", "w!":
      let isForced = word.hasSuffix("!")
      if rest.isEmpty {
        overlay = nil
        save(isForced: isForced)
      } else {
        try save(toNamed: rest, isForced: isForced)
      }
    case "wq" where rest.isEmpty:
      overlay = nil
      save(then: .quit)
    case "q!" where rest.isEmpty:
      overlay = nil
      isOver = true
    case "open", "e", "open-file":
      if rest.isEmpty {
        overlay = .files(.line(FileLine(.open)))
      } else {
        openFiles(try FileWord.paths(rest))
      }
    case "export":
      if rest.isEmpty {
        overlay = .files(.line(FileLine(.export)))
      } else {
        try export(rest)
      }
    default: return nil
    }
    return []
  }

  /// Saves to a file that somebody named.
  mutating func save(
    toNamed text: String, isForced: Bool, then follow: SessionFiles.FollowUp? = nil
  ) throws(Prompt.Fault) {
    let path = try FileWord.path(text)
    overlay = nil
    save(to: path, isForced: isForced, then: follow)
  }

  /// Takes an action that is about files.
  mutating func takeFile(_ action: Action) {
    switch action {
    case .save: save()
    case .openFile: overlay = .files(.line(FileLine(.open)))
    case .export: overlay = .files(.line(FileLine(.export)))
    default: preconditionFailure("\(action) is about no file")
    }
  }

  /// Ends the program, once nothing is lost by it.
  mutating func quit() {
    if let question = question(before: .quit) {
      overlay = .files(.unsaved(question))
    } else {
      isOver = true
    }
  }
}
