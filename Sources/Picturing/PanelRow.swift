import Cartography

/// A row of the panel beside a map.
enum PanelRow: Hashable {
  case heading(String)
  case swatch(Pixel, String)
  case ramp(String, [Ink], String)
  case text(String)
  case bar([PageFacts.Figure])
  case figure(PageFacts.Figure)

  /// Rows of pixels that it takes at unit 1.
  var height: Int {
    switch self {
    case .heading: 16
    case .swatch: 13
    case .ramp(let low, _, let high): Self.isLong(low, high) ? 35 : 25
    case .text: 12
    case .bar: 16
    case .figure: 12
    }
  }

  /// Whether the words for the ends of a ramp need a line each.
  static func isLong(_ low: String, _ high: String) -> Bool {
    (low.unicodeScalars.count + high.unicodeScalars.count + 1) * BitmapFont.width
      > PanelFlow.leastWidth
  }

  /// Whether it must not be the last of a column.
  var leadsOn: Bool {
    switch self {
    case .heading, .bar: true
    default: false
    }
  }

  /// The rows of a legend.
  static func legend(_ items: [LegendItem], hasSmallMarks: Bool) -> [PanelRow] {
    var rows: [PanelRow] = [.heading("Legend")]
    var hasMarks = false
    for item in items {
      switch item {
      case .swatch(let pixel, let words):
        rows.append(.swatch(pixel, words))
        hasMarks = hasMarks || pixel.mark != nil
      case .ramp("used 0", let inks, "all"): rows.append(.ramp("0% used", inks, "100%"))
      case .ramp(let low, let inks, let high): rows.append(.ramp(low, inks, high))
      case .text(let words): rows.append(.text(words))
      }
    }
    if hasMarks, hasSmallMarks { rows.append(.text("small marks are dots")) }
    return rows
  }

  /// The rows of the figures: the parts of a whole as a bar first.
  static func figures(_ figures: [PageFacts.Figure]) -> [PanelRow] {
    guard !figures.isEmpty else { return [] }
    let parts = figures.filter { $0.ink != nil }
    var rows: [PanelRow] = [.heading("Figures")]
    rows += figures.filter { $0.ink == nil }.map { .figure($0) }
    if !parts.isEmpty { rows.append(.bar(parts)) }
    return rows + parts.map { .figure($0) }
  }
}

/// Rows of a panel in columns side by side, as low as they go.
struct PanelFlow {
  /// Every row with its column and its distance from the top at unit 1.
  let places: [(row: PanelRow, column: Int, y: Int)]
  /// Columns taken.
  let columns: Int
  /// The height of the tallest column at unit 1.
  let height: Int

  /// The width of a column at unit 1, the least that will do, and the gap between two.
  static let columnWidth = 156
  static let leastWidth = 150
  static let gap = 20
  /// What is left free above a heading that is not the first of its column.
  private static let skip = 8

  /// Fills at most `columns` columns, evenly.
  init(_ rows: [PanelRow], columns: Int) {
    let total = rows.reduce(0) { $0 + $1.height + Self.skip }
    var limit = max(rows.map(\.height).max() ?? 0, total / max(1, columns))
    while true {
      let places = Self.places(of: rows, limit: limit)
      let used = (places.last?.column ?? -1) + 1
      if used <= max(1, columns) || limit >= total {
        self.places = places
        self.columns = used
        height = places.map { $0.y + $0.row.height }.max() ?? 0
        return
      }
      limit += 2
    }
  }

  private static func places(
    of rows: [PanelRow], limit: Int
  ) -> [(row: PanelRow, column: Int, y: Int)] {
    var places: [(row: PanelRow, column: Int, y: Int)] = []
    var (column, y) = (0, 0)
    for (index, row) in rows.enumerated() {
      var needed = row.height
      // A heading goes where the row that it is for goes.
      var next = index
      while rows[next].leadsOn, next + 1 < rows.count {
        next += 1
        needed += rows[next].height
      }
      if y > 0, y + needed > limit {
        column += 1
        y = 0
      }
      if y > 0, case .heading = row { y += skip }
      places.append((row, column, y))
      y += row.height
    }
    return places
  }
}
