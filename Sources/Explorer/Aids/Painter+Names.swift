import Addressing
import Cartography
import Terminal
import Theming

extension Painter {
  /// Outlines and names of blocks of two lengths; colours stay what they are.
  ///
  ///     ▎10.0.0.0/18▔▔▔▔▔▔▔▔▔▔▔▔▔   a coarse block has a heavy edge and its name on it,
  ///     ▎      ▏      ▏             those in it have light edges and names in their middle
  ///     ▎  .0  ▏ .16  ▏
  mutating func drawNames(_ state: ExplorerApp.State, _ cells: CellRaster, in canvas: Rect) {
    let viewport = state.viewport
    let names = MapLabels(viewport, avoiding: cells, keeping: ringCells(of: state))
    for block in names.frames { outline(block, of: cells, in: canvas) }
    let annotations = state.placedAnnotations
    let large = state.presenter == nil ? [] : drawLargeNames(names.frames, viewport, in: canvas)
    for label in names.labels
    where !large.contains(where: { $0.contains(label.prefix) })
      && !annotations.contains(where: { $0.leavesNoRoom(for: label) })
    {
      let covered = (label.column..<label.column + label.width).map { cells[$0, label.row] }
      // On one colour a fine name is written over it; across several it needs a ground of its own.
      let isEven = covered.allSatisfy {
        $0.isEven && $0.background == covered[0].background
      }
      var style =
        isEven && !label.isCoarse ? palette.style(for: covered[0].background) : style(.label)
      if label.isCoarse { style = style.adding(.bold) }
      frame.write(
        label.text, at: Point(x: canvas.x + label.column, y: canvas.y + label.row), style: style,
        width: canvas.width - label.column)
    }
  }

  /// Names of coarse blocks for a room that looks on; answers with the blocks that have one.
  ///
  /// All of them have one or none has, so that none seems to be more than another; what is in such a
  /// block stays without a name.
  private mutating func drawLargeNames(
    _ frames: [MapFrame], _ viewport: Viewport, in canvas: Rect
  ) -> [IPPrefix] {
    let coarse = frames.filter(\.isCoarse).isEmpty ? frames : frames.filter(\.isCoarse)
    let whole = coarse.filter { viewport.shows($0.prefix) }
    guard let root = whole.first.map({ _ in viewport.plane.root }) else { return [] }
    let kind = (0..<2).first { kind in
      whole.allSatisfy { block in
        LargeText.width(of: BlockName.candidates(for: block.prefix, in: root)[kind]) + 4
          <= block.cells.width
      }
    }
    guard let kind else { return [] }
    return whole.compactMap { block in
      let rect = Rect(
        x: canvas.x + block.cells.x, y: canvas.y + block.cells.y, width: block.cells.width,
        height: block.cells.height)
      let name = BlockName.candidates(for: block.prefix, in: root)[kind]
      let style = style(.label).adding(.bold)
      return writeLarge(name, in: rect, style: style) == nil ? nil : block.prefix
    }
  }

  /// The cells of a small cursor with the ring around it; a large one has names in it.
  private func ringCells(of state: ExplorerApp.State) -> PixelRect? {
    guard let rect = state.viewport.rect(of: state.cursor) else { return nil }
    let cells = state.viewport.cells(
      of: PixelRect(x: rect.x - 1, y: rect.y - 1, width: rect.width + 2, height: rect.height + 2))
    return cells.width <= 14 ? cells : nil
  }

  /// The upper and the left edge of a block, in the cells that have room for a line.
  private mutating func outline(_ block: MapFrame, of cells: CellRaster, in canvas: Rect) {
    let rect = block.cells
    guard !rect.isEmpty else { return }
    let (left, top) = edges(isCoarse: block.isCoarse)
    if let top {
      for column in rect.x..<rect.maxX where rect.y > 0 {
        draw(top, isCoarse: block.isCoarse, over: cells, column: column, row: rect.y, in: canvas)
      }
    }
    for row in rect.y..<rect.maxY where rect.x > 0 {
      draw(left, isCoarse: block.isCoarse, over: cells, column: rect.x, row: row, in: canvas)
    }
  }

  /// The characters of a left and an upper edge; letters are no ground to draw a line over.
  private func edges(isCoarse: Bool) -> (left: Unicode.Scalar, top: Unicode.Scalar?) {
    if glyphs.legibility == .colorsOnly, look.isUnicode {
      return isCoarse ? ("\u{258E}", "\u{2594}") : ("\u{258F}", "\u{2594}")
    }
    return look.isUnicode
      ? (isCoarse ? "\u{2502}" : "\u{250A}", nil) : (isCoarse ? "|" : "'", nil)
  }

  private mutating func draw(
    _ scalar: Unicode.Scalar, isCoarse: Bool, over cells: CellRaster, column: Int, row: Int,
    in canvas: Rect
  ) {
    let point = Point(x: canvas.x + column, y: canvas.y + row)
    let cell = cells[column, row]
    guard canvas.contains(point), cell.mark == nil, cell.isEven, cell.background != .void,
      glyphs.legibility == .colorsOnly || cell.background.isGround
    else { return }
    let line = style(.grid)
    let own = isCoarse ? Style(foreground: style(.label).foreground) : line
    frame[point] = Cell(scalar, style: own.on(palette.color(for: cell.background)))
  }
}
