import Addressing
import Simulation
import Terminal
import Theming

extension Painter {
  /// The numbers of a glance, in the order of what matters.
  private static let glance: [MetricQuery.Name] = [
    .podsRunning, .podsPending, .nodesFailed, .firstFailure, .addressesCommitted, .addressesUsed,
    .addressesStranded, .addressesFree, .internalWaste, .largestFree, .controlPlaneOperations,
    .routes,
  ]
  /// More of them where there is room; each is a number that is kept up to date anyway.
  private static let more: [MetricQuery.Name] = [
    .nodesReady, .podsRefused, .collisions, .addressesTotal, .addressesReserved, .reuseMinimum,
    .nodeOperations, .usablePerNode,
  ]

  /// A few scores beside or below the maps; the key opens all of them with their definitions.
  mutating func drawScores(_ state: ExplorerApp.State, in rect: Rect) {
    let hasRoom = rect.height - 3 >= Self.glance.count + Self.more.count
    let board = state.scores(of: hasRoom ? Self.glance + Self.more : Self.glance)
    box(
      rect, title: TextLine("scores", .title).adding(" · * best", .dim),
      right: "\(state.keymap.shown(.scores)) all, with definitions")
    var inner = rect.inset(horizontal: 2, vertical: 1)
    let columns = ScoreColumns(board, width: inner.width, most: 12)
    let width = columns.width(of: board)
    drawTable(board, columns, in: inner.cutLeft(min(inner.width, width)))
    // A low and wide panel has the others to the right of the first.
    guard !hasRoom, inner.width >= width + 12 else { return }
    _ = inner.cutLeft(4)
    let others = state.scores(of: Self.more)
    drawTable(others, ScoreColumns(others, width: inner.width, most: 12), in: inner)
  }

  private mutating func drawTable(_ board: Scoreboard, _ columns: ScoreColumns, in rect: Rect) {
    var rest = rect
    let head = rest.cutTop(1)
    write(columns.heading(board.labels), x: head.x, y: head.y, width: head.width)
    for (y, row) in zip(rest.rows, board.rows) {
      write(columns.line(row), x: rest.x, y: y, width: rest.width)
    }
  }

  /// Lines at the foot of the sheet that say what the number under the bar is.
  private static let footHeight = 3

  /// Rows of numbers in sight in a popup.
  static func scoreRows(in popup: Rect) -> Int {
    let inner = popup.inset(horizontal: 2, vertical: 1)
    return max(1, inner.height - 1 - (inner.height >= 12 ? footHeight + 1 : 0))
  }

  /// All scores, a row a metric, a column a plan; the best of a row has a star and a colour.
  mutating func draw(_ sheet: ScoreSheet, _ layout: Layout) {
    let rect = layout.popup
    fill(rect, .popup)
    frame.drawBox(rect, border: look.border, style: style(.popup))
    var sheet = sheet
    let count = Self.scoreRows(in: rect)
    sheet.settle(rows: count)
    let title = sheet.isOpen ? sheet.row?.name ?? "scores" : "scores · * best of a row"
    write(TextLine(" \(title) ", .popupTitle), x: rect.x + 1, y: rect.y, width: rect.width - 2)
    let hint = sheet.isOpen ? " Esc goes back " : " Enter defines · Esc closes "
    if TextWidth.columns(of: hint) + 4 <= rect.width {
      write(
        TextLine(hint, .dim), x: rect.columns.upperBound - TextWidth.columns(of: hint) - 2,
        y: rect.rows.upperBound - 1, width: rect.width, on: .popup)
    }
    var inner = rect.inset(horizontal: 2, vertical: 1)
    if sheet.isOpen {
      draw(Self.definition(sheet, width: inner.width), in: inner)
      return
    }
    let columns = ScoreColumns(sheet.board, width: inner.width)
    let head = inner.cutTop(1)
    write(columns.heading(sheet.board.labels), x: head.x, y: head.y, width: head.width, on: .popup)
    let list = inner.cutTop(min(count, sheet.board.rows.count))
    for (y, index) in zip(list.rows, sheet.first..<sheet.board.rows.count) {
      let isHere = index == sheet.selected
      if isHere { fill(Rect(x: list.x, y: y, width: list.width, height: 1), .selection) }
      let line = columns.line(sheet.board.rows[index], isHere: isHere)
      write(line, x: list.x, y: y, width: list.width, on: isHere ? .selection : .popup)
    }
    guard let row = sheet.row, inner.height > Self.footHeight else { return }
    _ = inner.cutTop(1)
    let text = "\(row.definition.unit): \(row.definition.formula)"
    draw(TextLine.wrapped(text, .popup, to: inner.width), in: inner)
  }

