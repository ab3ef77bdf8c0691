import Addressing
import Allocation
import Cartography
import Measurement
import Simulation

/// What of a state is worth a sentence when it has changed.
struct ReaderMoment: Sendable {
  private let plan: String?
  private let mode: String?
  private let counts: [Count]
  private let figures: [Count]
  private let refusal: Note?
  private let view: String
  private let cursor: String
  private let time: Int
  private let lesson: [String]

  /// A number with its name.
  private struct Count: Hashable {
    let name: String
    let value: UInt128
  }

  init(_ state: ExplorerApp.State) {
    plan = state.plan?.name
    mode = state.cluster?.mode.about.name
    refusal = state.lastRefusal
    view = state.viewSentence
    cursor = state.cursorSentence
    time = state.session.moment.time
    lesson = state.lessonSentences
    guard let cluster = state.cluster else {
      (counts, figures) = ([], [])
      return
    }
    let tallies = cluster.tallies
    counts = [
      ("nodes", cluster.nodes.count), ("nodes failed", tallies.nodesFailed),
      ("pods running", tallies.podsRunning), ("pods pending", tallies.podsPending),
    ].map { Count(name: $0.0, value: UInt128(max(0, $0.1))) }
    let held = AddressFigures(of: cluster, family: state.pool.family)
    figures = [
      ("committed", held.committed), ("used", held.used), ("stranded", held.stranded),
      ("free", held.free),
    ].map { Count(name: $0.0, value: $0.1) }
  }

  /// Sentences on what is different from an earlier moment: the cluster first, then the view.
  func changes(since old: ReaderMoment) -> [String] {
    var lines: [String] = []
    if plan != old.plan, let plan { lines.append("The plan is \(plan), mode \(mode ?? "none").") }
    if plan == old.plan, mode != old.mode, let mode { lines.append("The mode is \(mode).") }
    let counted = Self.changes(counts, old.counts)
    if !counted.isEmpty { lines.append(Reader.sentence(counted)) }
    let held = Self.changes(figures, old.figures)
    if !held.isEmpty { lines.append("Addresses: \(held).") }
    if refusal != old.refusal, let refusal {
      lines.append("Refused: \(refusal.subject): \(refusal.text).")
    }
    if time != old.time { lines.append("The time is \(ClockText.text(time)).") }
    if view != old.view { lines.append(view) }
    if cursor != old.cursor { lines.append(cursor) }
    // Of the tasks only what is new is said again.
    lines += lesson.filter { !old.lesson.contains($0) }
    return lines
  }

  private static func changes(_ new: [Count], _ old: [Count]) -> String {
    new.compactMap { count in
      let before = old.first { $0.name == count.name }?.value ?? 0
      guard before != count.value || old.isEmpty else { return nil }
      let change =
        count.value >= before
        ? "\(Figure.grouped(count.value - before)) more"
        : "\(Figure.grouped(before - count.value)) less"
      return "\(count.name) \(Figure.grouped(count.value)), \(change)"
    }.joined(separator: "; ")
  }
}
