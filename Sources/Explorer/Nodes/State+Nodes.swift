import Addressing
import Allocation
import Cartography
import Simulation
import Terminal

extension ExplorerApp.State {
  /// The pictures of the nodes on the canvas.
  var thumbnails: ThumbnailGrid {
    ThumbnailGrid(of: nodesView.list, in: layout.canvas, level: nodesView.level ?? 0)
  }

  /// The node under the cursor of the nodes view.
  var nodeInList: Node? {
    guard !nodesView.list.ids.isEmpty else { return nil }
    return nodesView.cursor.flatMap { cluster?.nodes[$0] }
  }

  /// Shows all nodes, the cursor on the one that it is on, or that has the addresses around it.
  mutating func openNodes() {
    let here = node?.id ?? cluster?.ledger.holders(of: anchor).first
    view = .nodes
    addressOwner = nil
    settleList()
    if let here { nodesView.stand(on: here, in: cluster) }
    if nodesView.level == nil {
      nodesView.level = ThumbnailGrid.firstLevel(for: nodesView.list, in: layout.canvas)
    }
    settleNodes()
  }

  /// Brings list, cursor and scrolling up to date after whatever has happened.
  mutating func settleNodes() {
    guard view == .nodes else { return }
    settleList()
    nodesView.firstLine = thumbnails.firstLine(
      showing: nodesView.index, from: nodesView.firstLine)
    followNode()
  }

  private mutating func settleList() {
    let key = NodesView.Key(
      sessionVersion: sessionVersion, plan: shownReference, sorting: nodesView.sorting,
      grouping: nodesView.grouping, filter: nodesView.filter)
    nodesView.settle(on: key, cluster, at: session.moment)
  }

  /// Keeps the address under the cursor on the node, so that every view shows the same place.
  private mutating func followNode() {
    guard let node = nodeInList, let first = node.blocksInOrder.first,
      !node.blocks.contains(where: { $0.contains(anchor) })
    else { return }
    anchor = first.base
  }

  /// Back to the map, at the node that the cursor was on.
  mutating func leaveNodes() {
    view = .space
    addressOwner = nil
    let wanted = anchor
    if !pool.contains(wanted), let index = pools.firstIndex(where: { $0.contains(wanted) }) {
      showPool(index)
    }
    anchor = pool.contains(wanted) ? wanted : pool.base
    viewport = viewport.revealing(cursor)
  }

  /// The addresses of the node under the cursor.
  mutating func openAddressesOfNode() {
    guard let node = nodeInList else {
      tellNobodyIsShown()
      return
    }
    guard !node.blocks.isEmpty else {
      let reason = node.error ?? node.agentError ?? "it waits for one"
      notice = Notice(.warning, "\(node.name) has no block: \(reason)")
      return
    }
    followNode()
    addressOwner = node.id
    cameFromNodes = true
    openAddresses()
  }

  mutating func tellNobodyIsShown() {
    notice = Notice(.plain, "no node is shown; \(keymap.shown(.nodeFilter)) changes the filter")
  }

  /// What is copied: the place under the cursor, or the name of a node that has none.
  var textUnderCursor: String {
    if view == .addresses { return "\(anchor)" }
    if view == .nodes, let node, node.blocks.isEmpty { return node.name }
    return "\(cursor)"
  }

  mutating func moveAmongNodes(dx: Int, dy: Int) {
    standOnNode(at: thumbnails.index(from: nodesView.index, dx: dx, dy: dy))
  }

  /// Half a screen up or down; to the ends of a row, and from there to those of the list.
  mutating func moveFarAmongNodes(dx: Int, dy: Int) {
    let grid = thumbnails
    if dy != 0 {
      moveAmongNodes(dx: 0, dy: dy * max(1, grid.visibleRows / 2))
      return
    }
    let row = grid.row(around: nodesView.index)
    let last = max(0, nodesView.list.ids.count - 1)
    if dx < 0 {
      standOnNode(at: nodesView.index == row.lowerBound ? 0 : row.lowerBound)
    } else {
      standOnNode(at: nodesView.index == row.upperBound ? last : row.upperBound)
    }
  }

  private mutating func standOnNode(at place: Int) {
    nodesView.stand(at: place, in: cluster)
    settleNodes()
  }

  /// Twice as large; past one node come its addresses.
  mutating func enlargeNodes(by steps: Int) {
    let grid = thumbnails
    guard !grid.isLast else {
      openAddressesOfNode()
      return
    }
    nodesView.level = min(grid.lastLevel, grid.level + min(steps, 64))
    settleNodes()
  }

  /// Half as large; past the smallest comes the map.
  mutating func reduceNodes(by steps: Int) {
    let grid = thumbnails
    guard grid.level > 0 else {
      leaveNodes()
      notice = Notice(.plain, "the map; \(keymap.shown(.switchView)) goes back to the nodes")
      return
    }
    nodesView.level = max(0, grid.level - min(steps, 64))
    settleNodes()
  }

  /// The size at which the view begins.
  mutating func fitNodes() {
    nodesView.level = ThumbnailGrid.firstLevel(for: nodesView.list, in: layout.canvas)
    settleNodes()
  }

  mutating func useNextSorting() {
    guard isShowingNodes() else { return }
    nodesView.sorting = nodesView.sorting.next
    settleNodes()
    notice = Notice(.plain, "\(nodesView.sorting.rawValue): \(nodesView.sorting.summary)")
  }

  mutating func useNextGrouping() {
    guard isShowingNodes() else { return }
    nodesView.grouping = nodesView.grouping.next
    settleNodes()
    let count = nodesView.list.sections.count
    notice = Notice(
      .plain,
      nodesView.grouping == .none
        ? "in no groups"
        : "in \(Figure.count(count, "group")) by \(nodesView.grouping.rawValue)")
  }

  private mutating func isShowingNodes() -> Bool {
    guard view == .nodes else {
      notice = Notice(
        .plain,
        "nodes are put in order where they are shown; \(keymap.shown(.switchView)) shows them"
      )
      return false
    }
    return true
  }

  /// Opens the line of the filter, with what it says.
  mutating func askForFilter() {
    if view != .nodes { openNodes() }
    var prompt = Prompt(.filter)
    prompt.editor.replace(with: nodesView.filter.text)
    overlay = .prompt(prompt)
  }

  mutating func useFilter(_ filter: NodeFilter) {
    nodesView.filter = filter
    settleNodes()
  }

  /// Every node again; false if every node is shown already.
  mutating func clearFilter() -> Bool {
    guard !nodesView.filter.isAll else { return false }
    useFilter(.all)
    notice = Notice(.plain, "all \(Figure.count(nodesView.list.total, "node"))")
    return true
  }

  /// The filter of a line that may still be on its way: what cannot be read changes nothing.
  mutating func followFilter(_ text: String) {
    guard let filter = try? NodeFilter(parsing: text), filter != nodesView.filter else { return }
    useFilter(filter)
  }

  /// Words that could go on from a line of the filter.
  func filterCompletions(of head: String) -> [String] {
    findCompletions(of: head)
  }
}
