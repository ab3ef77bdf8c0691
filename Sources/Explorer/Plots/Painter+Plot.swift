import Allocation
import Simulation
import Terminal
import Theming

/// Where the parts of a plot are on a screen.
struct PlotGeometry {
  let frame: Rect
  /// A line for each figure that is drawn, above the plot.
  let legend: Rect
  /// The cells of the lines.
  let canvas: Rect
  /// The column of numbers at its left.
  let numbers: Rect
  let marks: Rect
  let labels: Rect

  /// Room for the widest number that is written out.
  static let numberWidth = 12

  init(_ layout: Layout, lines: Int = 1) {
    let top = layout.header?.rows.upperBound ?? 0
    frame = Rect(x: 0, y: top, width: layout.size.width, height: max(3, layout.status.y - top))
    var rest = frame.inset(horizontal: 1, vertical: 1)
    let wanted = min(lines, max(1, rest.height - 5))
    legend = rest.cutTop(min(wanted, rest.height))
    let below = min(2, max(0, rest.height - 1))
    var bottom = rest.cutBottom(below)
    let side = rest.width >= 50 ? Self.numberWidth + 1 : 8
    numbers = rest.cutLeft(min(side, rest.width / 2))
    _ = rest.cutRight(min(1, rest.width))
    canvas = rest
    var marks = bottom.cutTop(min(1, bottom.height))
    _ = marks.cutLeft(numbers.width)
    _ = marks.cutRight(min(1, marks.width))
    self.marks = marks
    labels = bottom
  }
}

extension Painter {
  /// Figures over the whole history, with marks below and the values under the cursor.
  mutating func drawPlot(_ plot: PlotView, _ state: ExplorerApp.State, _ layout: Layout) {
    let plans = Array(state.session.moment.plans.map(\.name).prefix(PlotView.lineLimit))
    let pairs = plot.metrics.flatMap { metric in plans.map { (metric, $0) } }
    let shown = Array(pairs.suffix(PlotView.lineLimit))
    let geometry = PlotGeometry(layout, lines: max(1, shown.count))
    fill(geometry.frame, .text)
    let timeline = state.session.timeline
    var canvas = PlotCanvas(
      columns: geometry.canvas.width, rows: geometry.canvas.height, isUnicode: look.isUnicode)
    let axis = PlotAxis(timeline, plot.axis, width: canvas.dotColumns)
    let series = shown.map { PlotSeries($0.0, of: $0.1, along: axis) }
    let scale = PlotScale(
      upTo: series.map(\.most).max() ?? 0, isLogarithmic: plot.isLogarithmic)
    for (index, line) in series.enumerated() { canvas.draw(line, scale, line: index) }
    drawPlotFrame(plot, series, timeline, geometry)
    drawNumbers(scale, geometry)
    let cursor = plot.cursor ?? timeline.stepIndex(of: timeline.place)
    guard timeline.stepCount > 0 else {
      write("no history yet", x: geometry.canvas.x, y: geometry.canvas.y, .dim)
      return
    }
    drawUprights(cursor, axis, canvas, geometry, present: timeline.stepIndex(of: timeline.place))
    draw(canvas, series, scale, in: geometry.canvas)
    drawPlotLegend(series, cursor, timeline, geometry)
    drawMarks(state, axis, canvas, geometry)
    drawAxisLabels(cursor, axis, geometry)
  }

  /// How a line looks; its letter says which it is.
  private func lineStyle(_ index: Int) -> Style {
    style([Role.sparkline, .strong, .good, .warning][index % PlotView.lineLimit])
  }

  private static let lineLetters: [Unicode.Scalar] = ["1", "2", "3", "4"]

  private mutating func drawPlotFrame(
    _ plot: PlotView, _ series: [PlotSeries], _ timeline: Timeline, _ geometry: PlotGeometry
  ) {
    let title = TextLine("over time", .title)
      .adding(" \(plot.metric.rawValue), \(plot.metric.unit)", .dim)
    let steps = timeline.stepCount
    let columns = max(1, geometry.canvas.width)
    let grain = steps > columns ? "1 column = \((steps + columns - 1) / columns) steps" : ""
    let sparse = series.allSatisfy(\.isWhole) ? "" : "not every step looked at"
    let parts = [
      plot.axis == .step ? "by step" : "by time", plot.isLogarithmic ? "logarithmic" : "linear",
      plot.axis == .step ? grain : "", sparse,
    ]
    let right = parts.filter { !$0.isEmpty }.joined(separator: look.isUnicode ? " · " : ", ")
    box(geometry.frame, title: title, right: right, isFocused: true)
    let hints = [
      "Tab metric", "a keep", "t time", "y log", "n mark", "Enter go there", "? meaning", "q close",
    ]
    let bottom = geometry.frame.rows.upperBound - 1
    var text = ""
    for hint in hints where text.utf8.count + hint.utf8.count + 7 <= geometry.frame.width {
      text += (text.isEmpty ? "" : "  ") + hint
    }
    if geometry.frame.width > text.utf8.count + 4 {
      write(" \(text) ", x: geometry.frame.x + 2, y: bottom, .dim)
    }
  }

  /// The numbers at the left, none on another one's row.
  private mutating func drawNumbers(_ scale: PlotScale, _ geometry: PlotGeometry) {
    let area = geometry.canvas
    guard area.height > 0, geometry.numbers.width > 2 else { return }
    let room = geometry.numbers.width - 1
    var taken: Set<Int> = []
    for tick in scale.ticks {
      let row = scale.row(of: tick, rows: area.height)
      guard taken.insert(row).inserted else { continue }
      let y = area.y + area.height - 1 - row
      let text = Figure.fitting(tick, room)
      write(text, x: geometry.numbers.x + max(0, room - text.utf8.count), y: y, .dim, width: room)
    }
    for row in area.rows {
      frame[area.x - 1, row] = Cell(look.isUnicode ? "│" : "|", style: style(.border))
    }
  }

