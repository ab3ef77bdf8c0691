import Addressing
import TestSupport
import Testing

@Suite struct PrefixSetTests {
  @Test func `touching prefixes melt into larger ones`() throws {
    let texts = ["10.0.1.0/24", "10.0.0.0/24", "10.0.3.0/24", "10.0.2.0/24", "10.0.2.128/25"]
    let set = PrefixSet(try texts.map { try IPPrefix(parsing: $0) })
    #expect(set.description == "10.0.0.0/22")
    #expect(set.count == 1024)
  }

  @Test func `a hole splits the prefix around it`() throws {
    var set = PrefixSet([try IPPrefix(parsing: "10.0.0.0/29")])
    set.remove(try IPPrefix(parsing: "10.0.0.2/32"))
    #expect(set.description == "10.0.0.0/31, 10.0.0.3/32, 10.0.0.4/30")
    set.insert(try IPPrefix(parsing: "10.0.0.2/32"))
    #expect(set.description == "10.0.0.0/29")
  }

  @Test func `IPv4 comes before IPv6 and never touches it`() throws {
    let top = try IPPrefix(parsing: "255.255.255.255/32")
    let set = PrefixSet([try IPPrefix(parsing: "::/128"), top])
    #expect(set.description == "255.255.255.255/32, ::/128")
    #expect(set.contains(top.base))
    #expect(!set.contains(IPAddress(.v6, bits: top.base.bits)))
  }

  @Test func `all of both families is counted as the largest number there is`() throws {
    let all = PrefixSet([try IPPrefix(parsing: "0.0.0.0/0"), try IPPrefix(parsing: "::/0")])
    #expect(all.count == .max)
    #expect(all.prefixes.count == 2)
    #expect(all.subtracting(all).isEmpty)
  }

  /// Sixteen addresses at each end of each family, so that no step may overflow unseen.
  private static let universe: [IPAddress] = IPFamily.allCases.flatMap { family in
    let top = family == .v4 ? UInt128(UInt32.max) : .max
    return ((0..<16).map { $0 } + (0..<16).map { top - 15 + $0 })
      .map { IPAddress(family, bits: $0) }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a set agrees with a set of addresses through any sequence of changes`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var set = PrefixSet()
    var model: Set<IPAddress> = []
    for step in 0..<40 {
      let prefix = prefix(using: &random)
      let members = Self.universe.filter { prefix.contains($0) }
      if Bool.random(using: &random) {
        set.insert(prefix)
        model.formUnion(members)
      } else {
        set.remove(prefix)
        model.subtract(members)
      }
      let other = self.prefix(using: &random)
      let around = Self.universe.filter { other.contains($0) }
      #expect(
        Self.universe.allSatisfy { set.contains($0) == model.contains($0) },
        "seed \(seed), step \(step)")
      #expect(
        set.contains(other) == around.allSatisfy(model.contains), "seed \(seed), step \(step)")
      #expect(
        set.overlaps(other) == around.contains(where: model.contains),
        "seed \(seed), step \(step)")
      #expect(set.count == UInt128(model.count), "seed \(seed), step \(step)")
      #expect(set == PrefixSet(model.map { IPPrefix($0) }), "seed \(seed), step \(step)")
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `union, intersection and difference are those of sets`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let sets = (0..<2).map { _ in
      PrefixSet((0..<random.int(in: 0..<8)).map { _ in prefix(using: &random) })
    }
    let (a, b) = (sets[0], sets[1])
    let (union, both, only) = (a.union(b), a.intersection(b), a.subtracting(b))
    for address in Self.universe {
      let (inA, inB) = (a.contains(address), b.contains(address))
      #expect(union.contains(address) == (inA || inB), "seed \(seed): \(address)")
      #expect(both.contains(address) == (inA && inB), "seed \(seed): \(address)")
      #expect(only.contains(address) == (inA && !inB), "seed \(seed): \(address)")
    }
    #expect(union.count == a.count + b.count - both.count, "seed \(seed)")
    #expect(only.union(both) == a, "seed \(seed)")
    #expect(union == b.union(a) && both == b.intersection(a), "seed \(seed)")
  }

  /// A prefix of at most sixteen addresses out of the universe.
  private func prefix(using random: inout SeededRandom) -> IPPrefix {
    let address = Self.universe[random.int(in: 0..<Self.universe.count)]
    return IPPrefix(address, length: address.family.bitWidth - random.int(in: 0..<5))
  }
}
