import Allocation

extension Session {
  /// All about the step that led to a place, as a table.
  func inspect(_ place: Place) -> Outcome {
    guard timeline.contains(place) else {
      return .refused(
        "the history ends at position \(timeline.end); there is no position \(place)")
    }
    guard let report = report(on: place) else {
      return .refused("nothing has happened before position \(place)")
    }
    return .answer(report.table)
  }

  /// All about the step that led to a place of the history; nil at its very beginning.
  public func report(on place: Place) -> StepReport? {
    guard timeline.contains(place), let (entry, before, step) = timeline.step(before: place) else {
      return nil
    }
    var total = entry.steps.count
    if let performance, timeline.isOpen, before.position == timeline.entries.count - 1 {
      total = performance.total
    }
    let index = timeline.stepIndex(of: place)
    let number = before.step + 1
    typealias Line = StepReport.Line
    var lines = [Line("", "command", "\(entry.command)")]
    if total > 1 || !step.label.isEmpty {
      lines.append(
        Line("", "step", "\(number) of \(total)" + (step.label.isEmpty ? "" : ": \(step.label)")))
    }
    let wait = step.wait.seconds > 0 ? ", \(step.wait) after the one before" : ""
    lines.append(Line("", "time", ClockText.text(step.time) + wait))
    for action in step.actions.prefix(Self.listLimit) {
      lines.append(Line("", "asked", "\(action)"))
    }
    if step.actions.count > Self.listLimit {
      lines.append(Line("", "asked", "\(step.actions.count - Self.listLimit) more"))
    }
    var moment = timeline.moment(at: before)
    for (number, name) in entry.plans.enumerated() {
      let outcome = timeline.outcome(ofStep: index, for: name)
      let known = step.events.map { $0.indices.contains(number) ? $0[number] : [] } ?? []
      var events = EventLines(plan: name)
      if let at = moment.plans.firstIndex(where: { $0.name == name }) {
        events.tell(known, in: &moment.plans[at].cluster)
      }
      let isNothing = outcome.isEmpty && events.lines.isEmpty
      lines.append(Line(name, "came of it", isNothing ? "nothing" : outcome))
      lines += events.lines
    }
    return StepReport(
      place: place, command: entry.command.whole, number: number, total: total, time: step.time,
      lines: lines.filter { !$0.text.isEmpty })
  }
}
