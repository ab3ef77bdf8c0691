import Addressing
import Cartography
import Terminal

extension ExplorerApp.State {
  /// Lines of text that one notch of the wheel scrolls.
  private static let notch = 3

  /// The wheel zooms a map about the pointer, and scrolls everything else.
  mutating func turnWheel(
    _ direction: MouseEvent.Direction, _ event: MouseEvent
  ) -> [ExplorerApp.Effect] {
    switch target(at: event.place) {
    case .map(let cell, _), .pane(_, let cell, _): turnWheel(direction, overCell: cell)
    case .tile(let index, let cell, let canvas) where direction == .up:
      // Among all pools each is shown whole; closer is one pool alone, about the pointer.
      stand(onCell: cell, ofTile: index, in: canvas)
      return take(.zoomIn)
    case .address where direction == .up || direction == .down:
      scrollAddresses(by: direction == .up ? -Self.notch : Self.notch)
    case .node: turnWheelOverNodes(direction, event)
    case .item, .key, .word, .overlay: return scrollOverlay(direction)
    case .hint, .hints:
      scrollHints(by: direction == .up || direction == .left ? -1 : 1)
    case .tile, .address, .timeline, .fact, .beside, .nothing: break
    }
    return []
  }

  private mutating func turnWheel(_ direction: MouseEvent.Direction, overCell cell: Point) {
    // A map that is dragged stays in the hand.
    pointer.grip = nil
    switch direction {
    case .up: zoom(by: 1, aboutCell: cell)
    case .down: zoom(by: -1, aboutCell: cell)
    case .left, .right:
      let pixels = max(1, viewport.size.width / 16)
      viewport = viewport.panned(dx: direction == .left ? -pixels : pixels, dy: 0)
      bringCursorIntoSight()
    }
  }

  /// Two address bits closer or farther; the place under the pointer stays under it.
  mutating func zoom(by step: Int, aboutCell cell: Point) {
    notice = nil
    guard step < 0 || !viewport.isDeepest else {
      notice = Notice(.plain, "one pixel is one address: this is as close as it gets")
      return
    }
    guard step > 0 || viewport.zoom > 0 else {
      notice = Notice(.plain, "one pixel is the whole pool")
      return
    }
    let shown = viewport.pixels(atColumn: cell.x, row: cell.y)
    let pixel = PixelPoint(x: shown.x, y: shown.y)
    let before = ExplorerApp.Place(viewport: viewport, anchor: anchor)
    viewport = viewport.zoomed(by: step, about: pixel)
    if step > 0 {
      trail.append(before)
    } else if trail.last?.viewport.zoom == viewport.zoom {
      trail.removeLast()
    } else {
      trail = []
    }
    // A cursor that the view has left behind comes to the pointer.
    if !viewport.shows(cursor) {
      if let prefix = viewport.prefix(atPixel: pixel) { anchor = prefix.base }
      bringCursorIntoSight()
    }
  }

  /// Rows of nodes, or with Ctrl their size.
  private mutating func turnWheelOverNodes(
    _ direction: MouseEvent.Direction, _ event: MouseEvent
  ) {
    let step = direction == .up ? -1 : 1
    guard direction == .up || direction == .down else { return }
    if !event.modifiers.contains(.control) {
      moveAmongNodes(dx: 0, dy: step)
    } else if step < 0, !thumbnails.isLast {
      enlargeNodes(by: 1)
    } else if step > 0, thumbnails.level > 0 {
      reduceNodes(by: 1)
    }
  }

  /// Scrolls the addresses of a block.
  mutating func scrollAddresses(by rows: Int) {
    let grid = addressGrid
    let visible = grid.visibleRows(in: layout.canvas)
    firstRow = min(max(0, firstRow + rows), max(0, grid.rows - visible))
    // The cursor stays in its column and goes along only as far as it must.
    let index = grid.index(of: anchor)
    let row = min(max(index / grid.perRow, firstRow), firstRow + visible - 1)
    anchor = grid.address(at: min(row * grid.perRow + index % grid.perRow, grid.count - 1))
  }

  /// The arrows do it, so that each list and text knows its own ends.
  private mutating func scrollOverlay(
    _ direction: MouseEvent.Direction
  ) -> [ExplorerApp.Effect] {
    switch overlay {
    case .prompt(var prompt):
      guard direction == .up || direction == .down else { return [] }
      scrollPalette(&prompt, by: direction == .up ? -1 : 1)
      overlay = .prompt(prompt)
      return []
    case .help, .pager, .inspector:
      let key = direction.key
      // Sideways an inspector goes through the history, which is not scrolling.
      if case .inspector = overlay, key == .left || key == .right { return [] }
      return (0..<Self.notch).flatMap { _ in press(key) }
    case .why:
      guard direction == .up || direction == .down else { return [] }
      return press(direction.key)
    case .modes, .lessons, .themes, .menu, .scores, .form:
      guard direction == .up || direction == .down else { return [] }
      return press(direction.key)
    case .plot:
      return press(direction == .up || direction == .left ? .left : .right)
    default: return []
    }
  }
}

extension MouseEvent.Direction {
  /// The arrow that goes the same way.
  fileprivate var key: Key {
    switch self {
    case .up: .up
    case .down: .down
    case .left: .left
    case .right: .right
    }
  }
}
