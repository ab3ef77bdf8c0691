import Reporting
import Simulation
import Terminal
import Testing

@testable import Explorer

@Suite struct InspectorTests {
  @Test func `it tells of the step that led to the place, and walks with the place`() throws {
    var stage = try Stage()
    try stage.press("!E")
    #expect(stage.text.contains("add pods 255 app=cache node=edge-1"))
    #expect(stage.text.contains("! default/cache-1: range is full (3 times)"))
    let place = stage.state.session.timeline.place
    try stage.press(",")
    #expect(stage.text.contains("step 14"))
    try stage.press(".<Esc>")
    #expect(stage.state.session.timeline.place == place)
  }

  @Test(arguments: ["100x30", "80x24", "40x12", "30x8"])
  func `at any size it shows the step and scrolls to its end`(text: String) throws {
    let sides = text.split(separator: "x").compactMap { Int($0) }
    var stage = try Stage(Size(width: sides[0], height: sides[1]))
    try stage.press("!E")
    #expect(stage.text.contains("step 15"))
    try stage.press(String(repeating: "<PgDn><Down>", count: 60))
    #expect(stage.text.contains("writes"))
    try stage.press(String(repeating: "<PgUp><Up>", count: 60))
    #expect(stage.text.contains("command") || sides[1] < 10)
  }

  @Test func `every step of a played workload can be inspected`() throws {
    var stage = try PlayTests.begun()
    try stage.press("<A-4><A-0>.E")
    while stage.state.session.timeline.place > HistoryPlace(0) {
      let timeline = stage.state.session.timeline
      #expect(stage.text.contains("step \(timeline.place)"))
      try stage.press(",")
    }
    #expect(stage.text.contains("Nothing has happened yet"))
  }
}
