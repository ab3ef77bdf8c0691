import Addressing
import Cartography
import Simulation
import Terminal
import Theming

extension ExplorerApp.State {
  /// What people have written on the pool, as the map takes it.
  var mapAnnotations: [MapAnnotation] {
    session.moment.annotations.map { MapAnnotation($0.prefix, $0.text) }
  }

  /// Where it shows on the map.
  var placedAnnotations: [PlacedAnnotation] {
    let all = mapAnnotations
    guard !all.isEmpty else { return [] }
    return PlacedAnnotation.placing(all, in: viewport) { TextWidth.columns(of: $0) }
  }
}

extension Painter {
  /// The outlines and texts of annotations, over the names that blocks have of themselves.
  mutating func drawAnnotations(
    _ annotations: [PlacedAnnotation], _ cells: CellRaster, in canvas: Rect
  ) {
    for annotation in annotations { outline(annotation, cells, in: canvas) }
    for annotation in annotations {
      guard let label = annotation.label else { continue }
      frame.write(
        label.text, at: Point(x: canvas.x + label.column, y: canvas.y + label.row),
        style: style(.label).adding(.bold), width: canvas.width - label.column)
    }
  }

  /// A frame along the edges of a block that are in view, on the colours that are there.
  private mutating func outline(
    _ annotation: PlacedAnnotation, _ cells: CellRaster, in canvas: Rect
  ) {
    let rect = annotation.outline
    guard rect.width > 2, rect.height > 1 else { return }
    let grid = style(.grid)
    let (side, top, bottom): (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar) =
      look.isUnicode ? ("▏", "▔", "▁") : ("|", "-", "-")
    for row in max(0, rect.y)..<max(0, min(rect.maxY, canvas.height)) {
      for column in max(0, rect.x)..<max(0, min(rect.maxX, canvas.width)) {
        let scalar: Unicode.Scalar
        if column == rect.x {
          scalar = side
        } else if column == rect.maxX - 1 {
          scalar = look.isUnicode ? "▕" : "|"
        } else if row == rect.y {
          scalar = top
        } else if row == rect.maxY - 1 {
          scalar = bottom
        } else {
          continue
        }
        let cell = cells[column, row]
        guard cell.mark == nil else { continue }
        frame[canvas.x + column, canvas.y + row] = Cell(
          scalar, style: grid.on(palette.color(for: cell.background)).adding(.bold))
      }
    }
  }
}
