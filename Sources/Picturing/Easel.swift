public import Cartography

/// Where a page is drawn: something that takes rectangles, stripes and words in colours.
///
/// Places are whole pixels from the top left. A letter at scale 1 takes 6 x 10 of them, so that who
/// lays a page out need not know whether it becomes pixels or an SVG file.
public protocol Easel {
  /// Fills a rectangle.
  mutating func fill(_ rect: PixelRect, _ color: RGB)

  /// Lays diagonal stripes over a rectangle, as wide as the gaps between them.
  mutating func hatch(_ rect: PixelRect, _ color: RGB, width: Int)

  /// Writes a line of text whose first cell has its top left corner at a place.
  mutating func text(_ text: String, at place: PixelPoint, scale: Int, _ color: RGB, isBold: Bool)

  /// Fills many rectangles that belong together, such as the pixels of a map.
  mutating func mosaic(_ tiles: [(PixelRect, RGB)])
}

extension Easel {
  /// Draws a line of some width along the inside of a rectangle's edges.
  mutating func frame(_ rect: PixelRect, _ color: RGB, width: Int) {
    guard rect.width > 2 * width, rect.height > 2 * width else {
      fill(rect, color)
      return
    }
    let inner = rect.height - 2 * width
    fill(PixelRect(x: rect.x, y: rect.y, width: rect.width, height: width), color)
    fill(PixelRect(x: rect.x, y: rect.maxY - width, width: rect.width, height: width), color)
    fill(PixelRect(x: rect.x, y: rect.y + width, width: width, height: inner), color)
    fill(PixelRect(x: rect.maxX - width, y: rect.y + width, width: width, height: inner), color)
  }
}
