import Cartography
import Simulation

/// The cells of a map in which something lies that a search has found.
///
/// They are found once for a view and what was found: a frame that is drawn again, as while the
/// cursor moves, asks no pixel anew.
struct MatchMarks: Sendable {
  private let viewport: Viewport
  private let query: NodeQuery
  private let stamp: Search.Stamp?
  private let columns: Int
  private let marks: [Bool]

  init(of search: Search, in viewport: Viewport) {
    self.viewport = viewport
    query = search.query
    stamp = search.stamp
    columns = viewport.columns
    guard let findings = search.findings, findings.placed > 0 else {
      marks = []
      return
    }
    let grain = viewport.grain
    var marks = Array(repeating: false, count: viewport.columns * viewport.rows)
    for row in 0..<viewport.rows {
      // Of a pixel that is several columns wide the last shows the mark, beside its glyph.
      let last = grain.columnsPerPixel - 1
      for column in stride(from: last, to: viewport.columns, by: grain.columnsPerPixel) {
        let pixel = grain.pixel(atColumn: column, row: row)
        marks[row * viewport.columns + column] = Self.touches(findings, viewport, pixel)
      }
    }
    self.marks = marks
  }

  /// Whether these are the marks of that search in that view.
  func show(_ search: Search, in viewport: Viewport) -> Bool {
    stamp == search.stamp && query == search.query && self.viewport == viewport
  }

  /// Whether a cell of the view is marked.
  subscript(column: Int, row: Int) -> Bool {
    let place = row * columns + column
    return column < columns && marks.indices.contains(place) && marks[place]
  }

  private static func touches(
    _ findings: Findings, _ viewport: Viewport, _ pixel: PixelPoint
  ) -> Bool {
    for y in 0..<viewport.grain.pixelsPerRow {
      for x in 0..<viewport.grain.pixelsPerColumn {
        let point = PixelPoint(x: pixel.x + x, y: pixel.y + y)
        if let prefix = viewport.prefix(atPixel: point), findings.touches(prefix) { return true }
      }
    }
    return false
  }
}

extension ExplorerApp.State {
  /// The marks of the search that shows in a view: those that are kept, if they are of it.
  func matchMarks(in viewport: Viewport) -> MatchMarks? {
    guard let search = shownSearch, search.findings != nil else { return nil }
    if let shownMatches, shownMatches.show(search, in: viewport) { return shownMatches }
    return MatchMarks(of: search, in: viewport)
  }

  /// Keeps the marks of the view that shows.
  mutating func refreshMatches() {
    shownMatches = matchMarks(in: viewport)
  }
}
