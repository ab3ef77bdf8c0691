import Addressing
import Cartography
import Simulation
import Terminal

extension ExplorerApp.State {
  /// What the mouse did: the left button acts as it is pressed, the right one only selects.
  mutating func point(_ event: MouseEvent) -> [ExplorerApp.Effect] {
    switch event.kind {
    case .press(.left): return pressLeft(event)
    case .press(.right): pressRight(event)
    case .drag: drag(event)
    case .wheel(let direction): return turnWheel(direction, event)
    case .release: pointer.grip = nil
    case .press(.middle), .move: break
    }
    return []
  }

  private mutating func pressLeft(_ event: MouseEvent) -> [ExplorerApp.Effect] {
    let isDouble = pointer.press(event)
    pointer.grip = nil
    let target = target(at: event.place)
    switch target {
    case .map(let cell, let canvas):
      return press(cell, in: canvas, event, isDouble: isDouble)
    case .pane(let reference, let cell, let canvas):
      if reference != shownReference { show(reference) }
      return press(cell, in: canvas, event, isDouble: isDouble)
    case .tile(let index, let cell, let canvas):
      notice = nil
      count = nil
      stand(onCell: cell, ofTile: index, in: canvas)
      if isDouble { return take(.open) }
    case .address(let address):
      notice = nil
      anchor = address
      keepRowInSight()
      if isDouble { return take(.describe) }
    case .node(let place):
      notice = nil
      nodesView.stand(at: place, in: cluster)
      settleNodes()
      if isDouble { return take(.open) }
    case .timeline(let step):
      pointer.grip = .timeline
      leap(toStep: step)
    case .key(let key): return press(key)
    case .word(let word): choose(word)
    // The very key, so that whatever lies between it and the action holds for the pointer too.
    case .hint(.key(let key)): return press(key)
    case .hint(.more(let step)): scrollHints(by: step)
    case .fact(let fact): explain(fact)
    case .item(let index): return choose(index, isDouble: isDouble)
    case .beside: return leaveOverlay()
    case .overlay, .hints, .nothing: break
    }
    return []
  }

  private mutating func press(
    _ cell: Point, in canvas: Rect, _ event: MouseEvent, isDouble: Bool
  ) -> [ExplorerApp.Effect] {
    guard canvas.contains(event.place) else { return [] }
    notice = nil
    count = nil
    if event.modifiers.contains(.shift) {
      if selection == nil {
        pointer.grip = .selection(cell: cell, canvas: canvas)
      } else {
        stand(onCell: cell)
        extendSelection()
      }
      return []
    }
    selection = nil
    guard stand(onCell: cell) else { return [] }
    pointer.grip = .map(cell: cell, viewport: viewport, canvas: canvas.origin)
    return isDouble ? take(.open) : []
  }

  /// Goes to a pool among all pools and, where the cell is of its map, to that place of it.
  mutating func stand(onCell cell: Point, ofTile index: Int, in canvas: Rect) {
    guard pools.indices.contains(index) else { return }
    let tile = Viewport(
      plane: viewport.plane.showing(pools[index]), columns: canvas.width, rows: canvas.height,
      grain: look.glyphs.grain)
    if index != poolIndex { focusTile(index) }
    guard Rect(x: 0, y: 0, width: canvas.width, height: canvas.height).contains(cell),
      let prefix = tile.prefix(atColumn: cell.x, row: cell.y)
    else { return }
    anchor = prefix.base
  }

  /// Nothing happens by the right button alone; with it held down the pointer selects.
  private mutating func pressRight(_ event: MouseEvent) {
    pointer.grip = nil
    switch target(at: event.place) {
    case .map(let cell, let canvas) where canvas.contains(event.place),
      .pane(_, let cell, let canvas) where canvas.contains(event.place):
      pointer.grip = .selection(cell: cell, canvas: canvas)
    default: break
    }
  }

  private mutating func drag(_ event: MouseEvent) {
    switch pointer.grip {
    case .map(let start, let held, let origin):
      guard view == .space, held.zoom == viewport.zoom, held.plane == viewport.plane else { return }
      let from = held.grain.pixel(atColumn: start.x, row: start.y)
      let to = held.grain.pixel(
        atColumn: event.place.x - origin.x, row: event.place.y - origin.y)
      viewport = held.panned(dx: from.x - to.x, dy: from.y - to.y)
      bringCursorIntoSight()
    case .selection(let start, let canvas):
      guard view == .space, !canvas.isEmpty else { return }
      let end = Point(
        x: min(max(0, event.place.x - canvas.x), canvas.width - 1),
        y: min(max(0, event.place.y - canvas.y), canvas.height - 1))
      select(fromCell: start, toCell: end)
    case .timeline:
      if let step = step(atColumn: event.place.x) { leap(toStep: step) }
    case nil: break
    }
  }

  /// Goes to a step of the history, as a leap to a mark does.
  private mutating func leap(toStep step: Int) {
    guard holdingWork == nil else {
      notice = Notice(.warning, "wait until the work is done, or end it with Esc")
      return
    }
    let timeline = session.timeline
    player.pause()
    goTo(timeline.place(afterSteps: min(max(0, step), timeline.stepCount)))
    notice = stepNotice
  }

  /// Puts the cursor on what a cell shows; false in the margin.
  @discardableResult
  mutating func stand(onCell cell: Point) -> Bool {
    guard let prefix = viewport.prefix(atColumn: cell.x, row: cell.y) else { return false }
    anchor = prefix.base
    return true
  }
}
