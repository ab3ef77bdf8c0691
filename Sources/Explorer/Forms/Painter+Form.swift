import Simulation
import Terminal
import Theming

extension Painter {
  /// A panel over the view with a title and a line of keys; answers with the room inside.
  mutating func drawPopup(title: String, hint: String, in rect: Rect) -> Rect {
    fill(rect, .popup)
    frame.drawBox(rect, border: look.border, style: style(.popup))
    write(TextLine(" \(title) ", .popupTitle), x: rect.x + 1, y: rect.y, width: rect.width - 2)
    guard !hint.isEmpty else { return rect.inset(horizontal: 2, vertical: 1) }
    let shown = TextWidth.shortened(hint, to: max(0, rect.width - 6))
    let width = TextWidth.columns(of: shown)
    write(
      TextLine(" \(shown) ", .dim), x: rect.columns.upperBound - width - 3,
      y: rect.rows.upperBound - 1, width: width + 2, on: .popup)
    return rect.inset(horizontal: 2, vertical: 1)
  }

  /// The list of forms.
  mutating func draw(_ menu: FormMenu, of state: ExplorerApp.State, _ layout: Layout) {
    let inner = drawPopup(
      title: "Workloads and commands", hint: "arrows choose · Enter opens · Esc closes",
      in: layout.popup)
    let items = FormMenu.items
    let names = items.map(\.name.count).max() ?? 0
    var lines: [TextLine] = []
    for (index, item) in items.enumerated() {
      if index == 0 || items[index - 1].isWorkload != item.isWorkload {
        if index > 0 { lines.append(TextLine()) }
        lines.append(TextLine(item.isWorkload ? "Workloads" : "Commands", .popupTitle))
      }
      let isHere = index == menu.selected
      let blanks = String(repeating: " ", count: names - item.name.count + 2)
      let sign = isHere ? (look.isUnicode ? "▸ " : "> ") : "  "
      lines.append(
        TextLine(sign + item.name + blanks, isHere ? .selection : .key)
          .adding(item.summary, isHere ? .selection : .text))
    }
    for (y, line) in zip(inner.rows, lines.dropFirst(menu.firstLine(height: inner.height))) {
      write(line, x: inner.x, y: y, width: inner.width, on: .popup)
    }
  }

  /// A form: its fields, what it would do, and the line that results.
  mutating func draw(_ form: Form, of state: ExplorerApp.State, _ layout: Layout) {
    let rooms = FormRooms(form, of: state, layout)
    _ = drawPopup(title: form.head, hint: "", in: rooms.rect)
    let edge = rooms.rect.rows.upperBound - 1
    for item in rooms.keys {
      write(
        TextLine(" \(item.text) ", .dim), x: item.columns.lowerBound - 1, y: edge,
        width: item.columns.count + 2, on: .popup)
    }
    write(fields: form, in: rooms.fields)
    for (lines, rect) in [(rooms.top, rooms.topRect), (rooms.foot, rooms.footRect)] {
      for (y, line) in zip(rect.rows, lines) {
        write(line, x: rect.x, y: y, width: rect.width, on: .popup)
      }
    }
  }

  private mutating func write(fields form: Form, in rect: Rect) {
    let names = form.fields.map(\.name.count).max() ?? 0
    let first = form.firstField(rows: rect.height)
    let width = min(24, max(8, (rect.width - names - 4) / 3))
    for (y, index) in zip(rect.rows, form.fields.indices.dropFirst(first)) {
      let field = form.fields[index]
      let isHere = index == form.selected
      let sign = isHere ? (look.isUnicode ? "▸ " : "> ") : "  "
      let blanks = String(repeating: " ", count: names - field.name.count + 2)
      write(
        TextLine(sign + field.name + blanks, isHere ? .strong : .text), x: rect.x, y: y,
        width: rect.width, on: .popup)
      let x = rect.x + names + 4
      guard x + 4 < rect.columns.upperBound else { continue }
      let box = min(width, rect.columns.upperBound - x)
      fill(Rect(x: x, y: y, width: box, height: 1), .input)
      let head = TextWidth.columns(of: field.editor.head)
      let slide = max(0, head - box + 1)
      let isEmpty = field.editor.isEmpty
      let text = isEmpty ? field.shadow : field.editor.text
      write(
        TextLine(text, isEmpty ? .dim : .input), x: x, y: y, width: box, skipping: slide, on: .input
      )
      if isHere { frame.cursor = Point(x: x + head - slide, y: y) }
      let note = field.fault.map { TextLine("! \($0)", .error) } ?? TextLine(field.meaning, .dim)
      write(note, x: x + box + 2, y: y, width: rect.columns.upperBound - x - box - 2, on: .popup)
    }
  }
}
