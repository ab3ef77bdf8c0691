import Addressing
import Testing

@testable import Simulation

@Suite struct `Chance in fixed point` {
  @Test(arguments: [(1, 60), (7, 3_600), (200, 3_600), (3_000, 3_600), (40_000, 3_600)])
  func `a rate comes about as often as it says, and spreads as Poisson's law`(
    _ count: Int, _ seconds: Int
  ) {
    let mean = Mean(Rate(count, per: .hour), seconds: seconds)
    var generator = SeededGenerator(seed: 5)
    let draws = (0..<1_000).map { _ in Double(generator.poisson(mean)) }
    let expected = Double(count * seconds) / 3_600
    let average = draws.reduce(0, +) / 1_000
    let variance = draws.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 999
    // Five standard errors of the average; the variance of a sample spreads by some hundredths.
    #expect(abs(average - expected) < 5 * (expected / 1_000).squareRoot())
    #expect(abs(variance - expected) < expected * 0.25 + 0.01)
  }

  @Test func `small counts come as often as Poisson's law says`() {
    var generator = SeededGenerator(seed: 8)
    var counts = [Int](repeating: 0, count: 64)
    for _ in 0..<8_000 { counts[generator.poisson(Mean(scaled: 3 << 32))] += 1 }
    // e^-3 times 3^k / k!.
    var probability = 0.049787068
    for k in 0..<9 {
      let expected = 8_000 * probability
      #expect(abs(Double(counts[k]) - expected) < 5 * expected.squareRoot(), "\(k)")
      probability *= 3 / Double(k + 1)
    }
  }

  @Test func `the time until something happens is short as often as it should be`() {
    var generator = SeededGenerator(seed: 3)
    let times = (0..<10_000).map { _ in Double(generator.exponential()) / 4_294_967_296 }
    #expect(abs(times.reduce(0, +) / 10_000 - 1) < 0.05)
    // 1 - e^-1 and e^-2.
    #expect(abs(Double(times.count { $0 < 1 }) / 10_000 - 0.63212) < 0.025)
    #expect(abs(Double(times.count { $0 >= 2 }) / 10_000 - 0.13534) < 0.018)
  }

  @Test func `the very numbers are the same on every machine`() {
    var generator = SeededGenerator(seed: 1)
    let mean = Mean(Rate(200, per: .hour), seconds: 60)
    #expect((0..<12).map { _ in generator.poisson(mean) } == [5, 3, 0, 6, 3, 0, 4, 7, 5, 2, 5, 2])
    #expect((0..<3).map { _ in generator.poisson(Mean(whole: 5_000)) } == [5_019, 4_927, 4_968])
  }

  @Test func `what cannot happen does not, and the largest mean is no trap`() {
    var generator = SeededGenerator(seed: 1)
    #expect(generator.poisson(Mean(Rate(0, per: .second), seconds: 1 << 40)) == 0)
    #expect(generator.poisson(Mean(Rate(5, per: .second), seconds: 0)) == 0)
    #expect(Mean(Rate(.max, per: .second), seconds: .max).scaled == .max)
    #expect(generator.poisson(Mean(scaled: .max)) > 1 << 31)
    #expect(Mean(whole: .max).scaled == .max)
    #expect(Mean(scaled: .max).times(.max, over: 1).scaled == .max)
    #expect(Mean(Rate(90, per: .minute), seconds: 2).scaled == 3 << 32)
  }
}
