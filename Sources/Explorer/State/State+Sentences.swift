import Addressing
import Allocation
import Cartography
import Measurement
import Simulation

extension ExplorerApp.State {
  /// The view as sentences, for ears and for minutes of meetings.
  var sentences: [String] {
    guard let plan else { return ["There is no plan yet."] }
    let cluster = plan.cluster
    let tallies = cluster.tallies
    let figures = AddressFigures(of: cluster, family: pool.family)
    var all = [
      "Plan \(plan.name) runs \(cluster.mode.about.name) over \(pool) in blocks of /\(unitLength).",
      "\(Figure.count(cluster.nodes.count, "node")) and "
        + "\(Figure.count(cluster.pods.count, "pod")): \(Figure.grouped(tallies.podsRunning)) running, "
        + "\(Figure.grouped(tallies.podsPending)) pending, "
        + "\(Figure.count(tallies.nodesFailed, "node")) failed.",
      "Of \(Figure.grouped(figures.total)) addresses \(Figure.grouped(figures.committed)) are "
        + "committed to nodes and \(Figure.grouped(figures.free)) are free. Of the committed ones "
        + "\(Figure.grouped(figures.used)) are used by pods, \(Figure.grouped(figures.reserved)) are "
        + "reserved and \(Figure.grouped(figures.stranded)) are stranded.",
    ]
    let space = FreeSpace(of: cluster, family: pool.family)
    if let largest = space.largestFree {
      all.append(
        "\(Figure.count(space.freeBlocks, "block")) of \(Figure.grouped(space.totalBlocks)) are "
          + "free; the largest free piece is a /\(largest).")
    } else {
      all.append("No block is free.")
    }
    if let note = lastRefusal { all.append("Refused last: \(note.subject): \(note.text).") }
    if view == .nodes { return all + nodeSentences }
    all.append(viewSentence)
    if let shown = shownProposal, let ghost = shown.ghost {
      all.append("Not made yet: \(shown.command): \(ghost.words).")
    }
    if let forecast = shownForecast?.forecast {
      all.append((forecast.lines + [forecast.assumption]).joined(separator: "; ") + ".")
    }
    all.append(cursorSentence)
    if view == .space { all += showsTiles ? poolSentences : partSentences }
    return all
  }

  /// What shows, and how closely.
  var viewSentence: String {
    switch view {
    case .nodes:
      let list = nodesView.list
      return "The view shows \(Figure.grouped(list.ids.count)) of "
        + "\(Figure.count(list.total, "node")), \(nodesView.sorting.summary)."
    case .addresses: return "The view shows the addresses of \(block), one a cell."
    case .space:
      let part =
        viewport.isFitted ? "the pool \(pool)" : "a part of \(pool) around \(cursor)"
      return "The map shows \(part) by the \(viewport.plane.title) curve; one pixel is a "
        + "/\(viewport.pixelLength), coloured by \(styleTitle)."
    }
  }

  /// What the cursor stands on.
  var cursorSentence: String {
    if view == .nodes {
      return nodeInList == nil ? "No node is shown." : nodeSentences.last ?? ""
    }
    let here = Inspection(self)
    if here.isAddress { return "The cursor is on \(anchor), in \(here.block): \(here.owner)." }
    if here.isSeveral { return "The cursor is on \(cursor), " + Self.tell(here.coverage) + "." }
    guard let node = here.node else { return "The cursor is on \(cursor), which no node holds." }
    return "The cursor is on \(here.block) of \(node.name), which is \(node.state.rawValue): "
      + "\(Figure.grouped(here.used)) of \(Figure.grouped(here.usable)) usable addresses are used."
  }

  /// The pool by quarters, and by quarters of those while that is a handful.
  private var partSentences: [String] {
    let length = min(pool.length + 2, unitLength)
    guard let grid = BlockGrid(pool, blockLength: length), grid.count > 1, grid.count <= 8 else {
      return []
    }
    let occupancy = occupancy
    return (0..<grid.count).map { index in
      let part = grid[index]
      return "\(part): \(Self.tell(occupancy.coverage(of: part)))."
    }
  }

  static func tell(_ coverage: Coverage) -> String {
    "\(Figure.grouped(coverage.committedBlocks)) of \(Figure.count(coverage.blocks, "block")) taken, "
      + "\(Figure.grouped(coverage.fullBlocks)) full, \(Figure.grouped(coverage.used)) of "
      + "\(Figure.grouped(coverage.capacity)) usable addresses used"
  }
}
