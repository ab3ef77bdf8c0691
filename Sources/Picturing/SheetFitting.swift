import Addressing
import Cartography

/// Finds where maps and panels go in the body of a page so that the maps are large.
struct SheetFitting {
  let body: PixelRect
  let unit: Int
  let gap: Int
  let maps: [PageMap]

  /// One way to fill the body.
  struct Arrangement {
    var tiles: [SheetLayout.Tile] = []
    var panels: [SheetLayout.Panel] = []

    /// Pixels of the page that show a map.
    var area: Int { tiles.reduce(0) { $0 + $1.map.width * $1.map.height } }
  }

  /// As much of the panels as leaves the maps a third of what they could have.
  func best(legend: [PanelRow], figures: [PanelRow]) -> Arrangement {
    let bare = Arrangement(tiles: tiles(in: body))
    let parts = figures.filter {
      if case .figure(let figure) = $0 { figure.ink != nil } else { true }
    }
    // Where the figures do not fit below the maps as a whole, their counts go under the legend.
    let bar = figures.firstIndex { if case .bar = $0 { true } else { false } } ?? figures.endIndex
    let counts = legend + figures[..<bar]
    let shares = bar < figures.endIndex ? [.heading("Addresses")] + figures[bar...] : []
    let choices = [
      (legend, figures), (counts, shares), (legend, parts), (legend, []), ([], figures),
    ]
    for (first, second) in choices {
      let ways = [atRight(first, second), below(first + second)].compactMap { $0 }
      let best = ways.max { $0.area < $1.area }
      if let best, best.area * 3 >= bare.area, best.area > 0 { return best }
    }
    return bare
  }

  /// Panels at the right of the maps; the second below the maps where there is room for it.
  private func atRight(_ first: [PanelRow], _ second: [PanelRow]) -> Arrangement? {
    let width = PanelFlow.columnWidth * unit
    let room = PixelRect(
      x: body.x, y: body.y, width: body.width - width - 2 * gap, height: body.height)
    let tiles = tiles(in: room)
    guard !tiles.isEmpty else { return nil }
    var result = Arrangement(tiles: tiles)
    let bottom = tiles.map { max($0.scale.maxY, $0.frame.maxY) }.max() ?? body.y
    let left = body.maxX - width
    func panel(_ rows: [PanelRow]) -> SheetLayout.Panel? {
      let flow = PanelFlow(rows, columns: 1)
      guard flow.columns == 1, flow.height * unit <= body.height else { return nil }
      let rect = PixelRect(x: left, y: body.y, width: width, height: flow.height * unit)
      return SheetLayout.Panel(rect: rect, rows: rows, columns: 1)
    }
    if !second.isEmpty, let side = panel(first),
      let below = figures(second, below: bottom, tiles, beside: side)
    {
      result.panels = [side, below]
      return result
    }
    guard let side = panel(first + second) else { return nil }
    result.panels = [side]
    return result
  }

  /// A panel below maps that leave room there; as wide as the page where the one at the right ends
  /// above it.
  private func figures(
    _ rows: [PanelRow], below bottom: Int, _ tiles: [SheetLayout.Tile],
    beside side: SheetLayout.Panel
  ) -> SheetLayout.Panel? {
    let right =
      side.rect.maxY <= bottom ? body.maxX : tiles.map(\.frame.maxX).max() ?? side.rect.x
    let width = min(right, side.rect.maxY <= bottom ? body.maxX : side.rect.x - gap) - body.x
    let columns = Self.columns(in: width / unit)
    let height = PanelFlow(rows, columns: columns).height * unit
    guard columns > 0, bottom + gap + height <= body.maxY else { return nil }
    return SheetLayout.Panel(
      rect: PixelRect(x: body.x, y: bottom + gap, width: width, height: height), rows: rows,
      columns: columns)
  }

