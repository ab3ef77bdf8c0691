import Addressing
import Allocation
import Simulation
import Testing

@Suite struct `Asking why` {
  private func run(_ script: String) throws -> Session {
    var session = Session()
    for line in try Script(parsing: script, file: "test").lines {
      if case .failed(let expected, let got) = session.execute(line.command) {
        Issue.record("line \(line.number): expected \(expected), got \(got)")
      }
    }
    return session
  }

  /// Verdict, occasions and fixes as lines; the explanations of the modes are the modes' own.
  private func answer(_ session: Session, _ subject: Subject? = nil) throws -> [String] {
    let reason = try session.reason(for: subject)
    var lines = ["\(reason.isRefusal ? "!" : "-") \(reason.title): \(reason.verdict)"]
    lines += reason.occasions.map { "\($0.what) \($0.line) at \($0.place)" }
    for (index, fix) in reason.fixes.enumerated() {
      lines.append("\(index + 1) \(fix.sentence)")
      lines.append("  \(fix.trial(fork: "f"))")
    }
    return lines
  }

  @Test func `a node without a block: cluster-pool is exhausted`() throws {
    let session = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/22 mask=24
      add nodes 4
      claim 10.0.4.0/24 office
      add node late
      """)
    #expect(
      try answer(session, .name("late")) == [
        "! node late: late has no block: allocator full",
        "asked for add node late at 4",
        "1 before it, remove 1 empty node: late gets 10.0.0.0/24",
        "  fork f at=3 with=\"remove nodes 1 pick=oldest empty=yes\"",
        "2 before it, add pool 10.0.5.0/24: late gets 10.0.5.0/24",
        "  fork f at=3 with=\"add pool 10.0.5.0/24\"",
        "3 mask=25 from the start: late gets 10.0.2.0/25",
        "  fork f with=\"mode cluster-pool mask=25\"",
        "4 before it, remove the oldest node and what runs there: late gets 10.0.0.0/24",
        "  fork f at=3 with=\"remove nodes 1 pick=oldest\"",
        "5 mode calico instead: late is ready",
        "  fork f with=\"mode calico\"",
      ])
    let part = try #require(try session.reason(for: .name("late")).parts.first)
    #expect(part.heading == "why it got no block")
    #expect(
      part.explanation.candidates == [
        Candidate("10.0.0.0/22 in /24s", found: "all 4 taken")
      ])
    #expect(
      part.explanation.rule.last?.hasPrefix("Cilium 1.13 to 1.19, pkg/ipam/allocator") == true)
  }

  @Test func `what goes from the start is judged as of the refusal`() throws {
    // At the end pod-3 has an address, since another has gone; a shorter block would not have helped.
    let session = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/22 mask=29
      add nodes 1
      add pods 5
      remove pod pod-1
      mode kubernetes
      """)
    let reason = try session.reason(for: nil)
    #expect(reason.isRefusal)
    let fixes = reason.fixes.map(\.sentence)
    #expect(!fixes.contains { $0.contains("mask=30") || $0.contains("mask6") })
    #expect(fixes.contains { $0.hasPrefix("mask=28 from the start") })
  }

  @Test func `a pod without a node: every kubelet has its maximum`() throws {
    let session = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/16 mask=24 max-pods=4
      add nodes 2
      cordon node-2
      add pods 5
      """)
    #expect(
      try answer(session, .name("pod-5")) == [
        "! pod pod-5: pod-5 waits: no node is ready and below its maximum of pods",
        "asked for add pods 5 at 4",
        "1 now, uncordon node-2: pod-5 gets 10.0.1.12 on node-2",
        "  fork f with=\"uncordon node-2\"",
        "2 max-pods=5 from the start: pod-5 gets 10.0.0.213 on node-1",
        "  fork f with=\"mode cluster-pool max-pods=5\"",
        "3 before it, add 1 node: pod-5 gets 10.0.0.138 on node-1",
        "  fork f at=3 with=\"add nodes 1\"",
        "4 mode gke instead: pod-5 gets 10.0.0.6 on node-1",
        "  fork f with=\"mode gke\"",
      ])
    let part = try #require(try session.reason(for: .name("pod-5")).parts.first)
    #expect(part.heading == "why no node took it")
    #expect(
      part.explanation.candidates == [
        Candidate("node-1", found: "4 of 4 pods"), Candidate("node-2", found: "cordoned"),
      ])
  }

  @Test func `a node whose block another one has: node-local by hash`() throws {
    let session = try run(
      """
      plan a mode=node-local pool=10.0.0.0/20 mask=24 assign=hash
      add nodes 6
      """)
    #expect(
      try answer(session, .name("node-3")).prefix(4) == [
        "! node node-3: node-3 has 10.0.4.0/24, and node-6 has it too",
        "asked for add nodes 6 at 2",
        "1 before it, add pool 10.0.64.0/18: node-3 gets 10.0.70.0/24",
        "  fork f at=1 with=\"add pool 10.0.64.0/18\"",
      ])
  }

  @Test func `a pod without an address: Calico's blocks a node`() throws {
    let session = try run(
      """
      plan a mode=calico pool=10.0.0.0/16 mask=30 max-pods=300
      add nodes 1
      add pods 81
      """)
    #expect(
      try answer(session) == [
        "! pod pod-80: pod-80 waits on node-1: "
          + "cannot allocate new block due to per host block limit",
        "asked for add pods 81 at 3",
        "1 mask=29 from the start: pod-80 gets 10.0.239.64 on node-1",
        "  fork f with=\"mode calico mask=29\"",
        "2 before it, set encapsulation=none: pod-80 gets 10.0.119.199 on node-1; "
          + "1 other still waits",
        "  fork f at=2 with=\"set encapsulation=none\"",
        "3 before it, add 1 node: pod-80 gets 10.0.143.152 on node-2",
        "  fork f at=2 with=\"add nodes 1\"",
        "4 now, remove the oldest pod of node-1: pod-80 gets 10.0.119.121 on node-1; "
          + "1 other still waits",
        "  fork f with=\"remove pods 1 node=node-1 pick=oldest\"",
        "5 mode multi-pool instead: pod-80 gets 10.0.0.70 on node-1",
        "  fork f with=\"mode multi-pool\"",
      ])
    let last = try #require(try session.inquest(on: nil).reason.parts.last?.explanation)
    // All of its twenty blocks are full, and a twenty-first it may not have.
    #expect(last.taken.isEmpty)
    #expect(last.candidates.prefix(20).allSatisfy { $0.found == "0 of 4 free" })
    #expect(
      last.candidates.last == Candidate("another block", found: "the node has its limit of 20"))
  }

  @Test func `a node without a block: a pool of multi-pool is empty`() throws {
    let session = try run(
      """
      plan a mode=multi-pool pool=10.0.0.0/26 mask=27
      add nodes 3
      """)
    #expect(
      try answer(session) == [
        "! node node-3: node-3 has no block: failed to allocate ipv4 address for node \"node-3\" "
          + "from pool \"default\": pool empty",
        "asked for add nodes 3 at 2",
        "1 now, remove 1 empty node and restart the operator: node-3 gets 10.0.0.0/27",
        "  fork f with=\"remove nodes 1 pick=oldest empty=yes\" with=\"restart operator\"",
        "2 before it, add pool 10.0.0.64/27: node-3 gets 10.0.0.64/27",
        "  fork f at=1 with=\"add pool 10.0.0.64/27\"",
        "3 mask=29 from the start: node-3 gets 10.0.0.48/29 10.0.0.56/29",
        "  fork f with=\"mode multi-pool mask=29\"",
        "4 mode calico instead: node-3 is ready",
        "  fork f with=\"mode calico\"",
      ])
  }
}
