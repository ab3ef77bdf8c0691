import Allocation
import Simulation
import Testing

@Suite struct `Forks of the history` {
  private func session(_ lines: String...) throws -> Session {
    var session = Session()
    for line in lines { _ = session.execute(try Command(parsing: line)) }
    return session
  }

  private func said(_ line: String, in session: inout Session) throws -> String {
    switch session.execute(try Command(parsing: line)) {
    case .done(let text, _): text
    case .refused(let text): "refused: \(text)"
    default: "neither done nor refused"
    }
  }

  private let small = [
    "plan a mode=cluster-pool pool=10.0.0.0/23 mask=24", "add nodes 2", "add nodes 2",
    "add pods 10",
  ]

  private func smallSession() throws -> Session {
    var session = Session()
    for line in small { _ = session.execute(try Command(parsing: line)) }
    return session
  }

  @Test func `a fork goes its own way and the other stays as it was`() throws {
    var session = try smallSession()
    #expect(try said("fork b at=2", in: &session) == "fork b, branched off at position 2")
    #expect(session.position == 2)
    #expect(session.forks == ["b", "main"])
    _ = session.execute(try Command(parsing: "add pods 3"))
    #expect(session.current?.cluster.pods.count == 3)
    #expect(session.plan("a@main")?.plan.cluster.pods.count == 10)
    #expect(session.plan("a@b")?.plan.cluster.pods.count == 3)
    #expect(session.plan("a")?.plan.cluster.pods.count == 3)
    #expect(session.plan("a@c") == nil)
    #expect(session.planReferences == ["a", "a@main"])
    #expect(try said("switch main", in: &session) == "fork main, at position 4")
    #expect(session.current?.cluster.pods.count == 10)
    #expect(try said("undo", in: &session) == "undid add pods 10")
    #expect(try said("redo", in: &session) == "redid add pods 10")
    #expect(try said("discard b", in: &session) == "fork b is gone")
    #expect(session.forks == ["main"])
  }

  @Test func `what comes after a change is lived through again`() throws {
    var session = try smallSession()
    #expect(session.current?.cluster.tallies.nodesFailed == 2)
    #expect(
      try said("fork fix at=2 with=\"add pool 10.2.0.0/23\"", in: &session)
        == "fork fix, branched off at position 2")
    #expect(session.current?.cluster.tallies.nodesFailed == 0)
    #expect(session.current?.cluster.nodes.count == 4)
    #expect(session.current?.cluster.pods.count == 10)
    #expect(
      session.journal == [small[0], small[1], "add pool 10.2.0.0/23", small[2], small[3]])
  }

  @Test func `a fork that cannot be leaves everything as it was`() throws {
    var session = try smallSession()
    for (line, text) in [
      ("fork main", nil), ("fork x at=9", "the history ends at position 4; there is no position 9"),
      ("switch x", "no fork is called \"x\"; there are main"),
      ("discard main", "fork main is the one that is shown; switch to another one first"),
      (
        "fork x at=1 with=\"remove node nobody\"",
        "remove node nobody: no node is called \"nobody\""
      ),
    ] as [(String, String?)] {
      guard let text else {
        #expect(throws: CommandError.self) { try Command(parsing: line) }
        continue
      }
      #expect(try said(line, in: &session) == "refused: \(text)")
      #expect(session.forks == ["main"])
      #expect(session.position == 4)
    }
  }

  @Test func `a mistake in the command of a fork is pointed at`() throws {
    do {
      _ = try Command(parsing: "fork x with=\"ad nodes 3\"")
      Issue.record("it was read")
    } catch {
      #expect(error.description == "\"ad\" is not a command; did you mean \"add\"?")
      #expect(error.column == 14)
    }
  }

  @Test func `a plan's own changes are told again at their time under another mode`() throws {
    var session = try session(
      "plan a mode=multi-pool pool=10.0.0.0/16 mask=24", "add nodes 2",
      "add pool 10.9.0.0/16 name=blue mask=26", "add pods 3 pool=blue", "add pods 3")
    let before = session.current?.cluster.mode.pools
    let pods = session.current?.cluster.tallies.podsRunning
    #expect(pods == 6)
    _ = session.execute(try Command(parsing: "seed 7"))
    #expect(session.current?.cluster.mode.pools == before)
    #expect(session.current?.cluster.tallies.podsRunning == 6)
  }

  @Test func `switching away and back is the same life`() throws {
    var session = try session(
      "plan a mode=cluster-pool pool=10.0.0.0/20 mask=25", "add nodes 5", "add pods 40",
      "set max-pods=50", "add pool 10.3.0.0/20", "add nodes 40", "remove pods 7", "add pods 90")
    func picture() -> [String] {
      guard let cluster = session.current?.cluster else { return [] }
      return cluster.nodes.ids.compactMap { cluster.nodes[$0] }.map {
        "\($0.name) \($0.blocks) \($0.maxPods) \($0.pods)"
      }
    }
    let before = picture()
    _ = session.execute(try Command(parsing: "mode kubernetes"))
    #expect(picture() != before)
    _ = session.execute(try Command(parsing: "mode cluster-pool"))
    #expect(picture() == before)
  }

  @Test func `ending a replay leaves everything as it was`() throws {
    var session = try smallSession()
    let journal = session.journal
    guard case .cancelled = session.execute(.mode("kubernetes"), watching: { _ in false }) else {
      Issue.record("it was not ended")
      return
    }
    #expect(session.journal == journal)
    #expect(session.current?.cluster.mode.about.name == "cluster-pool")
    guard
      case .cancelled = session.execute(
        try Command(parsing: "fork fix at=2 with=\"add pool 10.2.0.0/23\""),
        watching: { _ in false })
    else {
      Issue.record("it was not ended")
      return
    }
    #expect(session.forks == ["main"])
    #expect(session.position == 4)
  }
}
