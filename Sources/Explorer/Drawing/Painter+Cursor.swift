import Addressing
import Cartography
import Terminal
import Theming

extension Painter {
  /// The cursor on the map: corners around what it stands on, which itself stays as it is.
  ///
  ///     one pixel   *      a block  **   **     letters  [##]
  ///                *#*              *     *              [##]
  ///                 *                 ###
  ///                                 *     *
  ///                                 **   **
  ///
  /// The terminal's own cursor stands there too, so that it can be found without colours.
  mutating func drawCursor(
    _ state: ExplorerApp.State, _ raster: PixelRaster, in canvas: Rect
  ) {
    let viewport = state.viewport
    guard let rect = viewport.rect(of: state.cursor) else { return }
    let cells = viewport.cells(of: rect)
    let home = Point(
      x: canvas.x + min(max(0, cells.x + cells.width / 2), canvas.width - 1),
      y: canvas.y + min(max(0, cells.y + (cells.height - 1) / 2), canvas.height - 1))
    frame.cursor = home
    drawRing(around: rect, viewport, raster, in: canvas)
  }

  /// Corners around a rectangle of pixels, or brackets beside it.
  mutating func drawRing(
    around rect: PixelRect, _ viewport: Viewport, _ raster: PixelRaster, in canvas: Rect
  ) {
    if glyphs.grain == .halfCell, palette.depth != .mono {
      for point in Self.ring(around: rect) { paint(point, viewport, raster, in: canvas) }
    } else {
      drawBrackets(viewport.cells(of: rect), in: canvas)
    }
  }

  /// The pixels of a ring around a rectangle: all of it if small, corners of it if large.
  private static func ring(around rect: PixelRect) -> [PixelPoint] {
    let (left, right) = (rect.x - 1, rect.maxX)
    let (top, bottom) = (rect.y - 1, rect.maxY)
    if rect.width <= 1 && rect.height <= 1 {
      return [
        PixelPoint(x: left, y: rect.y), PixelPoint(x: right, y: rect.y),
        PixelPoint(x: rect.x, y: top), PixelPoint(x: rect.x, y: bottom),
      ]
    }
    func arm(_ side: Int) -> Int { side <= 2 ? 1 : min(8, max(1, side / 3)) }
    var points: [PixelPoint] = []
    for step in 0...arm(rect.width) {
      for y in [top, bottom] {
        points.append(PixelPoint(x: left + step, y: y))
        points.append(PixelPoint(x: right - step, y: y))
      }
    }
    for step in 1...max(1, arm(rect.height)) {
      for x in [left, right] {
        points.append(PixelPoint(x: x, y: top + step))
        points.append(PixelPoint(x: x, y: bottom - step))
      }
    }
    return points
  }

  /// Gives one pixel the cursor's colour; the other pixel of its cell keeps what it shows.
  private mutating func paint(
    _ point: PixelPoint, _ viewport: Viewport, _ raster: PixelRaster, in canvas: Rect
  ) {
    let perRow = glyphs.grain.pixelsPerRow
    guard point.x >= 0, point.y >= 0, point.x < canvas.width, point.y / perRow < canvas.height
    else { return }
    let place = Point(x: canvas.x + point.x, y: canvas.y + point.y / perRow)
    let color = style(.cursor).background
    let isUpper = point.y % perRow == 0
    let other = raster.ink(x: point.x, y: isUpper ? point.y + 1 : point.y - 1)
    var old = Style(foreground: palette.color(for: other), background: palette.color(for: other))
    // Another pixel of the ring may be in this cell already.
    if frame[place].style.foreground == color || frame[place].style.background == color,
      frame[place].scalar == "▀"
    {
      old = frame[place].style
    }
    let pair =
      isUpper
      ? Style(foreground: color, background: old.background)
      : Style(foreground: old.foreground, background: color)
    frame[place] = Cell("▀", style: pair)
  }

  /// Brackets at both sides of every row, for glyphs that have no pixel of one colour to spare.
  private mutating func drawBrackets(_ cells: PixelRect, in canvas: Rect) {
    let style = style(.cursor)
    for row in max(0, cells.y)..<max(0, min(cells.maxY, canvas.height)) {
      for (column, scalar) in [(cells.x - 1, "[" as Unicode.Scalar), (cells.maxX, "]")]
      where column >= -1 && column <= canvas.width {
        frame[canvas.x + column, canvas.y + row] = Cell(scalar, style: style)
      }
    }
  }
}
