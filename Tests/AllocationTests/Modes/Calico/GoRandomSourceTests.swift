import Testing

@testable import Allocation

struct GoRandomSourceTests {
  /// Numbers every Go programmer has seen: `rand.Int63()` after `rand.Seed(1)`.
  @Test func `the first numbers of seed 1 are Go's`() {
    var source = GoRandomSource(seed: 1)
    #expect(
      (0..<3).map { _ in source.int63() } == [
        5_577_006_791_947_779_410, 8_674_665_223_082_153_551, 6_129_484_611_666_145_821,
      ])
  }

  /// Beyond 607 draws every word of the register has been replaced; the number comes from a second
  /// implementation.
  @Test func `the two thousandth number of seed 1 is Go's`() {
    var source = GoRandomSource(seed: 1)
    for _ in 0..<1999 { _ = source.int63() }
    #expect(source.int63() == 7_735_520_077_612_206_981)
  }

  @Test func `seeds are taken modulo 2^31 - 1, and zero is replaced`() {
    func first(_ seed: Int64) -> UInt64 {
      var source = GoRandomSource(seed: seed)
      return source.int63()
    }
    #expect(first(0) == 8_717_895_732_742_165_505)
    #expect(first((1 << 31) - 1) == first(0))
    #expect(first(-5) == 1_811_683_815_564_572_222)
    #expect(first(1 << 31) == first(1))
    #expect(first(.min) == first(.min % ((1 << 31) - 1)))
  }

  /// The first, some middle and the last entry of the table Go ships, in its 63-bit form
  /// (`math/rand/rng.go`).
  @Test func `the computed register is the table that Go ships`() {
    func entry(_ index: Int) -> UInt64 { GoRandomSource.cooked[index] & (1 << 63 - 1) }
    #expect(GoRandomSource.cooked.count == 607)
    #expect(entry(0) == 5_041_579_894_721_019_882)
    #expect(entry(1) == 4_646_389_086_726_545_243)
    #expect(entry(3) == 5_333_664_234_075_297_259)
    #expect(entry(606) == 4_152_330_101_494_654_406)
  }

  @Test(arguments: 0...128)
  func `a number below a power of two is below it`(_ bits: Int) {
    var source = GoRandomSource(seed: 42)
    for _ in 0..<20 {
      let number = source.below(twoToThe: bits)
      #expect(bits == 128 || number >> UInt128(bits) == 0)
    }
  }
}
