import Addressing
import Allocation
import Simulation
import Testing

@testable import Sizing

@Suite struct SizingTrialTests {
  private func trial(_ more: String..., seeds: Int = 2) throws -> SizingTrial {
    let question = try SizingQuestion(
      words: [
        "nodes=4", "later=12", "months=4", "pods=10", "peak=50", "max-pods=50",
        "modes=cluster-pool",
      ] + more)
    return SizingTrial(
      of: try #require(SizingAnswer(question).best), question, seeds: seeds)
  }

  @Test func `The choice never refuses, and what is cheaper does`() throws {
    var trial = try trial()
    #expect(trial.proofs.map(\.title) == ["the choice", "blocks of /27", "a pool of /23"])
    while trial.liveNext() {}
    #expect(trial.isDone)
    #expect(trial.verdict == .holds)
    #expect(trial.proofs.map(\.failures.count) == [0, 2, 2])
    #expect(trial.proofs[1].firstFailure?.failure?.isOfPods == true)
    #expect(trial.proofs[2].firstFailure?.failure?.isOfPods == false)
    let lines = trial.proofs[0].bandLines(width: 20)
    #expect(lines.count == 5)
    #expect(lines[1].contains("|"))
  }

  @Test func `The order in which lives end decides nothing`() throws {
    var (forward, backward) = (try trial(), try trial())
    for number in 0..<forward.count {
      forward.take(try #require(try forward.life(number)), number)
    }
    for number in (0..<backward.count).reversed() {
      backward.take(try #require(try backward.life(number)), number)
    }
    #expect(forward.proofs == backward.proofs)
  }

  @Test func `Whoever watches may end a life, which is then none`() throws {
    var trial = try trial()
    var told = 0
    let goesOn = trial.liveNext { progress in
      told += 1
      return progress.done < 5
    }
    #expect(!goesOn)
    #expect(told == 6)
    #expect(trial.done == 0)
    #expect(trial.verdict == .isOpen)
    #expect(trial.sentence.hasPrefix("open: nothing is proven by 0 of 6 lives"))
  }

  @Test func `A pool that is too small is said to fail`() throws {
    var trial = try trial("pool=10.0.0.0/24", "mask=26", seeds: 1)
    trial.liveNext()
    #expect(trial.verdict == .fails)
    let failure = try #require(trial.proofs[0].firstFailure?.failure)
    #expect(failure.nodes == 5)
    #expect(failure.text == "allocator full")
  }

  @Test func `A life that could not be lived is told and proves nothing`() throws {
    var trial = try trial(seeds: 1)
    trial.take(broken: .system("add nodes 4: nobody takes it"), 0)
    for number in 1..<trial.count { trial.take(try #require(try trial.life(number)), number) }
    #expect(trial.isDone)
    #expect(trial.verdict == .isOpen)
    #expect(trial.sentence.contains("the first of seed 1: add nodes 4: nobody takes it"))
  }
}
