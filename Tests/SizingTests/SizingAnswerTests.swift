import Addressing
import Simulation
import Testing

@testable import Sizing

@Suite struct SizingAnswerTests {
  private func answer(_ words: String) throws -> SizingAnswer {
    SizingAnswer(try SizingQuestion(words: words.split(separator: " ").map(String.init)))
  }

  @Test func `Five hundred nodes of 110 pods take a /16 in blocks of /25`() throws {
    let best = try #require(try answer("nodes=20 later=500 modes=cluster-pool").best)
    #expect(best.ranges[0].mask == 25)
    #expect(best.ranges[0].usable == 124)
    #expect(best.ranges[0].pool.length == 16)
    #expect(best.capacity == 512)
    #expect(best.firstRefusal == 13)
  }

  @Test func `A pool avoids whatever is taken`() throws {
    let best = try #require(
      try answer("nodes=5 modes=cluster-pool vpc=10.0.0.0/8,172.16.0.0/12").best)
    #expect(best.ranges[0].pool.description.hasPrefix("192.168."))
    #expect(best.warnings.allSatisfy { !$0.contains("overlaps") })
  }

  @Test func `A pool that is given and overlaps is warned of`() throws {
    let best = try #require(
      try answer("nodes=5 modes=cluster-pool vpc=10.1.0.0/16 pool=10.0.0.0/8").best)
    #expect(best.warnings.contains { $0.contains("overlaps vpc=10.1.0.0/16") })
    #expect(best.warnings.contains { $0.contains("Helm's default") })
  }

  @Test func `A kubelet that takes less than a block serves is a real second choice`() throws {
    let choices = try answer("nodes=50 peak=50 modes=cluster-pool").choices
    #expect(choices.map(\.ranges[0].mask) == [25, 26])
    #expect(choices[1].warnings.contains { $0.contains("--max-pods=60") })
  }

  @Test func `A mode that is not sized for IPv6 is refused with its reason`() throws {
    let answer = try answer("nodes=5 families=v6 modes=gke,cluster-pool")
    #expect(answer.refused.map(\.mode) == ["gke"])
    #expect(answer.best?.mode == "cluster-pool")
  }

  @Test(arguments: SizingMode.all.map(\.name))
  func `Every mode answers, and its plan is one that a session makes`(mode: String) throws {
    let answer = try answer("nodes=10 later=40 modes=\(mode)")
    let best = try #require(answer.best, "\(answer.refused)")
    #expect(best.capacity >= 41)
    var session = Session()
    guard case .done = session.execute(try Command(parsing: best.planLine(named: "sized"))) else {
      Issue.record("\(best.planLine(named: "sized"))")
      return
    }
  }

  @Test func `No question traps`() throws {
    for words in [
      "nodes=300000 surge=1", "nodes=1 pods=1 peak=1 max-pods=1", "nodes=1 mask=32",
      "nodes=5000 max-pods=65536 pods=60000", "nodes=5 pool=10.0.0.0/30", "nodes=5 mask=8",
      "nodes=9 families=dual", "nodes=9 families=v6 pool6=::/0", "nodes=9 pool=0.0.0.0/0",
      "nodes=100000 pods=200 max-pods=250 families=dual provider=openshift",
      "nodes=300000 provider=eks", "nodes=4 provider=gke subnet=/29 max-pods=5 pods=5",
      "nodes=3 families=v6 mask6=128", "nodes=3 families=v6 mask6=16",
    ] {
      let answer = try answer(words)
      #expect(!answer.lines.isEmpty)
      #expect(answer.choices.count + answer.refused.count > 0)
    }
  }
}
