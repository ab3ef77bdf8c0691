import Reporting
import Simulation
import Terminal
import Testing

@testable import Explorer

@Suite struct ScrubTests {
  @Test func `Esc goes back to where scrubbing began, Enter stays`() throws {
    var stage = try Stage()
    let before = stage.picture
    let hash = StateHash(of: stage.state.session.moment)
    try stage.press("s<Left><Left><Home><Right>,.<PgUp>")
    #expect(StateHash(of: stage.state.session.moment) != hash)
    try stage.press("<Esc>")
    #expect(StateHash(of: stage.state.session.moment) == hash)
    try stage.press("<Esc>s<Home><Enter>")
    #expect(stage.state.session.timeline.place == HistoryPlace(0))
    try stage.press("s<End><Enter>j<Up>")
    #expect(stage.picture == before)
  }

  @Test func `every place is reached by steps, and the dot follows`() throws {
    var stage = try Stage()
    try stage.press("s<Home>")
    for step in 1...stage.state.session.timeline.stepCount {
      try stage.press(".")
      let timeline = stage.state.session.timeline
      #expect(timeline.stepIndex(of: timeline.place) == step)
      #expect(stage.frame.row(27).contains("●"))
    }
  }

  @Test func `marks are walked in order, and the ends of the history are two of them`() throws {
    var stage = try Stage(script: [
      "plan a mode=cluster-pool pool=10.0.0.0/24 mask=26", "add nodes 3", "set mask=26",
      "mode calico", "add nodes 1", "mode cluster-pool", "add nodes 1", "add nodes 1",
    ])
    var places: [String] = []
    try stage.press("<A-2><A-0>(")
    for _ in 0..<8 {
      places.append(stage.state.session.timeline.place.description)
      try stage.press(")")
    }
    let first = try #require(stage.state.session.timeline.firstRefusal(of: "a"))
    #expect(places.first == "0")
    #expect(places.contains(first.description))
    #expect(places.contains("4") && places.contains("6"))
    #expect(places == places.sorted())
    #expect(stage.state.session.timeline.place == stage.state.session.timeline.end)
    try stage.press("!")
    #expect(stage.state.session.timeline.place == first)
    #expect(stage.text.contains("first refusal"))
  }

  @Test func `where nothing was refused it says so`() throws {
    var stage = try Stage(script: ["plan a mode=cluster-pool pool=10.0.0.0/20 mask=24"])
    try stage.press("!")
    #expect(stage.text.contains("nothing was refused in this history"))
  }
}
