import Addressing
import Allocation
import Reporting
import Simulation
import Terminal
import TestSupport
import Testing
import Theming

@testable import Explorer

@Suite struct `A ghost` {
  private func session(_ lines: [String]) throws -> Session {
    var session = Session()
    for line in lines { _ = session.execute(try Command(parsing: line)) }
    return session
  }

  private func ghost(of line: String, on session: Session) throws -> Ghost {
    let command = try Command(parsing: line)
    return try #require(Ghost(of: command, on: session))
  }

  /// Every address that some node's block covers, and every one that a pod has: the slow way.
  private func held(_ session: Session) -> Set<IPAddress> {
    guard let cluster = session.current?.cluster else { return [] }
    var all: Set<IPAddress> = []
    cluster.nodes.forEach { node in
      for block in node.blocks where block.hostBits <= 8 {
        for offset in 0..<UInt128(1) << UInt128(block.hostBits) {
          all.insert(IPAddress(block.family, bits: block.base.bits + offset))
        }
      }
    }
    return all
  }

  private func pods(_ session: Session) -> Set<IPAddress> {
    guard let cluster = session.current?.cluster else { return [] }
    var all: Set<IPAddress> = []
    cluster.pods.forEach { id in
      if cluster.pods.status(of: id).isRunning {
        all.formUnion([cluster.pods[id]?.v4].compactMap(\.self))
      }
      return true
    }
    return all
  }

  @Test(arguments: [
    "cluster-pool pool=10.0.0.0/21 mask=24", "multi-pool pool=10.0.0.0/21 mask=26",
    "calico pool=10.0.0.0/22", "kubernetes pool=10.0.0.0/21",
  ])
  func `is the difference that really comes, and leaves no trace`(plan: String) throws {
    var random = SeededRandom(seed: UInt64(plan.utf8.count))
    let lines = [
      "add nodes 3", "add node x", "remove nodes 2", "add pods 40 app=web", "remove pods 20",
      "scale web 60", "scale web 5", "wait 10m", "undo 2", "redo", "drain node-1", "remove node x",
      "cordon node-2", "add pods 300 app=big", "undo", "restart operator",
    ]
    var session = try session(["plan a mode=\(plan)"])
    for _ in 0..<60 {
      let line = lines[random.int(in: 0..<lines.count)]
      let before = session
      let hash = StateHash(of: session.moment)
      let ghost = try ghost(of: line, on: session)
      #expect(StateHash(of: session.moment) == hash)
      #expect(session.journal == before.journal)
      let outcome = session.execute(try Command(parsing: line))
      #expect("\(ghost.outcome)" == "\(outcome)", "\(line)")
      #expect(StateHash(of: ghost.session.moment) == StateHash(of: session.moment), "\(line)")
      let (old, new) = (held(before), held(session))
      let gained = new.subtracting(old).union(pods(session).subtracting(pods(before)))
      let lost = old.subtracting(new).union(pods(before).subtracting(pods(session)))
      #expect(
        ghost.difference.gained.count { gained.contains($0.base) } == ghost.difference.gained.count)
      let touched = gained.union(lost)
      for address in touched {
        let inGained = ghost.difference.gained.contains { $0.contains(address) }
        let inLost = ghost.difference.lost.contains { $0.contains(address) }
        #expect(inGained == gained.contains(address), "\(line): \(address)")
        #expect(inLost == lost.contains(address), "\(line): \(address)")
      }
    }
  }

  @Test(arguments: [1, 3, 8, 9, 20])
  func `names the first node of a batch that is refused, as adding one by one finds it`(
    count: Int
  ) throws {
    let start = try session(["plan a mode=cluster-pool pool=10.0.0.0/21 mask=24", "add nodes 2"])
    let ghost = try ghost(of: "add nodes \(count)", on: start)
    var model = start
    var first: (Int, String)?
    for number in 1...count {
      _ = model.execute(try Command(parsing: "add nodes 1"))
      var newest: Node?
      model.current?.cluster.nodes.forEach { newest = $0 }
      if first == nil, let error = newest?.error { first = (number, error) }
    }
    #expect(ghost.firstRefusal?.number == first?.0)
    #expect(ghost.firstRefusal?.text == first?.1)
    #expect(ghost.firstRefusal?.what ?? "node" == "node")
  }

  @Test(arguments: [10, 28, 29, 57, 90])
  func `names the first pod of a batch that is refused, as adding one by one finds it`(
    count: Int
  ) throws {
    let start = try session([
      "plan a mode=cluster-pool pool=10.0.0.0/26 mask=27", "add nodes 2", "add pods 5",
      "remove pods 2",
    ])
    let ghost = try ghost(of: "add pods \(count) app=web", on: start)
    var model = start
    var first: (Int, String)?
    for number in 1...count {
      _ = model.execute(try Command(parsing: "add pods 1 app=web"))
      guard let cluster = model.current?.cluster, let id = cluster.pods.newest(1).first,
        let pod = cluster.pods[id], pod.status.isPending, first == nil
      else { continue }
      first = (number, pod.name.description)
    }
    #expect(ghost.firstRefusal?.number == first?.0)
    #expect(ghost.firstRefusal?.name == first?.1)
  }

  @Test func `tells its numbers in one line`() throws {
    let start = try session(["plan a mode=cluster-pool pool=10.0.0.0/21 mask=24", "add nodes 2"])
    #expect(
      try ghost(of: "add nodes 9", on: start).words
        == "+9 nodes: 6 ready, 3 failed; fails at node 7 (node-9): allocator full; "
        + "committed 25.0% -> 100.0%; 0 blocks left")
    #expect(
      try ghost(of: "add nodes 1", on: start).words
        == "+1 node: 1 ready; committed 25.0% -> 37.5%; 5 blocks left")
    #expect(
      try ghost(of: "remove node nobody", on: start).words
        == "would be refused: no node is called \"nobody\"")
    #expect(try ghost(of: "undo", on: start).words.hasPrefix("undid add nodes 2"))
  }
}

