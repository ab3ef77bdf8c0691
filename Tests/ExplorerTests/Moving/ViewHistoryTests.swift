import Addressing
import Cartography
import Terminal
import TestSupport
import Testing

@testable import Explorer

@Suite struct ViewHistoryTests {
  private func stage() throws -> Stage {
    try Stage(script: [
      "plan a mode=cluster-pool pool=10.0.0.0/8 pool=172.16.0.0/12 mask=24", "add nodes 300",
    ])
  }

  @Test func `every jump can be taken back and made again`() throws {
    var stage = try stage()
    var stops = [stage.state.viewStop]
    for keys in ["g10.1.2.3<Enter>", "p", "g172.16.64.0/18<Enter>", "0", "g10.0.5.0<Enter>", "v"] {
      try stage.press(keys)
      stops.append(stage.state.viewStop)
    }
    for stop in stops.dropLast().reversed() {
      try stage.press("<C-o>")
      #expect(stage.state.viewStop == stop)
    }
    try stage.press("<C-o>")
    #expect(stage.text.contains("there is no view before this one"))
    #expect(stage.state.viewStop == stops[0])
    for stop in stops.dropFirst() {
      try stage.press("<A-Right>")
      #expect(stage.state.viewStop == stop)
    }
    try stage.press("<C-n>")
    #expect(stage.text.contains("there is no view after this one"))
    try stage.press("<A-9><A-Left>")
    #expect(stage.state.viewStop == stops[0])
  }

  @Test func `steps of the cursor are no jumps, and a jump forgets what was ahead`() throws {
    var stage = try stage()
    try stage.press("g10.1.2.3<Enter>hhjjz<A-k><C-Right>")
    #expect(stage.state.viewHistory.past.count == 1)
    try stage.press("<C-o>")
    #expect(stage.state.viewHistory.future.count == 1)
    try stage.press("g10.9.0.0/16<Enter>")
    #expect(stage.state.viewHistory.future.isEmpty)
  }

  @Test func `only so many views are kept`() throws {
    var history = ViewHistory()
    let stage = try stage()
    var stop = stage.state.viewStop
    for index in 0..<1000 {
      stop.place.anchor = IPAddress(.v4, bits: 0x0A00_0000 + UInt128(index))
      history.leave(stop)
    }
    #expect(history.past.count == ViewHistory.limit)
    #expect(history.past.last == stop)
  }

  @Test func `a view of a pool that is gone is told and not shown`() throws {
    var stage = try stage()
    try stage.press("pp")
    try stage.press(":plan b mode=cluster-pool pool=192.168.0.0/16 mask=24<Enter>:use b<Enter>")
    let now = stage.state.viewStop
    try stage.press("<C-o>")
    #expect(stage.text.contains("which no plan shown has now"))
    #expect(stage.state.viewStop == now)
  }

  @Test func `a mark brings its view back from anywhere`() throws {
    var stage = try stage()
    try stage.press("g10.1.2.0<Enter>zz")
    let marked = stage.state.viewStop
    try stage.press("\"a")
    #expect(stage.text.contains("mark a is this view; 'a goes to it"))
    try stage.press("p0\"B'")
    #expect(stage.text.contains("go to the view of a letter"))
    #expect(stage.text.contains("10.1.2.0"))
    #expect(stage.text.contains("172.16.0.0"))
    try stage.press("a")
    #expect(stage.state.viewStop == marked)
    try stage.press("''")
    #expect(stage.state.pool == (try IPPrefix(parsing: "172.16.0.0/12")))
    #expect(stage.state.viewMarks.map(\.letter) == ["B", "a"])
    try stage.press("'x")
    #expect(stage.text.contains("no view has the mark x"))
    try stage.press("\"<Up>")
    #expect(stage.text.contains("a mark is a letter or a digit"))
    try stage.press("\"<Esc>\"!")
    #expect(stage.text.contains("a mark is a letter or a digit, not !"))
    #expect(stage.state.viewMarks.count == 2)
  }

  @Test func `without a mark or a jump there is nowhere to go`() throws {
    var stage = try stage()
    try stage.press("'")
    #expect(stage.text.contains("no view has a mark; \" and a letter sets one"))
    #expect(stage.isBare)
  }

  @Test func `panning moves the view and takes the cursor along only where it must`() throws {
    var stage = try stage()
    try stage.press("g10.128.0.0/12<Enter>zz")
    let anchor = stage.state.anchor
    var last = stage.state.viewport.origin
    for key in ["<A-l>", "<C-Right>", "<A-j>", "<C-Down>"] {
      try stage.press(key)
      let origin = stage.state.viewport.origin
      #expect(origin != last)
      #expect(stage.state.anchor == anchor)
      last = origin
    }
    try stage.press("<A-h><A-h><A-k><A-k>")
    try stage.press("<A-5><A-0><A-0><A-l>")
    #expect(stage.state.anchor != anchor)
    #expect(stage.state.viewport.shows(stage.state.cursor))
    try stage.press("<A-4><A-0><A-0><A-0><A-l><A-l>")
    #expect(stage.text.contains("this is the edge of 10.0.0.0/8"))
    try stage.press("0<A-h>")
    #expect(stage.text.contains("all of 10.0.0.0/8 is in view"))
  }

  @Test func `a pan by a block is as wide as the block`() throws {
    var stage = try stage()
    try stage.press("g10.128.7.0/24<Enter>x")
    let viewport = stage.state.viewport
    let rect = try #require(viewport.rect(of: stage.state.cursor))
    #expect(rect.width > 1)
    try stage.press("<A-L>")
    #expect(stage.state.viewport.origin.x == viewport.origin.x + rect.width)
    try stage.press("<A-H><A-J>")
    #expect(stage.state.viewport.origin.y == viewport.origin.y + rect.height)
    #expect(stage.state.viewport.origin.x == viewport.origin.x)
  }
}
