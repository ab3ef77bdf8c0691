public import Addressing
public import Cartography

/// The explorer's map as lines of text without colour, with a legend of what occurs in it.
public struct TextMap: Sendable {
  /// The lines, from the heading to the legend.
  public let lines: [String]

  /// Draws `root` in at most `columns` and `rows` cells, the frame included.
  ///
  /// A picture keeps the power-of-two sides of its plane, so that it never has a margin.
  public init(
    of root: IPPrefix, occupancy: some Occupancy, columns: Int, rows: Int? = nil,
    curve: any SpaceFillingCurve = allCurves[0], glyphs: any GlyphSet = Self.standardGlyphs
  ) {
    self.init(
      of: Plane(root: root, curve: curve), occupancy: occupancy, columns: columns, rows: rows,
      glyphs: glyphs)
  }

  /// Draws a plane in a style; another layer than how full blocks are brings its own legend.
  public init(
    of plane: Plane, occupancy: some Occupancy, columns: Int, rows: Int? = nil,
    style: MapStyle = MapStyle(), legend: [LegendItem] = [],
    glyphs: any GlyphSet = Self.standardGlyphs
  ) {
    let root = plane.root
    let grain = glyphs.grain
    let room = grain.pixels(columns: columns - 2, rows: rows.map { $0 - 2 } ?? Self.mostRows)
    let zoom = Self.zoom(of: plane, in: room)
    let sides = plane.shape(atZoom: zoom).size
    let viewport = Viewport(
      plane: plane, columns: min(sides.width, room.width) * grain.columnsPerPixel,
      rows: (min(sides.height, room.height) + grain.pixelsPerRow - 1) / grain.pixelsPerRow,
      grain: grain)
    let raster = MapPicture(viewport: viewport, style: style, of: occupancy).raster.unstriped
    let cells = CellRaster(raster, glyphs: glyphs)
    let pixel = viewport.pixelLength
    let addresses = IPPrefix(root.base, length: pixel).size
    let edge = "+" + String(repeating: "-", count: cells.columns) + "+"
    let isPlain = style.layer == .utilisation
    let layer = isPlain || style.title.isEmpty ? "" : ", \(style.title)"
    let words =
      isPlain
      ? MapLegend(of: cells, glyphs: glyphs, width: columns)
      : MapLegend(legend, glyphs: glyphs, width: columns)
    lines =
      [
        "\(root), \(plane.title)\(layer); a pixel is a /\(pixel), "
          + addresses.counted("address", "addresses"),
        edge,
      ]
      + cells.text.split(separator: "\n", omittingEmptySubsequences: false).map { "|\($0)|" }
      + [edge] + words.lines
  }

  /// Letters that need neither colour nor Unicode.
  public static let standardGlyphs: any GlyphSet =
    glyphSet(named: "ascii") ?? allGlyphSets[allGlyphSets.count - 1]

  /// The glyph sets whose pictures can be read without colours.
  public static var readableGlyphs: [any GlyphSet] { allGlyphSets.filter(\.readsWithoutColor) }

  /// Rows where nobody asked for a number: what a square as wide as a page takes.
  private static let mostRows = 1024

  /// The closest zoom at which the whole plane fits.
  private static func zoom(of plane: Plane, in room: PixelSize) -> Int {
    var zoom = 0
    while zoom < plane.deepestZoom {
      let next = plane.shape(atZoom: zoom + 1).size
      guard next.width <= room.width, next.height <= room.height else { break }
      zoom += 1
    }
    return zoom
  }
}
