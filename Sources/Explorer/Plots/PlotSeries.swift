import Simulation

/// The steps of a history along an axis of so many columns.
struct PlotAxis {
  let timeline: Timeline
  let axis: PlotView.Axis
  /// Columns of dots.
  let width: Int
  private let first: Int
  private let last: Int

  init(_ timeline: Timeline, _ axis: PlotView.Axis, width: Int) {
    self.timeline = timeline
    self.axis = axis
    self.width = max(1, width)
    let count = timeline.stepCount
    first = axis == .step ? min(1, count) : timeline.plotTime(afterStep: min(1, count))
    last = axis == .step ? count : timeline.plotTime(afterStep: count)
  }

  /// The first and the last value of the axis.
  var ends: (first: Int, last: Int) { (first, last) }

  /// The column of a step.
  func column(of step: Int) -> Int {
    let value = axis == .step ? step : timeline.plotTime(afterStep: step)
    guard last > first else { return 0 }
    return Self.scaled(min(max(value, first), last) - first, width - 1, by: last - first)
  }

  /// The steps that a column stands for: none where the columns are more than the steps.
  func steps(in column: Int) -> Range<Int> {
    let start = firstStep(atOrAfter: column)
    return start..<max(start, firstStep(atOrAfter: column + 1))
  }

  private func firstStep(atOrAfter column: Int) -> Int {
    var (low, high) = (1, timeline.stepCount + 1)
    while low < high {
      let middle = (low + high) / 2
      if self.column(of: middle) >= column { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func scaled(_ value: Int, _ factor: Int, by divisor: Int) -> Int {
    let product = value.multipliedFullWidth(by: factor)
    return divisor.dividingFullWidth(product).quotient
  }
}

extension Timeline {
  /// Simulated time after a step, in seconds.
  func plotTime(afterStep index: Int) -> Int {
    guard index >= 1, index <= stepCount else { return 0 }
    return step(before: place(afterSteps: index))?.step.time ?? 0
  }
}

/// One figure of one plan, column by column.
struct PlotSeries {
  /// What a column holds: the least and the greatest value of its steps, and the last one.
  struct Column: Hashable {
    var low: UInt128
    var high: UInt128
    var last: UInt128
  }

  let plan: String
  let metric: PlotMetric
  /// Nil before the plan has figures.
  private(set) var columns: [Column?] = []
  /// Whether every step was looked at.
  private(set) var isWhole = true

  /// Steps of one column that are looked at: evenly, the last one always.
  private static let limit = 16

  init(_ metric: PlotMetric, of plan: String, along axis: PlotAxis) {
    self.plan = plan
    self.metric = metric
    columns.reserveCapacity(axis.width)
    var before: UInt128?
    for index in 0..<axis.width {
      let steps = axis.steps(in: index)
      // Between two steps all is as the first one left it.
      var column = steps.isEmpty ? before.map { Column(low: $0, high: $0, last: $0) } : nil
      let shown = min(steps.count, Self.limit)
      if shown < steps.count { isWhole = false }
      for part in stride(from: 1, through: shown, by: 1) {
        let step = steps.lowerBound + steps.count * part / shown - 1
        guard let sample = axis.timeline.sample(of: plan, afterStep: step) else { continue }
        let value = metric.value(sample)
        column = Column(
          low: min(column?.low ?? value, value), high: max(column?.high ?? value, value),
          last: value)
        before = value
      }
      columns.append(column)
    }
  }

  /// The greatest value of all.
  var most: UInt128 { columns.reduce(0) { max($0, $1?.high ?? 0) } }
}

/// Values along the side of a plot, and the rows where they stand.
struct PlotScale: Hashable {
  let isLogarithmic: Bool
  /// The value at the upper edge.
  let top: UInt128

  /// A scale from nothing to a round number that is no less than `most`.
  init(upTo most: UInt128, isLogarithmic: Bool) {
    self.isLogarithmic = isLogarithmic
    guard !isLogarithmic else {
      var power: UInt128 = 10
      while power < most {
        let (next, overflow) = power.multipliedReportingOverflow(by: 10)
        power = overflow ? .max : next
      }
      top = power
      return
    }
    top = Self.quarter(of: max(1, most)).map { $0 * 4 } ?? .max
  }

  /// The least round number of which four are no less than `most`.
  private static func quarter(of most: UInt128) -> UInt128? {
    var unit: UInt128 = 1
    while true {
      for digit: UInt128 in [1, 2, 3, 4, 5, 6, 8] {
        let (step, overflow) = unit.multipliedReportingOverflow(by: digit * 4)
        if overflow { return nil }
        if step >= most { return step / 4 }
      }
      let (next, overflow) = unit.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      unit = next
    }
  }

  /// The values worth a number, from the bottom.
  var ticks: [UInt128] {
    guard isLogarithmic else {
      return top == .max ? [0, top] : (0...4).map { top / 4 * $0 }
    }
    var ticks: [UInt128] = [0, 1]
    while let last = ticks.last, last < top {
      let (next, overflow) = last.multipliedReportingOverflow(by: 10)
      ticks.append(overflow ? .max : next)
    }
    return ticks
  }

  /// The row of a value among `rows`, the lowest being 0.
  func row(of value: UInt128, rows: Int) -> Int {
    guard rows > 1 else { return 0 }
    let (part, whole) =
      isLogarithmic ? (Self.logarithm(value), Self.logarithm(top)) : (min(value, top), top)
    let surplus = UInt128(max(0, 20 - whole.leadingZeroBitCount))
    let scaled = (part >> surplus) * UInt128(rows - 1) * 2 / max(1, whole >> surplus)
    return min(rows - 1, Int((scaled + 1) / 2))
  }

  /// Sixty-four times the logarithm to base two of the number after, straight between powers of two:
  /// a picture needs no more, and it is the same on every machine.
  private static func logarithm(_ value: UInt128) -> UInt128 {
    guard value < .max else { return 128 * 64 }
    let number = value + 1
    let whole = UInt128(127 - number.leadingZeroBitCount)
    let rest = number - (UInt128(1) << whole)
    let fraction = whole >= 6 ? rest >> (whole - 6) : rest << (6 - whole)
    return whole * 64 + fraction
  }
}
