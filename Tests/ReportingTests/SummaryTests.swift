import Reporting
import Simulation
import Testing

@Suite struct `The summary` {
  private func summary(_ script: String) throws -> String {
    let moment = try session(script).moment
    let plan = try #require(moment.current)
    return Summary.lines(of: plan, at: moment).joined(separator: "\n")
  }

  @Test func `counts nodes, pods, addresses and free blocks`() throws {
    #expect(
      try summary(twoOfFour) == """
        plan a: cluster-pool, 10.0.0.0/22 in blocks of /24
        nodes     2: 2 ready, 0 waiting, 0 failed
        pods      3: 3 running, 0 pending
        IPv4      1,024 addresses = 512 committed + 512 free
                  committed = 3 used + 8 reserved + 501 stranded
                  4 blocks: 2 used, 2 free
                  largest free /23; free pieces: 1 of /23
        """)
  }

  @Test func `tells overlaps and the first refusal`() throws {
    let text = try summary(
      """
      plan a mode=cluster-pool pool=10.0.0.0/24 mask=24
      claim 10.0.0.0/28 vpc
      add nodes 2
      """)
    #expect(text.contains("\noverlap   10.0.0.0/28 of vpc with pool 10.0.0.0/24"))
    #expect(text.contains("\nrefused   first at command 3 of the history"))
    #expect(text.contains("\n          nothing free"))
    #expect(text.contains("nodes     2: 1 ready, 0 waiting, 1 failed"))
  }

  @Test func `has both families of a dual-stack plan`() throws {
    let text = try summary(
      "plan d mode=cluster-pool pool=10.0.0.0/16 pool=fd00::/48 mask=24 mask6=64")
    #expect(text.contains("IPv4      65,536 addresses"))
    #expect(text.contains("IPv6      1,208,925,819,614,629,174,706,176 addresses"))
  }

  @Test func `ends a script with one line`() throws {
    let plan = try session(twoOfFour).current
    #expect(
      Summary.closingLine(of: plan, ExpectationCount())
        == "plan a; 2 nodes; 3 pods running")
    #expect(
      Summary.closingLine(of: plan, ExpectationCount(held: 2, failed: 1))
        == "plan a; 2 nodes; 3 pods running; expectations: 2 held, 1 failed")
    #expect(Summary.closingLine(of: nil, ExpectationCount()) == "no plan")
  }
}
