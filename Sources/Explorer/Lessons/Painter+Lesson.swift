import Lessons
import Terminal
import Theming

extension Painter {
  /// The lesson beside or below the map: its story or its tasks, and the score.
  mutating func drawLesson(_ state: ExplorerApp.State, _ run: LessonRun, in rect: Rect) {
    let number = run.lesson.number.map { "\($0) " } ?? ""
    box(rect, title: TextLine(number + run.lesson.title, .title), isFocused: true)
    var inner = rect.inset(horizontal: 2, vertical: 1)
    guard inner.height > 1 else { return }
    let foot = inner.cutBottom(1)
    write(footLine(of: state, run), x: foot.x, y: foot.y, width: foot.width)
    if inner.height > 8 { _ = inner.cutBottom(1) }
    let lines = run.lines(columns: inner.width, key: state.lessonKey)
    let start = Self.firstLine(of: lines, in: run.stage, rows: inner.height)
    for (row, line) in zip(inner.rows, lines.dropFirst(start)) {
      let sign = line.isFirst ? sign(of: line.kind) : TextLine("")
      write(sign, x: inner.x, y: row, width: line.indent)
      let rest = line.isCut ? look.isUnicode ? " …" : " ..." : ""
      write(
        Self.textLine(line).adding(rest, .dim), x: inner.x + line.indent, y: row,
        width: inner.width - line.indent)
    }
    if lines.count - start > inner.height {
      let rest = " \(state.keymap.shown(.lessonGoal)) all "
      let x = inner.columns.upperBound - TextWidth.columns(of: rest)
      write(rest, x: x, y: inner.rows.upperBound - 1, .key)
    }
  }

  /// Where there is no room for all, the hint matters more than the first tasks.
  private static func firstLine(of lines: [LessonLine], in stage: LessonRun.Stage, rows: Int) -> Int
  {
    guard stage == .tasks, lines.count > rows else { return 0 }
    let current = lines.firstIndex { $0.kind == .current && $0.isFirst } ?? 0
    let heading = lines.firstIndex { $0.kind == .heading }
    return min(heading ?? current, lines.count - 1)
  }

  private func sign(of kind: LessonLine.Kind) -> TextLine {
    switch kind {
    case .done: TextLine(look.isUnicode ? "✓" : "x", .good)
    case .current: TextLine(look.isUnicode ? "▸" : ">", .key)
    case .later: TextLine(look.isUnicode ? "·" : "-", .dim)
    case .command: TextLine(":", .key)
    case .words, .heading: TextLine("")
    }
  }

  /// A line of a lesson in the roles of the interface.
  static func textLine(_ line: LessonLine) -> TextLine {
    let plain: Role =
      switch line.kind {
      case .done: .dim
      case .heading: .title
      default: .text
      }
    var text = TextLine("")
    for span in line.prose.spans {
      text = text.adding(span.text, span.isCode && line.kind != .done ? .strong : plain)
    }
    return text
  }

  /// The page of the story, or the commands so far against par.
  private func footLine(of state: ExplorerApp.State, _ run: LessonRun) -> TextLine {
    let next = state.keymap.shown(.lessonNext)
    switch run.stage {
    case .page(let index, let isTold):
      let isShow = run.lesson.pages[index].isDemonstration && !isTold
      return TextLine("page \(index + 1) of \(run.lesson.pages.count)  ", .dim)
        .adding(next, .key).adding(isShow ? " lets it happen" : " goes on", .hint)
    case .tasks:
      let done = run.ticks.count { $0 != nil }
      return TextLine("done \(done) of \(run.ticks.count)  ", .strong)
        .adding("commands \(run.strokes), par \(run.lesson.par)", .dim)
    case .explanation:
      guard let result = run.result else { return TextLine("") }
      let hints = result.hints == 0 ? "" : ", \(Figure.count(result.hints, "hint"))"
      let shown = result.sawSolution ? ", solution seen" : ""
      return TextLine("done in \(result.strokes), par \(run.lesson.par)\(hints)\(shown)  ", .good)
        .adding(next, .key).adding(" goes on", .hint)
    }
  }
}
