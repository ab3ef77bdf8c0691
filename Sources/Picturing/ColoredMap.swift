import Addressing
public import Cartography
import Terminal
public import Theming

/// A map as lines of text with colours, in the escape sequences of terminals (ECMA-48, SGR; colours
/// by the numbers of xterm's palette).
public struct ColoredMap: Sendable {
  /// The lines, from the heading to the legend.
  public let lines: [String]

  /// Draws a plane in at most so many columns and rows, the frame included.
  public init(
    _ map: PageMap, of occupancy: any Occupancy, style: MapStyle, legend: [LegendItem],
    columns: Int, rows: Int?, glyphs: any GlyphSet, theme: Theme
  ) {
    let palette = theme.palette(for: .colors256)
    let grain = glyphs.grain
    let room = Viewport(
      plane: map.plane, columns: max(1, columns - 2), rows: max(1, (rows ?? 1026) - 2), grain: grain
    )
    let sides = room.planeSize
    let viewport = Viewport(
      plane: map.plane, columns: min(room.columns, grain.columns(ofPixels: sides.width)),
      rows: min(room.rows, grain.rows(ofPixels: sides.height)), grain: grain)
    let raster = MapPicture(viewport: viewport, style: style, of: occupancy).raster
    let cells = CellRaster(raster, glyphs: glyphs)
    let names = MapLabels(viewport, avoiding: cells).labels
    let border = palette.style(for: .border)
    let edge = String(repeating: "─", count: cells.columns)
    let heading =
      "\(map.plane.root)  \(map.plane.title)  " + (style.title.isEmpty ? "" : style.title + "  ")
      + map.scale(pixelLength: viewport.pixelLength)
    var lines = [Self.dressed([(heading, palette.style(for: .title))])]
    lines.append(Self.dressed([("┌\(edge)┐", border)]))
    for row in 0..<cells.rows {
      var runs: [(String, Style)] = [("│", border)]
      var column = 0
      while column < cells.columns {
        if let name = names.first(where: { $0.row == row && $0.column == column }) {
          runs.append((name.text, palette.style(for: .label)))
          column += max(1, name.width)
        } else {
          let cell = cells[column, row]
          runs.append((String(cell.scalar), palette.style(for: cell)))
          column += 1
        }
      }
      lines.append(Self.dressed(runs + [("│", border)]))
    }
    lines.append(Self.dressed([("└\(edge)┘", border)]))
    self.lines = lines + Self.lines(of: legend, palette, glyphs, columns: columns)
  }

  /// The items of a legend side by side, as many a line as fit.
  private static func lines(
    of legend: [LegendItem], _ palette: Palette, _ glyphs: any GlyphSet, columns: Int
  ) -> [String] {
    let text = palette.style(for: .text)
    var lines: [[(String, Style)]] = []
    var used = 0
    for item in legend {
      var runs: [(String, Style)] = []
      switch item {
      case .swatch(let pixel, let words):
        runs = sample(pixel, palette, glyphs) + [(" \(words)", text)]
      case .ramp(let low, let inks, let high):
        runs.append(("\(low) ", text))
        for ink in inks { runs += sample(Pixel(ink), palette, glyphs) }
        runs.append((" \(high)", text))
      case .text(let words): runs.append((words, text))
      }
      let width = runs.reduce(0) { $0 + $1.0.unicodeScalars.count }
      if lines.isEmpty || used + 2 + width > columns {
        lines.append(runs)
        used = width
      } else {
        lines[lines.count - 1] += [("  ", text)] + runs
        used += 2 + width
      }
    }
    return lines.map(dressed)
  }

  private static func sample(
    _ pixel: Pixel, _ palette: Palette, _ glyphs: any GlyphSet
  ) -> [(String, Style)] {
    if let mark = pixel.mark { return [(" \(mark.rawValue) ", palette.style(for: pixel.ink))] }
    if let hatch = pixel.hatch {
      return [("/", palette.style(for: hatch)), ("/", palette.style(for: pixel.ink))]
    }
    return glyphs.sample(of: pixel.ink).map { (String($0.scalar), palette.style(for: $0)) }
  }

  /// Runs of text with the sequences that colour them; alike neighbours share one.
  private static func dressed(_ runs: [(String, Style)]) -> String {
    var line = ""
    var current: Style?
    for (text, style) in runs {
      if style != current {
        line += "\u{1B}[" + codes(of: style).joined(separator: ";") + "m"
        current = style
      }
      line += text
    }
    return line + "\u{1B}[0m"
  }

  private static func codes(of style: Style) -> [String] {
    var codes = ["0"]
    let attributes: [(Style.Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
    ]
    for (attribute, code) in attributes where style.attributes.contains(attribute) {
      codes.append(code)
    }
    if let index = style.foreground.index { codes.append("38;5;\(index)") }
    if let index = style.background.index { codes.append("48;5;\(index)") }
    return codes
  }
}
