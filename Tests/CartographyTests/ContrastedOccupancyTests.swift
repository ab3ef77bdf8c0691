import Addressing
import TestSupport
import Testing

@testable import Cartography

/// Which addresses of a small pool something has, one by one.
private struct PlainSpace: Occupancy {
  let pool: IPPrefix
  let committed: Set<UInt128>
  let used: Set<UInt128>

  func coverage(of prefix: IPPrefix) -> Coverage {
    guard prefix.overlaps(pool) else { return .outside }
    func count(_ addresses: Set<UInt128>) -> UInt128 {
      UInt128(addresses.count { prefix.contains(IPAddress(.v4, bits: $0)) })
    }
    return Coverage(
      addresses: prefix.size, committed: count(committed), used: count(used),
      isUniform: count(committed) == 0)
  }
}

/// A /24 in blocks of /28, some committed, some of their addresses used.
private func space(_ random: inout SeededRandom, density: Int) -> PlainSpace {
  let pool = prefix("10.0.0.0/24")
  var committed: Set<UInt128> = []
  var used: Set<UInt128> = []
  for block in 0..<16 where random.int(in: 0..<10) < density {
    for offset in 0..<16 {
      let address = pool.base.bits + UInt128(block * 16 + offset)
      committed.insert(address)
      if random.int(in: 0..<3) == 0 { used.insert(address) }
    }
  }
  return PlainSpace(pool: pool, committed: committed, used: used)
}

/// What a walk over every address says.
private func contrast(
  _ prefix: IPPrefix, _ first: Set<UInt128>, _ second: Set<UInt128>
) -> Contrast {
  let all = prefix.base.bits...prefix.last.bits
  let (left, right) = (all.filter(first.contains), all.filter(second.contains))
  guard !left.isEmpty || !right.isEmpty else { return .neither }
  if right.isEmpty { return .onlyFirst }
  if left.isEmpty { return .onlySecond }
  let quarter = max(1, prefix.size / 4)
  let isAlike = (UInt128(0)..<4).allSatisfy { part in
    let range = (prefix.base.bits + part * quarter)..<(prefix.base.bits + (part + 1) * quarter)
    return left.count(where: range.contains) == right.count(where: range.contains)
  }
  return isAlike ? .both : .mixed
}

@Test(arguments: 0..<20)
func `a contrast says what a walk over all addresses says`(seed: Int) {
  var random = SeededRandom(seed: UInt64(seed))
  let (one, two) = (space(&random, density: 5), space(&random, density: 5))
  for level in ContrastLevel.allCases {
    let both = ContrastedOccupancy(one, two, by: level)
    let (first, second) =
      level == .committed ? (one.committed, two.committed) : (one.used, two.used)
    for length in 24...32 {
      for index in 0..<(UInt128(1) << UInt128(length - 24)) {
        let base = one.pool.base.bits + index << UInt128(32 - length)
        let part = IPPrefix(IPAddress(.v4, bits: base), length: length)
        #expect(both.coverage(of: part).contrast == contrast(part, first, second), "\(part)")
      }
    }
    let tally = both.tally(of: one.pool, finest: 32)
    #expect(tally.isExact)
    #expect(tally.both.lowerBound == UInt128(first.intersection(second).count))
    #expect(tally.onlyFirst == UInt128(first.subtracting(second).count))
    #expect(tally.onlySecond == UInt128(second.subtracting(first).count))
    #expect(tally.neither(of: 256) == 256 - UInt128(first.union(second).count))
    for budget in [0, 3, 9] {
      let bounds = both.tally(of: one.pool, finest: 28, budget: budget).both
      #expect(bounds.contains(UInt128(first.intersection(second).count)))
    }
  }
}

/// Answers like another, and counts how often it is asked.
private final class Counter: Occupancy {
  let inner: PlainSpace
  var asked = 0
  init(_ inner: PlainSpace) { self.inner = inner }
  func coverage(of prefix: IPPrefix) -> Coverage {
    asked += 1
    return inner.coverage(of: prefix)
  }
}

@Test func `a picture of a contrast asks by its pixels and not by addresses`() {
  // The same four blocks at the start of pools from a /20 to the whole of IPv4.
  let sets = (UInt128(0x0A00_0000)..<0x0A00_0400)
  for root in ["10.0.0.0/20", "10.0.0.0/8", "0.0.0.0/0"] {
    let space = PlainSpace(pool: prefix(root), committed: Set(sets), used: [])
    let (one, two) = (Counter(space), Counter(space))
    let viewport = Viewport(plane: Plane(root: prefix(root)), columns: 32, rows: 16)
    let raster = Rasterizer(viewport: viewport)
      .raster(of: ContrastedOccupancy(one, two, by: .committed))
    #expect(raster.pixels.map(\.ink).contains(.both))
    #expect(one.asked < 3000 && two.asked < 3000)
    _ = ContrastedOccupancy(one, two, by: .committed).tally(of: prefix(root), finest: 24)
    #expect(one.asked < 5100)
  }
}

@Test func `a letter stands where it hides nothing, once for each area and then on a lattice`() {
  let pool = prefix("10.0.0.0/26")
  let left = PlainSpace(pool: pool, committed: Set(0x0A00_0000..<0x0A00_0020), used: [])
  let right = PlainSpace(
    pool: pool, committed: Set(0x0A00_0010..<0x0A00_0020).union(0x0A00_0030..<0x0A00_0040),
    used: [])
  let viewport = Viewport(plane: Plane(root: pool), columns: 8, rows: 4)
  let raster = Rasterizer(viewport: viewport)
    .raster(of: ContrastedOccupancy(left, right, by: .committed))
  #expect(Set(raster.pixels.map(\.ink)) == [.onlyFirst, .both, .free, .onlySecond])
  for mark in [Mark.onlyFirst, .both, .onlySecond] {
    #expect(raster.pixels.map(\.mark).count { $0 == mark } == 1, "\(mark)")
  }
  // One pixel that differs in a cell of two has no letter, for that would hide the other.
  let dot = PlainSpace(pool: pool, committed: [0x0A00_0000], used: [])
  let lone = Rasterizer(viewport: viewport)
    .raster(
      of: ContrastedOccupancy(dot, PlainSpace(pool: pool, committed: [], used: []), by: .committed))
  #expect(lone.pixels.map(\.ink).count { $0 == .onlyFirst } == 1)
  #expect(lone.pixels.map(\.mark).allSatisfy { $0 == nil })
}

@Test func `a contrast of the whole of IPv6 does not overflow`() {
  let all = SketchedAll()
  let tally = ContrastedOccupancy(all, all, by: .committed).tally(of: prefix("::/0"), finest: 8)
  #expect(tally.first == .max && tally.both.upperBound == .max)
}

private struct SketchedAll: Occupancy {
  func coverage(of prefix: IPPrefix) -> Coverage {
    Coverage(addresses: prefix.size, committed: prefix.size)
  }
}
