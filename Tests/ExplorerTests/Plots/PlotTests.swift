import Allocation
import Simulation
import Terminal
import TestSupport
import Testing
import Theming

@testable import Explorer

@Suite struct `Figures over time` {
  /// Nodes come one by one, then fail; pods come and go; a pool is added.
  private let life =
    ["plan a mode=cluster-pool pool=10.0.0.0/21 mask=24"]
    + (1...10).flatMap { ["add node n\($0)", "wait 1h"] }
    + ["add pods 60 app=web", "wait 1h", "scale web 10", "add pool 10.9.0.0/22", "wait 30m"]

  @Test func `bars tell nothing from a little, and a little from most`() {
    #expect(Sparkline.text([0, 1, 500, 1000], isUnicode: true) == "▁▂▄█")
    #expect(Sparkline.text([0, 1, 500, 1000], isUnicode: false) == "_.-@")
    #expect(Sparkline.text([0, 0], isUnicode: true) == "▁▁")
    #expect(Sparkline.text([.max, .max / 2, 1], isUnicode: false) == "@-.")
    #expect(Sparkline.text([], isUnicode: true) == "")
  }

  @Test func `the panel shows them, and they follow undo`() throws {
    var stage = try Stage(Size(width: 120, height: 36), script: life)
    let line = { (text: String) -> String? in
      text.split(separator: "\n").map(String.init).first { $0.contains("│ pending ") }
    }
    #expect(stage.text.contains("over time"))
    let now = try #require(line(stage.text))
    try stage.press("<A-4>u")
    #expect(try #require(line(stage.text)) != now)
    try stage.press("<A-9><C-r>")
    #expect(try #require(line(stage.text)) == now)
  }

