import Addressing
import Allocation
import Simulation
import Terminal
import Testing

@testable import Explorer

@Suite struct `A live cluster in the explorer` {
  private func stage(
    _ size: Size = Size(width: 100, height: 30), isUnicode: Bool = true
  ) throws -> Stage {
    var stage = try Stage(size, script: [], isUnicode: isUnicode)
    let base = RecordedBase(
      planName: "recorded", mode: "kubernetes", pools: [try IPPrefix(parsing: "10.244.0.0/20")],
      options: [ModeOption("mask", "24")])
    stage.state = ExplorerApp.State(
      session: Session(following: base), size: size, look: stage.state.look)
    stage.state.follow(LiveView(name: "prod"))
    return stage
  }

  /// A node joins at a second, and a pod on it.
  private func join(_ number: Int) throws -> ExplorerApp.Message {
    var order = NodeOrder(name: "node-\(number)")
    order.blocks = [try IPPrefix(parsing: "10.244.\(number).0/24")]
    var seen = Observation()
    seen.nodes = [RecordedNode(order)]
    seen.pods = [
      RecordedPod(
        name: NamespacedName(namespace: "default", name: "web-\(number)"), node: order.name,
        addresses: [try IPAddress(parsing: "10.244.\(number).7")], isHostNetwork: false)
    ]
    return .live(
      .seen(ObservedStep(clock: "14:02:0\(number)", elapsed: number, seen: seen)))
  }

  private func header(_ stage: Stage) -> String {
    String(stage.text.split(separator: "\n")[0])
  }

  @Test func `shows what happens as it happens, and says what it was`() throws {
    var stage = try stage()
    for number in 1...3 { stage.take(try join(number)) }
    #expect(header(stage).hasPrefix(" ● live prod   kubernetes   10.244.0.0/20 in /24   nodes 3"))
    #expect(stage.text.contains(" 14:02:03  node-3 joined with 10.244.3.0/24"))
    #expect(stage.state.session.timeline.entries.count == 3)
  }

  @Test func `lets what happens wait while somebody looks back`() throws {
    var stage = try stage()
    for number in 1...3 { stage.take(try join(number)) }
    try stage.press("u")
    for number in 4...6 { stage.take(try join(number)) }
    #expect(header(stage).hasPrefix(" ◷ prod, 14:02:02 · +6 waiting   kubernetes"))
    #expect(stage.state.cluster?.nodes.count == 2)
    try stage.press("<A-w>")
    #expect(stage.state.cluster?.nodes.count == 6)
    #expect(header(stage).hasPrefix(" ● live prod   kubernetes"))
    #expect(stage.state.session.timeline.entries.count == 6)
  }

