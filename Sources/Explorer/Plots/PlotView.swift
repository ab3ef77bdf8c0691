import Simulation
import Terminal

/// What the full-screen plot shows: which figures, over what, and where its cursor stands.
struct PlotView: Hashable, Sendable {
  /// What runs along the bottom.
  enum Axis: Hashable, Sendable {
    case step, time
  }

  var metric = PlotMetric.committed
  /// Figures kept beside the one that is shown.
  var kept: [PlotMetric] = []
  var axis = Axis.step
  var isLogarithmic = false
  /// The step of the history under the cursor; nil follows the present place.
  var cursor: Int?

  /// Lines at most: more cannot be told apart by their letters.
  static let lineLimit = 4

  /// The figures that are drawn, the one that keys change last.
  var metrics: [PlotMetric] {
    kept.filter { $0 != metric } + [metric]
  }

  mutating func keepMetric() {
    if let index = kept.firstIndex(of: metric) {
      kept.remove(at: index)
    } else if kept.count < Self.lineLimit - 1 {
      kept.append(metric)
    }
  }
}

extension ExplorerApp.State {
  /// A key of the plot; nil closes it.
  mutating func press(_ key: Key, in plot: PlotView) -> PlotView? {
    var plot = plot
    notice = nil
    let timeline = session.timeline
    let here = plot.cursor ?? timeline.stepIndex(of: timeline.place)
    // A step of the cursor is one of the history, or a column of the plot where those are many.
    let columns = max(1, PlotGeometry(layout).canvas.width)
    let stride = max(1, timeline.stepCount / columns)
    func move(_ steps: Int) { plot.cursor = min(max(1, here + steps), max(1, timeline.stepCount)) }
    switch key {
    case .left, .character("h"): move(-stride)
    case .right, .character("l"): move(stride)
    case .character("H"), .pageUp: move(-max(stride, timeline.stepCount / 10))
    case .character("L"), .pageDown: move(max(stride, timeline.stepCount / 10))
    case .home, .character("0"): plot.cursor = min(1, timeline.stepCount)
    case .end, .character("$"): plot.cursor = timeline.stepCount
    case .tab, .down, .character("j"): plot.metric = plot.metric.next(1)
    case .backTab, .up, .character("k"): plot.metric = plot.metric.next(-1)
    case .character("a"): plot.keepMetric()
    case .character("t"): plot.axis = plot.axis == .step ? .time : .step
    case .character("y"): plot.isLogarithmic.toggle()
    case .character("n"): plot.cursor = nextMark(after: here) ?? here
    case .enter: go(toStep: here)
    case .character("u"): carryOutNow(.undo(1))
    case .control("r"): carryOutNow(.redo(1))
    case .character("?"): notice = Notice(.plain, "\(plot.metric.rawValue): \(plot.metric.meaning)")
    case .escape, .character("q"), .character("o"), .backspace: return nil
    default: notice = Notice(.plain, "\(Keymap.name(of: key)) does nothing on a plot; q closes it")
    }
    if key == .character("u") || key == .control("r") { plot.cursor = nil }
    return plot
  }

  /// The first mark after a step, and after the last one the first of all.
  private func nextMark(after step: Int) -> Int? {
    guard let plan = session.current else { return nil }
    let timeline = session.timeline
    let steps = timeline.marks(of: plan.name).map { timeline.stepIndex(of: $0.place) }
    return steps.first { $0 > step } ?? steps.first
  }

  private mutating func go(toStep step: Int) {
    guard session.timeline.stepCount >= step else { return }
    carryOutNow(.seek(session.timeline.place(afterSteps: step)))
  }
}
