import Simulation
import Terminal
import Theming

/// The panel on the step that led to the place: who asked, and what every plan made of it.
///
/// It walks with the place, so the map behind it is always of the same moment.
struct StepInspector: Hashable, Sendable {
  /// Lines scrolled away at the top.
  var firstLine = 0

  /// Steps shown on each side of the one that is inspected: fewer where there is little room.
  static func around(in height: Int) -> Int { height >= 18 ? 2 : height >= 12 ? 1 : 0 }

  /// The lines of the panel at a width, and the number of those that stay on top.
  func lines(
    of session: Session, around: Int, width: Int, isUnicode: Bool
  ) -> (head: [TextLine], [TextLine]) {
    (
      neighbours(in: session, around: around, isUnicode: isUnicode),
      body(of: session, width: width)
    )
  }

  private func neighbours(in session: Session, around: Int, isUnicode: Bool) -> [TextLine] {
    let timeline = session.timeline
    let here = timeline.stepIndex(of: timeline.place)
    let plan = session.current?.name ?? ""
    // The window is as high at the ends of the history as in its middle.
    let size = min(timeline.stepCount, 2 * around + 1)
    let first = max(1, min(here - around, timeline.stepCount - size + 1))
    return (first..<first + size).compactMap { index in
      let place = timeline.place(afterSteps: index)
      guard let (entry, _, step) = timeline.step(before: place) else { return nil }
      let isHere = index == here
      let sign = isHere ? (isUnicode ? "● " : "> ") : "  "
      let outcome = timeline.outcome(ofStep: index, for: plan)
      let what = step.label.isEmpty ? "\(entry.command)" : step.label
      // What was seen is its own outcome.
      let isSeen = if case .observe = entry.command { true } else { false }
      let end = outcome.isEmpty || outcome == step.label || isSeen ? "" : " - \(outcome)"
      return TextLine(
        "\(sign)\(place)  \(ClockText.text(step.time))  \(what)\(end)", isHere ? .strong : .dim)
    }
  }

  private func body(of session: Session, width: Int) -> [TextLine] {
    guard let report = session.report(on: session.timeline.place) else {
      return [TextLine("Nothing has happened yet: this is where the history begins.", .dim)]
    }
    var lines: [TextLine] = []
    var plan = ""
    let names = report.lines.map(\.what.count).max() ?? 0
    for line in report.lines {
      if line.plan != plan {
        plan = line.plan
        lines.append(TextLine())
        let mark = plan == session.current?.name ? " (shown)" : ""
        lines.append(TextLine("plan \(plan)\(mark)", .popupTitle))
      }
      let blanks = String(repeating: " ", count: names - line.what.count + 2)
      let role: Role = line.isRefusal ? .error : .text
      let room = max(12, width - names - 2)
      // The sign says without a colour that something was refused.
      let text = line.isRefusal ? "! " + line.text : line.text
      for (index, part) in TextLine.wrapped(text, role, to: room).enumerated() {
        let name = index == 0 ? line.what + blanks : String(repeating: " ", count: names + 2)
        lines.append(TextLine(name, .dim).adding(part.spans[0].text, role))
      }
    }
    return lines
  }
}

extension ExplorerApp.State {
  mutating func openInspector() {
    guard session.timeline.stepCount > 0 else {
      notice = Notice(.plain, "there is no history yet")
      return
    }
    overlay = .inspector(StepInspector())
  }

  /// A key while a step is inspected: the keys of time go on working.
  mutating func press(_ key: Key, in inspector: StepInspector) {
    var inspector = inspector
    let page = max(1, layout.popup.height - 10)
    notice = nil
    switch key {
    case .escape, .character("q"):
      overlay = nil
      return
    case .down, .character("j"): inspector.firstLine += 1
    case .up, .character("k"): inspector.firstLine = max(0, inspector.firstLine - 1)
    case .pageDown: inspector.firstLine += page
    case .pageUp: inspector.firstLine = max(0, inspector.firstLine - page)
    case .left: move(by: -1, &inspector)
    case .right: move(by: 1, &inspector)
    case .home: goTo(HistoryPlace(0))
    case .end: goTo(session.timeline.end)
    case .character("w"):
      askWhy()
      return
    default:
      switch keymap.action(for: key) {
      case .inspect:
        overlay = nil
        return
      case .stepBack: move(by: -1, &inspector)
      case .step: move(by: 1, &inspector)
      case .previousMark: goToMark(by: -1)
      case .nextMark: goToMark(by: 1)
      case .firstRefusal: goToFirstRefusal()
      case .play: playOrPause()
      case .slower: changeSpeed(by: -1)
      case .faster: changeSpeed(by: 1)
      default: break
      }
    }
    let height = inspectorRoom.height
    let lines = inspector.lines(
      of: session, around: StepInspector.around(in: layout.popup.height - 2),
      width: inspectorRoom.width, isUnicode: true)
    inspector.firstLine = min(inspector.firstLine, max(0, lines.1.count - height))
    overlay = .inspector(inspector)
  }

  private mutating func move(by steps: Int, _ inspector: inout StepInspector) {
    step(by: steps)
    inspector.firstLine = 0
  }

  /// The room below the steps around.
  var inspectorRoom: Size {
    let inner = layout.popup.inset(horizontal: 2, vertical: 1)
    let around = StepInspector.around(in: inner.height)
    let head = min(session.timeline.stepCount, 2 * around + 1) + 1
    return Size(width: inner.width, height: max(1, inner.height - head))
  }

  /// Why what was refused in this step was, or else what happened first in it.
  private mutating func askWhy() {
    let plan = session.current?.name ?? ""
    guard let subject = session.report(on: session.timeline.place)?.subject(for: plan) else {
      notice = Notice(.plain, "this step gave or refused \(plan) nothing that could be explained")
      return
    }
    carryOut(.why(.name(subject)))
  }
}

extension Painter {
  /// The step that led to the place, on a panel over the view.
  mutating func draw(_ inspector: StepInspector, of state: ExplorerApp.State, _ layout: Layout) {
    let timeline = state.session.timeline
    let keys = state.keymap
    let index = Figure.grouped(timeline.stepIndex(of: timeline.place))
    var inner = drawPopup(
      title: "step \(timeline.place) · \(index) of \(Figure.grouped(timeline.stepCount))",
      hint: "\(keys.shown(.stepBack)) \(keys.shown(.step)) walk · \(keys.shown(.firstRefusal)) "
        + "refusal · w why · q closes",
      in: layout.popup)
    let room = state.inspectorRoom
    let (head, body) = inspector.lines(
      of: state.session, around: StepInspector.around(in: layout.popup.height - 2),
      width: room.width, isUnicode: look.isUnicode)
    for line in head where inner.height > 1 {
      let top = inner.cutTop(1)
      write(line, x: top.x, y: top.y, width: top.width, on: .popup)
    }
    if inner.height > 1 {
      let top = inner.cutTop(1)
      let rule = String(repeating: look.isUnicode ? "─" : "-", count: top.width)
      write(TextLine(rule, .dim), x: top.x, y: top.y, width: top.width, on: .popup)
    }
    for (y, line) in zip(inner.rows, body.dropFirst(inspector.firstLine)) {
      write(line, x: inner.x, y: y, width: inner.width, on: .popup)
    }
  }
}
