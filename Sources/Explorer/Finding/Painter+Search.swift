import Addressing
import Cartography
import Simulation
import Terminal
import Theming

extension Painter {
  /// Marks every cell in which something lies that the search has found.
  ///
  /// A letter that stands there stays and is drawn in the colours of a match; elsewhere a dot on
  /// the colour of the cell tells of it without hiding what is under it.
  mutating func drawMatches(_ state: ExplorerApp.State, _ cells: CellRaster, in canvas: Rect) {
    guard let marks = state.matchMarks(in: state.viewport) else { return }
    let match = style(.match)
    let dot: Unicode.Scalar = look.isUnicode ? "•" : "*"
    for row in 0..<min(canvas.height, cells.rows) {
      for column in 0..<min(canvas.width, cells.columns) where marks[column, row] {
        let point = Point(x: canvas.x + column, y: canvas.y + row)
        let cell = cells[column, row]
        if cell.mark != nil {
          frame[point] = Cell(cell.scalar, style: match)
        } else {
          let ground = palette.style(for: cell.background)
          frame[point] = Cell(dot, style: ground.adding(.bold))
        }
      }
    }
  }

  /// Marks one address of a block that is a match: its letter in the colours of one.
  mutating func markMatch(x: Int, y: Int, width: Int) {
    let place = x + (width >= 8 ? 1 : (width >= 3 ? width - 1 : width) / 2)
    frame[place, y] = Cell(frame[place, y].scalar, style: style(.match))
  }

  /// How many match, at the end of the line below the one being typed; how wide that is.
  mutating func drawMatchCount(_ state: ExplorerApp.State, in rect: Rect) -> Int {
    guard let search = state.searchPreview else { return 0 }
    let text = " \(search.findings?.summary ?? "looking for it") "
    let width = TextWidth.columns(of: text)
    guard width <= rect.width else { return 0 }
    let role: Role = search.findings?.matches.isEmpty == true ? .warning : .match
    write(
      TextLine(text, role), x: rect.columns.upperBound - width, y: rect.y, width: width, on: .input)
    return width
  }

  /// What the word before the cursor of a search means, in half a sentence.
  func meaning(of prompt: Prompt) -> String? {
    guard let word = prompt.editor.head.split(whereSeparator: { " ()".contains($0) }).last else {
      return nil
    }
    return NodeQuery.meaning(of: String(word)).map { "\(word): \($0)" }
  }
}
