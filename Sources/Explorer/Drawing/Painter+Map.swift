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
      .first { TextWidth.columns(of: $0) + own + 7 <= layout.map.width }
      ?? "\(viewport.plane.curve.title)\(viewport.plane.isTransposed ? " T" : "") \(pixel)"
    let room = layout.map.width - 4 - TextWidth.columns(of: right) - 3
    let way = Breadcrumbs(from: state.pool, to: state.cursor, columns: room)
    box(layout.map, title: title(way), right: right)
    guard !layout.canvas.isEmpty else { return }
    drawScaleBar(state, in: layout.map)

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

  /// A picture with names, the cursor and what walks over it.
  mutating func drawPicture(
    _ raster: PixelRaster, _ state: ExplorerApp.State, in canvas: Rect
  ) {
    let cells = drawCells(raster, in: canvas)
    if glyphs.readsWithoutColor { drawRim(of: state.viewport, in: canvas) }
    let annotations = state.showsNames && state.trace == nil ? state.placedAnnotations : []
    drawMatches(state, cells, in: canvas)
    if state.showsNames, state.trace == nil { drawNames(state, cells, in: canvas) }
    drawAnnotations(annotations, cells, in: canvas)
    drawGhost(state, in: canvas)
    drawSelection(state, in: canvas)
    drawCursor(state, raster, in: canvas)
    drawTrace(state, in: canvas)
  }

  /// The pool's outline where there is room beside it: a letter for free space is a blank, so without
  /// it nobody would see where the pool ends.
  private mutating func drawRim(of viewport: Viewport, in canvas: Rect) {
    guard let pool = viewport.rect(of: viewport.plane.root) else { return }
    let cells = viewport.cells(of: pool)
    let (left, right) = (canvas.x + cells.x - 1, canvas.x + cells.maxX)
    let (top, bottom) = (canvas.y + cells.y - 1, canvas.y + cells.maxY)
    let border = look.border
    func draw(_ scalar: Unicode.Scalar, _ x: Int, _ y: Int, on painter: inout Painter) {
      guard canvas.contains(Point(x: x, y: y)) else { return }
      painter.frame[x, y] = Cell(scalar, style: painter.style(.grid))
    }
    for x in stride(
      from: max(left, canvas.x), through: min(right, canvas.columns.upperBound - 1), by: 1)
    {
      draw(border.horizontal, x, top, on: &self)
      draw(border.horizontal, x, bottom, on: &self)
    }
    for y in stride(
      from: max(top, canvas.y), through: min(bottom, canvas.rows.upperBound - 1), by: 1)
    {
      draw(border.vertical, left, y, on: &self)
      draw(border.vertical, right, y, on: &self)
    }
    draw(border.topLeft, left, top, on: &self)
    draw(border.topRight, right, top, on: &self)
    draw(border.bottomLeft, left, bottom, on: &self)
    draw(border.bottomRight, right, bottom, on: &self)
  }

  /// The pixels of a picture and nothing else.
  mutating func drawCells(_ raster: PixelRaster, in canvas: Rect) -> CellRaster {
    let cells = CellRaster(raster, glyphs: glyphs)
    for row in 0..<min(canvas.height, cells.rows) {
      for column in 0..<min(canvas.width, cells.columns) {
        let cell = cells[column, row]
        frame[canvas.x + column, canvas.y + row] = Cell(
          cell.scalar, style: palette.style(for: cell))
      }
    }
    return cells
  }

  private func title(_ way: Breadcrumbs) -> TextLine {
    guard let last = way.prefixes.last else { return TextLine() }
    let separator = look.isUnicode ? Breadcrumbs.separator : " > "
    let before = way.prefixes.dropLast().map { "\($0)\(separator)" }.joined()
    return TextLine(before, .dim).adding("\(last)", .title)
  }
}
