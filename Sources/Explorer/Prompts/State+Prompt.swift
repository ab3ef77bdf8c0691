import Addressing
import Allocation
import Cartography
import Simulation
import Terminal

extension ExplorerApp.State {
  /// A key while a line is being typed.
  mutating func type(_ key: Key, in prompt: Prompt) -> [ExplorerApp.Effect] {
    var prompt = prompt
    switch key {
    case .escape, .control("g"):
      overlay = nil
      if prompt.kind == .filter { useFilter(.all) }
      followPrompt()
      return []
    case .backspace where prompt.editor.isEmpty:
      overlay = nil
      followPrompt()
      return []
    case .enter: return submit(prompt)
    case .tab: complete(&prompt, by: 1)
    case .backTab: complete(&prompt, by: -1)
    // The list begins where the lines typed before end: below the line itself.
    case .up where prompt.choice != nil: chooseBefore(&prompt)
    case .down where prompt.stepsBack == 0: complete(&prompt, by: 1, all: true)
    case .pageDown: page(&prompt, by: 1)
    case .pageUp: page(&prompt, by: -1)
    case .up, .control("p"): prompt.recall(1, from: typed[prompt.kind] ?? [])
    case .down, .control("n"): prompt.recall(-1, from: typed[prompt.kind] ?? [])
    case .control("x") where prompt.kind == .command:
      if openForm(of: prompt) { return [] }
    default:
      if prompt.editor.press(key) { prompt.settle() }
    }
    overlay = .prompt(prompt)
    followPrompt()
    return []
  }

  mutating func paste(_ text: String) {
    if case .form(let form) = overlay {
      paste(text, into: form)
      return
    }
    if case .files(.line(let line)) = overlay {
      paste(text, into: line)
      return
    }
    if pasteIntoPager(text) { return }
    guard case .prompt(var prompt) = overlay else {
      notice = Notice(
        .plain, "pasted text is no keys; \(keymap.shown(.command)) first opens a line for it")
      return
    }
    prompt.editor.insert(text)
    prompt.settle()
    overlay = .prompt(prompt)
    followPrompt()
  }

  mutating func submit(_ prompt: Prompt) -> [ExplorerApp.Effect] {
    var prompt = prompt
    let text = prompt.editor.text
    guard text.contains(where: { $0 != " " }) else {
      overlay = nil
      if prompt.kind == .filter { useFilter(.all) }
      return []
    }
    if let choice = prompt.choice, prompt.rows[choice].isOpen, prompt.editor.tail.isEmpty {
      // What was chosen says what it needs before it complains.
      prompt.settle()
      overlay = .prompt(prompt)
      return []
    }
    let line = TypedLine(prompt.kind, text)
    let remembered: [ExplorerApp.Effect] = keep(line) ? [.remember(line)] : []
    do {
      switch prompt.kind {
      case .command: return try remembered + obey(text)
      case .goTo:
        try go(to: text.split(separator: " ").joined(separator: " "))
        overlay = nil
      case .find:
        try find(text)
        overlay = nil
      case .filter:
        useFilter(try NodeFilter(parsing: text))
        overlay = nil
      }
    } catch {
      if !adopt(&prompt) {
        prompt.settle()
        prompt.fault = error
      }
      overlay = .prompt(prompt)
    }
    return remembered
  }

  /// Executes a line of the command language, or one of the few words that are the explorer's own.
  private mutating func obey(_ text: String) throws(Prompt.Fault) -> [ExplorerApp.Effect] {
    if let effects = try obeyFileWord(text) { return effects }
    if let effects = try obeyHelpWord(text) { return effects }
    if let effects = try obeyThemeWord(text) { return effects }
    switch text.split(separator: " ").joined(separator: " ") {
    case "q", "quit", "exit": return leavePrompt(for: .quit)
    case "help", "?": return leavePrompt(for: .help)
    default: break
    }
    do {
      let command = try Command(parsing: text)
      overlay = nil
      notice = nil
      carryOutNow(command, asShown: shownGhost)
      return []
    } catch {
      // Every action has a name, those without a key too; a command of that name goes first.
      if let action = Action(rawValue: text.split(separator: " ").joined(separator: " ")) {
        return leavePrompt(for: action)
      }
      throw Prompt.Fault(column: error.column, text: Self.advised(error, on: text))
    }
  }

  /// What is wrong with a line; of a word that is no command the actions are known too.
  private static func advised(_ error: CommandError, on text: String) -> String {
    let word = String(text.prefix { $0 != " " })
    guard error.reason == "is not a command", error.advice?.hasPrefix("did you mean") != true else {
      return error.message
    }
    let near = Action.allCases.map { ($0, FuzzyMatch(word, in: $0.rawValue)?.score ?? .min) }
      .max { $0.1 < $1.1 }
    guard let near, near.1 > .min else {
      return "\"\(error.word)\" is neither a command nor an action; an empty line lists them all"
    }
    return "\"\(error.word)\" is not a command; did you mean \"\(near.0.rawValue)\"?"
  }

  private mutating func leavePrompt(for action: Action) -> [ExplorerApp.Effect] {
    overlay = nil
    return take(action)
  }

  /// The words that could stand where the cursor is.
  func completions(of prompt: Prompt) -> [String] {
    switch prompt.kind {
    case .command:
      let head = prompt.editor.head
      return Vocabulary.completions(for: head, mode: cluster?.mode.about) {
        names(of: $0, startingWith: head)
      } + FileWord.completions(of: head)
    case .goTo:
      let head = prompt.editor.head
      guard !head.isEmpty else { return pools.map(\.description) }
      return (names(of: .pool, startingWith: head) + names(of: .subject, startingWith: head))
        .filter { $0.hasPrefix(head) && $0 != head }
    case .filter: return filterCompletions(of: prompt.editor.head)
    case .find: return findCompletions(of: prompt.editor.head)
    }
  }
}

extension Prompt.Fault: Error {}