@Suite struct `A proposal` {
  private let small = ["plan a mode=cluster-pool pool=10.0.0.0/21 mask=24", "add nodes 2"]

  @Test func `follows the line being typed, and goes with it`() throws {
    var stage = try Stage(script: small)
    let before = stage.frame.text
    try stage.press(":add nodes 9")
    #expect(stage.text.contains("fails at node 7 (node-9): allocator full"), "\(stage.text)")
    #expect(stage.text.contains("^^^^"))
    try stage.press("<BS>4")
    #expect(stage.text.contains("+4 nodes: 4 ready;"))
    #expect(!stage.text.contains("fails"))
    try stage.press("x")
    #expect(!stage.text.contains("+4 nodes"))
    try stage.press("<Esc>")
    #expect(stage.frame.text == before)
    #expect(stage.state.session.journal.count == 2)
  }

  @Test func `made by Enter it is what the command does`() throws {
    var stage = try Stage(script: small)
    var plain = stage.state.session
    _ = plain.execute(try Command(parsing: "add nodes 3"))
    try stage.press(":add nodes 3<Enter>")
    #expect(StateHash(of: stage.state.session.moment) == StateHash(of: plain.moment))
    #expect(stage.state.session.journal == plain.journal)
    #expect(stage.text.contains("add nodes 3: +3 nodes ready"))
    #expect(!stage.text.contains("^^"))
  }

  @Test func `of keys is made on Enter and dropped on Esc while changes are shown first`() throws {
    var stage = try Stage(script: small)
    try stage.press("GN")
    #expect(stage.state.session.journal.count == 2)
    #expect(stage.text.contains("+1 node: 1 ready"))
    #expect(stage.text.contains("Enter makes it, Esc drops it"))
    // The same key again is a larger batch; looking around does not lose it.
    try stage.press("<A-5>Nzll")
    #expect(stage.text.contains("+6 nodes: 6 ready"))
    let hash = StateHash(of: stage.state.session.moment)
    try stage.press("<Esc>")
    #expect(StateHash(of: stage.state.session.moment) == hash)
    #expect(!stage.text.contains("+6 nodes"))
    try stage.press("<A-2>N<Enter>")
    #expect(stage.state.session.journal.last == "add nodes 2")
    try stage.press("u")
    #expect(stage.text.contains("undid add nodes 2"))
    #expect(stage.text.contains("vvvv"))
    #expect(stage.state.session.position == 3)
    try stage.press("<Enter>Gu")
    #expect(stage.state.session.position == 1)
  }

  @Test func `that takes long is found out by work that a newer one replaces`() throws {
    var stage = try Stage(script: small)
    stage.holdsWorks = true
    try stage.press(":add nodes 15000")
    #expect(stage.text.contains("finding out what it would do"))
    let work = try #require(stage.heldWorks.last)
    try stage.press("<BS>")
    stage.take(.finished(WorkResult(id: work.id, answer: work.run { _ in true })))
    #expect(stage.text.contains("+1,500 nodes: 6 ready"))
    try stage.press("0")
    let newer = try #require(stage.heldWorks.last)
    stage.take(.finished(WorkResult(id: newer.id, answer: newer.run { _ in true })))
    #expect(stage.text.contains("+15,000 nodes: 6 ready"))
    try stage.press("0000")
    #expect(stage.text.contains("too many to show before"))
    #expect(stage.state.works.isEmpty)
  }

  @Test func `is not shown where the history has moved on`() throws {
    var stage = try Stage(script: small)
    try stage.press("GN")
    _ = stage.state.session.execute(.addNodes(count: 1, prefix: "y-", NodeTraits()))
    #expect(!stage.text.contains("+1 node:"))
    try stage.press("<Enter>")
    #expect(stage.state.session.position == 3)
  }

  @Test func `of pods is seen address by address`() throws {
    var stage = try Stage(script: small)
    try stage.press("vv:add pods 3 node=node-1")
    let signs = stage.text.split(separator: "\n").dropFirst(2).dropLast(4).joined()
      .count { $0 == "^" }
    #expect(signs == 3)
  }

  @Test(arguments: ["100x30", "80x24", "40x12", "30x8"], [true, false])
  func `has room on any screen`(text: String, isUnicode: Bool) throws {
    let sides = text.split(separator: "x").compactMap { Int($0) }
    var stage = try Stage(
      Size(width: sides[0], height: sides[1]), script: small, depth: .mono, isUnicode: isUnicode)
    try stage.press(":add nodes 9")
    #expect(stage.text.contains("+9 nodes"))
    #expect(stage.text.contains("^"))
    #expect(stage.text.contains(":add nodes 9"))
  }
}
