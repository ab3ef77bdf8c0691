import Allocation
import Simulation
import Terminal
import Theming

extension ExplorerApp.State {
  /// What could be typed; nothing for lines that say it in another way.
  func palette(of prompt: Prompt) -> CommandPalette {
    let head = prompt.editor.head
    switch prompt.kind {
    case .command:
      let words = commandWords(for: head)
      if let words {
        return CommandPalette.words(words, after: head) { meaning(of: $0, after: head) }
      }
      return CommandPalette.commands(
        matching: head, keymap: keymap, history: typed[.command] ?? [])
    case .goTo, .filter, .find:
      return CommandPalette.words(completions(of: prompt), after: head) { _ in "" }
    }
  }

  /// Whether the list stands above the line, or its words in the line below.
  static func showsPalette(_ kind: Prompt.Kind) -> Bool {
    kind == .command || kind == .goTo
  }

  /// What may stand where `head` ends, once the words of a command stand; nil before.
  private func commandWords(for head: String) -> [String]? {
    let files = FileWord.arguments(of: head)
    if let files { return files }
    if let terms = HelpWord.arguments(of: head) { return terms }
    if let names = ThemeWord.arguments(of: head, in: look.themes.map(\.name)) { return names }
    let finished = PartialWords(head).finished
    guard let form = Vocabulary.form(of: finished.joined(separator: " ")),
      finished.count >= (form.noun == nil ? 1 : 2)
    else { return nil }
    return Vocabulary.candidates(for: head, mode: cluster?.mode.about) {
      names(of: $0, startingWith: head)
    }
  }

  /// What a word of a list stands for.
  private func meaning(of word: String, after head: String) -> String {
    guard let equals = word.firstIndex(of: "=") else { return "" }
    let line = PartialWords(head).finished.joined(separator: " ") + " " + word[...equals]
    guard word[equals...] == "=" else { return "" }
    guard let hint = Vocabulary.hint(for: line, mode: cluster?.mode.about) else { return "" }
    return hint.meaning + (hint.standard.map { "; else \($0)" } ?? "")
  }

  /// What the argument under the cursor is to be.
  func hint(for prompt: Prompt) -> ArgumentHint? {
    guard prompt.kind == .command else { return nil }
    return Vocabulary.hint(for: prompt.editor.head, mode: cluster?.mode.about)
  }

  /// What is wrong for sure, whatever is still to be typed: a fault before the word under the cursor.
  func earlyFault(of prompt: Prompt) -> Prompt.Fault? {
    guard prompt.kind == .command, prompt.editor.tail.isEmpty else { return nil }
    let head = prompt.editor.head
    let words = PartialWords(head)
    guard let first = words.finished.first, !FileWord.isKnown(first), !HelpWord.isKnown(first),
      !ThemeWord.isKnown(first)
    else {
      return nil
    }
    do {
      _ = try Command(parsing: head)
    } catch {
      // "needs NAME" is said of the end of the line: nothing is wrong yet.
      guard error.column <= words.finishedColumns,
        Action(rawValue: words.finished.joined(separator: " ")) == nil
      else { return nil }
      return Prompt.Fault(column: error.column, text: error.message)
    }
    return nil
  }

  /// Tab: what all choices share, then one after the other; `all` leaves out what they share.
  func complete(_ prompt: inout Prompt, by step: Int, all: Bool = false) {
    if prompt.rows.isEmpty {
      let palette = palette(of: prompt)
      prompt.choice = nil
      guard !palette.rows.isEmpty else { return }
      if step > 0, !all, let common = palette.common(after: prompt.editor.head) {
        prompt.editor.replaceHead(with: common)
        return
      }
      prompt.rows = palette.rows
    }
    let count = prompt.rows.count
    let next = prompt.choice.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    prompt.choose(next)
    // A single choice is settled: the next Tab looks for the word after it.
    if count == 1, !all { prompt.settle() }
  }

  /// The row above; from the first one, back to what had been typed.
  func chooseBefore(_ prompt: inout Prompt) {
    guard let choice = prompt.choice, choice > 0 else {
      prompt.settle()
      return
    }
    prompt.choose(choice - 1)
  }

  /// A page of the list up or down; nothing is chosen by it.
  func page(_ prompt: inout Prompt, by pages: Int) {
    scrollPalette(&prompt, by: pages * max(1, paletteRoom(of: prompt, layout).rows.height - 1))
  }

  /// Rows of the list up or down.
  func scrollPalette(_ prompt: inout Prompt, by rows: Int) {
    let height = paletteRoom(of: prompt, layout).rows.height
    let count = shownRows(of: prompt).count
    if let choice = prompt.choice {
      prompt.choose(min(max(0, choice + rows), count - 1))
    }
    prompt.first = min(
      max(0, prompt.firstRow(of: count, height: height) + rows), max(0, count - height))
  }

  /// A click on a row puts it into the line, a second one enters it.
  mutating func clickPalette(
    _ index: Int, of prompt: Prompt, isDouble: Bool
  ) -> [ExplorerApp.Effect] {
    var prompt = prompt
    let height = paletteRoom(of: prompt, layout).rows.height
    if prompt.rows.isEmpty {
      prompt.rows = palette(of: prompt).rows
      prompt.first = prompt.firstRow(of: prompt.rows.count, height: height)
    }
    if isDouble, prompt.choice == index { return submit(prompt) }
    prompt.choose(index)
    overlay = .prompt(prompt)
    followPrompt()
    return []
  }

  /// Enter on a line that is no command, while a list shows what could be meant: the first of it is
  /// put into the line, to be looked at and entered.
  func adopt(_ prompt: inout Prompt) -> Bool {
    guard prompt.kind == .command, prompt.choice == nil,
      let row = palette(of: prompt).rows.first, row.kind != .typed, row.kind != .word,
      !row.text.hasPrefix(prompt.editor.text)
    else { return false }
    prompt.editor.replaceHead(with: row.line)
    prompt.settle()
    return true
  }
}

/// The words of a line up to the cursor, and where the last one begins.
struct PartialWords {
  let finished: [String]
  /// The word under the cursor; empty after a blank.
  let last: String
  /// How many columns the finished words take.
  let finishedColumns: Int

  init(_ head: String) {
    let words = head.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    let isNew = head.isEmpty || head.last == " "
    finished = isNew ? words : Array(words.dropLast())
    last = isNew ? "" : words.last ?? ""
    let rest = head.dropLast(last.count)
    finishedColumns = (rest.lastIndex { $0 != " " }).map { rest[...$0].count } ?? 0
  }
}
