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
    case .up, .control("p"): prompt.recall(1, from: typed[prompt.kind] ?? [])
    case .down, .control("n"): prompt.recall(-1, from: typed[prompt.kind] ?? [])
    default:
      if prompt.editor.press(key) { forget(&prompt) }
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
    guard case .prompt(var prompt) = overlay else {
      notice = Notice(
        .plain, "pasted text is no keys; \(keymap.shown(.command)) first opens a line for it")
      return
    }
    prompt.editor.insert(text)
    forget(&prompt)
    overlay = .prompt(prompt)
    followPrompt()
  }

  private func forget(_ prompt: inout Prompt) {
    prompt.fault = nil
    prompt.choices = []
    prompt.choice = nil
  }

  private mutating func submit(_ prompt: Prompt) -> [ExplorerApp.Effect] {
    var prompt = prompt
    let text = prompt.editor.text
    guard text.contains(where: { $0 != " " }) else {
      overlay = nil
      if prompt.kind == .filter { useFilter(.all) }
      return []
    }
    var lines = typed[prompt.kind] ?? []
    if lines.last != text { lines.append(text) }
    typed[prompt.kind] = lines.suffix(500)
    do {
      switch prompt.kind {
      case .command: return try obey(text)
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
      prompt.fault = error
      prompt.choices = []
      overlay = .prompt(prompt)
    }
    return []
  }

  /// Executes a line of the command language, or one of the few words that are the explorer's own.
  private mutating func obey(_ text: String) throws(Prompt.Fault) -> [ExplorerApp.Effect] {
    if let effects = try obeyFileWord(text) { return effects }
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
      throw Prompt.Fault(column: error.column, text: error.message)
    }
  }

  private mutating func leavePrompt(for action: Action) -> [ExplorerApp.Effect] {
    overlay = nil
    return take(action)
  }

  private func complete(_ prompt: inout Prompt, by step: Int) {
    if prompt.choices.isEmpty {
      prompt.choices = completions(of: prompt)
      prompt.choice = nil
      guard !prompt.choices.isEmpty else { return }
    }
    let count = prompt.choices.count
    let next = prompt.choice.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    prompt.choose(next)
    // A single choice is settled: the next Tab looks for the word after it.
    if count == 1 {
      prompt.choices = []
      prompt.choice = nil
    }
  }

  /// The words that could stand where the cursor is.
  func completions(of prompt: Prompt) -> [String] {
    switch prompt.kind {
    case .command:
      let head = prompt.editor.head
      return Vocabulary.completions(for: head) { names(of: $0, startingWith: head) }
        + FileWord.completions(of: head)
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
