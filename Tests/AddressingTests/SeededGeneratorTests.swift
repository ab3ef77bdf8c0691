import Addressing
import TestSupport
import Testing

@Suite struct SeededGeneratorTests {
  @Test func `the sequence is that of SplitMix64`() {
    // The reference output for seed 1234567 (Rosetta Code, "Pseudo-random numbers/Splitmix64").
    var generator = SeededGenerator(seed: 1_234_567)
    #expect(
      (0..<5).map { _ in generator.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func `streams of one seed and equal streams of two seeds differ`() {
    var firsts: Set<UInt64> = []
    for seed in 0..<50 as Range<UInt64> {
      for stream in 0..<50 as Range<UInt64> {
        var generator = SeededGenerator(seed: seed, stream: stream)
        firsts.insert(generator.next())
      }
    }
    #expect(firsts.count == 2500)
  }

  @Test func `a mix depends on both numbers and on their order`() {
    let numbers = (0..<64 as Range<UInt64>).map { $0 } + (0..<64).map { UInt64(1) << $0 }
    let distinct = Set(numbers)
    let mixed = Set(distinct.flatMap { a in distinct.map { SeededGenerator.mix(a, $0) } })
    #expect(mixed.count == distinct.count * distinct.count)
  }

  @Test func `one bit of either number turns about half of the mix`() {
    var random = SeededRandom(seed: 7)
    for bit in 0..<64 {
      var turned = 0
      for _ in 0..<64 {
        let (a, b) = (random.next(), random.next())
        let mix = SeededGenerator.mix(a, b)
        turned += (mix ^ SeededGenerator.mix(a ^ 1 << bit, b)).nonzeroBitCount
        turned += (mix ^ SeededGenerator.mix(a, b ^ 1 << bit)).nonzeroBitCount
      }
      // 8192 fair coins; a tenth off is eighteen standard deviations.
      #expect((3700..<4500).contains(turned), "bit \(bit): \(turned) of 8192")
    }
  }

  @Test(arguments: [1, 2, 3, 6, 7, 10, 254, 1000] as [UInt64])
  func `every number below a bound is drawn equally often`(upper: UInt64) {
    var generator = SeededGenerator(seed: upper)
    let draws = Int(upper) * 400
    var counts = [Int](repeating: 0, count: Int(upper))
    var bounded = counts
    for _ in 0..<draws {
      counts[Int(generator.below(upper))] += 1
      bounded[Int(SeededGenerator.bounded(generator.next(), by: upper))] += 1
    }
    // 400 are expected of each with a deviation of 20.
    #expect(counts.allSatisfy { (280..<520).contains($0) || upper == 1 })
    #expect(bounded.allSatisfy { (280..<520).contains($0) || upper == 1 })
  }

  @Test func `a bound near the top is not favoured by wrapping`() {
    // Of three quarters of all words, a draw by remainder would give the lowest third twice.
    let upper = UInt64.max / 4 * 3
    var generator = SeededGenerator(seed: 3)
    let draws = (0..<9000).map { _ in generator.below(upper) }
    #expect(draws.allSatisfy { $0 < upper })
    let lowThird = draws.count { $0 < upper / 3 }
    #expect((2800..<3200).contains(lowThird))
    #expect(SeededGenerator.bounded(.max, by: upper) == upper - 1)
    #expect(SeededGenerator.bounded(0, by: upper) == 0)
  }

  @Test func `a draw from a range stays inside it`() {
    var generator = SeededGenerator(seed: 11)
    let draws = Set((0..<500).map { _ in generator.int(in: -3..<4) })
    #expect(draws == Set(-3..<4))
  }
}
