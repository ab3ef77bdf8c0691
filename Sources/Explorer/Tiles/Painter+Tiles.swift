import Addressing
import Allocation
import Cartography
import Terminal
import Theming

extension Painter {
  /// Every pool in a frame of its own, one cursor among them.
  mutating func drawTiles(_ state: ExplorerApp.State, _ layout: Layout) {
    let pools = state.pools
    let occupancy = state.occupancy
    let cursor = state.cursor
    var home: Point?
    for tile in layout.tiles where pools.indices.contains(tile.pool) {
      var part = state
      part.pinnedCursor = cursor
      part.viewport = Viewport(
        plane: state.viewport.plane.showing(pools[tile.pool]),
        columns: tile.canvas.width, rows: tile.canvas.height, grain: look.glyphs.grain)
      let isFocused = tile.pool == state.poolIndex
      drawTileFrame(part, tile, isFocused: isFocused)
      frame.cursor = nil
      if let shown = state.shownMap, shown.shows(part.viewport, state.style) {
        drawPicture(shown.picture.raster, part, in: tile.canvas)
      } else {
        drawPicture(of: occupancy, part, in: tile.canvas)
      }
      if isFocused { home = frame.cursor }
    }
    frame.cursor = home
    if let rest = layout.moreTiles { drawMorePools(pools, layout, in: rest) }
    if let legend = layout.legend { drawLegend(state, in: legend) }
  }

  /// The pool's CIDR and the size of a pixel above, what nodes and pods have of it below.
  private mutating func drawTileFrame(
    _ part: ExplorerApp.State, _ tile: TileRoom, isFocused: Bool
  ) {
    let viewport = part.viewport
    // The star says what the colour of the frame says.
    let title = TextLine(isFocused ? "* " : "", .key)
      .adding("\(part.pool)", isFocused ? .title : .strong)
    let curve = viewport.plane.title
    let pixel = "/\(viewport.pixelLength)"
    let right =
      ["\(curve) · 1 px = \(pixel)", "1 px = \(pixel)", "px \(pixel)", pixel]
      .first { TextWidth.columns(of: $0) + title.width + 7 <= tile.frame.width } ?? ""
    box(tile.frame, title: title, right: right, isFocused: isFocused)
    let words = figures(of: part)
    let room = tile.frame.width - 4
    guard let text = words.first(where: { TextWidth.columns(of: $0) <= room }) else { return }
    let x = tile.frame.columns.upperBound - TextWidth.columns(of: text) - 3
    write(" \(text) ", x: x, y: tile.frame.rows.upperBound - 1, .dim)
  }

  /// What pods use of what nodes hold, from many words to few.
  private func figures(of part: ExplorerApp.State) -> [String] {
    guard let section = part.cluster?.ledger.sections.first(where: { $0.pool == part.pool }) else {
      return []
    }
    let total = section.total
    guard total.committed > 0 else { return ["nothing committed", "nothing"] }
    let used = Figure.fitting(UInt128(total.used), 11)
    let committed = Figure.fitting(total.committed, 15)
    let share = Figure.percent(total.committed, of: part.pool.size)
    return [
      "\(used) used of \(committed) committed, \(share) of the pool",
      "\(used) used of \(committed) committed", "\(used) of \(committed)", used,
    ]
  }

  /// The pools that have no tile.
  private mutating func drawMorePools(_ pools: [IPPrefix], _ layout: Layout, in rect: Rect) {
    let shown = Set(layout.tiles.map(\.pool))
    let rest = pools.indices.filter { !shown.contains($0) }
    guard !rest.isEmpty else { return }
    let list = rest.map { "\(pools[$0])" }.joined(separator: ", ")
    let line = TextLine(" and \(Figure.count(rest.count, "more pool"))", .strong)
      .adding(": \(list)", .dim)
    write(line, x: rect.x, y: rect.y, width: rect.width)
  }
}

extension ExplorerApp.State {
  /// Every pool in a sentence, the first ones if there are many.
  var poolSentences: [String] {
    guard pools.count > 1 else { return [] }
    let occupancy = occupancy
    let told = pools.prefix(Layout.tileLimit).map { pool in
      "Pool \(pool): \(Self.tell(occupancy.coverage(of: pool)))."
    }
    let more = pools.count - told.count
    return told + (more > 0 ? ["And \(Figure.count(more, "more pool"))."] : [])
  }
}
