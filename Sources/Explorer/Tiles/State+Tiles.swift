import Addressing
import Cartography
import Terminal

extension ExplorerApp.State {
  /// Whether all pools are shown next to each other.
  var showsTiles: Bool {
    isTiled && view == .space && comparison == nil && pools.count > 1
  }

  /// Shows all pools, or again only the one that the cursor is in.
  mutating func switchTiles() {
    cameFromTiles = false
    if showsTiles {
      leaveTiles()
      notice = Notice(.plain, "pool \(poolIndex + 1) of \(pools.count): \(pool)")
      return
    }
    guard comparison == nil else {
      notice = Notice(
        .plain, "plans side by side have the screen; \(keymap.shown(.compare)) closes them")
      return
    }
    guard pools.count > 1 else {
      notice = Notice(.plain, "the plan has one pool, \(pool)")
      return
    }
    if view != .space { leaveNodes() }
    isTiled = true
    fit()
    notice = Notice(
      .plain,
      "\(pools.count) pools, one cursor; \(keymap.shown(.nextPool)) goes on, "
        + "\(keymap.shown(.open)) opens one, \(keymap.shown(.tiles)) closes")
  }

  /// The pool under the cursor alone, all of it.
  mutating func leaveTiles() {
    isTiled = false
    fit()
  }

  /// Closer: the pool under the cursor alone, from where the way back leads to all of them.
  mutating func openTile() {
    cameFromTiles = true
    leaveTiles()
  }

  /// All pools are shown whole: whatever has moved the view, it is brought back to that.
  mutating func settleTiles() {
    guard showsTiles, !viewport.isFitted || viewport.columns != layout.canvas.width else { return }
    fit()
  }

  /// Goes to another tile, where it was left or to its first address.
  mutating func focusTile(_ index: Int) {
    showPool(index)
    fit()
  }

  /// Over the edge of a pool into the one beyond it; false where there is none.
  mutating func crossTile(dx: Int, dy: Int) -> Bool {
    guard showsTiles, let rect = viewport.rect(of: cursor) else { return false }
    let own = layout.canvas
    let cells = viewport.cells(of: rect)
    let from = Point(
      x: own.x + cells.x + max(0, cells.width - 1) / 2,
      y: own.y + cells.y + max(0, cells.height - 1) / 2)
    guard let target = layout.tile(beyond: poolIndex, from: from, dx: dx, dy: dy) else {
      return false
    }
    focusTile(target.pool)
    // The nearest pixel of the other plane to where the cursor came from.
    let there = viewport.grain.pixel(
      atColumn: from.x - target.canvas.x, row: from.y - target.canvas.y)
    let plane = viewport.planeSize
    let point = PixelPoint(
      x: min(max(0, there.x + viewport.origin.x), plane.width - 1),
      y: min(max(0, there.y + viewport.origin.y), plane.height - 1))
    if let prefix = viewport.plane.prefix(at: point, zoom: viewport.zoom) { anchor = prefix.base }
    return true
  }
}

extension Plane {
  /// Another root laid out the same way.
  func showing(_ root: IPPrefix) -> Plane {
    Plane(root: root, curve: curve, isTransposed: isTransposed)
  }
}

extension Layout {
  /// The tile next to the one of a pool on the way from a cell: the nearest that the way meets, else
  /// the nearest on that side.
  func tile(beyond pool: Int, from: Point, dx: Int, dy: Int) -> TileRoom? {
    guard let own = tiles.first(where: { $0.pool == pool })?.frame else { return nil }
    var best: (room: TileRoom, gap: Int, aside: Int)?
    for room in tiles where room.pool != pool {
      let other = room.frame
      let gap: Int
      let aside: Int
      if dx != 0 {
        gap = dx > 0 ? other.x - own.columns.upperBound : own.x - other.columns.upperBound
        aside = Self.distance(from.y, other.rows)
      } else {
        gap = dy > 0 ? other.y - own.rows.upperBound : own.y - other.rows.upperBound
        aside = Self.distance(from.x, other.columns)
      }
      guard gap >= 0 else { continue }
      if best.map({ (aside, gap) < ($0.aside, $0.gap) }) ?? true { best = (room, gap, aside) }
    }
    return best?.room
  }

  private static func distance(_ place: Int, _ range: Range<Int>) -> Int {
    range.contains(place)
      ? 0 : min(abs(place - range.lowerBound), abs(place - range.upperBound + 1))
  }
}
