import Addressing
import Allocation
import Simulation
import Terminal
import TestSupport
import Testing

@testable import Explorer

@Suite struct PodListTests {
  private static let script = [
    "plan a mode=cluster-pool pool=10.0.0.0/22 mask=26",
    "add nodes 2 max-pods=70", "add pods 50 app=web", "add pods 85 app=api",
  ]

  @Test func `the list and the addresses go in step`() throws {
    for size in [
      Size(width: 80, height: 24), Size(width: 60, height: 30), Size(width: 200, height: 60),
    ] {
      var stage = try Stage(size, script: Self.script)
      try stage.press("vv<Tab>")
      #expect(stage.state.isInPodList)
      let roster = try #require(stage.state.podRoster)
      var random = SeededRandom(seed: 4)
      for _ in 0..<80 {
        try stage.press(
          ["j", "k", "J", "K", "<Home>", "<End>", "<A-3>j", "e", "b"][random.int(in: 0..<9)])
        let state = stage.state
        let pod = try #require(state.podUnderCursor)
        let entry = try #require(roster.entries.first { $0.pod.id == pod.id })
        if let address = entry.address { #expect(state.anchor == address) }
        let row = state.addressGrid.index(of: state.anchor) / state.addressGrid.perRow
        #expect(
          (state.firstRow..<state.firstRow + max(1, state.layout.canvas.height)).contains(row))
      }
      try stage.press("<Home>")
      #expect(stage.state.podUnderCursor?.id == roster.entries.first?.pod.id)
      try stage.press("<End>")
      #expect(stage.state.podUnderCursor?.id == roster.entries.last?.pod.id)
      try stage.press("<Tab>l")
      #expect(!stage.state.isInPodList)
      try stage.press("<Tab><Esc>")
      #expect(!stage.state.isInPodList && stage.state.view == .addresses)
    }
  }

  @Test func `a pod is a line with its address, state and app, and one that waits is told why`()
    throws
  {
    var stage = try Stage(Size(width: 200, height: 60), script: Self.script)
    try stage.press("vv<Tab>")
    let panel = try #require(stage.state.layout.panel)
    let lines = panel.rows.map { String(stage.frame.row($0).suffix(panel.width)) }
    let line = try #require(lines.first { $0.contains(" web-1 ") })
    #expect(line.contains("running web"))
    try stage.press("<End>")
    #expect(stage.text.contains(" no address  pod default/api-"))
    #expect(stage.text.contains("range is full"))
    let name = try #require(stage.state.podUnderCursor?.name.name)
    try stage.press("D")
    #expect(stage.state.session.journal.last == "remove pod default/\(name)")
    try stage.press("d")
    #expect(stage.text.contains("default/api-"))
  }

  @Test func `p goes through the blocks of the node, of both families`() throws {
    var stage = try Stage(
      Size(width: 100, height: 30),
      script: [
        "plan a mode=cluster-pool pool=10.0.0.0/22 pool=fd00:1::/56 mask=24 mask6=64",
        "add nodes 2", "add pods 30",
      ])
    try stage.press("vl<Enter>")
    #expect(stage.text.contains("10.0.1.0/24 · node-2"))
    try stage.press("p")
    #expect(stage.text.contains("fd00:1:0:1::/64 · node-2"))
    #expect(stage.text.contains("block 2 of 2"))
    #expect(stage.state.podRoster?.entries.first?.address?.family == .v6)
    try stage.press("p")
    #expect(stage.text.contains("10.0.1.0/24 · node-2"))
    try stage.press("pv")
    #expect(stage.state.view == .space && stage.state.pool.description == "fd00:1::/56")
    #expect(stage.state.node?.name == "node-2")
  }

  @Test func `pods are added and removed where they are shown`() throws {
    var stage = try Stage(
      script: ["plan a mode=cluster-pool pool=10.0.0.0/22 mask=24", "add nodes 2"])
    try stage.press("vlv<Tab>")
    #expect(stage.text.contains("no pod is on node-2"))
    try stage.press("PPP")
    #expect(stage.state.podRoster?.entries.count == 3)
    try stage.press("<Tab>jD")
    #expect(stage.state.podRoster?.entries.count == 2)
    try stage.press("DD")
    #expect(stage.state.podRoster?.entries.isEmpty == true)
    try stage.press("jk")
    #expect(!stage.state.podListHasKeys)
  }

  @Test func `what the agent keeps for itself has its name where there is room`() throws {
    var stage = try Stage(Size(width: 200, height: 60), script: Self.script)
    try stage.press("vv")
    for word in ["network", "router", "health", "broadcast"] {
      let rows = stage.state.layout.canvas.rows.dropLast(2).map { stage.frame.row($0) }
      #expect(rows.contains { $0.prefix(150).contains(word) }, "\(word)")
    }
  }
}
