import Simulation

/// The history as one line: all its steps, where we are, and what is marked.
///
///     timeline ├━━━━━━●───!──m────╌╌╌╌╌┤ 417/1,000  200 pods/h  ! first refusal 12.417  m mode
struct TimelineBar {
  /// Steps that have happened, those undone included.
  let happened: Int
  /// All steps, with those of a workload on its way that are still to come.
  let total: Int
  /// Steps before the place.
  let here: Int
  /// Steps before each mark, with its letter.
  let marks: [(step: Int, letter: Character)]
  /// What stands behind the bar: the more important, the earlier.
  private let legend: [(text: String, isMark: Bool)]

  /// A line of so many steps, without a legend.
  init(happened: Int, total: Int, here: Int, marks: [(step: Int, letter: Character)]) {
    self.happened = happened
    self.total = total
    self.here = here
    self.marks = marks
    legend = []
  }

  /// The line of a session, with the first refusal of a plan.
  init(_ session: Session, plan: String? = nil) {
    let timeline = session.timeline
    happened = timeline.stepCount
    here = timeline.stepIndex(of: timeline.place)
    var legend: [(text: String, isMark: Bool)] = []
    var coming = 0
    if timeline.isOpen, let performance = session.performance {
      coming = max(0, performance.total - performance.done)
      legend.append(
        ("\(Figure.grouped(performance.done))/\(Figure.grouped(performance.total))", false))
      legend.append((performance.rate, false))
    }
    total = happened + coming
    let all = timeline.marks(of: plan ?? session.current?.name ?? "")
    marks = all.map { (timeline.stepIndex(of: $0.place), Self.letter(of: $0.mark)) }
    if let first = all.first(where: { $0.mark == .refusal }) {
      legend.append(("! first refusal at \(first.place)", true))
    }
    for mark in [Timeline.Mark.mode, .pool] where all.contains(where: { $0.mark == mark }) {
      legend.append(("\(Self.letter(of: mark)) \(mark.rawValue)", true))
    }
    self.legend = legend
  }

  static func letter(of mark: Timeline.Mark) -> Character {
    switch mark {
    case .refusal: "!"
    case .mode: "m"
    case .pool: "p"
    }
  }

  /// The name of the line, where there is room for it.
  static func name(in width: Int) -> String { width >= 60 ? " timeline " : " " }

  /// What of the legend fits behind a bar of at least two fifths of the line.
  func legend(in width: Int) -> [(text: String, isMark: Bool)] {
    var room = width - Self.name(in: width).count - max(12, width * 2 / 5)
    var shown: [(text: String, isMark: Bool)] = []
    for piece in legend where piece.text.count + 2 <= room {
      room -= piece.text.count + 2
      shown.append(piece)
    }
    return shown
  }

  /// Columns between the ends of the bar.
  func barWidth(in width: Int) -> Int {
    let behind = legend(in: width).reduce(0) { $0 + $1.text.count + 2 }
    return max(1, width - Self.name(in: width).count - behind - 3)
  }

  /// The column at which so many steps have happened.
  func column(ofStep step: Int, width: Int) -> Int {
    guard total > 0, width > 1 else { return 0 }
    return min(max(0, step), total) * (width - 1) / total
  }

  /// What a column of the bar shows.
  enum Cell: Hashable {
    case past, ahead, coming, here
    case mark(Character)
  }

  /// The bar, column by column; where several things meet the place wins, then refusals.
  func cells(width: Int) -> [Cell] {
    let place = column(ofStep: here, width: width)
    let end = column(ofStep: happened, width: width)
    var cells = (0..<max(0, width)).map { index -> Cell in
      index < place ? .past : index <= end ? .ahead : .coming
    }
    guard !cells.isEmpty else { return [] }
    for mark in marks.sorted(by: { $0.letter > $1.letter }) {
      cells[column(ofStep: mark.step, width: width)] = .mark(mark.letter)
    }
    cells[place] = .here
    return cells
  }
}
