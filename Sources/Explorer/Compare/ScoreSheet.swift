import Simulation
import Terminal

/// All numbers of the plans side by side, to go through row by row.
struct ScoreSheet: Sendable {
  /// The numbers.
  var board: Scoreboard
  var selected = 0
  private(set) var first = 0
  /// Whether the definition of the selected number fills the panel.
  private(set) var isOpen = false

  init(_ board: Scoreboard) {
    self.board = board
  }

  /// The row under the bar.
  var row: Scoreboard.Row? { board.rows.indices.contains(selected) ? board.rows[selected] : nil }

  /// The same sheet with more numbers, the bar on the number it was on.
  func replacing(_ board: Scoreboard) -> ScoreSheet {
    var sheet = self
    let name = row?.name
    sheet.board = board
    sheet.selected = board.rows.firstIndex { $0.name == name } ?? 0
    return sheet
  }

  /// Obeys a key where so many rows are in sight; false if the sheet is to go.
  mutating func press(_ key: Key, rows: Int) -> Bool {
    switch key {
    case .down, .character("j"): selected += 1
    case .up, .character("k"): selected -= 1
    case .pageDown, .character("J"), .character(" "): selected += max(1, rows - 1)
    case .pageUp, .character("K"): selected -= max(1, rows - 1)
    case .home: selected = 0
    case .end, .character("G"): selected = board.rows.count - 1
    case .enter, .character("?"): isOpen.toggle()
    case .escape where isOpen, .backspace where isOpen: isOpen = false
    default: return false
    }
    settle(rows: rows)
    return true
  }

  /// Keeps the bar on a row, and the row in sight.
  mutating func settle(rows: Int) {
    let rows = max(1, rows)
    selected = min(max(0, selected), max(0, board.rows.count - 1))
    first = min(first, max(0, board.rows.count - rows))
    if selected < first { first = selected }
    if selected >= first + rows { first = selected - rows + 1 }
  }
}

extension ExplorerApp.State {
  /// The plans of a table of scores: those side by side, else all.
  private var scoredColumns: [Scoreboard.Column] {
    let shown = comparison?.panes ?? Array(allReferences.prefix(Comparison.limit))
    return shown.compactMap { reference in
      session.plan(reference.text).map { (reference.text, $0.plan, $0.moment) }
    }
  }

  /// A few numbers worth a glance.
  func scores(of names: [MetricQuery.Name]) -> Scoreboard {
    Scoreboard(of: scoredColumns, queries: names.map { MetricQuery($0) })
  }

  /// Opens the table of all numbers; those found by trying come in when they are found.
  mutating func openScores() {
    let columns = scoredColumns
    guard !columns.isEmpty else {
      notice = Notice(.error, "there is no plan yet to score")
      return
    }
    overlay = .scores(ScoreSheet(Scoreboard(of: columns)))
    begin("headroom of \(Figure.count(columns.count, "plan"))", kind: "scores") { watch in
      guard watch(Progress("headroom", done: 0, total: 1)) else { return nil }
      let board = Scoreboard(of: columns, thorough: true)
      return { state in
        guard case .scores(let sheet) = state.overlay else { return }
        state.overlay = .scores(sheet.replacing(board))
      }
    }
  }

  mutating func press(_ key: Key, in sheet: ScoreSheet) {
    var sheet = sheet
    let isOn = sheet.press(key, rows: Painter.scoreRows(in: layout.popup))
    overlay = isOn ? .scores(sheet) : nil
    // Nobody waits for the rest of a table that is gone.
    if !isOn { for work in works where work.kind == "scores" { end(work.id) } }
  }
}
