import Allocation
import Simulation
import Terminal
import Theming

/// A line of bars as high as its values are, beside the largest of them.
///
///     ▁▂▂▃▄▅▅▆▇█     nothing is the lowest bar, anything at all is more than that
///     _..:-=+*#@     the same in letters
enum Sparkline {
  private static let bars: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let letters: [Unicode.Scalar] = ["_", ".", ":", "-", "=", "+", "#", "@"]

  /// The bars of `values`, one each.
  static func text(_ values: [UInt128], isUnicode: Bool) -> String {
    let glyphs = isUnicode ? bars : letters
    let most = values.max() ?? 0
    var text = String.UnicodeScalarView()
    for value in values { text.append(glyphs[step(of: value, most)]) }
    return String(text)
  }

  /// 0 for nothing, 1...7 for a part, 7 for the largest.
  private static func step(of value: UInt128, _ most: UInt128) -> Int {
    guard value > 0 else { return 0 }
    // Dropping low bits keeps the product in range and moves no bar.
    let surplus = UInt128(max(0, 8 - most.leadingZeroBitCount))
    let sevenths = ((value >> surplus) * 7) / max(1, most >> surplus)
    return max(1, min(7, Int(sevenths)))
  }
}

extension Painter {
  /// What was committed, used and waiting in the history up to here, with the present value of each.
  func overTimeLines(_ state: ExplorerApp.State, width: Int) -> [TextLine] {
    guard let plan = state.session.current, width >= 20 else { return [] }
    let nameWidth = 10
    let valueWidth = 7
    let room = width - nameWidth - valueWidth
    let samples = state.session.timeline.samples(of: plan.name, count: room)
    guard samples.count > 1, let now = samples.last else { return [] }
    return [PlotMetric.committed, .used, .pending].map { metric in
      let name = metric.rawValue
      let value = metric.value(now)
      let shown =
        metric == .pending ? Figure.fitting(value, 6) : Figure.percent(value, of: now.total)
      let text = Sparkline.text(samples.map(metric.value), isUnicode: look.isUnicode)
      return TextLine(name, .dim)
        .adding(String(repeating: " ", count: max(0, nameWidth - name.utf8.count)))
        .adding(text, .sparkline)
        .adding(String(repeating: " ", count: max(0, room - samples.count)))
        .adding(
          String(repeating: " ", count: max(1, valueWidth - shown.utf8.count)) + shown,
          metric == .pending && value > 0 ? .warning : .text)
    }
  }
}
