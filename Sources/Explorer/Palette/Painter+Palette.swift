import Terminal
import Theming

extension Painter {
  /// The list above the line being typed.
  mutating func drawPalette(_ prompt: Prompt, of state: ExplorerApp.State, _ room: PaletteRoom) {
    let notes = state.paletteNotes(of: prompt, width: room.notes.width)
    for (y, line) in zip(room.notes.rows, notes) {
      fill(Rect(x: 0, y: y, width: room.notes.width, height: 1), .popup)
      write(line, x: 1, y: y, width: room.notes.width - 2, on: .popup)
    }
    guard !room.rows.isEmpty else { return }
    let rows = state.shownRows(of: prompt)
    let first = prompt.firstRow(of: rows.count, height: room.rows.height)
    let shown = rows[first..<min(rows.count, first + room.rows.height)]
    let names = shown.map { TextWidth.columns(of: $0.text + $0.rest) }.max() ?? 0
    let column = min(names, room.rows.width * 9 / 20) + 5
    for (index, row) in shown.enumerated() {
      draw(
        row, isChosen: first + index == prompt.choice, meaningAt: column,
        in: Rect(x: 0, y: room.rows.y + index, width: room.rows.width, height: 1))
    }
    guard rows.count > shown.count else { return }
    let place = " \(first + 1)-\(first + shown.count) of \(rows.count) "
    let width = TextWidth.columns(of: place)
    guard width + 20 < room.rows.width else { return }
    write(
      TextLine(place, .dim), x: room.rows.width - width, y: room.rows.rows.upperBound - 1,
      width: width, on: .popup)
  }

  private mutating func draw(
    _ row: CommandPalette.Row, isChosen: Bool, meaningAt column: Int, in rect: Rect
  ) {
    let ground = isChosen ? Role.selection : .popup
    fill(rect, ground)
    let sign = isChosen ? (look.isUnicode ? "▸" : ">") : " "
    var line = TextLine(" \(sign) ", ground)
    let places = Set(row.places)
    for (index, character) in row.text.enumerated() {
      let role: Role =
        isChosen ? .selection : places.contains(index) ? .key : row.kind == .typed ? .dim : .text
      line = line.adding(String(character), role)
    }
    line = line.adding(row.rest, isChosen ? .selection : .dim)
    write(line, x: rect.x, y: rect.y, width: min(rect.width, column - 1), on: ground)
    guard column < rect.width else { return }
    write(
      TextLine(row.meaning, isChosen ? .selection : .text), x: rect.x + column, y: rect.y,
      width: rect.width - column - 1, on: ground)
  }
}
