import Cartography
import Terminal
import Theming

extension Painter {
  /// Lines under the list: a gap, the summary, the ramp, states, roles, what is wrong.
  private static let themeFoot = 7

  /// Where the picker is: at the right, so that the map beside it shows the theme.
  static func themeRect(_ layout: Layout) -> Rect {
    let room = layout.popup
    let width = min(room.width, 56)
    return Rect(
      x: room.columns.upperBound - width, y: room.y, width: width, height: room.height)
  }

  /// Names that are in sight in a picker of this size.
  static func themeRows(in rect: Rect) -> Int {
    let inner = rect.height - 3
    return max(1, inner >= themeFoot + 4 ? inner - themeFoot : inner)
  }

  /// The list of themes, each with its ramp, and a sample of the one under the bar.
  mutating func draw(_ picker: ThemePicker, _ layout: Layout) {
    let rect = Self.themeRect(layout)
    fill(rect, .popup)
    frame.drawBox(rect, border: look.border, style: style(.popup))
    write(TextLine(" Themes ", .popupTitle), x: rect.x + 1, y: rect.y, width: rect.width - 2)
    var inner = rect.inset(horizontal: 2, vertical: 1)
    var picker = picker
    let rows = Self.themeRows(in: rect)
    picker.settle(rows: rows)
    let line = inner.cutTop(1)
    let typed =
      picker.filter.isEmpty
      ? TextLine("type to narrow", .dim) : TextLine("/" + picker.filter, .strong)
    write(typed, x: line.x, y: line.y, width: line.width, on: .popup)
    let list = inner.cutTop(rows)
    for (row, name) in zip(list.rows, picker.fitting.dropFirst(picker.first)) {
      drawTheme(
        name, isHere: name == picker.selected,
        Rect(
          x: list.x, y: row, width: list.width, height: 1))
    }
    if inner.height >= Self.themeFoot {
      _ = inner.cutTop(1)
      drawSample(picker, inner)
    }
    let hint = " Enter keeps · Esc gives back "
    if TextWidth.columns(of: hint) + 2 <= rect.width {
      write(
        TextLine(hint, .dim), x: rect.columns.upperBound - TextWidth.columns(of: hint) - 2,
        y: rect.rows.upperBound - 1, width: rect.width, on: .popup)
    }
  }

  private mutating func drawTheme(_ name: String, isHere: Bool, _ row: Rect) {
    guard let theme = look.themes.first(where: { $0.name == name }) else { return }
    if isHere { fill(row, .selection) }
    let sign = isHere ? "> " : "  "
    let kind = theme.appearance.rawValue
    let room = max(8, row.width - 20)
    let padded = name.prefix(room - 3)
    let gap = String(repeating: " ", count: max(1, room - padded.count))
    write(
      TextLine(sign + padded + gap + kind, isHere ? .selection : .popup), x: row.x, y: row.y,
      width: row.width - 10, on: isHere ? .selection : .popup)
    drawRamp(theme.palette(for: look.depth), x: row.columns.upperBound - 9, y: row.y)
  }

  /// The nine levels as the theme draws them.
  private mutating func drawRamp(_ palette: Palette, x: Int, y: Int) {
    for (place, level) in Ink.levels.enumerated() { drawInk(level, palette, x: x + place, y: y) }
  }

  private mutating func drawInk(_ ink: Ink, _ palette: Palette, x: Int, y: Int) {
    let glyphs = palette.glyphs(among: look.usableGlyphs, preferring: look.wantedGlyphs)
    guard frame.bounds.contains(Point(x: x, y: y)), let cell = glyphs.sample(of: ink).first else {
      return
    }
    frame[x, y] = Cell(cell.scalar, style: palette.style(for: cell))
  }

  private mutating func drawSample(_ picker: ThemePicker, _ room: Rect) {
    var room = room
    let first = room.cutTop(1)
    let summary = picker.selected == nil ? "no theme is called like that" : look.theme.summary
    write(TextLine(summary, .popup), x: first.x, y: first.y, width: first.width, on: .popup)
    let ramp = room.cutTop(1)
    write(TextLine("empty           full", .dim), x: ramp.x, y: ramp.y, width: 20, on: .popup)
    drawRamp(look.palette, x: ramp.x + 6, y: ramp.y)
    for states in [Ink.states.prefix(4), Ink.states.dropFirst(4).prefix(4)] {
      let row = room.cutTop(1)
      for (place, ink) in states.enumerated() {
        let x = row.x + place * 13
        guard x + 12 <= row.columns.upperBound else { break }
        drawInk(ink, look.palette, x: x, y: row.y)
        write(TextLine(ink.name, .popup), x: x + 2, y: row.y, width: 10, on: .popup)
      }
    }
    let roles = room.cutTop(1)
    var x = roles.x
    for role in [Role.key, .good, .warning, .error, .match, .selection] {
      guard x + role.name.utf8.count <= roles.columns.upperBound else { break }
      x += write(role.name, x: x, y: roles.y, role) + 1
    }
    if let fault = picker.faults.first {
      let row = room.cutTop(1)
      let more = picker.faults.count > 1 ? " (and \(picker.faults.count - 1) more)" : ""
      write(TextLine(fault + more, .error), x: row.x, y: row.y, width: row.width, on: .popup)
    }
  }
}
