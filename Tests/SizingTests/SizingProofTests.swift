import Addressing
import Testing

@testable import Sizing

@Suite struct SizingProofTests {
  private func proof(_ more: String...) throws -> SizingProof {
    let question = try SizingQuestion(
      words: [
        "nodes=4", "later=12", "months=4", "pods=10", "peak=50", "max-pods=50",
        "modes=cluster-pool", "pool=10.0.0.0/22",
      ] + more)
    let best = try #require(SizingAnswer(question).best)
    var proof = SizingProof(of: best, title: "the choice")
    for seed in 1...3 {
      proof.add(try #require(try SizingLife(of: best, question, seed: UInt64(seed))))
    }
    return proof
  }

  @Test func `The chosen mask never refuses and the next smaller one does`() throws {
    let chosen = try proof()
    #expect(chosen.lives.count == 3)
    #expect(chosen.failures.isEmpty)
    #expect(chosen.band.map(\.worst).min() ?? -1 >= 0)
    let smaller = try proof("mask=27")
    #expect(smaller.lives.count == 3)
    #expect(smaller.failures.count == 3)
  }

  @Test func `The same seed lives the same life`() throws {
    #expect(try proof() == proof())
  }
}
