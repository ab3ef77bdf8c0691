import Terminal

/// A line that asks for text: a command, or a place to go to.
struct Prompt: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case command, goTo, filter, find
  }

  /// What is wrong with the line, and where.
  struct Fault: Hashable, Sendable {
    /// The character at fault, from 1.
    let column: Int
    let text: String
  }

  let kind: Kind
  var editor = LineEditor()
  var fault: Fault?
  /// Words that could stand where the cursor is, while Tab goes through them.
  var choices: [String] = []
  var choice: Int?
  /// The lines typed before, while the arrows go through them: how many back.
  var stepsBack = 0
  /// What had been typed before the arrows.
  var draft = ""

  init(_ kind: Kind) {
    self.kind = kind
  }

  /// What stands before the line.
  var sign: String {
    switch kind {
    case .command: ":"
    case .goTo: "go to "
    case .filter: "nodes "
    case .find: "/"
    }
  }

  /// Puts a choice in place of the word before the cursor.
  mutating func choose(_ index: Int) {
    guard choices.indices.contains(index) else { return }
    let head = editor.head
    let kept = head.lastIndex(of: " ").map { String(head[...$0]) } ?? ""
    let tail = editor.tail
    editor.replace(with: kept + choices[index])
    for scalar in tail.unicodeScalars { _ = editor.press(.character(scalar)) }
    for _ in tail.unicodeScalars { _ = editor.press(.left) }
    choice = index
  }

  /// Shows the line typed `step` lines earlier or later than the one that shows.
  mutating func recall(_ step: Int, from history: [String]) {
    let target = stepsBack + step
    guard target >= 0, target <= history.count else { return }
    if stepsBack == 0 { draft = editor.text }
    stepsBack = target
    editor.replace(with: target == 0 ? draft : history[history.count - target])
    fault = nil
    choices = []
    choice = nil
  }
}
