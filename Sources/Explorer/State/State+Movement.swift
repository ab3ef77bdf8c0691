import Addressing
import Cartography
import Terminal

extension ExplorerApp.State {
  /// Moves the cursor by blocks of its own size, as far as the plane goes, and the view after it.
  mutating func move(dx: Int, dy: Int) {
    if view == .nodes {
      moveAmongNodes(dx: dx, dy: dy)
      return
    }
    if isInPodList {
      if dy == 0 { switchPodList() } else { moveInPodList(by: dy) }
      return
    }
    guard view == .space else {
      moveInBlock(by: dx + dy * addressGrid.perRow)
      return
    }
    let from = cursor
    let steps = max(abs(dx), abs(dy))
    let (x, y) = (dx.signum(), dy.signum())
    // Neighbours are counted from the edge inward until one lies on the plane.
    for count in stride(from: min(steps, reach), to: 0, by: -1) {
      guard let next = viewport.plane.neighbour(of: from, dx: x * count, dy: y * count) else {
        continue
      }
      anchor = next.base
      viewport = viewport.revealing(next)
      return
    }
    _ = crossTile(dx: x, dy: y)
  }

  /// Moves by half of what is in view.
  mutating func moveFar(dx: Int, dy: Int) {
    if view == .nodes {
      moveFarAmongNodes(dx: dx, dy: dy)
      return
    }
    if isInPodList {
      moveInPodList(by: dx != 0 ? dx.signum() * Int(Int32.max) : dy * podListPage)
      return
    }
    guard view == .space else {
      let grid = addressGrid
      let page = max(1, grid.visibleRows(in: layout.canvas) / 2)
      moveInBlock(by: dx * max(1, grid.perRow / 2) + dy * page * grid.perRow)
      return
    }
    guard let rect = viewport.rect(of: cursor) else { return }
    let wide = max(1, viewport.size.width / 2 / max(1, rect.width))
    let high = max(1, viewport.size.height / 2 / max(1, rect.height))
    move(dx: dx * wide, dy: dy * high)
  }

  /// Moves along the addresses, which shows how the curve runs.
  mutating func walk(by steps: Int) {
    if view == .nodes {
      moveAmongNodes(dx: steps, dy: 0)
      return
    }
    if isInPodList {
      moveInPodList(by: steps)
      return
    }
    guard view == .space else {
      moveInBlock(by: steps)
      return
    }
    let from = cursor
    guard let grid = BlockGrid(pool, blockLength: from.length),
      let index = grid.index(of: from.base)
    else { return }
    let (sum, overflow) = index.addingReportingOverflow(steps)
    let target = overflow ? (steps > 0 ? grid.count - 1 : 0) : min(max(0, sum), grid.count - 1)
    anchor = grid[target].base
    viewport = viewport.revealing(grid[target])
  }

  /// More steps than this end at the edge in any view.
  private var reach: Int { 4096 }

  /// Stands on `prefix` with the view wherever it is, moved if it has to be.
  mutating func stand(on prefix: IPPrefix) {
    if !pool.contains(prefix.base), let index = pools.firstIndex(where: { $0.contains(prefix) }) {
      showPool(index)
    }
    guard pool.contains(prefix.base) else { return }
    anchor = prefix.base
  }

  /// Shows another pool as it was left, or the whole of it.
  mutating func showPool(_ index: Int) {
    guard pools.indices.contains(index), pools[index] != pool else { return }
    // Among all nodes the cursor goes from pool to pool while the map stays where it was.
    leftPlaces[pool] = ExplorerApp.Place(
      viewport: viewport, anchor: pool.contains(anchor) ? anchor : pool.base)
    poolIndex = index
    let root = pools[index]
    trail = []
    if let place = leftPlaces[root] {
      viewport = place.viewport
      anchor = place.anchor
      adoptLayout()
    } else {
      viewport = Viewport(
        plane: Plane(root: root, curve: viewport.plane.curve, isTransposed: isTransposed),
        columns: 0, rows: 0)
      anchor = root.base
      fit()
    }
    view = .space
  }
}

extension ExplorerApp.State {
  /// The whole pool, as closely as it fits.
  mutating func fit() {
    let canvas = layout.canvas
    viewport = Viewport(
      plane: viewport.plane, columns: canvas.width, rows: canvas.height, grain: look.glyphs.grain)
    trail = []
  }

