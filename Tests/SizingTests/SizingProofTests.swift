import Addressing
import Allocation
import Simulation
import Testing

@testable import Sizing

@Suite struct SizingProofTests {
  private func question(_ more: String...) throws -> SizingQuestion {
    try SizingQuestion(
      words: [
        "nodes=4", "later=12", "months=4", "pods=10", "max-pods=50", "modes=cluster-pool",
        "pool=10.0.0.0/22",
      ] + more)
  }

  private func proof(
    _ choice: SizingChoice, _ question: SizingQuestion, untilFailure: Bool = false
  ) throws -> SizingProof {
    var proof = SizingProof(of: choice, title: "the choice")
    for seed in [3, 1, 2] {
      proof.add(
        try #require(
          try SizingLife(
            of: choice, question, seed: UInt64(seed), untilFailure: untilFailure)))
    }
    return proof
  }

  @Test func `the choice never refuses, and its cheaper neighbours do`() throws {
    let question = try question()
    let best = try #require(SizingAnswer(question).best)
    let chosen = try proof(best, question)
    #expect(chosen.lives.map(\.seed) == [1, 2, 3])
    #expect(chosen.failures.isEmpty)
    #expect(chosen.band.map(\.month) == [1, 2, 3, 4])
    #expect(
      chosen.band.allSatisfy { 0 < $0.worst && $0.worst <= $0.median && $0.median <= $0.best })
    #expect(chosen.sentence.hasPrefix("the choice: nothing refused in 3 lives, at up to 13 nodes"))

    let neighbours = SizingAnswer.neighbours(of: best, question)
    #expect(neighbours.map(\.title) == ["blocks of /27", "a pool of /23"])
    let blocks = try proof(neighbours[0].choice, question, untilFailure: true)
    #expect(blocks.failures.count == 3)
    #expect(blocks.firstFailure?.failure?.text == "range is full")
    #expect(blocks.firstFailure?.failure?.isOfPods == true)
    let pool = try proof(neighbours[1].choice, question, untilFailure: true)
    #expect(pool.failures.count == 3)
    let failure = try #require(pool.firstFailure?.failure)
    #expect(failure.text == "allocator full" && !failure.isOfPods)
    // A /23 has eight blocks of /26, so the ninth node is refused.
    #expect(failure.nodes == 9)
    #expect(pool.lives.allSatisfy { $0.headroom.last == 0 })
  }

  @Test func `the same seed lives the same life, and another one another`() throws {
    let question = try question()
    let best = try #require(SizingAnswer(question).best)
    let one = try SizingLife(of: best, question, seed: 7)
    #expect(try SizingLife(of: best, question, seed: 7) == one)
    #expect(try SizingLife(of: best, question, seed: 8)?.headroom != one?.headroom)
  }

  @Test func `a life is a history that everybody can open`() throws {
    let question = try question("surge=2")
    let best = try #require(SizingAnswer(question).best)
    let life = try #require(try SizingLife(of: best, question, seed: 1))
    var session = Session()
    for line in life.commands {
      guard case .done = session.execute(try Command(parsing: line)) else {
        Issue.record("\(line) is not executed")
        return
      }
    }
    let cluster = try #require(session.current?.cluster)
    #expect(cluster.tallies.nodesReady == cluster.nodes.count)
    #expect(life.commands.contains("workload upgrade surge=2"))
    #expect(life.mostNodes > cluster.nodes.count, "an upgrade has nodes beside the others")
  }

  @Test func `a mode that fetches blocks is not blamed for a pod that waits a moment`() throws {
    let question = try SizingQuestion(
      words: ["nodes=3", "months=1", "pods=10", "max-pods=60", "modes=multi-pool"])
    let best = try #require(SizingAnswer(question).best)
    let life = try #require(try SizingLife(of: best, question, seed: 1))
    #expect(life.failure == nil)
  }

  @Test func `who watches can end it`() throws {
    let question = try question()
    let best = try #require(SizingAnswer(question).best)
    var told = 0
    let life = try SizingLife(of: best, question, seed: 1) { _ in
      told += 1
      return told < 3
    }
    #expect(life == nil && told == 3)
  }
}
