import Simulation
import Terminal
import Theming

extension Painter {
  /// How far a long piece of work has come, in place of the status line.
  mutating func drawProgress(of work: RunningWork, in rect: Rect, cancelKey: String) {
    fill(rect, .footer)
    let end = "  \(cancelKey) cancels"
    let barWidth = max(8, min(32, rect.width / 3))
    let part = work.progress.map { max(0, min($0.done, $0.total)) } ?? 0
    let whole = max(1, work.progress?.total ?? 1)
    let share = "\(part * 100 / whole)%"
    let room = max(0, rect.width - barWidth - share.count - TextWidth.columns(of: end) - 5)
    let what = work.progress?.what ?? work.what
    write(
      TextLine(" " + TextWidth.shortened(what, to: room), .footer), x: rect.x, y: rect.y,
      width: room + 1, on: .footer)
    let filled = barWidth * part / whole
    var x = rect.x + room + 2
    let full = look.isUnicode ? "█" : "#"
    let empty = look.isUnicode ? "░" : "."
    x += write(String(repeating: full, count: filled), x: x, y: rect.y, .gauge)
    x += write(String(repeating: empty, count: barWidth - filled), x: x, y: rect.y, .gaugeEmpty)
    write(
      TextLine(" \(share)", .footer).adding(end, .footer), x: x, y: rect.y,
      width: max(0, rect.columns.upperBound - x), on: .footer)
  }
}