  private mutating func draw(_ lines: [TextLine], in rect: Rect) {
    for (y, line) in zip(rect.rows, lines) {
      write(line, x: rect.x, y: y, width: rect.width, on: .popup)
    }
  }

  /// What a number is, where it is defined so, why it matters, and what it is now.
  private static func definition(_ sheet: ScoreSheet, width: Int) -> [TextLine] {
    guard let row = sheet.row else { return [] }
    let definition = row.definition
    let better =
      switch definition.better {
      case .less: "less is better"
      case .more: "more is better"
      case .neither: "it describes and does not judge"
      }
    var lines: [TextLine] = []
    for (title, text) in [
      ("counted in", "\(definition.unit); \(better)"), ("how", definition.formula),
      ("why", definition.why), ("source", definition.source),
    ] {
      lines.append(TextLine(title, .popupTitle))
      lines += TextLine.wrapped(text, .popup, to: width - 2).map { indented($0) }
    }
    lines.append(TextLine("now", .popupTitle))
    for (index, label) in sheet.board.labels.enumerated() {
      let isBest = row.winners.contains(index)
      let line = TextLine("  " + TextWidth.shortened(label, to: max(1, width - 24)), .popup)
      lines.append(
        line.filling(
          min(width, 60), with: ScoreColumns.text(row.values[index]) + (isBest ? " *" : "  "),
          isBest ? .good : .popup))
    }
    return lines
  }

  private static func indented(_ line: TextLine) -> TextLine {
    line.spans.reduce(TextLine("  ", .popup)) { $0.adding($1.text, $1.role) }
  }
}

/// The widths of a table of scores: names as wide as they are, plans share the rest.
struct ScoreColumns {
  private let name: Int
  private let value: Int

  init(_ board: Scoreboard, width: Int, most: Int = 20) {
    let count = max(1, board.labels.count)
    let longest = board.rows.map(\.name.utf8.count).max() ?? 0
    // A plan's column holds its numbers first; its name is shortened, a metric's only at last.
    let numbers = board.rows.flatMap(\.values).map { Self.text($0).utf8.count }.max() ?? 4
    let labels = board.labels.map(TextWidth.columns).max() ?? 4
    let wanted = min(most, max(numbers, labels)) + 3
    name = min(longest, max(8, width - (numbers + 3) * count))
    value = max(4, min(wanted, (width - name) / count))
  }

  /// The columns of the whole table.
  func width(of board: Scoreboard) -> Int { name + value * board.labels.count }

  static func text(_ value: Int128?) -> String { value.map { Figure.grouped($0) } ?? "none" }

  func heading(_ labels: [String]) -> TextLine {
    var line = TextLine(padded("", to: name), .dim)
    for label in labels {
      let text = TextWidth.shortened(label, to: value - 2)
      line = line.adding(blanks(value - 1 - TextWidth.columns(of: text)) + text + " ", .strong)
    }
    return line
  }

  func line(_ row: Scoreboard.Row, isHere: Bool = false) -> TextLine {
    let plain: Role = isHere ? .selection : .text
    var line = TextLine(padded(row.name, to: name), isHere ? .selection : .dim)
    for (index, number) in row.values.enumerated() {
      let isBest = row.winners.contains(index)
      let text = Self.fitting(number, value - 2)
      let role: Role = isBest && !isHere ? .good : plain
      line = line.adding(blanks(value - 1 - text.utf8.count), plain)
        .adding(text + (isBest ? "*" : " "), role)
    }
    return line
  }

  private static func fitting(_ number: Int128?, _ width: Int) -> String {
    guard let number, number >= 0 else { return text(number) }
    return Figure.fitting(UInt128(number), width)
  }

  private func padded(_ text: String, to width: Int) -> String {
    let text = TextWidth.shortened(text, to: width)
    return text + blanks(width - TextWidth.columns(of: text))
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
