import Terminal
import Theming

extension Painter {
  /// Lines at the foot of the menu that explain what is under the bar.
  private static let footHeight = 3

  /// Items that are in sight in a popup of this size.
  static func menuRows(of menu: ModeMenu, in popup: Rect) -> Int {
    let inner = popup.inset(horizontal: 2, vertical: 1)
    let foot = inner.height >= 10 ? footHeight + 1 : 0
    return max(1, min(menu.items.count, inner.height - foot))
  }

  /// The menu of modes: those that refuse the plan's pools are dim and say why.
  mutating func draw(_ menu: ModeMenu, _ layout: Layout) {
    let rect = layout.popup
    fill(rect, .popup)
    frame.drawBox(rect, border: look.border, style: style(.popup))
    write(
      TextLine(" The mode of plan \(menu.plan) ", .popupTitle), x: rect.x + 1, y: rect.y,
      width: rect.width - 2)
    var inner = rect.inset(horizontal: 2, vertical: 1)
    var menu = menu
    let count = Self.menuRows(of: menu, in: rect)
    menu.settle(rows: count)
    let list = inner.cutTop(count)
    let names = (menu.items.map(\.name.utf8.count).max() ?? 0) + 2
    for (row, index) in zip(list.rows, menu.first..<menu.items.count) {
      let item = menu.items[index]
      let isHere = index == menu.selected
      let role: Role = isHere ? .selection : item.refusal == nil ? .popup : .dim
      if isHere { fill(Rect(x: list.x, y: row, width: list.width, height: 1), .selection) }
      let sign = item.name == menu.own ? "* " : isHere ? "> " : "  "
      let name = sign + item.name + String(repeating: " ", count: names - item.name.utf8.count)
      let text = item.refusal.map { "no: \($0)" } ?? item.summary
      write(
        TextLine(name + text, role), x: list.x, y: row, width: list.width,
        on: isHere ? .selection : .popup)
    }
    if inner.height > 0 {
      _ = inner.cutTop(1)
      let item = menu.items[menu.selected]
      let text = item.refusal.map { "\(item.name) refuses the pools: \($0)" } ?? item.summary
      for (y, line) in zip(inner.rows, TextLine.wrapped(text, .popup, to: inner.width)) {
        write(line, x: inner.x, y: y, width: inner.width, on: .popup)
      }
    }
    let hint = " Enter replays the history under it · Esc closes "
    if TextWidth.columns(of: hint) + 2 <= rect.width {
      write(
        TextLine(hint, .dim), x: rect.columns.upperBound - TextWidth.columns(of: hint) - 2,
        y: rect.rows.upperBound - 1, width: rect.width, on: .popup)
    }
  }
}
