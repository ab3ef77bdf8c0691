import Addressing
import Cartography
import Simulation
import Terminal
import Theming

extension Painter {
  /// What the colours, letters and sizes of the map mean; what does not fit is left out whole.
  mutating func drawLegend(_ state: ExplorerApp.State, in rect: Rect) {
    var x = rect.x + 1
    let end = rect.columns.upperBound
    let (low, high) = Self.ends(of: state.aggregate)
    let ramp = state.aggregate == .anyFull ? [Ink.level(0), .level(1), .full] : Ink.levels
    let rampWidth = low.utf8.count + high.utf8.count + ramp.count * 2 + 3
    if x + 7 < end { x = drawSwatch(.free, "free", x: x, y: rect.y) }
    if x + rampWidth <= end {
      x += write(low + " ", x: x, y: rect.y, .dim)
      for ink in ramp { x = drawSample(ink, x: x, y: rect.y) }
      x += write(" " + high + "  ", x: x, y: rect.y, .dim)
    }
    var row = rect.y
    var swatches: [Ink] = [.full, .reserved, .failed, .contested]
    if !state.session.moment.claims.isEmpty { swatches.append(.claimed) }
    for ink in swatches {
      if x + ink.name.utf8.count + 4 > end, row + 1 < rect.rows.upperBound {
        row += 1
        x = rect.x + 1
      }
      guard x + ink.name.utf8.count + 4 <= end else { break }
      x = drawSwatch(ink, ink.name, x: x, y: row)
    }
    drawSizes(state, x: x, y: row, in: rect)
  }

  /// What the two ends of the ramp stand for.
  private static func ends(of aggregate: Aggregate) -> (String, String) {
    switch aggregate {
    case .mean, .max: ("used 0", "all")
    case .leastFree: ("free 128+", "0")
    case .anyFull: ("idle", "full")
    }
  }

  /// How large the blocks that have a name or an outline are, and a node's.
  private mutating func drawSizes(_ state: ExplorerApp.State, x: Int, y: Int, in rect: Rect) {
    let viewport = state.viewport
    let unit = state.unitLength
    var words: [String] = []
    if let block = viewport.plane.rect(
      of: IPPrefix(state.pool.base, length: unit), zoom: viewport.zoom)
    {
      let side = viewport.pixelLength <= unit
      if side {
        let count = UInt128(1) << UInt128(min(127, unit - viewport.pixelLength))
        words.append("1 px = \(Figure.count(count, "block")) /\(unit)")
      } else {
        words.append("a block /\(unit) = \(block.width)x\(block.height) px")
      }
    }
    var x = x
    var y = y
    for word in words {
      if x + word.utf8.count > rect.columns.upperBound, y + 1 < rect.rows.upperBound {
        y += 1
        x = rect.x + 1
      }
      guard x + word.utf8.count <= rect.columns.upperBound else { return }
      x += write(word, x: x, y: y, .dim) + 2
    }
  }

  /// One ink in two columns, as the map shows it.
  private mutating func drawSample(_ ink: Ink, x: Int, y: Int) -> Int {
    for (column, cell) in glyphs.sample(of: ink).enumerated() {
      frame[x + column, y] = Cell(cell.scalar, style: palette.style(for: cell))
    }
    return x + 2
  }

  /// An ink with its letter and its name.
  private mutating func drawSwatch(_ ink: Ink, _ name: String, x: Int, y: Int) -> Int {
    let letter: Unicode.Scalar? =
      switch ink {
      case .full: Mark.full.scalar
      case .reserved: Mark.reserved.scalar
      case .failed: Mark.failed.scalar
      case .contested: Mark.contested.scalar
      default: nil
      }
    if let letter {
      frame[x, y] = Cell(letter, style: palette.style(for: ink))
      frame[x + 1, y] = .space(palette.style(for: ink))
    } else {
      _ = drawSample(ink, x: x, y: y)
    }
    return x + 3 + write(name, x: x + 3, y: y, .dim) + 2
  }
}
