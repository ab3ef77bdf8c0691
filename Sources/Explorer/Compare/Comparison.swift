import Addressing
import Allocation
import Cartography
import Simulation

/// Two to four plans next to each other: one history, one cursor, one zoom, one curve.
struct Comparison: Hashable, Sendable {
  /// Plans side by side are still pictures up to here.
  static let limit = 4

  /// How many panes somebody asked for.
  var wanted: Int
  /// The branch that panes without a fork are of.
  var fork: String
  /// The plans, from left to right.
  var panes: [PaneReference]
  /// What differs between two of them, in place of all panes.
  var difference: Difference?

  /// Which two plans are one picture, and by what.
  struct Difference: Hashable, Sendable {
    var first = 0
    var second = 1
    var level = ContrastLevel.committed
  }

  /// The two plans of the picture of what differs.
  var pair: (first: PaneReference, second: PaneReference)? {
    guard let difference, panes.indices.contains(difference.first),
      panes.indices.contains(difference.second)
    else { return nil }
    return (panes[difference.first], panes[difference.second])
  }

  /// Goes on to the next pair in reading order, the first after the last.
  mutating func usePair(by step: Int) {
    guard var difference else { return }
    let pairs = panes.indices.flatMap { first in
      panes.indices.dropFirst(first + 1).map { (first, $0) }
    }
    guard !pairs.isEmpty else { return }
    let index = pairs.firstIndex { $0 == (difference.first, difference.second) } ?? 0
    let next = pairs[((index + step) % pairs.count + pairs.count) % pairs.count]
    (difference.first, difference.second) = next
    self.difference = difference
  }
}

extension ExplorerApp.State {
  /// The pools of all plans side by side; one that lies in another is a part of its picture.
  var comparedPools: [IPPrefix] {
    let all = (comparison?.panes ?? []).compactMap { plan(at: $0) }.flatMap {
      $0.cluster.mode.pools
    }
    var seen: Set<IPPrefix> = []
    return all.filter { pool in
      seen.insert(pool).inserted && !all.contains { $0 != pool && $0.contains(pool) }
    }
  }

  /// Which pane has the focus.
  var focusIndex: Int {
    guard let panes = comparison?.panes, let shown = shownReference else { return 0 }
    return panes.firstIndex(of: shown) ?? 0
  }

  /// Panes, or nothing while the picture of what differs or the addresses of a block take the place.
  var paneCount: Int? {
    guard let comparison, comparison.difference == nil, view == .space else { return nil }
    return comparison.panes.count
  }

  /// Opens plans side by side, closes them, or makes a second plan where there is one.
  mutating func toggleComparison(_ wanted: Int) {
    if comparison != nil, wanted < 2 {
      closeComparison()
      notice = Notice(.plain, "plan \(plan?.name ?? "") alone")
    } else if session.moment.plans.isEmpty {
      notice = Notice(.error, "there is no plan yet to compare")
    } else if allReferences.count == 1 {
      addNextPlan()
    } else {
      openComparison(wanted < 2 ? Comparison.limit : min(wanted, Comparison.limit))
      tellWhatFits()
    }
  }

  private mutating func openComparison(_ wanted: Int) {
    let all = allReferences
    var panes = Array(all.prefix(wanted))
    if let shown = shownReference, !panes.contains(shown) { panes[panes.count - 1] = shown }
    let difference = comparison?.difference
    comparison = Comparison(
      wanted: wanted, fork: session.fork, panes: panes, difference: difference)
    settleComparison()
    keepPlace()
  }

  /// Says what is seen, and what has no room.
  private mutating func tellWhatFits() {
    guard let comparison, comparison.difference == nil else { return }
    let count = comparison.panes.count
    let shown = layout.panes.count
    let next = keymap.shown(.nextPlan)
    notice =
      shown < count
      ? Notice(
        .warning,
        "\(shown) of \(count) plans \(shown == 1 ? "fits" : "fit") \(size); \(next) goes on")
      : Notice(
        .plain,
        "\(count) plans, one cursor; \(next) moves the focus, \(keymap.shown(.difference)) shows "
          + "what differs, \(keymap.shown(.compare)) closes")
  }

  mutating func closeComparison() {
    comparison = nil
    keepPlace()
  }

  /// Panes after a command: those whose plan is gone go, a new plan comes in while there is room.
  mutating func settleComparison() {
    if let reference = focus,
      plan(at: reference) == nil || focusBase != session.current?.name
    {
      focus = nil
    }
    openAwaitedPlan()
    guard var comparison else { return }
    if comparison.fork != session.fork {
      // Another branch is shown: what was of this one is of a fork now, and the other way round.
      for index in comparison.panes.indices {
        let fork = comparison.panes[index].fork ?? comparison.fork
        comparison.panes[index].fork = fork == session.fork ? nil : fork
      }
      comparison.fork = session.fork
    }
    comparison.panes.removeAll { plan(at: $0) == nil }
    if let shown = shownReference, !comparison.panes.contains(shown) {
      if comparison.panes.count >= comparison.wanted { comparison.panes.removeLast() }
      comparison.panes.append(shown)
    }
    for plan in session.moment.plans where comparison.panes.count < comparison.wanted {
      let reference = PaneReference(plan.name)
      if !comparison.panes.contains(reference) { comparison.panes.append(reference) }
    }
    if let difference = comparison.difference, difference.second >= comparison.panes.count {
      comparison.difference = .init(first: 0, second: 1, level: difference.level)
    }
    self.comparison = comparison.panes.count < 2 ? nil : comparison
  }
}
