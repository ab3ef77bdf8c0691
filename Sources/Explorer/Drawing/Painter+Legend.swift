import Addressing
import Cartography
import Simulation
import Terminal
import Theming

extension Painter {
  /// What the colours and letters of the map mean; what does not fit is left out whole.
  mutating func drawLegend(_ state: ExplorerApp.State, in rect: Rect) {
    for place in Self.legendPlaces(of: state.legendItems, in: rect) {
      _ = draw(place.item, x: place.rect.x, y: place.rect.y)
    }
  }

  /// An entry of the legend and the cells it takes.
  struct LegendPlace {
    let item: LegendItem
    let rect: Rect
  }

  /// Where each entry of a legend that fits is painted.
  static func legendPlaces(of items: [LegendItem], in rect: Rect) -> [LegendPlace] {
    var places: [LegendPlace] = []
    var x = rect.x + 1
    var row = rect.y
    let end = rect.columns.upperBound
    for item in items {
      let width = width(of: item)
      if x + width > end, row + 1 < rect.rows.upperBound {
        row += 1
        x = rect.x + 1
      }
      guard x + width <= end else { continue }
      places.append(LegendPlace(item: item, rect: Rect(x: x, y: row, width: width, height: 1)))
      x += advance(of: item)
    }
    return places
  }

  /// The columns from one entry to the next.
  private static func advance(of item: LegendItem) -> Int {
    switch item {
    case .swatch(_, let name): TextWidth.columns(of: name) + 5
    case .ramp(let low, let inks, let high):
      TextWidth.columns(of: low) + 1 + inks.count * 2
        + (high.isEmpty ? 1 : TextWidth.columns(of: high) + 3)
    case .text(let text): TextWidth.columns(of: text) + 2
    }
  }

  private static func width(of item: LegendItem) -> Int {
    switch item {
    case .swatch(_, let name): TextWidth.columns(of: name) + 4
    case .ramp(let low, let inks, let high):
      TextWidth.columns(of: low) + TextWidth.columns(of: high) + inks.count * 2 + 3
    case .text(let text): TextWidth.columns(of: text) + 2
    }
  }

  private mutating func draw(_ item: LegendItem, x: Int, y: Int) -> Int {
    switch item {
    case .swatch(let pixel, let name): return drawSwatch(pixel, name, x: x, y: y)
    case .ramp(let low, let inks, let high):
      var x = x + write(low + " ", x: x, y: y, .dim)
      for ink in inks { x = drawSample(ink, x: x, y: y) }
      return x + write(high.isEmpty ? " " : " " + high + "  ", x: x, y: y, .dim)
    case .text(let text): return x + write(text, x: x, y: y, .dim) + 2
    }
  }

  /// One ink in two columns, as the map shows it.
  private mutating func drawSample(_ ink: Ink, x: Int, y: Int) -> Int {
    for (column, cell) in glyphs.sample(of: ink).enumerated() {
      frame[x + column, y] = Cell(cell.scalar, style: palette.style(for: cell))
    }
    return x + 2
  }

  /// A pixel with its letter and its name.
  private mutating func drawSwatch(_ pixel: Pixel, _ name: String, x: Int, y: Int) -> Int {
    drawSample(pixel, x: x, y: y)
    return x + 3 + write(name, x: x + 3, y: y, .dim) + 2
  }

  /// A pixel with its letter, in two columns.
  mutating func drawSample(_ pixel: Pixel, x: Int, y: Int) {
    if let mark = pixel.mark, pixel.hatch == nil {
      frame[x, y] = Cell(mark.scalar, style: palette.style(for: pixel.ink))
      frame[x + 1, y] = .space(palette.style(for: pixel.ink))
    } else if pixel.hatch != nil {
      drawHatch(pixel, x: x, y: y)
    } else {
      _ = drawSample(pixel.ink, x: x, y: y)
    }
  }

  /// Two columns of a hatched pixel, as the map would draw an area of it.
  private mutating func drawHatch(_ pixel: Pixel, x: Int, y: Int) {
    let size = glyphs.grain.pixels(columns: 2, rows: 1)
    var area = PixelRaster(width: size.width, height: size.height)
    area.fill(
      PixelRect(x: 0, y: 0, width: size.width, height: size.height),
      with: Pixel(pixel.ink, hatch: pixel.hatch))
    for (column, cell) in CellRaster(area, glyphs: glyphs).cells.prefix(2).enumerated() {
      frame[x + column, y] = Cell(cell.scalar, style: palette.style(for: cell))
    }
    if let mark = pixel.mark {
      frame[x, y] = Cell(mark.scalar, style: palette.style(for: pixel.hatch ?? pixel.ink))
    }
  }
}
