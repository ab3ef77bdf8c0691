import Lessons
import Terminal
import Theming

/// All lessons to choose from, with what was made of them.
struct LessonMenu: Sendable {
  enum Answer: Hashable, Sendable {
    case stays, closes, chooses
  }

  let lessons: [Lesson]
  var selected: Int
  private(set) var first = 0

  init(_ room: Classroom) {
    let all = room.lessons
    lessons = all
    let fresh = all.firstIndex { room.progress[$0.id] == nil } ?? 0
    // In a lesson the bar is on it, else on the first one that is not done.
    selected = room.run.flatMap { run in all.firstIndex { $0.id == run.lesson.id } } ?? fresh
  }

  /// Obeys a key where `rows` lessons are in sight.
  mutating func press(_ key: Key, rows: Int) -> Answer {
    switch key {
    case .down, .character("j"), .tab: selected += 1
    case .up, .character("k"), .backTab: selected -= 1
    case .pageDown, .character("J"): selected += max(1, rows - 1)
    case .pageUp, .character("K"): selected -= max(1, rows - 1)
    case .home: selected = 0
    case .end, .character("G"): selected = lessons.count - 1
    case .enter: return lessons.isEmpty ? .closes : .chooses
    default: return .closes
    }
    settle(rows: rows)
    return .stays
  }

  /// Keeps the bar on a lesson, and the lesson in sight.
  mutating func settle(rows: Int) {
    selected = min(max(0, selected), max(0, lessons.count - 1))
    first = min(first, max(0, lessons.count - max(1, rows)))
    if selected < first { first = selected }
    if selected >= first + rows { first = selected - max(1, rows) + 1 }
  }
}

extension ExplorerApp.State {
  /// Opens the list of lessons.
  mutating func openLessons() {
    guard let classroom else { return }
    overlay = .lessons(LessonMenu(classroom))
  }

  mutating func press(_ key: Key, in menu: LessonMenu) {
    var menu = menu
    switch menu.press(key, rows: Painter.lessonRows(of: menu, in: layout.popup)) {
    case .stays: overlay = .lessons(menu)
    case .closes:
      overlay = nil
      if key == .character("q") { quit() }
    case .chooses:
      overlay = nil
      begin(menu.lessons[menu.selected])
    }
  }
}

extension Painter {
  /// Lessons that are in sight in a popup of this size.
  static func lessonRows(of menu: LessonMenu, in popup: Rect) -> Int {
    let inner = popup.inset(horizontal: 2, vertical: 1)
    return max(1, min(menu.lessons.count, inner.height - (inner.height >= 10 ? 4 : 0)))
  }

  /// The list of lessons: done or not, the title, how long, and what the one under the bar teaches.
  mutating func draw(_ menu: LessonMenu, of state: ExplorerApp.State, _ layout: Layout) {
    let rect = layout.popup
    let progress = state.classroom?.progress ?? LessonProgress()
    fill(rect, .popup)
    frame.drawBox(rect, border: look.border, style: style(.popup))
    let done = menu.lessons.count { progress[$0.id] != nil }
    write(
      TextLine(" Lessons: \(done) of \(menu.lessons.count) done ", .popupTitle), x: rect.x + 1,
      y: rect.y, width: rect.width - 2)
    var inner = rect.inset(horizontal: 2, vertical: 1)
    var menu = menu
    let count = Self.lessonRows(of: menu, in: rect)
    menu.settle(rows: count)
    let list = inner.cutTop(count)
    for (row, index) in zip(list.rows, menu.first..<menu.lessons.count) {
      let isHere = index == menu.selected
      if isHere { fill(Rect(x: list.x, y: row, width: list.width, height: 1), .selection) }
      write(
        line(of: menu.lessons[index], progress, isHere: isHere, width: list.width), x: list.x,
        y: row, width: list.width, on: isHere ? .selection : .popup)
    }
    if inner.height > 1, menu.lessons.indices.contains(menu.selected) {
      _ = inner.cutTop(1)
      let text = menu.lessons[menu.selected].summary
      for (y, line) in zip(inner.rows, TextLine.wrapped(text, .popup, to: inner.width)) {
        write(line, x: inner.x, y: y, width: inner.width, on: .popup)
      }
    }
    let hint = " Enter begins · Esc closes "
    if TextWidth.columns(of: hint) + 2 <= rect.width {
      write(
        TextLine(hint, .dim), x: rect.columns.upperBound - TextWidth.columns(of: hint) - 2,
        y: rect.rows.upperBound - 1, width: rect.width, on: .popup)
    }
  }

  private func line(
    of lesson: Lesson, _ progress: LessonProgress, isHere: Bool, width: Int
  ) -> TextLine {
    let role: Role = isHere ? .selection : .popup
    let score = progress[lesson.id]
    let sign = score == nil ? " " : look.isUnicode ? "✓" : "x"
    let number = lesson.number.map { $0 < 10 ? " \($0)" : "\($0)" } ?? "  "
    let tail =
      score.map { "\($0.strokes) of par \(lesson.par)\($0.sawSolution ? ", shown" : "")" }
      ?? "\(lesson.minutes) min"
    return TextLine("\(sign) \(number)  \(lesson.title)", role).filling(width, with: tail, role)
  }
}