  /// A line down through the cursor, and another through the present place.
  private mutating func drawUprights(
    _ cursor: Int, _ axis: PlotAxis, _ canvas: PlotCanvas, _ geometry: PlotGeometry, present: Int
  ) {
    let perCell = canvas.isUnicode ? 2 : 1
    for (step, scalar, role) in [
      (present, look.isUnicode ? "┊" : ":", Role.dim), (cursor, look.isUnicode ? "│" : "|", .key),
    ] as [(Int, Unicode.Scalar, Role)] where step >= 1 {
      let x = geometry.canvas.x + axis.column(of: step) / perCell
      for row in geometry.canvas.rows { frame[x, row] = Cell(scalar, style: style(role)) }
    }
  }

  /// The lines; where there are several each bears its number every now and then.
  private mutating func draw(
    _ canvas: PlotCanvas, _ series: [PlotSeries], _ scale: PlotScale, in area: Rect
  ) {
    for row in 0..<canvas.rows {
      for column in 0..<canvas.columns {
        guard let (scalar, line) = canvas.cell(column, row) else { continue }
        frame[area.x + column, area.y + row] = Cell(scalar, style: lineStyle(line))
      }
    }
    guard series.count > 1, area.width >= 12 else { return }
    let perCell = canvas.isUnicode ? 2 : 1
    let gap = max(12, area.width / 4)
    for (index, line) in series.enumerated() {
      for x in stride(from: 3 + index * 3, to: area.width, by: gap) {
        guard let value = line.columns[min(x * perCell, line.columns.count - 1)]?.last else {
          continue
        }
        let row = scale.row(of: value, rows: canvas.dotRows)
        let y = area.y + (canvas.dotRows - 1 - row) / (canvas.isUnicode ? 4 : 1)
        frame[area.x + x, y] = Cell(
          Self.lineLetters[index % Self.lineLetters.count], style: lineStyle(index))
      }
    }
  }

  /// Which line is which, and its exact value under the cursor.
  private mutating func drawPlotLegend(
    _ series: [PlotSeries], _ cursor: Int, _ timeline: Timeline, _ geometry: PlotGeometry
  ) {
    for (index, y) in zip(series.indices, geometry.legend.rows) {
      let line = series[index]
      let value = timeline.sample(of: line.plan, afterStep: cursor).map(line.metric.value)
      let x = geometry.legend.x + 1
      let sign = series.count > 1 ? Self.lineLetters[index % Self.lineLetters.count] : "-"
      frame[x, y] = Cell(sign, style: lineStyle(index))
      let text = TextLine("\(line.metric.rawValue)", .strong)
        .adding(" \(value.map(Figure.grouped) ?? "none") \(line.metric.unit)")
        .adding("  plan \(line.plan)", .dim)
      write(text, x: x + 2, y: y, width: max(0, geometry.legend.width - 4))
    }
  }

  /// `!` the first refusal, `m` a mode, `p` a pool, under the column where they are.
  private mutating func drawMarks(
    _ state: ExplorerApp.State, _ axis: PlotAxis, _ canvas: PlotCanvas, _ geometry: PlotGeometry
  ) {
    guard geometry.marks.height > 0, let plan = state.session.current else { return }
    let y = geometry.marks.y
    for x in geometry.canvas.columns {
      frame[x, y] = Cell(look.isUnicode ? "─" : "-", style: style(.border))
    }
    let marks = axis.timeline.marks(of: plan.name)
    // The refusal comes last, for it must not be hidden.
    for (place, mark) in marks.filter({ $0.mark != .refusal })
      + marks.filter({ $0.mark == .refusal })
    {
      let step = max(1, axis.timeline.stepIndex(of: place))
      let x = geometry.canvas.x + axis.column(of: step) / (canvas.isUnicode ? 2 : 1)
      frame[x, y] = Cell(mark.letter, style: style(mark == .refusal ? .error : .key))
    }
  }

  /// The two ends of the axis, and the place under the cursor between them.
  private mutating func drawAxisLabels(_ cursor: Int, _ axis: PlotAxis, _ geometry: PlotGeometry) {
    guard geometry.labels.height > 0 else { return }
    let y = geometry.labels.y
    func text(_ value: Int) -> String { axis.axis == .step ? "\(value)" : Self.clock(value) }
    let first = text(axis.ends.first)
    let last = text(axis.ends.last)
    write(first, x: geometry.canvas.x, y: y, .dim)
    let end = geometry.canvas.columns.upperBound - last.utf8.count
    write(last, x: max(geometry.canvas.x, end), y: y, .dim)
    let place = axis.timeline.place(afterSteps: min(cursor, axis.timeline.stepCount))
    let time = axis.timeline.plotTime(afterStep: cursor)
    let here = "at \(place), t \(Self.clock(time))"
    let middle = geometry.canvas.x + (geometry.canvas.width - here.utf8.count) / 2
    let start = geometry.canvas.x + first.utf8.count + 1
    if middle >= start, middle + here.utf8.count < end { write(here, x: middle, y: y, .key) }
  }

  /// Simulated time as a clock: `3d 02:14:30`.
  static func clock(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let days = seconds / 86_400
    let rest = seconds % 86_400
    let clock = "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
    return days > 0 ? "\(days)d \(clock)" : clock
  }
}

extension Timeline.Mark {
  /// The letter under the axis.
  var letter: Unicode.Scalar {
    switch self {
    case .refusal: "!"
    case .mode: "m"
    case .pool: "p"
    }
  }
}
