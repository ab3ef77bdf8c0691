import Addressing
public import Cartography

/// A page: maps with their legend, scale and figures, ready to be drawn on an easel.
public struct Sheet {
  /// Where everything is.
  public let layout: SheetLayout
  let maps: [PageMap]
  let pictures: [PixelRaster]
  let viewports: [Viewport]
  let facts: PageFacts
  let colors: PageColors
  let style: MapStyle

  /// Maps that one page takes.
  public static let mostMaps = 4

  /// Composes a page of a size; of many maps the first four are drawn and the others named.
  public init(
    _ size: PixelSize, maps: [PageMap], of occupancy: any Occupancy, style: MapStyle,
    legend: [LegendItem], facts: PageFacts, colors: PageColors
  ) {
    var facts = facts
    let rest = maps.dropFirst(Self.mostMaps).map { $0.plane.root.description }
    if !rest.isEmpty {
      facts.footnotes.insert("no map here of \(rest.joined(separator: ", "))", at: 0)
    }
    let maps = Array(maps.prefix(Self.mostMaps))
    layout = SheetLayout(
      size, maps: maps, legend: PanelRow.legend(legend, hasSmallMarks: true),
      figures: PanelRow.figures(facts.figures), footnotes: facts.footnotes.count)
    self.maps = maps
    self.facts = facts
    self.colors = colors
    self.style = style
    viewports = zip(maps, layout.tiles).map { map, tile in
      let shape = map.plane.shape(atZoom: tile.zoom)
      return Viewport(
        plane: map.plane, columns: shape.width, rows: shape.height, grain: CellGrain())
    }
    pictures = viewports.map { MapPicture(viewport: $0, style: style, of: occupancy).raster }
  }

  /// The page as a picture of pixels.
  public var canvas: Canvas {
    var canvas = Canvas(width: layout.size.width, height: layout.size.height, colors.paper)
    draw(on: &canvas)
    return canvas
  }

  /// The page as an SVG file.
  public var svg: String {
    var drawing = SVGDrawing(
      width: layout.size.width, height: layout.size.height, colors.paper, title: facts.title)
    draw(on: &drawing)
    return drawing.text
  }

  /// Draws the page.
  public func draw(on easel: inout some Easel) {
    drawHeader(on: &easel)
    for (index, tile) in layout.tiles.enumerated() where pictures.indices.contains(index) {
      drawCaption(of: maps[index], tile, on: &easel)
      SheetMap(
        tile: tile, map: maps[index], viewport: viewports[index], raster: pictures[index],
        colors: colors, unit: layout.unit, showsBlocks: style.layer != .free
      ).draw(on: &easel)
    }
    for panel in layout.panels { draw(panel, on: &easel) }
    for (index, line) in facts.footnotes.enumerated() {
      let y = layout.footer.y + index * 12 * layout.unit
      guard y + 10 * layout.unit <= layout.footer.maxY else { break }
      write(
        line, at: PixelPoint(x: layout.footer.x, y: y), width: layout.footer.width, colors.dim,
        on: &easel)
    }
  }

  private func drawHeader(on easel: inout some Easel) {
    let header = layout.header
    write(
      facts.title, at: PixelPoint(x: header.x, y: header.y), width: header.width, colors.strong,
      scale: layout.titleScale, isBold: true, on: &easel)
    let below = header.y + 10 * layout.titleScale + layout.unit
    write(
      facts.subtitle, at: PixelPoint(x: header.x, y: below), width: header.width, colors.dim,
      on: &easel)
  }

  /// The line above a map: what it is of, and how addresses run through it.
  private func drawCaption(of map: PageMap, _ tile: SheetLayout.Tile, on easel: inout some Easel) {
    let root = map.plane.root.description
    let place = PixelPoint(x: tile.caption.x, y: tile.caption.y)
    write(root, at: place, width: tile.caption.width, colors.text, isBold: true, on: &easel)
    let words = style.layer == .utilisation ? [style.layer.name, style.title] : [style.title]
    let layer = words.filter { !$0.isEmpty }.joined(separator: ", ")
    let used = (root.utf8.count + 2) * BitmapFont.width * layout.unit
    let room = (tile.caption.width - used) / (BitmapFont.width * layout.unit)
    let curve = "\(map.plane.title) curve"
    guard
      let words = ["\(curve), \(layer)", curve, map.plane.title].first(where: {
        BitmapFont.ascii($0).count <= room
      })
    else { return }
    write(
      words, at: PixelPoint(x: place.x + used, y: place.y), width: tile.caption.width - used,
      colors.dim, on: &easel)
  }

  /// Writes a line, cut to a width.
  func write(
    _ text: String, at place: PixelPoint, width: Int, _ color: RGB, scale: Int? = nil,
    isBold: Bool = false, on easel: inout some Easel
  ) {
    let scale = scale ?? layout.unit
    let room = max(0, width) / (BitmapFont.width * scale)
    let whole = BitmapFont.ascii(text).count
    let shown = whole <= room ? text : room > 3 ? String(text.prefix(room - 3)) + "..." : ""
    guard !shown.isEmpty else { return }
    easel.text(shown, at: place, scale: scale, color, isBold: isBold)
  }
}
