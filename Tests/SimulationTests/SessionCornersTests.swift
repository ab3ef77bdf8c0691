import Addressing
import Allocation
import Simulation
import Testing

/// Runs the lines of a script and answers with the session and what the last line came to.
private func run(_ script: String, in start: Session = Session()) throws -> (Session, Outcome) {
  var session = start
  var last = Outcome.held
  for line in try Script(parsing: script, file: "test").lines {
    last = session.execute(line.command)
    if case .failed(let expected, let got) = last {
      Issue.record("\(line.number): expected \(expected), got \(got)")
    }
  }
  return (session, last)
}

@Suite struct `Corners of a session` {
  private static let threePlans = """
    plan a mode=cluster-pool pool=10.0.0.0/22
    plan b mode=cluster-pool pool=10.1.0.0/22
    plan c mode=cluster-pool pool=10.2.0.0/22

    """

  @Test(arguments: [
    ("b", "a", "b"), ("b", "c", "b"), ("b", "b", "c"), ("c", "c", "b"), ("c", "a", "c"),
  ])
  func `the current plan stays so when another one goes`(
    current: String, gone: String, expected: String
  ) throws {
    let (session, _) = try run(Self.threePlans + "use \(current)\ndrop \(gone)")
    #expect(session.current?.name == expected)
    #expect(try run("undo", in: session).0.current?.name == current)
  }

  @Test func `redo of more than there is goes to the end`() throws {
    let (session, _) = try run(Self.threePlans + "undo\nredo 9223372036854775807")
    #expect(session.position == 3)
    #expect(session.moment.plans.count == 3)
  }

  @Test func `time that no number holds is refused and does not pass`() throws {
    let wait = "wait 106751991167300d"
    let (session, outcome) = try run(Self.threePlans + "\(wait)\n\(wait)")
    guard case .refused = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(session.position == 4)
    #expect(session.moment.time == 106_751_991_167_300 * 86400)
  }

  @Test func `a question that is refused can be expected to be`() throws {
    _ = try run(Self.threePlans + "describe nobody\nexpect error \"nothing here is called\"")
  }

  @Test func `events of a plan that is not current are refused, not mistaken`() throws {
    _ = try run(
      Self.threePlans
        + "get events plan=b\nexpect error \"get events is built for the current plan only: use b\""
    )
  }

  @Test func `all of IPv6 is counted without a trap`() throws {
    _ = try run(
      """
      plan halves mode=cluster-pool pool=::/1 pool=8000::/1 mask6=1
      expect unusable-free/1 = 0
      add nodes 2
      expect nodes = 2
      get metrics
      plan whole mode=cluster-pool pool=::/0 mask6=8
      use whole
      add node c
      expect blocks.free/128 = 9223372036854775807
      plan small mode=cluster-pool pool=fd00::/104 mask6=110
      use small
      add node big cidr=::/0
      add node bigger cidr=::/0
      get metrics
      remove node big
      remove node bigger
      """)
  }

  @Test func `blocks longer than an address do not exist`() throws {
    _ = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/22
      expect blocks.free/32 = 1024
      expect blocks.free/33 = none
      expect unusable-free/33 = none
      expect fragmentation/33 = none
      """)
  }

  @Test func `a block over millions of blocks of the mask is refused at once`() throws {
    _ = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/8 mask=32
      add node wide cidr=10.0.0.0/8
      expect error "covers 16777216"
      add node fair cidr=10.0.0.0/20
      expect node fair cidr 10.0.0.0/20
      expect nodes = 1
      """)
  }

  @Test func `a new seed leaves what was recorded where it is`() throws {
    let pool = try IPPrefix(parsing: "10.0.0.0/22")
    let block = try IPPrefix(parsing: "10.0.2.0/24")
    let base = RecordedBase(
      planName: "live", mode: "cluster-pool", pools: [pool],
      nodes: [RecordedNode(NodeOrder(name: "n", blocks: [block]))],
      pods: [
        RecordedPod(
          name: NamespacedName("default/web"), node: "n",
          addresses: [try IPAddress(parsing: "10.0.2.77")], isHostNetwork: false)
      ])
    let script = """
      add node late
      seed 7
      expect node n cidr 10.0.2.0/24
      expect pod web address 10.0.2.77
      expect node late cidr 10.0.0.0/24
      undo
      seed 8
      expect pod web address 10.0.2.77
      """
    _ = try run(script, in: Session(recorded: base))
  }
}