  @Test func `says in the title what moment shows, and that the connection is lost`() throws {
    for isUnicode in [true, false] {
      var stage = try stage(isUnicode: isUnicode)
      let (sign, dot) = isUnicode ? ("◷", " ·") : ("@", ",")
      for number in 1...3 { stage.take(try join(number)) }
      try stage.press("u")
      #expect(header(stage).hasPrefix(" \(sign) prod, 14:02:02   kubernetes"))
      stage.take(try join(4))
      stage.take(.live(.signal(LiveSignal(.reconnecting(seconds: 3)))))
      #expect(
        header(stage).hasPrefix(
          " \(sign) prod, 14:02:02\(dot) +2 waiting\(dot) reconnecting (3 s)   kubernetes"))
      stage.take(.live(.signal(LiveSignal(.stale(since: "14:02:11")))))
      try stage.press("uu")
      #expect(
        header(stage).hasPrefix(
          " \(sign) prod, as first seen\(dot) +2 waiting\(dot) stale since 14:02:11"))
      // Where it does not fit the sign is what is left.
      stage.take(.resized(Size(width: 36, height: 12)))
      #expect(header(stage).hasPrefix(" ! prod, as first seen"))
    }
  }

  @Test func `tells the key that goes back to live, while something else shows`() throws {
    var stage = try stage()
    func hints() -> String { String(stage.text.split(separator: "\n").last ?? "") }
    for number in 1...3 { stage.take(try join(number)) }
    #expect(!hints().contains("live"))
    try stage.press("u")
    #expect(
      stage.text.contains(
        "✓ back before 14:02:03: +1 node node-3; +1 pod; Alt-w goes back to live"))
    #expect(hints().hasPrefix(" Alt-w live"))
    // Once is enough.
    try stage.press("u")
    #expect(!stage.text.contains("goes back to live"))
    try stage.press("<A-w>")
    #expect(!hints().contains("Alt-w"))
    try stage.press("N")
    #expect(stage.text.contains("fork what-if: "))
    #expect(stage.text.contains("Alt-w goes back to live"))
    #expect(hints().hasPrefix(" Alt-w live"))
  }

  @Test func `asks before forks are lost, and only then`() throws {
    var stage = try stage()
    stage.take(try join(1))
    try stage.press("q")
    #expect(stage.state.isOver)
    stage = try self.stage()
    stage.take(try join(1))
    try stage.press("N<A-w>")
    stage.take(try join(2))
    try stage.press("q")
    #expect(!stage.state.isOver)
    #expect(stage.text.contains("Quit and lose what was tried?"))
    #expect(stage.text.contains("1 command in fork what-if is lost then"))
    // Nothing can be saved, so Enter and s do nothing.
    try stage.press("s<Enter>")
    #expect(!stage.state.isOver)
    try stage.press("<Esc>")
    #expect(stage.text.contains("nothing is lost"))
    try stage.press("qe")
    #expect(stage.text.contains("┌ Export "))
    try stage.press("<Esc>Nqq")
    #expect(stage.state.isOver)
    stage = try self.stage()
    try stage.press("N")
    stage.state.files.asksBeforeQuitting = false
    try stage.press("q")
    #expect(stage.state.isOver)
  }

  @Test func `tells once what is wrong with two kinds`() throws {
    var stage = try stage()
    stage.take(.live(.signal(LiveSignal(.reconnecting(seconds: 3), complaints: ["nodes: EOF"]))))
    try stage.press("<Right>")
    #expect(!stage.text.contains("EOF"))
    stage.take(
      .live(.signal(LiveSignal(.reconnecting(seconds: 2), complaints: ["nodes and pods: EOF"]))))
    #expect(!stage.text.contains("EOF"))
    stage.take(.live(.signal(LiveSignal(.live))))
    stage.take(.live(.signal(LiveSignal(.reconnecting(seconds: 3), complaints: ["pods: EOF"]))))
    #expect(stage.text.contains("pods: EOF"))
  }

  @Test func `goes on by itself when somebody comes back to the end`() throws {
    var stage = try stage()
    for number in 1...3 { stage.take(try join(number)) }
    try stage.press("u")
    stage.take(try join(4))
    try stage.press("<C-r>")
    #expect(stage.state.cluster?.nodes.count == 4)
  }

  @Test func `changes a fork and never the live history`() throws {
    var stage = try stage()
    for number in 1...3 { stage.take(try join(number)) }
    try stage.press("N")
    #expect(header(stage).contains("◇ what-if of prod"))
    #expect(stage.text.contains("fork what-if: "))
    #expect(stage.state.cluster?.nodes.count == 4)
    stage.take(try join(5))
    #expect(stage.state.cluster?.nodes.count == 4)
    try stage.press("<A-w>")
    #expect(stage.state.cluster?.nodes.count == 4)
    #expect(stage.state.cluster?.nodes["node-5"] != nil)
    #expect(stage.state.session.forks == ["main", "what-if"])
  }

  @Test func `says since when nothing is heard, without a colour`() throws {
    var stage = try stage(isUnicode: false)
    stage.take(.live(.signal(LiveSignal(.reconnecting(seconds: 3), complaints: ["nodes: EOF"]))))
    #expect(header(stage).hasPrefix(" ~ reconnecting prod (3 s)   kubernetes"))
    #expect(stage.text.contains("nodes: EOF"))
    stage.take(.live(.signal(LiveSignal(.stale(since: "14:02:11")))))
    #expect(header(stage).hasPrefix(" ! prod stale since 14:02:11   kubernetes"))
    stage.take(.live(.signal(LiveSignal(.live))))
    #expect(header(stage).hasPrefix(" * live prod   kubernetes"))
  }

  @Test func `keeps no journal, and says why it cannot be saved`() throws {
    var stage = try stage()
    stage.take(try join(1))
    try stage.press("N")
    try stage.press("<C-s>")
    #expect(stage.text.contains("a live history is no script"))
    let isJournaled = stage.effects.contains { if case .journal = $0 { true } else { false } }
    #expect(!isJournaled)
  }

  @Test func `tells in a talk what has become of everything between two lines, once`() throws {
    let stage = try stage()
    var reader = Reader(stage.state)
    _ = reader.greeting()
    let heard = try (1...5).compactMap { number in
      if case .live(let news) = try join(number) { news } else { nil }
    }
    let told = reader.take(heard).lines
    #expect(told.filter { $0.hasPrefix("Nodes ") } == ["Nodes 5, 5 more; pods running 5, 5 more."])
    #expect(told.contains("14:02:05  node-5 joined with 10.244.5.0/24."))
  }

  @Test func `draws at any size`() throws {
    for size in [(40, 12), (80, 24), (160, 45), (20, 6)] {
      var stage = try stage(Size(width: size.0, height: size.1))
      stage.take(try join(1))
      if size.0 > 20 { #expect(header(stage).contains("live prod")) }
    }
  }
}
