import Simulation
import Sizing
import Terminal

/// A cluster that is to be built: the question as a form, the answers as a table, the proof as a band.
struct SizingSheet: Sendable {
  enum Page: Hashable, Sendable {
    case question, table, proof
  }

  /// What a key asks of whoever holds the sheet.
  enum Wish: Hashable, Sendable {
    case stays, closes, changed, opensCell, proves, endsProof, tells
  }

  /// One key of the question and what is typed behind it.
  struct Field: Sendable {
    let key: SizingKey
    var editor: LineEditor
    /// Whether what stands in it was not typed here: then typing begins anew.
    var isFresh = true
  }

  /// What a question came to.
  struct Outcome: Sendable {
    let question: SizingQuestion
    let answer: SizingAnswer
    let sweep: SizingSweep

    init(_ question: SizingQuestion) {
      self.question = question
      answer = SizingAnswer(question)
      sweep = SizingSweep(question)
    }
  }

  var page = Page.question
  var fields: [Field]
  var field = 0
  /// What the words ask; nil while they are wrong.
  private(set) var question: SizingQuestion?
  /// Why they are no question.
  private(set) var fault: CommandError?
  /// The outcome of the latest question that was worked out.
  var outcome: Outcome?
  var row = 0
  var column = 0
  /// The first column in sight, which stays while the cursor is in sight.
  var firstColumn = 0
  /// The lives of a cell and of what would be cheaper, while they are lived.
  var trial: SizingTrial?
  /// The number of the next life that nobody has begun.
  var nextLife = 0
  /// Seeds of a trial.
  static let seeds = 100

  /// A form with some of its fields filled in.
  init(_ options: [CommandOption]) {
    fields = SizingKey.all.map { key in
      Field(
        key: key, editor: LineEditor(options.last { $0.key == key.name }?.value ?? ""))
    }
    read()
  }

  /// The words of the fields that hold something.
  var words: [String] {
    fields.filter { !$0.editor.isEmpty }.map { "\($0.key.name)=\($0.editor.text)" }
  }

  private mutating func read() {
    do throws(CommandError) {
      question = try SizingQuestion(words: words)
      fault = nil
    } catch {
      question = nil
      fault = error
    }
  }

  /// Whether the table is of the question that stands in the form.
  var isCurrent: Bool { outcome?.question == question && question != nil }

  /// The cell under the cursor.
  var cell: SizingSweep.Cell? {
    guard let rows = outcome?.sweep.rows, rows.indices.contains(row),
      rows[row].cells.indices.contains(column)
    else { return nil }
    return rows[row].cells[column]
  }

  /// Obeys a key.
  mutating func press(_ key: Key) -> Wish {
    switch page {
    case .question: pressInForm(key)
    case .table: pressInTable(key)
    case .proof: pressInProof(key)
    }
  }

  private mutating func pressInForm(_ key: Key) -> Wish {
    switch key {
    case .escape: return .closes
    case .down, .tab: field = min(field + 1, fields.count - 1)
    case .up, .backTab: field = max(0, field - 1)
    case .pageDown: field = fields.count - 1
    case .pageUp: field = 0
    case .enter:
      guard question != nil else { return .stays }
      page = .table
      return .changed
    default:
      if case .character = key, fields[field].isFresh { fields[field].editor = LineEditor() }
      guard fields[field].editor.press(key) else { return .stays }
      fields[field].isFresh = false
      read()
      return .changed
    }
    return .stays
  }

  private mutating func pressInTable(_ key: Key) -> Wish {
    let rows = outcome?.sweep.rows ?? []
    switch key {
    case .escape, .backspace, .character("e"): page = .question
    case .down, .character("j"): move(rows: 1)
    case .up, .character("k"): move(rows: -1)
    case .right, .character("l"): move(columns: 1)
    case .left, .character("h"): move(columns: -1)
    case .home: move(columns: -rows.reduce(0) { max($0, $1.cells.count) })
    case .end: move(columns: rows.reduce(0) { max($0, $1.cells.count) })
    case .enter: return cell?.choice == nil ? .stays : .opensCell
    case .character("p"): return cell?.choice == nil ? .stays : .proves
    case .character("a"), .character("?"): return outcome == nil ? .stays : .tells
    case .character("q"): return .closes
    default: break
    }
    return .stays
  }

  private mutating func pressInProof(_ key: Key) -> Wish {
    switch key {
    case .escape, .backspace, .character("q"):
      page = .table
      return .endsProof
    case .enter: return .opensCell
    default: return .stays
    }
  }

  /// Goes to the next row that has a cell in this column or beside it.
  private mutating func move(rows step: Int) {
    guard let rows = outcome?.sweep.rows, rows.indices.contains(row + step) else { return }
    row += step
    settleCell()
  }

  /// Goes on to the next cell that there is; to the last one where the step is longer than the row.
  private mutating func move(columns step: Int) {
    guard let cells = outcome?.sweep.rows[row].cells else { return }
    let sign = step.signum()
    var next = column
    var left = abs(step)
    var index = column + sign
    while cells.indices.contains(index), left > 0 {
      if cells[index].exists {
        next = index
        left -= 1
      }
      index += sign
    }
    column = next
  }

  /// Stands on a cell that there is: the nearest of its row.
  mutating func settleCell() {
    guard let rows = outcome?.sweep.rows, !rows.isEmpty else { return }
    row = min(max(0, row), rows.count - 1)
    let there = rows[row].cells.indices.filter { rows[row].cells[$0].exists }
    column = there.min { abs($0 - column) < abs($1 - column) } ?? 0
  }

  /// Stands on the cell of the best answer.
  mutating func goToBest() {
    guard let outcome, let best = outcome.answer.best else { return }
    for (index, line) in outcome.sweep.rows.enumerated()
    where line.mode == best.mode && line.setting == best.setting {
      row = index
      column =
        line.cells.firstIndex { $0.exists && $0.mask == best.ranges.first?.mask }
        ?? line.cells.firstIndex { $0.exists } ?? 0
      firstColumn = max(0, column - 4)
      return
    }
    settleCell()
  }
}

extension SizingSweep.Cell {
  /// Whether the mode has such blocks at all.
  var exists: Bool { choice != nil || refusal != nil }
}
