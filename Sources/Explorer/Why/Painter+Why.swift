import Simulation
import Terminal
import Theming

extension Painter {
  /// The answer to "why" over the view: what scrolls above, the fixes below a line.
  mutating func draw(_ panel: WhyPanel, _ layout: Layout) {
    let rect = panel.rect(in: layout)
    fill(rect, .popup)
    frame.drawBox(rect, border: look.border, style: style(.popup))
    let inner = rect.inset(horizontal: 2, vertical: 1)
    let room = inner.size
    let top = panel.explanationRoom(in: room)
    let lines = panel.explanation(width: room.width, isUnicode: look.isUnicode)
    for (row, line) in lines.dropFirst(panel.firstLine).prefix(top.height).enumerated() {
      write(line, x: inner.x, y: inner.y + row, width: inner.width, on: .popup)
    }
    let fixes = panel.fixLines(width: room.width, isUnicode: look.isUnicode)
    if !fixes.isEmpty { drawFixes(fixes, panel, in: rect, from: inner.y + top.height) }
    write(
      TextLine(" \(panel.title) ", .popupTitle), x: rect.x + 1, y: rect.y, width: rect.width - 2,
      on: .popup)
    drawHints(of: panel, in: rect, lines: lines.count, room: top.height)
  }

  private mutating func drawFixes(
    _ lines: [TextLine], _ panel: WhyPanel, in rect: Rect, from y: Int
  ) {
    let ground = style(.popup)
    for x in rect.columns.dropFirst().dropLast() {
      frame[x, y] = Cell(look.border.horizontal, style: ground)
    }
    frame[rect.x, y] = Cell(look.isUnicode ? "├" : "+", style: ground)
    frame[rect.columns.upperBound - 1, y] = Cell(look.isUnicode ? "┤" : "+", style: ground)
    let count = panel.fixes.count
    let title = count == 0 ? " fixes " : " what would have avoided it, each tried "
    write(TextLine(title, .popupTitle), x: rect.x + 2, y: y, width: rect.width - 4, on: .popup)
    let height = rect.rows.upperBound - 1 - (y + 1)
    // The selected fix and its command stay in sight.
    let first = lines.firstIndex { $0.spans.first?.text != " " && $0.spans.first?.text != "   " }
    let block = lines.enumerated().filter { $0.element.spans.first?.text == "   " }.map(\.offset)
    let end = max(block.last ?? 0, first ?? 0) + 1
    let start = max(0, min(first ?? 0, end - height, lines.count - height))
    for (row, line) in lines.dropFirst(start).prefix(max(0, height)).enumerated() {
      write(line, x: rect.x + 2, y: y + 1 + row, width: rect.width - 4, on: .popup)
    }
  }

  private mutating func drawHints(of panel: WhyPanel, in rect: Rect, lines: Int, room: Int) {
    var hints: [String] = []
    let count = panel.fixes.count
    if count == 1 { hints.append("1 tries it as a fork") }
    if count > 1 { hints.append("1-\(count) tries one as a fork") }
    if lines > room {
      let end = min(lines, panel.firstLine + room)
      hints.append("\(panel.firstLine + 1)-\(end) of \(lines), PgDn")
    }
    hints.append("q closes")
    while !hints.isEmpty {
      let hint = hints.joined(separator: look.isUnicode ? " · " : " - ")
      let width = TextWidth.columns(of: hint)
      if width + 4 <= rect.width {
        write(
          TextLine(" \(hint) ", .dim), x: rect.columns.upperBound - width - 3,
          y: rect.rows.upperBound - 1, width: width + 2, on: .popup)
        return
      }
      hints.remove(at: hints.count > 1 ? hints.count - 2 : 0)
    }
  }
}
