import Measurement
import TestSupport
import Testing

struct HostDensityTests {
  @Test func `full is one and one object is none, whatever the size`() {
    for bits in 1...127 {
      let most = UInt128(1) << UInt128(bits)
      #expect(HostDensity.ratio(of: most, among: most) == 1000)
      #expect(HostDensity.ratio(of: 1, among: most) == 0)
      #expect(HostDensity.objects(atThousandths: 1000, among: most) == most)
    }
    #expect(HostDensity.ratio(of: .max, among: .max) == 1000)
    #expect(HostDensity.ratio(of: 0, among: 256) == nil)
    #expect(HostDensity.ratio(of: 1, among: 1) == nil)
  }

  @Test func `half the bits is a half, of powers of two exactly`() {
    for bits in stride(from: 2, through: 126, by: 2) {
      let most = UInt128(1) << UInt128(bits)
      let root = UInt128(1) << UInt128(bits / 2)
      #expect(HostDensity.ratio(of: root, among: most) == 500)
      #expect(HostDensity.objects(atThousandths: 500, among: most) == root)
    }
  }

  @Test func `the ratio grows with the objects, and the objects with the ratio`() {
    for seed in UInt64(1)...50 {
      var random = SeededRandom(seed: seed)
      let most = UInt128(random.next() >> UInt64(random.int(in: 0..<40))) + 2
      let one = UInt128(random.next()) % most + 1
      let other = UInt128(random.next()) % most + 1
      let ratios = [min(one, other), max(one, other)].compactMap {
        HostDensity.ratio(of: $0, among: most, parts: 1_000_000)
      }
      #expect(ratios == ratios.sorted(), "seed \(seed)")
      let objects = [200, 400, 800, 940].map {
        HostDensity.objects(atThousandths: $0, among: most)
      }
      #expect(objects == objects.sorted() && objects[3] <= most, "seed \(seed)")
    }
  }

  @Test func `the objects of a ratio have that ratio`() {
    for seed in UInt64(1)...50 {
      var random = SeededRandom(seed: seed)
      let most = UInt128(random.next())
      let thousandths = random.int(in: 500..<1000)
      let objects = HostDensity.objects(atThousandths: thousandths, among: most)
      #expect(HostDensity.ratio(of: objects, among: most) == thousandths, "seed \(seed)")
    }
  }
}
