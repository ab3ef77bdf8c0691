import Addressing
import Allocation
import Cartography
import Reporting
import Simulation
import Terminal
import Theming

extension Painter {
  /// Every node as its own picture, as many as the canvas holds.
  mutating func drawNodes(_ state: ExplorerApp.State, _ layout: Layout) {
    let grid = state.thumbnails
    let brush = ThumbnailBrush(state)
    drawNodesFrame(state, grid, brush, in: layout.map)
    let canvas = layout.canvas
    guard !canvas.isEmpty, let cluster = state.cluster else { return }
    guard !state.nodesView.list.ids.isEmpty else {
      drawNobody(state, in: canvas)
      return
    }
    let occupancy = state.occupancy
    var y = canvas.y
    var number = state.nodesView.firstLine
    if let heading = grid.pinnedHeading(above: number) {
      drawHeading(heading, in: Rect(x: canvas.x, y: y, width: canvas.width, height: 1))
      y += 1
    }
    while y < canvas.rows.upperBound, let line = grid.line(number) {
      switch line {
      case .heading(let section):
        drawHeading(section, in: Rect(x: canvas.x, y: y, width: canvas.width, height: 1))
      case .pictures(let places):
        for (column, place) in places.enumerated() {
          guard let node = cluster.nodes[state.nodesView.list.ids[place]] else { continue }
          let x = canvas.x + 1 + column * (grid.picture.width + 1)
          var thumbnail = Thumbnail(
            node: node, isHere: place == state.nodesView.index,
            at: Point(x: x, y: y), grid: grid, clip: canvas)
          thumbnail.family = state.pool.family
          draw(thumbnail, of: occupancy, by: brush)
        }
      }
      y += grid.height(ofLine: number)
      number += 1
    }
    if let legend = layout.legend { drawNodesLegend(state, grid, brush, in: legend) }
  }

  /// How many of how many, in which order, and what a pixel is.
  private mutating func drawNodesFrame(
    _ state: ExplorerApp.State, _ grid: ThumbnailGrid, _ brush: ThumbnailBrush, in rect: Rect
  ) {
    let nodes = state.nodesView
    let total = Figure.count(nodes.list.total, "node")
    var title = TextLine(
      nodes.filter.isAll ? total : "\(Figure.grouped(nodes.list.ids.count)) of \(total)", .title)
    if !nodes.filter.isAll { title = title.adding(" · \(nodes.filter.text)", .strong) }
    let order = nodes.sorting == .joined ? [] : ["by " + nodes.sorting.rawValue]
    let groups = nodes.grouping == .none ? [] : ["in groups by " + nodes.grouping.rawValue]
    let curve = brush.curveTitle
    let pixel = pixelText(state, grid, brush)
    let all = [curve, pixel, brush.style.title].filter { !$0.isEmpty }
    let ways = [order + groups + all, order + groups + [curve, pixel], order + [curve, pixel]]
    let short = [curve, pixel].joined(separator: " · ")
    let right =
      ways.map { $0.joined(separator: " · ") }
      .first { TextWidth.columns(of: $0) + title.width + 7 <= rect.width } ?? short
    box(rect, title: title, right: right)
  }

  /// What a pixel of the block under the cursor stands for.
  private func pixelText(
    _ state: ExplorerApp.State, _ grid: ThumbnailGrid, _ brush: ThumbnailBrush
  ) -> String {
    guard let viewport = sampleViewport(state, grid, brush) else { return "1 px = ?" }
    return "1 px = /\(viewport.pixelLength)"
  }

  /// The picture of a block as the view draws it now: of the node under the cursor if it has one.
  private func sampleViewport(
    _ state: ExplorerApp.State, _ grid: ThumbnailGrid, _ brush: ThumbnailBrush
  ) -> Viewport? {
    let blocks = state.nodeInList?.blocksInOrder ?? []
    let block = blocks.first ?? IPPrefix(state.pool.base, length: state.unitLength)
    let tiles = BlockTiles(
      blocks.isEmpty ? [block] : blocks, in: grid.picture,
      fillsPicture: grid.lanes == 1 || grid.isLast)
    return brush.viewport(of: block, in: tiles.side)
  }

  private mutating func drawHeading(_ section: NodeList.Section, in rect: Rect) {
    var line = TextLine(" \(section.title)", .strong)
      .adding(" · \(Figure.count(section.count, "node"))", .dim)
    if section.failed > 0 {
      line = line.adding(" · ", .dim).adding("\(Figure.grouped(section.failed)) failed!", .error)
    }
    if section.waiting > 0 {
      line = line.adding(" · ", .dim)
        .adding("\(Figure.grouped(section.waiting)) waiting", .warning)
    }
    if section.usable > 0 {
      let used = "\(Figure.grouped(section.used)) of \(Figure.grouped(section.usable)) used"
      line = line.adding(" · \(used)", .dim)
    }
    write(line, x: rect.x, y: rect.y, width: rect.width)
    let rest = rect.x + line.width + 1
    guard rest < rect.columns.upperBound - 1 else { return }
    for x in rest..<rect.columns.upperBound - 1 {
      frame[x, rect.y] = Cell(look.border.horizontal, style: style(.border))
    }
  }

  /// Why there is nothing to see.
  private mutating func drawNobody(_ state: ExplorerApp.State, in rect: Rect) {
    let nodes = state.nodesView
    let text =
      nodes.filter.isAll
      ? "no node has joined; \(state.keymap.shown(.addNode)) adds one"
      : "no node of \(Figure.grouped(nodes.list.total)) is \"\(nodes.filter.text)\"; "
        + "\(state.keymap.shown(.back)) shows all, \(state.keymap.shown(.nodeFilter)) changes it"
    let lines = TextLine.wrapped(text, .dim, to: rect.width - 2)
    for (row, line) in lines.enumerated().prefix(rect.height) {
      write(line, x: rect.x + 1, y: rect.y + row + (rect.height > 4 ? 1 : 0), width: rect.width - 2)
    }
  }

  /// The legend of the map, of a picture in place of the pool.
  private mutating func drawNodesLegend(
    _ state: ExplorerApp.State, _ grid: ThumbnailGrid, _ brush: ThumbnailBrush, in rect: Rect
  ) {
    var sample = state
    sample.style = brush.style
    if let viewport = sampleViewport(state, grid, brush) { sample.viewport = viewport }
    drawLegend(sample, in: rect)
  }
}
