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
  /// What could stand in the line, while Tab goes through it.
  var rows: [CommandPalette.Row] = []
  var choice: Int?
  /// The first row in sight, while nothing is chosen.
  var first = 0
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

  /// Puts a row of the list into the line; what stands after the cursor stays.
  mutating func choose(_ index: Int) {
    guard rows.indices.contains(index) else { return }
    editor.replaceHead(with: rows[index].line)
    fault = nil
    choice = index
  }

  /// Leaves the list: what stands in the line is as if it had been typed.
  mutating func settle() {
    rows = []
    choice = nil
    first = 0
    fault = nil
  }

  /// The first of `count` rows in sight where `height` have room.
  func firstRow(of count: Int, height: Int) -> Int {
    let wanted = choice.map { min(max(first, $0 - height + 1), $0) } ?? first
    return min(max(0, wanted), max(0, count - height))
  }

  /// The column of the screen under which a fault is shown.
  static func faultColumn(_ fault: Fault, of prompt: Prompt, slide: Int) -> Int {
    let before = String(prompt.editor.text.prefix(max(0, fault.column - 1)))
    return TextWidth.columns(of: prompt.sign) + TextWidth.columns(of: before) - slide
  }

  /// Shows the line typed `step` lines earlier or later than the one that shows.
  mutating func recall(_ step: Int, from history: [String]) {
    let target = stepsBack + step
    guard target >= 0, target <= history.count else { return }
    if stepsBack == 0 { draft = editor.text }
    stepsBack = target
    editor.replace(with: target == 0 ? draft : history[history.count - target])
    settle()
  }
}
