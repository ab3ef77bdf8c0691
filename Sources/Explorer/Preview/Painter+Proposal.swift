import Addressing
import Cartography
import Simulation
import Terminal
import Theming

extension Painter {
  /// What a change would give and take, hatched over the map.
  ///
  ///     ^^^^   would be given: a block to a node, an address to a pod
  ///     vvvv   would be given back
  ///     xxxx   both, in one place of the map
  ///
  /// The letters say it without colours; the map below stays what it is.
  mutating func drawGhost(_ state: ExplorerApp.State, in canvas: Rect) {
    guard let difference = state.shownGhost?.difference, !difference.isEmpty else { return }
    let viewport = state.viewport
    for (prefixes, sign) in [(difference.gained, Self.gain), (difference.lost, Self.loss)] {
      for prefix in prefixes {
        hatch(prefix, viewport, sign, in: canvas)
      }
    }
  }

  static let gain: Unicode.Scalar = "^"
  static let loss: Unicode.Scalar = "v"
  static let move: Unicode.Scalar = "x"

  private mutating func hatch(
    _ prefix: IPPrefix, _ viewport: Viewport, _ sign: Unicode.Scalar, in canvas: Rect
  ) {
    // What is smaller than a pixel is drawn as its pixel.
    let shown =
      prefix.length > viewport.pixelLength
      ? IPPrefix(prefix.base, length: viewport.pixelLength) : prefix
    guard let rect = viewport.rect(of: shown) else { return }
    let seen = rect.intersection(viewport.bounds)
    guard !seen.isEmpty else { return }
    let cells = viewport.cells(of: seen)
    let ghost = style(.ghost)
    for y in stride(from: max(0, cells.y), to: min(cells.maxY, canvas.height), by: 1) {
      for x in stride(from: max(0, cells.x), to: min(cells.maxX, canvas.width), by: 1) {
        let point = Point(x: canvas.x + x, y: canvas.y + y)
        let old = frame[point]
        let isOther =
          old.style == ghost
          && (old.scalar == (sign == Self.gain ? Self.loss : Self.gain) || old.scalar == Self.move)
        frame[point] = Cell(isOther ? Self.move : sign, style: ghost)
      }
    }
  }

  /// The same in the grid of a block's addresses: a letter before each.
  mutating func drawGhost(_ state: ExplorerApp.State, on grid: AddressGrid, in canvas: Rect) {
    guard let difference = state.shownGhost?.difference else { return }
    let visible = grid.visibleRows(in: canvas)
    for (prefixes, sign) in [(difference.gained, Self.gain), (difference.lost, Self.loss)] {
      for prefix in prefixes where grid.block.overlaps(prefix) {
        let first = grid.index(of: max(prefix.base, grid.block.base))
        let last = grid.index(of: min(prefix.last, grid.last))
        let start = max(first, state.firstRow * grid.perRow)
        let end = min(last, (state.firstRow + visible) * grid.perRow - 1)
        for index in stride(from: start, through: end, by: 1) {
          let x = canvas.x + grid.gutter + index % grid.perRow * grid.cellWidth
          let y = canvas.y + 1 + index / grid.perRow - state.firstRow
          guard canvas.contains(Point(x: x, y: y)) else { continue }
          frame[x, y] = Cell(sign, style: style(.ghost))
        }
      }
    }
  }

  /// What a change would come to, above the line of status or the one being typed.
  mutating func drawProposal(_ state: ExplorerApp.State, _ layout: Layout) {
    guard let proposal = state.shownProposal, let words = state.proposalWords else { return }
    let top =
      if case .prompt(let prompt) = state.overlay {
        state.paletteRoom(of: prompt, layout).top - 1
      } else {
        layout.status.y - 1
      }
    guard top >= 1 else { return }
    let width = layout.size.width - 2
    let advice = proposal.isTyped ? "" : "  Enter makes it, Esc drops it"
    var lines = TextLine.wrapped(words.text + advice, .ghost, to: width)
    let most = layout.size.height >= 14 ? 3 : 1
    if lines.count > most { lines = Array(lines.prefix(most)) }
    let start = max(1, top - lines.count + 1)
    for (index, line) in lines.enumerated() {
      let row = Rect(x: 0, y: start + index, width: layout.size.width, height: 1)
      fill(row, .ghost)
      write(line, x: 1, y: row.y, width: width, on: .ghost)
    }
  }
}

extension ExplorerApp.State {
  /// What the change that is thought of would come to, with a sign for what somebody has to know.
  var proposalWords: (text: String, isBad: Bool)? {
    guard let proposal = shownProposal else { return nil }
    if let remark = proposal.remark { return ("~ \(proposal.command): \(remark)", false) }
    guard let ghost = proposal.ghost else {
      let work = works.last { $0.kind == Self.proposalKind }
      let share = work?.progress.map { " \($0.done * 100 / max(1, $0.total))%" } ?? ""
      return ("~ \(proposal.command): finding out what it would do\(share)", false)
    }
    return ((ghost.isBad ? "! " : "~ ") + ghost.words, ghost.isBad)
  }
}