  /// All panels below the maps, in columns.
  private func below(_ rows: [PanelRow]) -> Arrangement? {
    let columns = Self.columns(in: body.width / unit)
    let flow = PanelFlow(rows, columns: columns)
    let height = flow.height * unit
    let room = PixelRect(
      x: body.x, y: body.y, width: body.width, height: body.height - height - gap)
    guard columns > 0, room.height > 0 else { return nil }
    var result = Arrangement(tiles: tiles(in: room))
    guard let bottom = result.tiles.map({ max($0.scale.maxY, $0.frame.maxY) }).max() else {
      return nil
    }
    let rect = PixelRect(x: body.x, y: bottom + gap, width: body.width, height: height)
    result.panels = [SheetLayout.Panel(rect: rect, rows: rows, columns: columns)]
    return result
  }

  private static func columns(in width: Int) -> Int {
    (width + PanelFlow.gap) / (PanelFlow.leastWidth + PanelFlow.gap)
  }

  /// The maps in rows and columns, by the number of columns that makes them largest.
  private func tiles(in room: PixelRect) -> [SheetLayout.Tile] {
    guard !maps.isEmpty, room.width > 0, room.height > 0 else { return [] }
    var best = Arrangement()
    for columns in 1...maps.count {
      let rows = (maps.count + columns - 1) / columns
      let width = (room.width - (columns - 1) * gap) / columns
      let height = (room.height - (rows - 1) * gap) / rows
      var tiles: [SheetLayout.Tile] = []
      for (index, map) in maps.enumerated() {
        let place = PixelRect(
          x: room.x + index % columns * (width + gap), y: room.y + index / columns * (height + gap),
          width: width, height: height)
        if let tile = tile(map, in: place) { tiles.append(tile) }
      }
      let arrangement = Arrangement(tiles: tiles)
      if tiles.count == maps.count, arrangement.area > best.area { best = arrangement }
    }
    return best.tiles
  }

  /// One map with its lines, as large as whole pixels allow.
  private func tile(_ map: PageMap, in place: PixelRect) -> SheetLayout.Tile? {
    let caption = 13 * unit
    let scale = place.height >= 90 * unit ? 18 * unit : 0
    let border = unit
    let room = PixelSize(
      width: max(0, place.width - 2 * border),
      height: max(0, place.height - caption - scale - 2 * border))
    guard let (zoom, side) = Self.zoom(of: map, in: room, least: unit + 1) else { return nil }
    let shape = map.plane.shape(atZoom: zoom)
    let frame = PixelRect(
      x: place.x, y: place.y + caption, width: shape.width * side + 2 * border,
      height: shape.height * side + 2 * border)
    return SheetLayout.Tile(
      caption: PixelRect(x: place.x, y: place.y, width: place.width, height: caption),
      frame: frame,
      scale: PixelRect(
        x: place.x, y: frame.maxY, width: scale > 0 ? place.width : 0, height: scale),
      zoom: zoom, side: side, border: border)
  }

  /// The finest zoom that nearly fills the room with pixels of a size that can be seen, and the
  /// side of a pixel.
  ///
  /// Blocks are not cut into more than sixteen parts: shades then turn into dots.
  static func zoom(of map: PageMap, in room: PixelSize, least: Int) -> (zoom: Int, side: Int)? {
    let plane = map.plane
    let deepest = plane.root.length < map.unitLength ? map.unitLength + 4 : Int.max
    var fitting: [(zoom: Int, side: Int, width: Int)] = []
    for zoom in 0...plane.deepestZoom {
      let shape = plane.shape(atZoom: zoom)
      guard zoom == 0 || plane.pixelLength(atZoom: zoom) <= deepest, shape.order < 14 else { break }
      let side = min(room.width / shape.width, room.height / shape.height)
      guard side >= 1 else { break }
      fitting.append((zoom, side, side * shape.width))
    }
    let seen = fitting.filter { $0.side >= least }
    let candidates = seen.isEmpty ? fitting : seen
    guard let widest = candidates.map(\.width).max() else { return nil }
    return candidates.last { $0.width * 10 >= widest * 9 }.map { ($0.zoom, $0.side) }
  }
}