  @Test(arguments: [0, 1, 2, 7, 40, 160])
  func `every step has a column, and every column its own steps`(width: Int) throws {
    let stage = try Stage(script: life)
    let timeline = stage.state.session.timeline
    for kind in [PlotView.Axis.step, .time] {
      let axis = PlotAxis(timeline, kind, width: width)
      var next = 1
      for column in 0..<axis.width {
        let steps = axis.steps(in: column)
        #expect(steps.isEmpty || steps.lowerBound == next)
        for step in steps { #expect(axis.column(of: step) == column) }
        next = max(next, steps.upperBound)
      }
      #expect(next == timeline.stepCount + 1)
    }
  }

  @Test func `a column holds the least, the greatest and the last of its steps`() throws {
    let stage = try Stage(script: life)
    let timeline = stage.state.session.timeline
    for metric in PlotMetric.allCases {
      for width in [1, 5, 200] {
        let axis = PlotAxis(timeline, .step, width: width)
        let series = PlotSeries(metric, of: "a", along: axis)
        for column in 0..<axis.width where !axis.steps(in: column).isEmpty {
          let values = axis.steps(in: column)
            .compactMap { timeline.sample(of: "a", afterStep: $0).map(metric.value) }
          guard values.count <= 16 else { continue }
          let shown = try #require(series.columns[column])
          #expect(shown.high == values.max() && shown.low <= values.min() ?? 0)
          #expect(shown.last == values.last)
        }
      }
    }
  }

  @Test(arguments: [0, 1, 3, 4, 5, 99, 100, 101, 65_536, UInt128.max / 3, .max])
  func `a scale reaches from nothing to what there is`(most: UInt128) {
    for isLogarithmic in [false, true] {
      let scale = PlotScale(upTo: most, isLogarithmic: isLogarithmic)
      #expect(scale.top >= most)
      #expect(scale.ticks.first == 0)
      for rows in [1, 2, 9, 200] {
        #expect(scale.row(of: 0, rows: rows) == 0)
        #expect(scale.row(of: scale.top, rows: rows) == rows - 1)
        let rising = scale.ticks.map { scale.row(of: $0, rows: rows) }
        #expect(rising == rising.sorted())
      }
    }
  }

  @Test func `the screen has lines, numbers, marks and the value under the cursor`() throws {
    var stage = try Stage(Size(width: 80, height: 24), script: life)
    try stage.press("o")
    #expect(stage.text.contains("over time committed, addresses"))
    #expect(stage.text.contains("- committed 2,560 addresses  plan a"))
    let rows = stage.text.split(separator: "\n", omittingEmptySubsequences: false)
    let axis = rows[PlotGeometry(stage.state.layout).marks.y]
    #expect(axis.contains("p") && axis.contains("!"), "\(axis)")
    #expect(stage.text.unicodeScalars.contains { $0.value > 0x2800 && $0.value < 0x2900 })
    try stage.press("<Home>")
    #expect(stage.text.contains("committed 0 addresses"))
    #expect(stage.text.contains("at 1, t 00:00:00"))
    // From the first refusal on, the nodes that have none grow.
    try stage.press("n<Tab>")
    #expect(stage.text.contains("over time used, addresses"))
    try stage.press("q")
    #expect(!stage.text.contains("over time used"))
  }

  @Test func `Enter goes to the place under the cursor, and undone steps stay in sight`() throws {
    var stage = try Stage(script: life)
    let end = stage.state.session.position
    try stage.press("o<Home>ll<Enter>")
    #expect(stage.state.session.position == 3)
    try stage.press("<End>")
    #expect(stage.text.contains("at \(end), t"))
    try stage.press("<Enter>q")
    #expect(stage.state.session.position == end)
  }

  @Test func `plans and kept figures have a line and a number each`() throws {
    var stage = try Stage(
      Size(width: 100, height: 30),
      script: life + ["plan b mode=cluster-pool pool=10.0.0.0/21 mask=25"])
    try stage.press("o")
    #expect(stage.text.contains("1 committed") && stage.text.contains("2 committed"))
    #expect(stage.text.contains("plan b"))
    try stage.press("a<Tab>")
    #expect(stage.text.contains("1 committed") && stage.text.contains("4 used"))
    try stage.press("yt")
    #expect(stage.text.contains("by time · logarithmic"))
  }

  @Test(arguments: ["200x60", "80x24", "64x16", "40x12", "30x8"], [true, false])
  func `it is drawn at any size and any key is harmless`(text: String, isUnicode: Bool) throws {
    let sides = text.split(separator: "x").compactMap { Int($0) }
    let size = Size(width: sides[0], height: sides[1])
    var random = SeededRandom(seed: UInt64(size.width))
    for script in [[], ["plan a mode=cluster-pool pool=::/1 mask6=16"], life] {
      var stage = try Stage(size, script: script, depth: .colors16, isUnicode: isUnicode)
      try stage.press("o")
      let keys = try Key.sequence("hlHL<Home><End><Tab><S-Tab>atyn?uj<Enter>zk<C-r>")
      for _ in 0..<25 {
        stage.send(.key(keys[random.int(in: 0..<keys.count)]))
        #expect(stage.text.contains("over time"))
        let rows = stage.text.split(separator: "\n", omittingEmptySubsequences: false)
        let plot = rows[PlotGeometry(stage.state.layout).frame.rows].joined()
        // What has no room ends in three dots of one letter, as everywhere.
        let isPlain = plot.unicodeScalars.allSatisfy { $0.isASCII || $0 == "…" }
        #expect(isUnicode || isPlain, "\(plot)")
      }
    }
  }
}

@Suite struct `The forecast on the screen` {
  private let growth =
    ["plan a mode=cluster-pool pool=10.0.0.0/19 mask=24", "add nodes 4"]
    + Array(repeating: ["wait 1d", "add nodes 2"], count: 7).flatMap(\.self)

  @Test func `comes into the panel on a key, and goes on it`() throws {
    var stage = try Stage(Size(width: 120, height: 40), script: growth)
    let before = stage.text
    try stage.press("f")
    let text = stage.text.replacing("\n", with: " ")
    #expect(text.contains("next node refused in"), "\(stage.text)")
    try stage.press("f")
    #expect(stage.text == before)
  }

  @Test func `says when it was made elsewhere`() throws {
    var stage = try Stage(Size(width: 120, height: 40), script: growth)
    try stage.press("fN")
    #expect(stage.text.contains("made elsewhere"))
    try stage.press("f")
    #expect(!stage.text.contains("made elsewhere"))
  }

  @Test func `can be ended on its way`() throws {
    var stage = try Stage(Size(width: 120, height: 40), script: growth)
    stage.holdsWorks = true
    try stage.press("f")
    let work = try #require(stage.heldWorks.last)
    stage.take(.progressed(work.id, Progress("forecast, run 3 of 20", done: 200, total: 2000)))
    #expect(stage.text.contains("forecast, run 3 of 20 10%"))
    try stage.press("f")
    #expect(stage.effects.last == .cancel(work.id))
    #expect(stage.state.works.isEmpty)
  }

  @Test func `is a table of the language`() throws {
    var stage = try Stage(script: growth)
    try stage.press(":get forecast<Enter>")
    #expect(stage.text.contains("MEDIAN"))
    #expect(stage.text.contains("node"))
  }
}
