import Addressing
import Simulation
import Testing

@testable import Sizing

@Suite struct SizingQuestionTests {
  @Test func `A question reads back from its own words`() throws {
    let text = [
      "nodes=50", "later=500", "months=12", "surge=10%", "pods=30", "peak=60", "max-pods=110",
      "modes=cluster-pool,calico", "zones=3", "vpc=10.0.0.0/16", "taken=172.16.0.0/12",
      "pool=10.128.0.0/16", "mask=25",
    ]
    let question = try SizingQuestion(words: text)
    #expect(question.surge == 50)
    #expect(question.nodesToHold == 550)
    #expect(try SizingQuestion(words: question.words) == question)
  }

  @Test(arguments: [
    (["node=5"], 1, "did you mean \"nodes\"?"),
    (["nodes=5", "mask=99"], 14, "expected /8 to /32"),
    (["pods=3"], 8, "needs nodes=N"),
    (["nodes=5", "later=4"], 15, "is less than nodes=5"),
    (["nodes=5", "nodes=6"], 9, "is given twice"),
    (["nodes=5", "instance=m9.huge"], 18, "is no EC2 instance type"),
    (["nodes=5", "modes=calico,moon"], 22, "is no modes"),
    (["nodes=5", "later"], 9, "is no key=value"),
    (["nodes=0"], 7, "is none at all"),
    (["nodes=5", "vpc=10.0.0.1/8"], 13, "10.0.0.0/8"),
    (["nodes=5", "growth=300%"], 16, "is no growth"),
    (["nodes=5", "pods=200"], 14, "more than the kubelet takes"),
  ])
  func `What is not understood is named with its column`(
    words: [String], column: Int, part: String
  ) throws {
    let error = try #require(throws: CommandError.self) { try SizingQuestion(words: words) }
    #expect(error.column == column)
    #expect(error.message.contains(part), "\(error.message)")
  }

  @Test func `Growth is linear by nodes, compound by share, even without either`() throws {
    let linear = try SizingQuestion(words: ["nodes=10", "growth=5"])
    #expect([0, 1, 12].map(linear.nodes(after:)) == [10, 15, 70])
    let compound = try SizingQuestion(words: ["nodes=100", "growth=10%"])
    #expect([0, 1, 2].map(compound.nodes(after:)) == [100, 110, 121])
    let even = try SizingQuestion(words: ["nodes=20", "later=500"])
    #expect(even.nodes(after: 12) == 500)
    #expect(even.firstRefusal(capacity: 512) == 13)
    #expect(linear.firstRefusal(capacity: 10_000) == nil)
  }
}
