import Simulation
import Terminal

extension ExplorerApp.State {
  /// The name of the plan whose refusals are marked: the one on screen, unless another fork has it.
  var markedPlan: String {
    let shown = shownReference.flatMap { $0.fork == nil || $0.fork == session.fork ? $0.plan : nil }
    return shown ?? session.current?.name ?? ""
  }

  /// Goes to the next mark of the history, or to one before; its two ends are marks too.
  mutating func goToMark(by steps: Int) {
    let timeline = session.timeline
    let marks = timeline.marks(of: markedPlan)
    let stops = [HistoryPlace(0)] + marks.map(\.place) + [timeline.end]
    for _ in 0..<min(abs(steps), stops.count) {
      let here = session.timeline.place
      let next = steps > 0 ? stops.first { $0 > here } : stops.last { $0 < here }
      guard let next else { break }
      leap(to: next)
    }
    let place = session.timeline.place
    let names = marks.filter { $0.place == place }.map(\.mark.rawValue)
    let name =
      names.isEmpty
      ? place == timeline.end ? "the end" : place == HistoryPlace(0) ? "the beginning" : ""
      : names.joined(separator: ", ")
    let told = stepNotice
    notice = Notice(told.kind, name.isEmpty ? told.text : "\(name): \(told.text)")
  }

  /// Goes to where the plan met its first refusal.
  mutating func goToFirstRefusal() {
    guard let place = session.timeline.firstRefusal(of: markedPlan) else {
      notice = Notice(.plain, "nothing was refused in this history")
      return
    }
    leap(to: place)
    let told = stepNotice
    notice = Notice(told.kind, "first refusal: \(told.text)")
  }

  private mutating func leap(to place: HistoryPlace) {
    guard holdingWork == nil else {
      notice = Notice(.warning, "wait until the work is done, or end it with Esc")
      return
    }
    player.pause()
    goTo(place)
  }

  /// Begins to move along the history.
  mutating func beginScrubbing() {
    guard holdingWork == nil else {
      notice = Notice(.warning, "wait until the work is done, or end it with Esc")
      return
    }
    guard session.timeline.stepCount > 0 else {
      notice = Notice(.plain, "there is no history yet")
      return
    }
    player.pause()
    overlay = .scrub(from: session.timeline.place)
    tellScrubbing()
  }

  /// A key while the place moves along the history.
  mutating func scrub(_ key: Key, from origin: HistoryPlace) {
    let timeline = session.timeline
    let here = timeline.stepIndex(of: timeline.place)
    let stride = max(1, timeline.stepCount / max(1, scrubWidth - 1))
    func place(_ step: Int) -> HistoryPlace {
      timeline.place(afterSteps: min(max(0, step), timeline.stepCount))
    }
    switch key {
    case .left, .character("h"): goTo(place(here - stride))
    case .right, .character("l"): goTo(place(here + stride))
    case .character(","): goTo(place(here - 1))
    case .character("."): goTo(place(here + 1))
    case .down, .character("j"):
      goTo(HistoryPlace(max(0, timeline.place.position - (timeline.place.step > 0 ? 0 : 1))))
    case .up, .character("k"): goTo(min(timeline.end, HistoryPlace(timeline.place.position + 1)))
    case .pageUp, .character("H"): goTo(place(here - stride * 8))
    case .pageDown, .character("L"): goTo(place(here + stride * 8))
    case .home: goTo(HistoryPlace(0))
    case .end: goTo(timeline.end)
    case .enter:
      overlay = nil
      notice = stepNotice
      return
    case .escape, .character("q"), .control("g"):
      overlay = nil
      goTo(origin)
      notice = Notice(.plain, "back at \(placeText)")
      return
    default:
      switch keymap.action(for: key) {
      case .nextMark: goToMark(by: 1)
      case .previousMark: goToMark(by: -1)
      case .firstRefusal: goToFirstRefusal()
      case .scrub:
        overlay = nil
        notice = stepNotice
      default: tellScrubbing()
      }
      return
    }
    notice = stepNotice
  }

  private mutating func tellScrubbing() {
    notice = Notice(
      .plain, "left, right move along the history; Enter stays here, Esc goes back to \(placeText)")
  }

  /// Columns of the bar: a press moves the dot by one of them.
  private var scrubWidth: Int {
    guard let rect = layout.timeline else { return 40 }
    return TimelineBar(session, plan: markedPlan).barWidth(in: rect.width)
  }
}
