import Addressing
import Allocation
import Cartography
import Simulation
import Terminal
import Theming

extension Painter {
  /// Two plans as one map: what only one of them has, and what both have.
  mutating func drawDifference(_ state: ExplorerApp.State, _ layout: Layout) {
    guard let comparison = state.comparison, let pair = comparison.pair,
      let difference = comparison.difference, let contrast = state.contrast
    else { return }
    let viewport = state.viewport
    let curve = viewport.plane.title
    let pixel = "/\(viewport.pixelLength)"
    let title = TextLine("\(pair.first.text)", .title).adding(" < > ", .strong)
      .adding("\(pair.second.text)", .title)
    let right =
      [
        "\(curve) · 1 px = \(pixel) · \(difference.level.name)",
        "\(curve) \(pixel) \(difference.level.name)",
      ]
      .first { TextWidth.columns(of: $0) + title.width + 7 <= layout.map.width }
      ?? "\(pixel) \(difference.level.name)"
    box(layout.map, title: title, right: right, isFocused: true)
    guard !layout.canvas.isEmpty else { return }
    drawPicture(of: contrast, state, in: layout.canvas)
    if let legend = layout.legend { drawDifferenceLegend(pair, in: legend) }
    if let panel = layout.panel {
      drawDifferencePanel(state, pair, difference.level, in: panel)
    }
  }

  /// Every ink of the picture with its letter and what it says.
  private mutating func drawDifferenceLegend(
    _ pair: (first: PaneReference, second: PaneReference), in rect: Rect
  ) {
    let entries: [(Contrast, String)] = [
      (.onlyFirst, "only \(pair.first.text)"), (.onlySecond, "only \(pair.second.text)"),
      (.both, "both"), (.mixed, "both, not the same"), (.neither, "neither"),
    ]
    var (x, y) = (rect.x + 1, rect.y)
    for (contrast, text) in entries {
      let width = TextWidth.columns(of: text) + 3
      if x + width > rect.columns.upperBound {
        guard y + 1 < rect.rows.upperBound else { continue }
        (x, y) = (rect.x + 1, y + 1)
      }
      drawContrast(contrast, x: x, y: y)
      x += 3 + write(text, x: x + 3, y: y, .dim, width: rect.columns.upperBound - x - 3) + 2
    }
  }

  /// A contrast's letter on its colour, in two columns.
  private mutating func drawContrast(_ contrast: Contrast, x: Int, y: Int) {
    let ink = contrast.ink()
    let look = palette.style(for: ink)
    frame[x, y] = Cell(contrast.mark?.scalar ?? glyphs.scalar(for: ink), style: look)
    frame[x + 1, y] = .space(look)
  }

  /// How many addresses are whose, in all and at the cursor.
  private mutating func drawDifferencePanel(
    _ state: ExplorerApp.State, _ pair: (first: PaneReference, second: PaneReference),
    _ level: ContrastLevel, in rect: Rect
  ) {
    guard let contrast = state.contrast else { return }
    box(rect, title: TextLine("what differs", .title), right: level.name)
    let inner = rect.inset(horizontal: 2, vertical: 1)
    var rest = inner
    func part(_ prefix: IPPrefix, _ title: String) -> [(TextLine, Contrast?)] {
      let tally = contrast.tally(of: prefix, finest: state.finestUnit)
      let width = inner.width - 3
      func row(_ name: String, _ value: UInt128, _ contrast: Contrast, isLeast: Bool = true) -> (
        TextLine, Contrast?
      ) {
        let text = Figure.fitting(value, width - name.utf8.count - 3)
        let sign = tally.isExact ? "" : isLeast ? "at least " : "at most "
        return (TextLine(name, .dim).filling(width, with: sign + text, .strong), contrast)
      }
      return [
        (TextLine(title, .title), nil),
        row("only \(pair.first.text)", tally.onlyFirst, .onlyFirst),
        row("only \(pair.second.text)", tally.onlySecond, .onlySecond),
        row("both", tally.both.upperBound, .both, isLeast: false),
        row("neither", tally.neither(of: prefix.size), .neither, isLeast: false),
        (TextLine(), nil),
      ]
    }
    var lines = part(state.pool, "\(state.pool)")
    if state.cursor != state.pool { lines += part(state.cursor, "\(state.cursor)") }
    for (line, contrast) in lines where rest.height > 0 {
      let row = rest.cutTop(1)
      if let contrast {
        drawContrast(contrast, x: row.x, y: row.y)
        write(line, x: row.x + 3, y: row.y, width: row.width - 3)
      } else {
        write(line, x: row.x, y: row.y, width: row.width)
      }
    }
    for reference in [pair.first, pair.second] where rest.height > 1 {
      write(place(of: reference, in: state, width: rest.width), in: rest)
      _ = rest.cutTop(2)
    }
    if rest.height > 2 {
      _ = rest.cutTop(1)
      write(TextLine.wrapped(Self.definition(of: level), .dim, to: rest.width), in: rest)
    }
  }

  private static func definition(of level: ContrastLevel) -> String {
    "counted in addresses: \(level.summary). A pixel of many blocks is of both when each quarter "
      + "of it has as many in both."
  }

  /// Who has the place under the cursor in one of the plans.
  private func place(
    of reference: PaneReference, in state: ExplorerApp.State, width: Int
  ) -> [TextLine] {
    var pane = state
    pane.focus = reference
    pane.pinnedCursor = state.cursor
    let here = Inspection(pane)
    let mode = pane.cluster?.mode.about.name ?? ""
    return [
      TextLine(reference.text, .title).adding(mode == reference.text ? "" : " · \(mode)", .text),
      TextLine("  ").adding(PaneText.place(here), .text),
    ]
  }
}
