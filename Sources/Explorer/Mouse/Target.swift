import Addressing
import Simulation
import Terminal

/// What lies under a cell of the screen; it is found by the rectangles that are painted.
enum Target: Hashable, Sendable {
  /// A cell of the map, counted from the canvas.
  case map(cell: Point, canvas: Rect)
  /// A cell of the map of a plan beside others.
  case pane(PaneReference, cell: Point, canvas: Rect)
  /// A cell of the map of a pool among all pools, by the pool's place in the list.
  case tile(Int, cell: Point, canvas: Rect)
  /// An address of the block that is shown address by address.
  case address(IPAddress)
  /// The picture of a node, by its place in the list.
  case node(Int)
  /// So many steps of the history.
  case timeline(step: Int)
  /// A key in the line of hints, or the sign that there are more.
  case hint(HintLine.Place)
  /// The line of hints, elsewhere.
  case hints
  /// A key that is written on what lies on top.
  case key(Key)
  /// A word that could stand in the field of a form.
  case word(String)
  /// Something that is explained: a piece of the first line, of the legend, of the panel.
  case fact(Fact)
  /// A line of the list that lies on top.
  case item(Int)
  /// What lies on top, elsewhere.
  case overlay
  /// Beside what lies on top.
  case beside
  case nothing
}

extension ExplorerApp.State {
  /// What lies under a cell.
  func target(at point: Point) -> Target {
    let layout = layout
    guard !layout.isTooSmall else { return .nothing }
    if let target = hintTarget(at: point, layout) { return target }
    switch overlay {
    case nil: return viewTarget(at: point, layout)
    case .scrub: return timelineTarget(at: point, layout) ?? .nothing
    case .prompt(let prompt):
      let room = paletteRoom(of: prompt, layout)
      guard room.rows.contains(point) else {
        return point.y >= room.top ? .overlay : .nothing
      }
      let rows = shownRows(of: prompt)
      let index = prompt.firstRow(of: rows.count, height: room.rows.height) + point.y - room.rows.y
      return rows.indices.contains(index) ? .item(index) : .overlay
    case let overlay?:
      guard let rect = rect(of: overlay, layout) else { return .overlay }
      guard rect.contains(point) else {
        return timelineTarget(at: point, layout) == nil ? .beside : .nothing
      }
      if case .form(let form) = overlay, let part = part(of: form, at: point, layout) {
        return part
      }
      return item(of: overlay, at: point, in: rect).map { .item($0) } ?? .overlay
    }
  }

  /// The key or the word of a form that is written at a point.
  private func part(of form: Form, at point: Point, _ layout: Layout) -> Target? {
    let rooms = FormRooms(form, of: self, layout)
    if point.y == rooms.rect.rows.upperBound - 1 {
      return rooms.keys.first { $0.columns.contains(point.x) }.map { .key($0.key) }
    }
    guard point.y == rooms.footRect.y else { return nil }
    return rooms.words.first { $0.columns.contains(point.x) }.map { .word($0.word) }
  }

  /// A place in the line of hints, which what lies on top may cover.
  private func hintTarget(at point: Point, _ layout: Layout) -> Target? {
    guard let rect = layout.hints, rect.contains(point) else { return nil }
    if case .prompt = overlay { return nil }
    if let overlay, self.rect(of: overlay, layout)?.contains(point) == true { return nil }
    return hintLine(width: rect.width).place(atColumn: point.x - rect.x).map { .hint($0) } ?? .hints
  }

  private func viewTarget(at point: Point, _ layout: Layout) -> Target {
    if let target = timelineTarget(at: point, layout) { return target }
    if let fact = fact(at: point, layout) { return .fact(fact) }
    switch view {
    case .addresses: return addressTarget(at: point, layout).map { .address($0) } ?? .nothing
    case .nodes: return nodeTarget(at: point, layout).map { .node($0) } ?? .nothing
    case .space: break
    }
    if let tile = layout.tiles.first(where: { $0.frame.contains(point) }) {
      return .tile(tile.pool, cell: Self.cell(point, in: tile.canvas), canvas: tile.canvas)
    }
    guard paneCount != nil, let panes = comparison?.panes else {
      return layout.canvas.contains(point)
        ? .map(cell: Self.cell(point, in: layout.canvas), canvas: layout.canvas) : .nothing
    }
    for (room, index) in zip(layout.panes, layout.shownPanes) {
      guard room.frame.contains(point), panes.indices.contains(index) else { continue }
      // The frame of a pane is a part of it: a click there moves the focus and no cursor.
      let cell = Self.cell(point, in: room.canvas)
      return .pane(panes[index], cell: cell, canvas: room.canvas)
    }
    return .nothing
  }

  static func cell(_ point: Point, in canvas: Rect) -> Point {
    Point(x: point.x - canvas.x, y: point.y - canvas.y)
  }

  private func addressTarget(at point: Point, _ layout: Layout) -> IPAddress? {
    let grid = addressGrid
    let canvas = layout.canvas
    let row = point.y - canvas.y - 1
    let column = (point.x - canvas.x - grid.gutter) / max(1, grid.cellWidth)
    guard canvas.contains(point), row >= 0, row < grid.visibleRows(in: canvas),
      point.x >= canvas.x + grid.gutter, column < grid.perRow
    else { return nil }
    let index = (firstRow + row) * grid.perRow + column
    return index < grid.count ? grid.address(at: index) : nil
  }

  private func nodeTarget(at point: Point, _ layout: Layout) -> Int? {
    let grid = thumbnails
    let canvas = layout.canvas
    guard canvas.contains(point), !nodesView.list.ids.isEmpty else { return nil }
    var number = nodesView.firstLine
    var y = canvas.y + (grid.pinnedHeading(above: number) == nil ? 0 : 1)
    while y <= point.y, let line = grid.line(number) {
      let height = grid.height(ofLine: number)
      if point.y < y + height, case .pictures(let places) = line {
        let column = (point.x - canvas.x - 1) / (grid.picture.width + 1)
        return point.x > canvas.x && column < places.count ? places.lowerBound + column : nil
      }
      y += height
      number += 1
    }
    return nil
  }

  private func timelineTarget(at point: Point, _ layout: Layout) -> Target? {
    guard let rect = layout.timeline, rect.contains(point), let step = step(atColumn: point.x)
    else { return nil }
    return .timeline(step: step)
  }

  /// The steps of the history that have happened at a column of its line, as near as there is one.
  func step(atColumn column: Int) -> Int? {
    guard let rect = layout.timeline else { return nil }
    let bar = TimelineBar(session, plan: markedPlan)
    let width = bar.barWidth(in: rect.width)
    let first = rect.x + TimelineBar.name(in: rect.width).count + 1
    return bar.step(atColumn: min(max(0, column - first), width - 1), width: width)
  }
}

extension TimelineBar {
  /// The step that a column of the bar stands for: that of a mark drawn there, else the first one.
  func step(atColumn column: Int, width: Int) -> Int {
    let mark = marks.first { self.column(ofStep: $0.step, width: width) == column }
    if let mark { return mark.step }
    guard width > 1, column > 0 else { return 0 }
    guard column < width - 1 else { return happened }
    return min(happened, (column * total + width - 2) / (width - 1))
  }
}
