import Allocation

extension Session {
  /// The commands of the history as a table, those undone included; a star is where we are.
  func history(_ scope: PlanScope) -> Outcome {
    let plan: String
    switch scope {
    case .all:
      return .refused("plan=all is built for metrics; name one plan for history")
    case .current: plan = current?.name ?? ""
    case .named(let name):
      guard moment.plan(name) != nil else { return .refused("no plan is called \"\(name)\"") }
      plan = name
    }
    let timeline = timeline
    let performance = performance
    return .answer(
      Table(
        title: "history", columns: ["", "AT", "TIME", "COMMAND", "STEPS", "CAME OF IT"],
        numeric: [1, 4], count: timeline.entries.count
      ) { receive in
        for index in timeline.entries.indices {
          let row = timeline.row(index, for: plan, performance)
          guard receive(row) else { return }
        }
      })
  }
}

extension Timeline {
  /// A command as a row of the history.
  fileprivate func row(_ index: Int, for plan: String, _ performance: Performance?) -> [String] {
    let entry = entries[index]
    let isLastOpen = isOpen && index == entries.count - 1
    let after = isLastOpen ? end : Place(index + 1)
    let isHere = place == after || place.position == index && place.step > 0
    // Where we are inside a command, the place says how far; the row is the whole of it.
    var steps = String(entry.steps.count)
    if isLastOpen, let performance { steps += " of \(performance.total)" }
    let time = entry.steps.last?.time ?? 0
    let what = outcome(ofEntry: index, for: plan)
    let isUndone = place < after && !isHere
    return [
      isHere ? "*" : "", isHere ? "\(place)" : "\(after)", ClockText.text(time),
      "\(entry.command)", steps, isUndone ? (what.isEmpty ? "undone" : what + " (undone)") : what,
    ]
  }
}

/// Simulated time as people read it.
public enum ClockText {
  /// `02:14:30`, or `12d 02:14:30` after the first day.
  public static func text(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let days = seconds / 86_400
    let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map(two)
    return (days > 0 ? "\(days)d " : "") + clock.joined(separator: ":")
  }
}
