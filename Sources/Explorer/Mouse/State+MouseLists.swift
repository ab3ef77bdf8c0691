import Simulation
import Terminal

extension ExplorerApp.State {
  /// Where what lies on top is painted; nil if it covers no rectangle of its own.
  func rect(of overlay: ExplorerApp.Overlay, _ layout: Layout) -> Rect? {
    switch overlay {
    case .help(let pager), .pager(let pager): layout.rect(for: pager)
    case .modes, .lessons, .scores, .inspector, .menu, .sizing: layout.popup
    case .form(let form): FormRooms(form, of: self, layout).rect
    case .why(let panel): panel.rect(in: layout)
    case .themes: Painter.themeRect(layout)
    case .plot: PlotGeometry(layout).frame
    case .marks(let panel): panel.rect(in: layout, of: self)
    case .files(let panel): panel.rect(in: layout, of: self)
    default: nil
    }
  }

  /// The line of a list that is painted at a point.
  func item(of overlay: ExplorerApp.Overlay, at point: Point, in rect: Rect) -> Int? {
    let inner = rect.inset(horizontal: 2, vertical: 1)
    guard inner.contains(point) else { return nil }
    let row = point.y - inner.y
    switch overlay {
    case .modes(var menu):
      let rows = Painter.menuRows(of: menu, in: rect)
      menu.settle(rows: rows)
      return Self.item(row, from: menu.first, rows: rows, count: menu.items.count)
    case .lessons(var menu):
      let rows = Painter.lessonRows(of: menu, in: rect)
      menu.settle(rows: rows)
      return Self.item(row, from: menu.first, rows: rows, count: menu.lessons.count)
    case .themes(var picker):
      let rows = Painter.themeRows(in: rect)
      picker.settle(rows: rows)
      return Self.item(row - 1, from: picker.first, rows: rows, count: picker.fitting.count)
    case .scores(var sheet) where !sheet.isOpen:
      let rows = Painter.scoreRows(in: rect)
      sheet.settle(rows: rows)
      return Self.item(row - 1, from: sheet.first, rows: rows, count: sheet.board.rows.count)
    case .menu(let menu):
      let line = menu.firstLine(height: inner.height) + row
      return FormMenu.lines.indices.contains(line) ? FormMenu.lines[line] : nil
    case .form(let form):
      let fields = FormRooms(form, of: self, layout).fields
      let first = form.firstField(rows: fields.height)
      return Self.item(
        point.y - fields.y, from: first, rows: fields.height, count: form.fields.count)
    case .marks(let panel): return panel.item(atRow: row, of: self)
    case .sizing(let sheet): return sheet.item(at: point, in: inner)
    case .files(let panel): return panel.item(atRow: row)
    default: return nil
    }
  }

  private static func item(_ row: Int, from first: Int, rows: Int, count: Int) -> Int? {
    (0..<rows).contains(row) && first + row < count ? first + row : nil
  }

  /// A click on a line of a list does what Enter on it does; a field of a form is only gone to.
  mutating func choose(_ index: Int, isDouble: Bool) -> [ExplorerApp.Effect] {
    switch overlay {
    case .prompt(let prompt): return clickPalette(index, of: prompt, isDouble: isDouble)
    case .modes(var menu):
      menu.select(index)
      press(.enter, in: menu)
    case .lessons(var menu):
      menu.selected = index
      press(.enter, in: menu)
    case .themes(var picker):
      // A click shows a theme, a second one keeps it.
      let isKept = isDouble
      picker.move(to: index)
      show(picker)
      if isKept { press(.enter, in: picker) }
    case .menu(var menu):
      menu.selected = index
      press(.enter, in: menu)
    case .form(var form):
      form.select(index)
      open(form)
    case .scores(var sheet):
      // The numbers are to be read, so only a second click leaves them for a definition.
      if sheet.selected == index {
        press(.enter, in: sheet)
      } else {
        sheet.select(index)
        overlay = .scores(sheet)
      }
    case .sizing(var sheet):
      let isSecond = sheet.choose(index)
      overlay = .sizing(sheet)
      if isSecond { press(.enter, in: sheet) }
    case .marks(let panel): return choose(index, of: panel)
    case .files(.recovery(var panel)):
      panel.selected = index
      overlay = .files(.recovery(panel))
    default: break
    }
    return []
  }

  /// A click beside a panel closes it, unless what has been typed would go with it.
  mutating func leaveOverlay() -> [ExplorerApp.Effect] {
    switch overlay {
    case .help, .pager, .modes, .lessons, .themes, .menu, .scores, .inspector, .why, .marks:
      return press(.escape)
    default: return []
    }
  }
}

extension ModeMenu {
  /// Puts the bar on an item.
  mutating func select(_ index: Int) {
    guard items.indices.contains(index) else { return }
    selected = index
  }
}

extension ScoreSheet {
  /// Puts the bar on a row.
  mutating func select(_ index: Int) {
    guard board.rows.indices.contains(index) else { return }
    selected = index
  }
}

extension FormMenu {
  /// The lines as they are painted: the item of each, nil for titles and gaps.
  static let lines: [Int?] = {
    var lines: [Int?] = []
    for (index, item) in items.enumerated() {
      if index == 0 || items[index - 1].isWorkload != item.isWorkload {
        if index > 0 { lines.append(nil) }
        lines.append(nil)
      }
      lines.append(index)
    }
    return lines
  }()

  /// The first line in sight where so many have room: the bar is in the middle if it can be.
  func firstLine(height: Int) -> Int {
    let here = Self.lines.firstIndex(of: selected) ?? 0
    return max(0, min(here - height / 2, Self.lines.count - height))
  }
}
