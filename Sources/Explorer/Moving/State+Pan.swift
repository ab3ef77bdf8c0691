import Addressing
import Cartography
import Terminal

extension ExplorerApp.State {
  /// Moves the view by cells under the cursor, which goes along only as far as it must.
  mutating func pan(dx: Int, dy: Int) {
    let grain = viewport.grain
    pan(
      dx: dx, dy: dy,
      by: PixelSize(width: grain.pixelsPerColumn, height: grain.pixelsPerRow))
  }

  /// Moves the view by the block around the cursor, or by eight pixels where that is no larger.
  mutating func panByBlock(dx: Int, dy: Int) {
    let length = min(cursor.length, max(pool.length, viewport.pixelLength - 6))
    let rect = viewport.rect(of: IPPrefix(anchor, length: length))
    pan(
      dx: dx, dy: dy,
      by: PixelSize(width: max(1, rect?.width ?? 1), height: max(1, rect?.height ?? 1)))
  }

  private mutating func pan(dx: Int, dy: Int, by unit: PixelSize) {
    switch view {
    case .nodes: moveAmongNodes(dx: dx, dy: dy)
    case .addresses: scrollAddresses(by: dy)
    case .space:
      let before = viewport
      // Counts of millions end at the edge like any other.
      let (right, down) = (min(max(-4096, dx), 4096), min(max(-4096, dy), 4096))
      viewport = viewport.panned(dx: right * unit.width, dy: down * unit.height)
      guard viewport == before else {
        bringCursorIntoSight()
        return
      }
      notice = Notice(
        .plain,
        viewport.bounds.width >= viewport.planeSize.width
          && viewport.bounds.height >= viewport.planeSize.height
          ? "all of \(pool) is in view" : "this is the edge of \(pool)")
    }
  }

  /// Puts a cursor that the view has left on the nearest place in sight.
  mutating func bringCursorIntoSight() {
    guard view == .space, let rect = viewport.rect(of: cursor) else { return }
    let seen = viewport.rect(of: pool)?.intersection(viewport.bounds) ?? viewport.bounds
    guard !seen.isEmpty, rect.intersection(seen).isEmpty else { return }
    let middle = rect.center
    let nearest = PixelPoint(
      x: min(max(seen.x, middle.x), seen.maxX - 1), y: min(max(seen.y, middle.y), seen.maxY - 1))
    if let prefix = viewport.prefix(atPixel: nearest) { anchor = prefix.base }
  }
}
