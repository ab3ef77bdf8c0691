import Cartography
import Terminal
import Theming

extension Painter {
  /// A line around what is selected, in the cells beside it: what it holds stays as it is.
  ///
  ///     ┌────┐      The line is of letters, so that it shows without colours; where cells are of
  ///     │▀▀▀▀│      two pixels and only one is selected, the whole cell lies inside.
  ///     └────┘
  mutating func drawSelection(_ state: ExplorerApp.State, in canvas: Rect) {
    let viewport = state.viewport
    // A tile or a pane of another pool has nothing of it.
    guard let selection = state.selection, selection.plane == viewport.plane, !canvas.isEmpty
    else { return }
    // One cell more on each side, for a selection that begins beyond the edge.
    let width = canvas.width + 2
    let height = canvas.height + 2
    var inside = Array(repeating: false, count: width * height)
    for row in 0..<height {
      for column in 0..<width {
        inside[row * width + column] = Self.meets(
          viewport.pixels(atColumn: column - 1, row: row - 1), selection, viewport)
      }
    }
    func isInside(_ column: Int, _ row: Int) -> Bool {
      column >= 0 && row >= 0 && column < width && row < height && inside[row * width + column]
    }
    let style = style(.selection)
    // Titles above and legends below are not drawn over: there the line is left open.
    for row in 1...canvas.height {
      for column in 0..<width where !inside[row * width + column] {
        let around = Around(
          left: isInside(column - 1, row), right: isInside(column + 1, row),
          above: isInside(column, row - 1), below: isInside(column, row + 1),
          corners: (
            isInside(column + 1, row + 1), isInside(column - 1, row + 1),
            isInside(column + 1, row - 1), isInside(column - 1, row - 1)
          ))
        guard let scalar = around.scalar(isUnicode: look.isUnicode) else { continue }
        frame[canvas.x + column - 1, canvas.y + row - 1] = Cell(scalar, style: style)
      }
    }
  }

  private static func meets(
    _ pixels: PixelRect, _ selection: MapSelection, _ viewport: Viewport
  ) -> Bool {
    for y in pixels.y..<pixels.maxY {
      for x in pixels.x..<pixels.maxX {
        let point = PixelPoint(x: x + viewport.origin.x, y: y + viewport.origin.y)
        if selection.meets(point, zoom: viewport.zoom) { return true }
      }
    }
    return false
  }
}

/// Which neighbours of a cell are selected.
private struct Around {
  let left: Bool
  let right: Bool
  let above: Bool
  let below: Bool
  /// Below right, below left, above right, above left.
  let corners: (Bool, Bool, Bool, Bool)

  /// The piece of the line that goes through the cell; nil if none does.
  func scalar(isUnicode: Bool) -> Unicode.Scalar? {
    if left || right { return above || below ? (isUnicode ? "┼" : "+") : isUnicode ? "│" : "|" }
    if above || below { return isUnicode ? "─" : "-" }
    if corners.0 { return isUnicode ? "┌" : "+" }
    if corners.1 { return isUnicode ? "┐" : "+" }
    if corners.2 { return isUnicode ? "└" : "+" }
    return corners.3 ? (isUnicode ? "┘" : "+") : nil
  }
}
