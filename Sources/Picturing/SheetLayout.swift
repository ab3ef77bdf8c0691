public import Cartography

/// Where the parts of a page are.
///
///     +----------------------------------+
///     | title                            |
///     | subtitle                         |
///     | 10.0.0.0/16 ...      Legend      |     the panel stands at the right of the maps
///     | +----------------+   ..........  |     or below them, whichever leaves them more room;
///     | |                |   Figures     |     figures go below maps that leave room there
///     | +----------------+   ..........  |
///     | 1 px = /24 = 1 node              |
///     | footnote                         |
///     +----------------------------------+
public struct SheetLayout: Hashable, Sendable {
  /// The page.
  public let size: PixelSize
  /// The scale of ordinary words; all distances are multiples of it.
  public let unit: Int
  /// The scale of the title.
  public let titleScale: Int
  /// Title and subtitle.
  public let header: PixelRect
  /// Footnotes; empty where the page is too low.
  public let footer: PixelRect
  /// The maps, in order.
  public let tiles: [Tile]
  /// What the panels show, each in its own rectangle.
  let panels: [Panel]

  /// One map and what belongs to it.
  public struct Tile: Hashable, Sendable {
    /// The line above the map.
    public let caption: PixelRect
    /// The map with its frame.
    public let frame: PixelRect
    /// The line below the map; empty where there is no room.
    public let scale: PixelRect
    /// Two-bit steps below the root.
    public let zoom: Int
    /// The side of a map pixel in pixels of the page.
    public let side: Int
    /// How wide the frame is.
    public let border: Int

    /// The map inside its frame.
    public var map: PixelRect {
      PixelRect(
        x: frame.x + border, y: frame.y + border, width: frame.width - 2 * border,
        height: frame.height - 2 * border)
    }
  }

  /// Rows in columns.
  struct Panel: Hashable {
    let rect: PixelRect
    let rows: [PanelRow]
    let columns: Int

    /// How wide a column is: as wide as the rectangle allows, within reason.
    func columnWidth(unit: Int) -> Int {
      let gaps = (columns - 1) * PanelFlow.gap * unit
      return min((rect.width - gaps) / max(1, columns), 230 * unit)
    }
  }

  /// Every part, for whoever must not let two of them meet.
  public var boxes: [PixelRect] {
    var boxes = [header, footer] + panels.map(\.rect)
    for tile in tiles { boxes += [tile.caption, tile.frame, tile.scale] }
    return boxes.filter { !$0.isEmpty }
  }

  /// Lays out maps, a legend and figures on a page.
  init(
    _ size: PixelSize, maps: [PageMap], legend: [PanelRow], figures: [PanelRow], footnotes: Int
  ) {
    self.size = size
    let unit = max(1, min((size.width + 260) / 520, (size.height + 200) / 400))
    self.unit = unit
    let isSmall = size.width < 400 || size.height < 260
    titleScale = isSmall ? 1 : unit + max(1, unit / 2)
    let margin = (isSmall ? 6 : 16) * unit
    let inner = PixelRect(
      x: margin, y: margin, width: size.width - 2 * margin, height: size.height - 2 * margin)
    let headerHeight = 10 * titleScale + (isSmall ? 12 : 15) * unit
    header = PixelRect(x: inner.x, y: inner.y, width: inner.width, height: headerHeight)
    let footerHeight = isSmall ? 0 : footnotes * 12 * unit
    footer = PixelRect(
      x: inner.x, y: inner.maxY - footerHeight, width: inner.width, height: footerHeight)
    let gap = (isSmall ? 4 : 12) * unit
    let body = PixelRect(
      x: inner.x, y: header.maxY + gap / 2, width: inner.width,
      height: inner.height - headerHeight - footerHeight - gap / 2 - (footerHeight > 0 ? gap : 0))
    let fitting = SheetFitting(body: body, unit: unit, gap: gap, maps: maps)
    let chosen = fitting.best(legend: legend, figures: figures)
    tiles = chosen.tiles
    panels = chosen.panels
  }
}
