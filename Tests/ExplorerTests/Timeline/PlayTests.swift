import Reporting
import Simulation
import Terminal
import TestSupport
import Testing

@testable import Explorer

/// What is played, and what playing leaves.
@Suite struct PlayTests {
  static let script = [
    "plan a mode=cluster-pool pool=10.0.0.0/22 mask=26", "plan b mode=calico pool=10.0.0.0/22",
    "add nodes 9 max-pods=30", "add pods 150 app=web", "mode cluster-pool",
  ]
  static let workload = "workload steady for=30m pods=400/h nodes=20/h"

  static func stage(_ size: Size = Size(width: 100, height: 30)) throws -> Stage {
    try Stage(size, script: script)
  }

  /// A stage on which the workload has just begun, by the keys of its form.
  static func begun() throws -> Stage {
    var stage = try stage()
    try stage.press("r<Enter>30m<Tab>400/h<Tab>20/h<Enter>")
    #expect(stage.state.session.performance?.command.description == workload)
    return stage
  }

  static func hash(_ stage: Stage) -> StateHash { StateHash(of: stage.state.session.moment) }

  /// Ticks as the loop would bring them, as long as some are wanted.
  static func play(_ stage: inout Stage, limit: Int = 20_000) {
    var now = Duration.seconds(1000)
    for _ in 0..<limit {
      guard let next = ExplorerApp.nextTick(stage.state) else { return }
      now += next
      stage.send(.tick(at: now))
    }
    Issue.record("it goes on after \(limit) ticks")
  }

  @Test(arguments: ["", ">", ">>", ">>>", ">>>>", ">>>>>>>>>"])
  func `played to its end at any speed it is as executed at once`(faster: String) throws {
    var once = Session()
    for line in Self.script + [Self.workload] { _ = once.execute(try Command(parsing: line)) }
    var stage = try Self.begun()
    try stage.press(faster)
    Self.play(&stage)
    #expect(Self.hash(stage) == StateHash(of: once.moment))
    #expect(stage.state.session.journal == once.journal)
    #expect(stage.state.session.performance == nil)
    #expect(stage.text.contains("is over"))
  }

  @Test(arguments: 1...6)
  func `steps forth and back return exactly, wherever they begin`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var stage = try Self.begun()
    try stage.press("\(random.int(in: 1..<60)).")
    for _ in 0..<12 {
      let before = Self.hash(stage)
      let place = stage.state.session.timeline.place
      let count = random.int(in: 1..<20)
      let index = stage.state.session.timeline.stepIndex(of: place)
      if index >= count, random.int(in: 0..<2) == 0 {
        try stage.press("\(count),")
        if count < index { try stage.press("\(count).") } else { try stage.press("\(count).") }
      } else {
        try stage.press("\(count).\(count),")
      }
      #expect(stage.state.session.timeline.place == place)
      #expect(Self.hash(stage) == before)
      try stage.press("\(random.int(in: 1..<9))" + (random.int(in: 0..<2) == 0 ? "," : "."))
    }
  }

  @Test func `a workload that is taken back leaves the state as it was, and can be played again`()
    throws
  {
    let before = Self.hash(try Self.stage())
    var whole = try Self.begun()
    Self.play(&whole)
    var stage = try Self.begun()
    try stage.press("<A-3><A-7>.")
    #expect(Self.hash(stage) != before)
    try stage.press("X")
    #expect(Self.hash(stage) == before)
    #expect(stage.text.contains("is taken back"))
    try stage.press("<Space>")
    Self.play(&stage)
    #expect(Self.hash(stage) == Self.hash(whole))
  }

  @Test func `undo takes a half-played workload back as one command, and redo brings its part`()
    throws
  {
    let before = Self.hash(try Self.stage())
    var stage = try Self.begun()
    try stage.press("<A-2><A-3>.")
    let half = Self.hash(stage)
    try stage.press("u")
    #expect(Self.hash(stage) == before)
    try stage.press("<C-r>")
    #expect(Self.hash(stage) == half)
    #expect(stage.state.session.timeline.place.step == 23)
  }

  @Test func `a change leaves a half-played workload as its first steps, and says so`() throws {
    var stage = try Self.begun()
    try stage.press("<A-2><A-3>.")
    try stage.press("N")
    #expect(stage.text.contains("stays as its first 23 steps"))
    #expect(stage.state.session.performance == nil)
    let journal = stage.state.session.journal
    #expect(journal.contains(Self.workload + " steps=23"))
    var again = Session()
    for line in journal { _ = again.execute(try Command(parsing: line)) }
    #expect(StateHash(of: again.moment) == Self.hash(stage))
  }

  @Test func `nothing ticks but while it plays, and Esc pauses`() throws {
    var stage = try Self.stage()
    #expect(ExplorerApp.nextTick(stage.state) == nil)
    stage = try Self.begun()
    #expect(ExplorerApp.nextTick(stage.state) != nil)
    stage.send(.tick(at: .seconds(1)))
    #expect(stage.text.contains("▶ 60x"))
    try stage.press("<Esc>")
    #expect(ExplorerApp.nextTick(stage.state) == nil)
    #expect(stage.text.contains("‖ 60x"))
    #expect(stage.text.contains("paused at"))
    let hash = Self.hash(stage)
    stage.send(.tick(at: .seconds(500)))
    #expect(Self.hash(stage) == hash)
    try stage.press("<Space>")
    #expect(ExplorerApp.nextTick(stage.state) != nil)
  }

  @Test func `what was undone is played forward, a command at a time`() throws {
    var stage = try Stage()
    let end = Self.hash(stage)
    try stage.press("<A-1><A-2>u<Space>")
    stage.send(.tick(at: .seconds(1)))
    #expect(stage.state.session.position == 9)
    stage.send(.tick(at: .seconds(1) + .milliseconds(40)))
    #expect(stage.state.session.position == 9)
    Self.play(&stage)
    #expect(Self.hash(stage) == end)
    #expect(stage.text.contains("this is where the history ends"))
  }

  @Test func `without anything to play it says what begins a workload`() throws {
    var stage = try Self.stage()
    try stage.press("<Space>")
    #expect(stage.text.contains("nothing to play here; r begins a workload"))
    try stage.press("X")
    #expect(stage.text.contains("no workload is half-way"))
    try stage.press("<A-1><A-0><A-0>,,")
    #expect(stage.text.contains("this is where the history begins"))
  }

  @Test func `while a long work has the session nothing is played`() throws {
    var stage = try Self.begun()
    stage.holdsWorks = true
    try stage.press(
      "5.:" + "workload steady for=1d pods=90/h".replacing(" ", with: "<Space>") + "<Enter>")
    #expect(stage.heldWorks.filter { $0.holdsSession }.count == 1)
    #expect(ExplorerApp.nextTick(stage.state) == nil)
    let hash = Self.hash(stage)
    try stage.press("<Space>.,X()!s")
    #expect(Self.hash(stage) == hash)
    #expect(stage.text.contains("cancels"))
  }
}