  /// The same view after the canvas or the glyphs have changed.
  mutating func adoptLayout() {
    guard comparison == nil || view == .space else { return }
    let canvas = layout.canvas
    let grain = look.glyphs.grain
    guard
      viewport.columns != canvas.width || viewport.rows != canvas.height || viewport.grain != grain
    else { return }
    viewport = viewport.resized(columns: canvas.width, rows: canvas.height, grain: grain)
    if !viewport.isFitted { viewport = viewport.revealing(IPPrefix(anchor)) }
    trail = []
    keepRowInSight()
  }

  mutating func resize(to newSize: Size) {
    size = newSize
    adoptLayout()
    settleNodes()
    keepRowInSight()
    switch overlay {
    case .help, .pager: settlePager()
    case .why(var panel):
      panel.settle(in: layout.whyRoom)
      overlay = .why(panel)
    case .prompt, .sizing, .modes, .lessons, .themes, .scores, .scrub, .inspector, .menu, .form,
      .marks,
      .plot, .files,
      nil:
      break
    }
  }

  /// Closer by two bits a step; the pixel under the cursor stays where it is on the screen.
  mutating func zoomIn(by steps: Int) {
    if view == .nodes {
      enlargeNodes(by: steps)
      return
    }
    guard view == .space else {
      notice = Notice(.plain, "an address is as close as it gets")
      return
    }
    if showsTiles {
      openTile()
      return
    }
    guard !viewport.isDeepest else {
      notice = Notice(.plain, "one pixel is one address: this is as close as it gets")
      return
    }
    for _ in 0..<min(steps, 64) where !viewport.isDeepest {
      trail.append(ExplorerApp.Place(viewport: viewport, anchor: anchor))
      viewport = viewport.zoomed(by: 1, keeping: anchor)
    }
    viewport = viewport.revealing(IPPrefix(anchor, length: viewport.pixelLength))
  }

  /// Farther by two bits a step, to exactly where the last step in began if that is in reach.
  mutating func zoomOut(by steps: Int) {
    if view == .nodes {
      reduceNodes(by: steps)
      return
    }
    guard view == .space else {
      goBack()
      return
    }
    if showsTiles {
      notice = Notice(.plain, "all pools are in view")
      return
    }
    guard viewport.zoom > 0 else {
      notice = Notice(.plain, "one pixel is the whole pool")
      return
    }
    for _ in 0..<min(steps, 64) where viewport.zoom > 0 {
      if let last = trail.last, last.viewport.zoom == viewport.zoom - 1,
        last.viewport.shows(IPPrefix(anchor))
      {
        viewport = last.viewport
        trail.removeLast()
      } else {
        trail.removeAll()
        viewport = viewport.zoomed(by: -1, keeping: anchor)
      }
    }
    viewport = viewport.revealing(IPPrefix(anchor, length: viewport.pixelLength))
  }

  /// Fills the screen with what is under the cursor; a node's block opens address by address.
  mutating func open() {
    if view == .nodes {
      openAddressesOfNode()
      return
    }
    guard view == .space else { return }
    if showsTiles {
      openTile()
      return
    }
    if node != nil {
      cameFromNodes = false
      addressOwner = nil
      openAddresses()
    } else if !viewport.isDeepest {
      trail.append(ExplorerApp.Place(viewport: viewport, anchor: anchor))
      let framed = viewport.framing(cursor)
      viewport = framed.zoom > viewport.zoom ? framed : viewport.zoomed(by: 1, keeping: anchor)
    } else {
      notice = Notice(.plain, "no node holds \(block); \(keymap.shown(.addNode)) adds one")
    }
  }

  /// The addresses of the block around the cursor, one cell each.
  mutating func openAddresses() {
    view = .addresses
    podListHasKeys = false
    listedPod = nil
    anchor = min(anchor, addressGrid.last)
    firstRow = 0
    keepRowInSight()
  }

  /// Out of the address view, or back to where the last zoom or jump began.
  mutating func goBack() {
    if isInPodList {
      switchPodList()
    } else if view == .addresses, cameFromNodes {
      openNodes()
    } else if view == .addresses {
      leaveNodes()
    } else if view == .nodes {
      if !clearFilter() { leaveNodes() }
    } else if let place = trail.popLast() {
      viewport = place.viewport
      anchor = place.anchor
    } else if !viewport.isFitted, viewport.zoom > 0 {
      zoomOut(by: 1)
    } else if cameFromTiles, pools.count > 1 {
      isTiled = true
      fit()
    }
  }
}
