import Addressing
import Cartography
import Terminal
import Theming

extension Painter {
  /// The map in its frame: what part of which pool, drawn how, and the cursor on it.
  mutating func drawMap(_ state: ExplorerApp.State, _ layout: Layout) {
    let viewport = state.viewport
    let curve = viewport.plane.title
    let pixel = "/\(viewport.pixelLength)"
    // The curve and the size of a pixel always show; an unexplained map reads as scrambled.
    let own = TextWidth.columns(of: "\(state.cursor)")
    let right =
      [
        "\(curve) · 1 px = \(pixel) · \(state.style.title)", "\(curve) · 1 px = \(pixel)",
      ]
      .first { TextWidth.columns(of: $0) + own + 7 <= layout.map.width } ?? "\(curve) \(pixel)"
    let room = layout.map.width - 4 - TextWidth.columns(of: right) - 3
    let way = Breadcrumbs(from: state.pool, to: state.cursor, columns: room)
    box(layout.map, title: title(way), right: right)
    guard !layout.canvas.isEmpty else { return }

    if let shown = state.shownMap, shown.shows(viewport, state.style) {
      drawPicture(shown.picture.raster, state, in: layout.canvas)
    } else {
      drawPicture(of: state.occupancy, state, in: layout.canvas)
    }
    if let legend = layout.legend { drawLegend(state, in: legend) }
  }

  /// The view of an occupancy with names and the cursor.
  mutating func drawPicture(
    of occupancy: some Occupancy, _ state: ExplorerApp.State, in canvas: Rect
  ) {
    let viewport = state.viewport
    let raster = Rasterizer(viewport: viewport, style: state.style).raster(of: occupancy)
    drawPicture(raster, state, in: canvas)
  }

  /// A picture with names and the cursor.
  mutating func drawPicture(
    _ raster: PixelRaster, _ state: ExplorerApp.State, in canvas: Rect
  ) {
    let viewport = state.viewport
    let cells = CellRaster(raster, glyphs: glyphs)
    for row in 0..<min(canvas.height, cells.rows) {
      for column in 0..<min(canvas.width, cells.columns) {
        let cell = cells[column, row]
        frame[canvas.x + column, canvas.y + row] = Cell(
          cell.scalar, style: palette.style(for: cell))
      }
    }
    if state.showsNames { drawNames(viewport, cells, in: canvas) }
    drawGhost(state, in: canvas)
    drawCursor(state, raster, in: canvas)
  }

  private func title(_ way: Breadcrumbs) -> TextLine {
    guard let last = way.prefixes.last else { return TextLine() }
    let separator = look.isUnicode ? Breadcrumbs.separator : " > "
    let before = way.prefixes.dropLast().map { "\($0)\(separator)" }.joined()
    return TextLine(before, .dim).adding("\(last)", .title)
  }

  /// Outlines where all is alike and names where there is room; colours stay what they are.
  private mutating func drawNames(_ viewport: Viewport, _ cells: CellRaster, in canvas: Rect) {
    // One size of block is named: two would read as neighbours that they are not.
    let lengths = MapLabels.lengths(for: viewport).suffix(1)
    let labels = MapLabels(viewport, lengths: Array(lengths), avoiding: cells).labels
    let grid = style(.grid)
    if look.isUnicode, glyphs.grain.columnsPerPixel == 1 {
      for label in labels {
        guard let rect = viewport.rect(of: label.prefix) else { continue }
        let block = viewport.cells(of: rect)
        for row in block.y..<block.maxY {
          outline(cells[block.x, row], column: block.x, row: row, "▏", grid, in: canvas)
        }
      }
    }
    for label in labels {
      let y = canvas.y + label.row
      let covered = (label.column..<label.column + label.width).map { cells[$0, label.row] }
      // On one colour a name is written over it; across several it needs a ground of its own.
      let isEven = covered.allSatisfy { $0.isEven && $0.background == covered[0].background }
      let style = isEven ? palette.style(for: covered[0].background) : style(.label)
      frame.write(
        label.text, at: Point(x: canvas.x + label.column, y: y), style: style,
        width: canvas.width - label.column)
    }
  }

  /// The left edge of a block in one cell, if both its pixels are alike.
  private mutating func outline(
    _ cell: MapCell, column: Int, row: Int, _ scalar: Unicode.Scalar, _ grid: Style,
    in canvas: Rect
  ) {
    let point = Point(x: canvas.x + column, y: canvas.y + row)
    guard canvas.contains(point), cell.mark == nil, cell.isEven, column > 0,
      cell.background != .void
    else { return }
    frame[point] = Cell(scalar, style: grid.on(palette.color(for: cell.background)))
  }
}
