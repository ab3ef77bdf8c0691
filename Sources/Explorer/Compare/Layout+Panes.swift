import Terminal

/// Where one plan of several goes.
///
///     ┌ * a · cluster-pool ── Hilbert /24 ┐
///     │ canvas                            │   every canvas has the same size, for there is one
///     │ facts                             │   viewport for all of them
///     └───────────────────────────────────┘
struct PaneRoom: Hashable, Sendable {
  var frame: Rect
  var canvas: Rect
  var facts: Rect
}

extension Layout {
  /// The rows between the header and the history, or the status.
  private var body: Rect {
    let top = header?.height ?? 0
    return Rect(x: 0, y: top, width: size.width, height: (timeline ?? status).y - top)
  }

  /// Gives the place of map and panel to panes: as many of `count` as fit, `focus` among them.
  ///
  /// A root of an odd length is a plane of two squares, which changes what is a large map.
  mutating func split(
    into count: Int, focus: Int, wantsLegend: Bool, wantsScores: Bool, isDouble: Bool,
    keepsPanel: Bool = false
  ) {
    var rest = body
    // A lesson goes on beside the plans it is about, where they keep room.
    if keepsPanel, size.width >= 120, let kept = panel, !isPanelBelow {
      _ = rest.cutRight(kept.width)
    } else {
      panel = nil
      isPanelBelow = false
    }
    legend = wantsLegend && rest.height >= 28 ? rest.cutBottom(1) : nil
    var shown = max(1, count)
    var best = Self.bestGrid(of: shown, in: rest.size, isDouble: isDouble)
    while best == nil, shown > 1 {
      shown -= 1
      best = Self.bestGrid(of: shown, in: rest.size, isDouble: isDouble)
    }
    let grid = best ?? Grid(columns: 1, rows: 1, in: rest.size, isDouble: isDouble)
    let first = min(max(0, focus - shown + 1), max(0, count - shown))
    shownPanes = first..<(first + shown)
    if wantsScores, count > 1 { scores = Self.takeScores(count, shown, grid, from: &rest) }
    let cells = Self.bestGrid(of: shown, in: rest.size, isDouble: isDouble) ?? grid
    panes = (0..<shown).map { room($0, of: cells, in: rest) }
    map = panes[min(max(0, focus - first), shown - 1)].frame
    canvas = panes[min(max(0, focus - first), shown - 1)].canvas
  }

  private func room(_ index: Int, of grid: Grid, in rect: Rect) -> PaneRoom {
    let (column, row) = (index % grid.columns, index / grid.columns)
    let frame = Rect(
      x: rect.x + column * grid.frame.width, y: rect.y + row * grid.frame.height,
      // What does not divide goes to the last frame of a line; canvases stay alike.
      width: column == grid.columns - 1 ? rect.width - column * grid.frame.width : grid.frame.width,
      height: row == grid.rows - 1 ? rect.height - row * grid.frame.height : grid.frame.height)
    let inner = frame.inset(by: 1)
    let canvas = Rect(
      x: inner.x, y: inner.y, width: grid.canvas.width, height: grid.canvas.height)
    let facts = Rect(
      x: inner.x + 1, y: inner.y + canvas.height, width: inner.width - 2,
      height: inner.height - canvas.height)
    return PaneRoom(frame: frame, canvas: canvas, facts: facts)
  }

  /// Panes in lines, all alike.
  private struct Grid {
    let columns: Int
    let rows: Int
    let frame: Size
    let canvas: Size
    let isDouble: Bool

    init(columns: Int, rows: Int, in size: Size, isDouble: Bool) {
      self.isDouble = isDouble
      self.columns = columns
      self.rows = rows
      frame = Size(width: size.width / columns, height: size.height / rows)
      let facts = frame.height < 12 ? 1 : frame.height < 24 ? 3 : 5
      canvas = Size(width: frame.width - 2, height: frame.height - 2 - facts)
    }

    /// The side of the largest square of pixels that is a power of two: what a map makes use of.
    var side: Int {
      area < 1 ? 0 : 1 << (Int.bitWidth - 1 - area.leadingZeroBitCount)
    }
    var area: Int { min(isDouble ? canvas.width / 2 : canvas.width, canvas.height * 2) }
  }

  /// The way to put so many panes that leaves the largest map, if any is large enough.
  private static func bestGrid(of count: Int, in size: Size, isDouble: Bool) -> Grid? {
    let ways: [(columns: Int, rows: Int)] =
      switch count {
      case 1: [(1, 1)]
      case 2: [(2, 1), (1, 2)]
      case 3: [(3, 1), (2, 2), (1, 3)]
      default: [(4, 1), (2, 2), (1, 4)]
      }
    let fitting = ways.filter { way in
      let width = [0, 0, 64, 110, 160][min(4, way.columns)]
      return size.width >= width && size.height / way.rows >= (way.rows > 1 ? 11 : 0)
    }
    return fitting.map { Grid(columns: $0.columns, rows: $0.rows, in: size, isDouble: isDouble) }
      .reduce(nil) { best, grid in
        guard let best else { return grid }
        return grid.side > best.side ? grid : best
      }
  }

  /// Columns of the table of scores: the metric, and a plan each.
  static func scoresWidth(of count: Int) -> Int { 22 + 13 * count }
  /// Its frame, its head and a row for each metric worth a glance.
  private static let scoresHeight = 15

  /// Takes room for the table of scores where the maps lose nothing by it.
  private static func takeScores(
    _ count: Int, _ shown: Int, _ grid: Grid, from rect: inout Rect
  ) -> Rect? {
    let width = scoresWidth(of: count)
    let beside = Size(width: rect.width - width, height: rect.height)
    if let other = bestGrid(of: shown, in: beside, isDouble: grid.isDouble), other.side >= grid.side
    {
      return rect.cutRight(width)
    }
    let below = Size(width: rect.width, height: rect.height - scoresHeight)
    if width <= rect.width, let other = bestGrid(of: shown, in: below, isDouble: grid.isDouble),
      other.side >= grid.side
    {
      return rect.cutBottom(scoresHeight)
    }
    return nil
  }
}
