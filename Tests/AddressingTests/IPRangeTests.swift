import Addressing
import TestSupport
import Testing

@Suite struct IPRangeTests {
  @Test(arguments: [
    ("10.0.0.1", "10.0.0.9", "10.0.0.1/32 10.0.0.2/31 10.0.0.4/30 10.0.0.8/31"),
    ("10.0.0.0", "10.0.0.255", "10.0.0.0/24"),
    ("10.0.0.7", "10.0.0.7", "10.0.0.7/32"),
    ("0.0.0.0", "255.255.255.255", "0.0.0.0/0"),
    ("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0"),
    ("255.255.255.254", "255.255.255.255", "255.255.255.254/31"),
    ("fd00::ffff", "fd00::1:0", "fd00::ffff/128 fd00::1:0/128"),
  ])
  func `a range falls into the fewest prefixes`(
    lower: String, upper: String, prefixes: String
  ) throws {
    let range = IPRange(try IPAddress(parsing: lower), try IPAddress(parsing: upper))
    #expect(range.prefixes.map(\.description).joined(separator: " ") == prefixes)
    #expect(range.description == "\(lower)-\(upper)")
  }

  @Test func `all but the ends of IPv6 take two prefixes a bit`() {
    let range = IPRange(IPAddress(.v6, bits: 1), IPAddress(.v6, bits: .max - 1))
    #expect(range.prefixes.count == 254)
    #expect(range.count == UInt128.max - 1)
    #expect(range.prefixes.map(\.size).reduce(0, +) == range.count)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the prefixes of a range cover it exactly and could not be fewer`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let family: IPFamily = seed.isMultiple(of: 2) ? .v4 : .v6
    let lower = random.next() >> 32
    let upper = lower + random.next() >> UInt64(random.int(in: 33..<64))
    guard upper <= 0xFFFF_FFFF else { return }
    let range = IPRange(
      IPAddress(family, bits: UInt128(lower)), IPAddress(family, bits: UInt128(upper)))
    let prefixes = range.prefixes
    #expect(prefixes.first?.base == range.lower, "seed \(seed)")
    #expect(prefixes.last?.last == range.upper, "seed \(seed)")
    for (left, right) in zip(prefixes, prefixes.dropFirst()) {
      #expect(left.last.advanced(by: 1) == right.base, "seed \(seed)")
    }
    // Were there fewer, some prefix could grow to its parent and stay inside.
    for prefix in prefixes {
      guard let parent = prefix.parent else { continue }
      #expect(parent.base < range.lower || parent.last > range.upper, "seed \(seed)")
    }
    #expect(PrefixSet(prefixes).ranges == [range], "seed \(seed)")
  }
}
