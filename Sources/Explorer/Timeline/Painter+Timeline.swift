import Simulation
import Terminal
import Theming

extension Painter {
  /// The line of the history.
  mutating func drawTimeline(_ state: ExplorerApp.State, in rect: Rect) {
    let bar = TimelineBar(state.session, plan: state.markedPlan)
    let isScrubbing = if case .scrub = state.overlay { true } else { false }
    var line = TextLine(TimelineBar.name(in: rect.width), isScrubbing ? .strong : .dim)
    line = line.adding(look.isUnicode ? "├" : "|", .dim)
    for cell in bar.cells(width: bar.barWidth(in: rect.width)) {
      let (text, role) = picture(of: cell, isScrubbing: isScrubbing)
      line = line.adding(text, role)
    }
    line = line.adding(look.isUnicode ? "┤" : "|", .dim)
    for piece in bar.legend(in: rect.width) {
      line = line.adding("  ")
      if piece.isMark {
        let sign = String(piece.text.prefix(1))
        line = line.adding(sign, Self.role(ofMark: sign))
          .adding(String(piece.text.dropFirst()), .dim)
      } else {
        line = line.adding(piece.text)
      }
    }
    write(line, x: rect.x, y: rect.y, width: rect.width)
  }

  private func picture(of cell: TimelineBar.Cell, isScrubbing: Bool) -> (String, Role) {
    switch cell {
    case .past: (look.isUnicode ? "━" : "=", .gauge)
    case .ahead: (look.isUnicode ? "─" : "-", .dim)
    case .coming: (look.isUnicode ? "╌" : ".", .dim)
    case .here: (look.isUnicode ? "●" : "O", isScrubbing ? .selection : .strong)
    case .mark(let letter): (String(letter), Self.role(ofMark: String(letter)))
    }
  }

  private static func role(ofMark letter: String) -> Role { letter == "!" ? .error : .key }
}

extension ExplorerApp.State {
  /// The clock for the header, once time has passed or a workload is on its way: `t 02:14:30 ▶ 10x`.
  func clock(isUnicode: Bool) -> String? {
    let moment = session.moment
    let performance = session.timeline.isOpen ? session.performance : nil
    guard moment.time > 0 || player.isPlaying || performance != nil else { return nil }
    // Between two steps the clock runs on, as far as the next one.
    let passed = min(player.elapsed, dueWait ?? .zero)
    let (seconds, isOver) = moment.time.addingReportingOverflow(
      Int(clamping: passed.components.seconds))
    var text = "t " + ClockText.text(isOver ? moment.time : seconds)
    if player.isPlaying {
      text += isUnicode ? " ▶ " : " > "
      text += player.speed.text
    } else if performance != nil {
      text += isUnicode ? " ‖ " : " || "
      text += player.speed.text
    }
    return text
  }
}
