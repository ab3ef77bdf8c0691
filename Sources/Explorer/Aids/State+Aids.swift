import Addressing
import Cartography
import Terminal

extension ExplorerApp.State {
  /// The rooms of lens and minimap; there is none beside plans and in other views, and tiles show
  /// all that a minimap would.
  func aidRooms(in layout: Layout) -> AidRooms {
    var shown = view == .space && comparison == nil ? aids : .none
    if showsTiles, shown == .lensAndMinimap { shown = .lens }
    var home = layout.canvas.origin
    if let rect = viewport.rect(of: cursor).map(viewport.cells(of:)) {
      home = Point(x: home.x + rect.x + rect.width / 2, y: home.y + rect.y + rect.height / 2)
    }
    return AidRooms(layout, shown, cursor: home, isDouble: pool.hostBits % 2 == 1)
  }

  /// The next of nothing, lens, and lens with minimap; says so where there is no room.
  mutating func useNextAid() {
    aids = aids.next
    let rooms = aidRooms(in: layout)
    let isLacking =
      aids != .none && rooms.lens == nil || aids == .lensAndMinimap && rooms.minimap == nil
    notice = Notice(
      isLacking ? .warning : .plain,
      isLacking ? aids.summary + "; there is no room for all of it here" : aids.summary)
  }

  /// What is under the cursor as large as it fits, at least one step closer than the map.
  func lensView(columns: Int, rows: Int) -> Viewport {
    let view = Viewport(
      plane: viewport.plane, columns: columns, rows: rows, grain: look.glyphs.grain)
    let closest = view.framing(cursor).zoom
    return view.centred(on: cursor, zoom: max(closest, viewport.zoom + 1))
  }

  /// What the map shows, as a rectangle of a view of the whole pool.
  ///
  /// A curve that is not hierarchical keeps rows in their places from zoom to zoom, not columns.
  func viewRect(on minimap: Viewport) -> PixelRect {
    let steps = max(0, viewport.zoom - minimap.zoom)
    let sides = minimap.planeSize
    let visible = PixelRect(
      x: viewport.origin.x, y: viewport.origin.y, width: viewport.size.width,
      height: viewport.size.height)
    let (left, top) = (visible.x >> steps, visible.y >> steps)
    let right = ((visible.maxX - 1) >> steps) + 1
    let bottom = ((visible.maxY - 1) >> steps) + 1
    let whole = PixelRect(x: 0, y: 0, width: sides.width, height: sides.height)
    var rect = PixelRect(x: left, y: top, width: right - left, height: bottom - top)
    let plane = viewport.plane
    if !plane.curve.isHierarchical, plane.isTransposed, pool.hostBits % 2 == 1 {
      // Columns of two squares go on in the other one.
      rect = whole
    } else if !plane.curve.isHierarchical, plane.isTransposed {
      rect = PixelRect(x: left, y: 0, width: right - left, height: sides.height)
    } else if !plane.curve.isHierarchical {
      rect = PixelRect(x: 0, y: top, width: sides.width, height: bottom - top)
    }
    return rect.intersection(whole).offset(dx: -minimap.origin.x, dy: -minimap.origin.y)
  }

  /// Exchanges columns and rows of the map.
  mutating func transpose() {
    isTransposed = !viewport.plane.isTransposed
    let middle = viewport.rect(of: IPPrefix(anchor))?.center ?? viewport.bounds.center
    viewport = viewport.redrawn(
      by: viewport.plane.curve, transposed: isTransposed, about: middle
    )
    .revealing(IPPrefix(anchor, length: viewport.pixelLength))
    trail = []
    notice = Notice(.plain, "\(viewport.plane.title): columns and rows have changed places")
  }
}
