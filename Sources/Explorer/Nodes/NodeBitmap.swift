import Addressing
import Allocation
import Cartography
import Terminal

/// One block drawn to fill a square of cells: as closely as the square has pixels for, and magnified
/// where a pixel is an address already.
struct NodeBitmap {
  /// The cells of the picture.
  let cells: CellRaster
  /// The length of the prefix that one pixel stands for.
  let pixelLength: Int
  /// Pixels of the screen that one pixel of the picture takes, both ways.
  let magnification: Int

  init(of block: IPPrefix, _ occupancy: some Occupancy, in size: Size, by brush: ThumbnailBrush) {
    let viewport = brush.viewport(of: block, in: size)
    pixelLength = viewport.pixelLength
    let raster = brush.raster(of: occupancy, in: viewport)
    let grain = brush.glyphs.grain
    let room = grain.pixels(columns: size.width, rows: size.height)
    let plane = viewport.planeSize
    let factor = min(room.width / max(1, plane.width), room.height / max(1, plane.height))
    magnification = viewport.isDeepest ? max(1, factor) : 1
    cells = CellRaster(
      magnification > 1
        ? Self.magnified(raster, plane, by: magnification) : raster, glyphs: brush.glyphs)
  }

  /// Every pixel as a square of pixels; a mark stays one letter.
  private static func magnified(
    _ raster: PixelRaster, _ plane: PixelSize, by factor: Int
  ) -> PixelRaster {
    var large = PixelRaster(width: plane.width * factor, height: plane.height * factor)
    for y in 0..<plane.height {
      for x in 0..<plane.width {
        let ink = raster.ink(x: x, y: y)
        large.fill(
          PixelRect(x: x * factor, y: y * factor, width: factor, height: factor), with: ink)
        if let mark = raster.mark(x: x, y: y) {
          large.set(x: x * factor, y: y * factor, ink: ink, mark: mark)
        }
      }
    }
    return large
  }
}

/// How the pictures of nodes are drawn: as the map is.
struct ThumbnailBrush {
  private let plane: Plane
  let style: MapStyle
  let glyphs: any GlyphSet

  init(_ state: ExplorerApp.State) {
    plane = state.viewport.plane
    style = Self.absolute(state.style)
    glyphs = state.look.glyphs
  }

  /// The same layer on a scale of its own figures: ranks among the pixels of one picture, or its
  /// largest figure, would make every node look alike.
  private static func absolute(_ style: MapStyle) -> MapStyle {
    var absolute = style
    let isCount = style.layer == .churn || style.layer == .refusals
    if style.scale == .rank || (style.scale == .linear && isCount) { absolute.chosenScale = nil }
    return absolute
  }

  /// The curve, and which way it lies.
  var curveTitle: String { plane.title }

  /// All of a block, just as large as it is drawn: what is left of the square stays empty.
  func viewport(of block: IPPrefix, in size: Size) -> Viewport {
    let plane = plane.showing(block)
    let grain = glyphs.grain
    let fitting = Viewport(plane: plane, columns: size.width, rows: size.height, grain: grain)
    let sides = fitting.planeSize
    return Viewport(
      plane: plane, columns: min(size.width, grain.columns(ofPixels: sides.width)),
      rows: min(size.height, grain.rows(ofPixels: sides.height)), grain: grain)
  }

  func raster(of occupancy: some Occupancy, in viewport: Viewport) -> PixelRaster {
    Rasterizer(viewport: viewport, style: style).raster(of: occupancy)
  }
}

/// The rectangles that the blocks of one node share a picture by.
///
///     one        two, IPv4 first    five
///     +--+       +--+--+            +-+-+-+-+
///     |  |       |v4|v6|            |1|2|3|4|    sides of a power of two, as large as lets all
///     +--+       +--+--+            +-+-+-+-+    of them in; what has no room even so is left out
///                                   |5| | | |
struct BlockTiles: Hashable {
  /// Cells of one rectangle: a square of pixels, or two side by side for blocks of an odd length.
  let side: Size
  let perRow: Int
  /// Rectangles there are, which may be fewer than blocks.
  let count: Int

  /// Shares `picture` among blocks; a single one has a square of it, or all where it fills it.
  init(_ blocks: [IPPrefix], in picture: Size, fillsPicture: Bool) {
    guard blocks.count > 1 || !fillsPicture else {
      side = picture
      perRow = 1
      count = 1
      return
    }
    let isDouble = blocks.count > 1 && blocks.allSatisfy { $0.hostBits % 2 == 1 }
    // A cell is about twice as high as wide.
    let shape = isDouble ? 4 : 2
    var height = 1
    while height * 2 <= picture.height, height * 2 * shape <= picture.width { height *= 2 }
    func places(_ height: Int) -> Int {
      max(1, picture.width / (height * shape)) * (picture.height / height)
    }
    while height > 1, places(height) < blocks.count { height /= 2 }
    side = Size(width: min(picture.width, height * shape), height: height)
    perRow = max(1, picture.width / (height * shape))
    count = min(blocks.count, max(1, places(height)))
  }

  /// The top left cell of a rectangle, from the top left of the picture.
  func origin(of index: Int) -> Point {
    Point(x: index % perRow * side.width, y: index / perRow * side.height)
  }
}
