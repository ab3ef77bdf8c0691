import Addressing
import Allocation
import Cartography
import Reporting
import Simulation

extension ExplorerApp.State {
  /// Puts the picture of what differs in place of the panes, or takes it away.
  mutating func toggleDifference() {
    if comparison?.difference != nil {
      comparison?.difference = nil
      keepPlace()
      return
    }
    if comparison == nil {
      toggleComparison(1)
      guard comparison != nil else { return }
    }
    guard let count = comparison?.panes.count, count > 1 else { return }
    // The plan in focus and the next one, the left one first.
    let index = focusIndex
    let other = (index + 1) % count
    comparison?.difference = .init(first: min(index, other), second: max(index, other))
    tellPair()
  }

  mutating func moveToPair(by step: Int) {
    comparison?.usePair(by: step)
    if let pair = comparison?.pair { show(pair.first) }
    tellPair()
  }

  /// Compares what nodes hold, or what pods use.
  mutating func useNextLevel() {
    guard let level = comparison?.difference?.level.next else { return }
    comparison?.difference?.level = level
    notice = Notice(.plain, "\(level.name): \(level.summary)")
  }

  private mutating func tellPair() {
    keepPlace()
    guard let comparison, let difference = comparison.difference, let pair = comparison.pair else {
      return
    }
    let more = comparison.panes.count > 2 ? ", \(keymap.shown(.nextPlan)) to the next pair" : ""
    notice = Notice(
      .plain,
      "\(pair.first.text) against \(pair.second.text), by \(difference.level.summary); "
        + "\(keymap.shown(.aggregate)) turns to \(difference.level.next.summary)\(more)")
  }

  /// Whether the picture of what differs fills the place of the map.
  var isContrasted: Bool { comparison?.difference != nil && view == .space }

  /// What both plans of the picture hold, as one.
  var contrast: ContrastedOccupancy<AnyOccupancy, AnyOccupancy>? {
    guard let comparison, let difference = comparison.difference, let pair = comparison.pair else {
      return nil
    }
    // Claims are the same for both plans, so they say nothing of what differs.
    let both = [pair.first, pair.second].map { reference in
      AnyOccupancy(plan(at: reference).map { ClusterOccupancy(of: $0.cluster) }, pool)
    }
    return ContrastedOccupancy(both[0], both[1], by: difference.level)
  }

  /// The shortest stretch in which one plan commits all or nothing.
  var finestUnit: Int {
    let lengths = (comparison?.panes ?? []).compactMap { plan(at: $0) }
      .compactMap { $0.cluster.mode.unitLength(pool.family) }
    return lengths.max() ?? unitLength
  }
}
