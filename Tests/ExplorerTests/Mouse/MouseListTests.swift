import Allocation
import Simulation
import Terminal
import TestSupport
import Testing

@testable import Explorer

@Suite struct MouseListTests {
  @Test(arguments: [40, 64, 100, 200])
  func `a click on a hint is the press of its key`(width: Int) throws {
    let stage = try Stage(Size(width: width, height: 24))
    let line = stage.state.hintLine(width: width)
    let row = stage.frame.row(23)
    #expect(!line.items.isEmpty)
    for item in line.items {
      let shown = String(Array(row)[item.columns])
      #expect(shown == "\(item.hint.text) \(item.hint.hint)")
      var clicked = try Stage(Size(width: width, height: 24))
      var pressed = clicked
      clicked.click(item.columns.lowerBound, 23)
      let key = try #require(item.hint.key)
      pressed.send(.key(key))
      #expect(clicked.text == pressed.text, "\(item.hint)")
      #expect(ExplorerApp.endReason(clicked.state) == ExplorerApp.endReason(pressed.state))
    }
  }

  @Test func `the wheel scrolls help, and a click beside it closes it`() throws {
    var stage = try Stage()
    try stage.press("?")
    let top = stage.text
    stage.point(.wheel(.down), 50, 15)
    let lower = stage.text
    #expect(lower != top)
    var keyed = try Stage()
    try keyed.press("?jjj")
    #expect(keyed.text == lower)
    stage.point(.wheel(.up), 50, 15)
    #expect(stage.text == top)
    stage.click(50, 15)
    #expect(!stage.isBare)
    stage.click(1, 1)
    #expect(stage.isBare)
  }

  @Test func `every line of the menu of workloads opens the form that it names`() throws {
    for (index, item) in FormMenu.items.enumerated() {
      var stage = try Stage(Size(width: 100, height: 40))
      try stage.press("r")
      let wanted = "  \(item.name)  "
      let sign = index == 0 ? "▸" : " "
      let place = try #require(
        stage.place(of: "\(sign) \(item.name) ") ?? stage.place(of: wanted), "\(item.name)")
      stage.click(place.x + 3, place.y)
      guard case .form(let form) = stage.state.overlay else {
        Issue.record("\(item.name) opened nothing")
        continue
      }
      #expect(form.head == item.form(nil).head)
    }
  }

  @Test func `a click on a field goes to it, and its text is typed there`() throws {
    var stage = try Stage(Size(width: 100, height: 30))
    try stage.press("r<Enter>")
    guard case .form(let form) = stage.state.overlay else {
      Issue.record("no form")
      return
    }
    for (index, field) in form.fields.enumerated() {
      let place = try #require(
        stage.place(of: "▸ \(field.name) ", below: 3)
          ?? stage.place(of: "  \(field.name) ", below: 3), "\(field.name)")
      stage.click(place.x + 4, place.y)
      guard case .form(let now) = stage.state.overlay else { continue }
      #expect(now.selected == index)
      try stage.press(index == 0 ? "<Down>" : "<Up>")
    }
    stage.click(0, 0)
    #expect(!stage.isBare, "what was typed must not go with a click")
  }

  @Test func `a click on a mode takes it, and on one that refuses the pools explains`() throws {
    var stage = try Stage(script: ["plan a mode=cluster-pool pool=10.0.0.0/16 mask=24"])
    try stage.press("M")
    guard case .modes(let menu) = stage.state.overlay else {
      Issue.record("no menu")
      return
    }
    let layout = stage.state.layout
    let rows = Painter.menuRows(of: menu, in: layout.popup)
    for index in menu.first..<min(menu.first + rows, menu.items.count) {
      let y = layout.popup.y + 1 + index - menu.first
      let item = menu.items[index]
      #expect(stage.state.target(at: Point(x: layout.popup.x + 5, y: y)) == .item(index))
      #expect(stage.frame.row(y).contains(item.name))
    }
    let taking = try #require(
      menu.items.indices.first { menu.items[$0].refusal == nil && menu.items[$0].name != menu.own })
    guard (menu.first..<menu.first + rows).contains(taking) else { return }
    stage.click(layout.popup.x + 5, layout.popup.y + 1 + taking - menu.first)
    #expect(stage.state.session.current?.cluster.mode.about.name == menu.items[taking].name)
  }

  @Test func `a click on the line of the history goes there, and a drag along it`() throws {
    var stage = try Stage(Size(width: 120, height: 36))
    let rect = try #require(stage.state.layout.timeline)
    let end = stage.state.session.timeline.stepCount
    let row = Array(stage.frame.row(rect.y))
    let left = Point(x: try #require(row.firstIndex(of: "├")), y: rect.y)
    let bar = TimelineBar(stage.state.session, plan: stage.state.markedPlan)
    let width = bar.barWidth(in: rect.width)
    stage.click(left.x + 1, rect.y)
    #expect(stage.state.session.timeline.place.position == 0)
    stage.drag(
      .left, from: Point(x: left.x + 1, y: rect.y), to: Point(x: left.x + 500, y: rect.y - 9))
    let timeline = stage.state.session.timeline
    #expect(timeline.stepIndex(of: timeline.place) == end)
    for column in stride(from: 0, to: width, by: 5) {
      stage.click(left.x + 1 + column, rect.y)
      let now = stage.state.session.timeline
      let here = now.stepIndex(of: now.place)
      #expect(bar.column(ofStep: here, width: width) == column || end < width)
    }
  }

  @Test(arguments: [1, 3, 7, 60, 61, 400])
  func `a column of the history stands for a step that is painted there`(total: Int) {
    for width in [2, 5, 40, 61] {
      let bar = TimelineBar(happened: total, total: total, here: 0, marks: [])
      for step in 0...total {
        let column = bar.column(ofStep: step, width: width)
        let back = bar.step(atColumn: column, width: width)
        #expect(bar.column(ofStep: back, width: width) == column, "\(width) \(step)")
      }
    }
  }

  @Test func `arrows with a key held down are plain ones in what lies on top`() throws {
    var stage = try Stage()
    try stage.press("?<S-Down><C-Down><A-Down>")
    var plain = try Stage()
    try plain.press("?jjj")
    #expect(stage.text == plain.text)
  }
}
