import Addressing
import Cartography
import Terminal
import Theming

extension Painter {
  /// Lens and minimap, where they have room.
  mutating func drawAids(_ state: ExplorerApp.State, _ rooms: AidRooms) {
    if let lens = rooms.lens { drawLens(state, in: lens) }
    if let minimap = rooms.minimap { drawMinimap(state, in: minimap) }
  }

  /// What is under the cursor, closer than the map shows it.
  private mutating func drawLens(_ state: ExplorerApp.State, in rect: Rect) {
    let canvas = rect.inset(by: 1)
    let view = state.lensView(columns: canvas.width, rows: canvas.height)
    let pixel = view.showsSingleAddresses ? "1 address" : "/\(view.pixelLength)"
    box(rect, title: TextLine("lens", .title), right: "1 px = \(pixel)")
    let raster = Rasterizer(viewport: view, style: state.style).raster(of: state.occupancy)
    _ = drawCells(raster, in: canvas)
    guard let shown = view.rect(of: state.cursor) else { return }
    drawRing(around: shown, view, raster, in: canvas)
  }

  /// The whole pool, with a frame around what the map shows of it.
  private mutating func drawMinimap(_ state: ExplorerApp.State, in rect: Rect) {
    let canvas = rect.inset(by: 1)
    fill(rect, .text)
    let view = Viewport(
      plane: state.viewport.plane, columns: canvas.width, rows: canvas.height,
      grain: glyphs.grain)
    let title = "\(state.pool)"
    box(rect, title: TextLine(title.utf8.count + 4 <= rect.width ? title : "", .title))
    let raster = Rasterizer(viewport: view, style: state.style).raster(of: state.occupancy)
    _ = drawCells(raster, in: canvas)
    let shown = state.viewRect(on: view)
    // The ring goes around what it is given; here it goes along the edge of what is shown.
    let inner = PixelRect(
      x: shown.x + 1, y: shown.y + 1, width: max(1, shown.width - 2),
      height: max(1, shown.height - 2))
    let isLarge = shown.width > 2 && shown.height > 2 && glyphs.grain == .halfCell
    drawRing(around: isLarge ? inner : shown, view, raster, in: canvas)
  }
}
