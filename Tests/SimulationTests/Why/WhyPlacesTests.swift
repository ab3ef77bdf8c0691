import Addressing
import Allocation
import Simulation
import Testing

@Suite struct `Asking why of space and time` {
  private func session(_ script: String) throws -> Session {
    var session = Session()
    for line in try Script(parsing: script, file: "test").lines {
      _ = session.execute(line.command)
    }
    return session
  }

  private func verdict(_ session: Session, _ word: String) throws -> String {
    guard case .why(let subject) = try Command(parsing: "why \(word)") else { return "" }
    return try session.reason(for: subject).verdict
  }

  @Test func `tells of blocks, pools and addresses whose they are`() throws {
    let session = try session(
      """
      plan a mode=cluster-pool pool=10.0.0.0/21 mask=24
      add nodes 3
      add pod web node=node-2
      claim 10.0.6.0/24 office
      """)
    #expect(try verdict(session, "10.0.1.0/24") == "node-2 has 10.0.1.0/24")
    #expect(
      try verdict(session, "10.0.3.0/24")
        == "nobody has 10.0.3.0/24: it is the one that the next node gets")
    #expect(
      try verdict(session, "10.0.6.0/24")
        == "nobody has 10.0.6.0/24: 3 nodes get other blocks before its turn comes; "
        + "office claims 10.0.6.0/24")
    #expect(
      try verdict(session, "10.0.0.0/21")
        == "10.0.0.0/21: 768 of its 2048 addresses are committed, 1 of them to pods")
    #expect(
      try verdict(session, "192.0.2.0/24")
        == "192.0.2.0/24 is in none of the pools: no node can get it")
    #expect(
      try verdict(session, "10.0.1.0")
        == "10.0.1.0 is in node-2's block 10.0.1.0/24, and no pod can have it: it is reserved")
    let web = try #require(session.current?.cluster.pods[NamespacedName("web")])
    let address = try #require(session.current?.cluster.pods[web]?.address)
    #expect(try verdict(session, "\(address)") == "web has \(address) on node-2")
    let router = try #require(
      session.current?.cluster.nodes["node-1"]?.ranges.first?.address(of: .router))
    #expect(try verdict(session, "\(router)") == "\(router) is the router address of node-1")
  }

  @Test func `goes back to the step that decided, whatever came after`() throws {
    let session = try session(
      """
      plan a mode=cluster-pool pool=10.0.0.0/23 mask=24
      add nodes 2
      add node late
      remove node node-1
      restart agent late
      add pods 3
      wait 1h
      """)
    let reason = try session.reason(for: .name("late"))
    #expect(reason.verdict == "late has 10.0.0.0/24")
    #expect(
      reason.occasions == [
        Reason.Occasion("asked for", at: 3, line: "add node late"),
        Reason.Occasion("given", at: 5, line: "restart agent late"),
      ])
    #expect(reason.parts.first?.explanation.taken.count == 1)
  }

  @Test func `knows what a plan lived through before it was made`() throws {
    let session = try session(
      """
      plan a mode=flat pool=10.0.0.0/16
      add nodes 2
      add pods 4
      add nodes 2
      plan b mode=cluster-pool pool=10.1.0.0/23 mask=24
      use b
      """)
    let reason = try session.reason(for: .name("node-3"))
    #expect(reason.verdict == "node-3 has no block: allocator full")
    #expect(reason.occasions == [Reason.Occasion("asked for", at: 4, line: "add nodes 2")])
    // A pool just before would have been told to the plan that was current then.
    for (index, fix) in reason.fixes.enumerated() {
      var copy = session
      _ = copy.execute(fix.trial(fork: "fix"))
      let after = try copy.inquest(on: .name("node-3")).reason
      #expect(!after.isRefusal, "\(index + 1) \(fix.sentence)")
    }
    #expect(reason.fixes.count > 1)
    let earlier = try session.reason(for: .name("node-2"))
    #expect(earlier.occasions == [Reason.Occasion("asked for", at: 2, line: "add nodes 2")])
  }

  @Test func `alone means the latest refusal, as it was then`() throws {
    var session = try session("plan a mode=cluster-pool pool=10.0.0.0/24 mask=24\nadd nodes 1")
    #expect(try session.reason(for: nil).verdict == "nothing has been refused so far")
    _ = session.execute(try Command(parsing: "add node late"))
    _ = session.execute(try Command(parsing: "remove node late"))
    #expect(try session.reason(for: nil).verdict == "late has no block: allocator full")
    _ = session.execute(try Command(parsing: "add pods 300 node=node-1"))
    #expect(
      try session.reason(for: nil).verdict
        == "late has no block: allocator full")
  }

  @Test func `says so when nothing bears the name`() throws {
    let session = try session("plan a mode=cluster-pool")
    #expect(throws: Refusal.self) { try session.reason(for: .name("nobody")) }
    #expect(throws: Refusal.self) { try Session().reason(for: nil) }
  }

  @Test func `asks about pods that came late in a batch as if they had come alone`() throws {
    // The same pods one by one and all at once: the same candidates, but for the batch.
    let head = "plan a mode=cluster-pool pool=10.0.0.0/16 mask=28\nadd nodes 3\n"
    let together = try session(head + "add pods 17 app=x")
    let apart = try session(
      head + (1...17).map { _ in "add pods 1 app=x" }.joined(separator: "\n"))
    for number in 1...17 {
      let one = try together.reason(for: .name("x-\(number)"))
      let other = try apart.reason(for: .name("x-\(number)"))
      #expect(one.verdict == other.verdict)
      #expect(one.parts == other.parts)
    }
  }
}
