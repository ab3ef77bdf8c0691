import Addressing
import Allocation
import Cartography
import Terminal

extension ExplorerApp.State {
  /// Keeps looking at the same place after the list of pools, or the layout, may have changed.
  mutating func keepPlace() {
    let current = pools
    if let index = current.firstIndex(of: pool) {
      poolIndex = index
    } else {
      leftPlaces = [:]
      trail = []
      if let index = current.firstIndex(where: { $0.contains(pool) || pool.contains($0) }) {
        poolIndex = index
        plant(current[index])
      } else {
        poolIndex = 0
        viewport = Viewport(
          plane: Plane(
            root: current[0], curve: viewport.plane.curve, isTransposed: isTransposed), columns: 0,
          rows: 0)
        anchor = current[0].base
        if view == .addresses { view = .space }
        fit()
      }
    }
    adoptLayout()
    keepRowInSight()
  }

  /// Shows the same addresses as a part of another root, as closely as before.
  private mutating func plant(_ root: IPPrefix) {
    let old = viewport
    let canvas = layout.canvas
    let plane = Plane(root: root, curve: old.plane.curve, isTransposed: isTransposed)
    viewport = Viewport(
      plane: plane, columns: canvas.width, rows: canvas.height, grain: look.glyphs.grain)
    anchor = root.contains(anchor) ? anchor : root.base
    guard !old.isFitted else { return }
    let steps = (old.pixelLength - root.length) / 2
    viewport = viewport.centred(on: IPPrefix(anchor), zoom: steps).revealing(cursor)
  }

  /// The pool of the plan in focus at the cursor; panes may show a larger one of another plan.
  var ownPool: IPPrefix {
    guard comparison != nil, let pools = cluster?.mode.pools else { return pool }
    return pools.first { $0.contains(anchor) } ?? pools.first { $0.overlaps(pool) } ?? pool
  }
}
