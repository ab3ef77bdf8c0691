import Addressing
import Allocation
import Measurement
import Simulation
import TestSupport
import Testing

/// Runs the lines of a script in a new session and says which lines did not go as they should.
private func run(_ script: String) throws -> (session: Session, failures: [String]) {
  var session = Session()
  var failures: [String] = []
  for line in try Script(parsing: script, file: "test").lines {
    if case .failed(let expected, let got) = session.execute(line.command) {
      failures.append("\(line.number): expected \(expected), got \(got)")
    }
  }
  return (session, failures)
}

@Suite struct `A session` {
  @Test func `goes through exhaustion and next-fit as Cilium does`() throws {
    let result = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/22 mask=24
      add nodes 4
      expect node node-4 cidr 10.0.3.0/24
      expect blocks.free = 0
      add node late
      expect error "allocator full"
      expect node late pending
      expect node late error "allocator full"
      remove node node-1
      expect node late pending            # a freed block does not wake a failed node
      add node next
      expect node next cidr 10.0.0.0/24   # the search wrapped: only this one is free
      remove node next
      restart agent late
      expect node late cidr 10.0.0.0/24
      expect nodes.failed = 0
      expect first-failure = 3
      """)
    #expect(result.failures == [])
  }

  @Test func `says which expectation failed and what there is`() throws {
    let result = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/22 mask=24
      add nodes 2
      expect node node-1 cidr 10.0.9.0/24
      expect nodes = 3
      expect error "allocator full"
      """)
    #expect(
      result.failures == [
        "3: expected node node-1 cidr 10.0.9.0/24, got 10.0.0.0/24",
        "4: expected nodes = 3, got 2",
        "5: expected error \"allocator full\", got no refusal",
      ])
  }

  @Test func `counts a node's addresses as the identities say`() throws {
    let result = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/16 mask=24
      add nodes 3
      add pods 30 app=web
      expect addresses.total = 65536
      expect addresses.committed = 768
      expect addresses.used = 30
      expect addresses.reserved = 12
      expect addresses.stranded = 726
      expect addresses.free = 64768
      expect blocks.free/20 = 15
      expect largest-free = 17
      expect usable-per-node = 252
      expect internal-waste = 960
      expect hd-ratio = 307
      expect routes = 2
      expect collisions = 0
      expect reuse.min = none
      """)
    #expect(result.failures == [])
  }

  @Test func `gives both families of a dual-stack plan`() throws {
    let result = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/16 pool=fd00::/104 mask=24 mask6=120
      add nodes 2
      add pods 5
      expect node node-2 cidr 10.0.1.0/24 fd00::100/120
      expect addresses.used = 5
      expect addresses.used.v6 = 5
      expect blocks.total.v6 = 65536
      """)
    #expect(result.failures == [])
  }

  @Test func `puts pods on the emptiest node and keeps the others waiting`() throws {
    let result = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/24 mask=28 max-pods=5
      add nodes 2
      add pods 12 app=web
      expect pods.running = 10
      expect pods.pending = 2
      expect pod web-12 pending
      add node more
      expect pods.running = 12
      remove pods 4 app=web pick=oldest
      expect pods = 8
      scale web 3
      expect pods.running = 3
      drain more
      expect pods.running = 3
      """)
    #expect(result.failures == [])
  }

  @Test func `finds apps in whatever namespace they are`() throws {
    let result = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/20 mask=24
      add nodes 3
      add pods 20 app=web namespace=prod
      remove pods 5 app=web pick=newest
      expect pod prod/web-15 running
      expect pods = 15
      scale web 4
      expect pods = 4
      expect pod prod/web-4 running
      add pods 200 app=job
      remove pods 30
      expect pods = 174
      add pods 1 app=web
      scale web 3
      expect pod web-3 running
      expect pods = 177
      """)
    #expect(result.failures == [])
  }

  @Test func `replays its history under a new plan and a new mode`() throws {
    let result = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/24 mask=26
      add nodes 4
      remove node node-2
      add node late
      plan b mode=cluster-pool pool=10.0.0.0/24 mask=27
      expect plan a blocks.used = blocks.used of b
      expect plan b blocks.total = blocks.total of b
      expect plan b blocks.free > blocks.free of a
      use b
      expect node late cidr 10.0.0.128/27
      drop a
      expect nodes = 4
      mode cluster-pool
      expect node late cidr 10.0.0.128/27
      """)
    #expect(result.failures == [])
  }

  @Test func `undoes, redoes and seeks through everything`() throws {
    let lines = """
      plan a mode=cluster-pool pool=10.0.0.0/20 mask=26
      add nodes 10
      add pods 5000 app=web
      remove pods 1000 app=web
      claim 10.0.0.0/16 office
      set mask=27
      add nodes 7
      add pool 10.9.0.0/24
      remove nodes 3 pick=random
      restart operator
      wait 5m
      add pods 3
      """
    var session = Session()
    var seen: [[String]] = [picture(session)]
    for line in try Script(parsing: lines, file: "test").lines {
      guard case .done = session.execute(line.command) else {
        Issue.record("\(line.text) was not done")
        return
      }
      seen.append(picture(session))
    }
    #expect(session.position == 12)
    var random = SeededRandom(seed: 7)
    for _ in 0..<60 {
      let target = random.int(in: 0..<13)
      _ = session.execute(.seek(target))
      #expect(picture(session) == seen[target], "after seek \(target)")
    }
    _ = session.execute(.seek(12))
    _ = session.execute(.undo(5))
    #expect(picture(session) == seen[7])
    _ = session.execute(.redo(2))
    #expect(picture(session) == seen[9])
    _ = session.execute(.undo(9))
    guard case .refused(let text) = session.execute(.undo(1)) else {
      Issue.record("undo at the start was not refused")
      return
    }
    #expect(text == "there is nothing to undo")
  }

  @Test func `knows after an undo which options somebody chose`() throws {
    let result = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/22 mask=24
      set mask=26
      add nodes 1
      wait 5s
      undo
      mode node-local
      expect blocks.total = 16
      undo
      redo
      expect blocks.total = 16
      """)
    #expect(result.failures == [])
  }

  @Test func `keeps the block size of each of Calico's pools under another seed`() throws {
    let result = try run(
      """
      plan a mode=calico pool=10.0.0.0/24 mask=28
      add pool 10.0.1.0/29 mask=30
      expect blocks.total = 18
      seed 2
      expect blocks.total = 18
      add nodes 3
      add pods 20
      seed 3
      expect blocks.total = 18
      expect pods.running = 20
      """)
    #expect(result.failures == [])
  }

  @Test func `collects Calico's blocks after the time that the plan says`() throws {
    let result = try run(
      """
      plan a mode=calico pool=10.0.0.0/24 mask=28 leak-grace-period=1m encapsulation=none
      add nodes 1
      add pods 20
      expect blocks.used = 2
      remove pods 20
      wait 5m
      expect blocks.used = 1              # a node keeps its last one
      """)
    #expect(result.failures == [])
  }

  @Test func `lets ranges of Services go again when a wait is redone`() throws {
    let result = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/22 mask=24
      claim 10.96.0.0/24 one kind=service
      claim 10.97.0.0/24 two kind=service
      remove claim two
      wait 20s
      expect services.free = 254
      """)
    #expect(result.failures == [])
    var session = result.session
    let services = session.moment.services
    _ = session.execute(.undo(1))
    #expect(session.moment.services != services)
    _ = session.execute(.redo(1))
    #expect(session.moment.services == services)
  }

  @Test func `forgets what was undone when something else is done`() throws {
    var session = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/20 mask=26
      add nodes 3
      add pods 3
      """
    ).session
    _ = session.execute(.undo(1))
    _ = session.execute(.addNode(name: "x", cidr: nil, NodeTraits()))
    #expect(session.journal.count == 3)
    guard case .refused(let text) = session.execute(.redo(1)) else {
      Issue.record("redo was not refused")
      return
    }
    #expect(text == "there is nothing to redo")
  }

  @Test func `leaves sizing to those who answer it, in words`() throws {
    var session = Session()
    guard case .refused(let text) = session.execute(try Command(parsing: "size nodes=10")) else {
      Issue.record("sizing was executed")
      return
    }
    #expect(text == "sizing is answered by `cidrscope size` and by `cidrscope run`")
  }

  /// Everything a person could tell two moments apart by.
  private func picture(_ session: Session) -> [String] {
    var lines = ["\(session.moment.claims.count) claims", "time \(session.moment.time)"]
    for plan in session.moment.plans {
      lines.append("\(plan.name) \(plan.cluster.mode.options) \(plan.cluster.mode.pools)")
      lines.append("\(plan.cluster.tallies)")
      for id in plan.cluster.nodes.ids {
        guard let node = plan.cluster.nodes[id] else { continue }
        lines.append("\(node.name) \(node.blocks) \(node.error ?? "") \(node.pods.count)")
      }
      plan.cluster.pods.forEach { id in
        if let pod = plan.cluster.pods[id] { lines.append("\(pod)") }
        return true
      }
      for family in IPFamily.allCases {
        lines.append("\(AddressFigures(of: plan.cluster, family: family))")
        lines.append(
          "\(FreeSpace(of: plan.cluster, family: family).pieces.sorted { $0.key < $1.key })")
      }
    }
    return lines
  }
}
