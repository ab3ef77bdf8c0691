import Addressing
import Allocation
import TestSupport
import Testing

struct HostLocalRangeSetTests {
  /// One to three ranges side by side in 10.0.0.0/24, with gateways anywhere.
  private func ranges(_ random: inout SeededRandom) throws -> [HostLocalRange] {
    func address(_ last: Int) -> IPAddress { IPAddress(.v4, bits: 0x0a00_0000 + UInt128(last)) }
    let subnet = IPPrefix(address(0), length: 24)
    var first = 1
    var ranges: [HostLocalRange] = []
    for _ in 0..<random.int(in: 1..<4) {
      let start = first + random.int(in: 0..<4)
      let end = start + random.int(in: 0..<6)
      ranges.append(
        try HostLocalRange(
          subnet, start: address(start), end: address(end),
          gateway: address(random.int(in: 0..<40))))
      first = end + 1
    }
    return ranges.shuffled(using: &random)
  }

  /// The addresses in a row, each with whether it may be given.
  private func row(_ ranges: [HostLocalRange]) -> [(address: IPAddress, isGateway: Bool)] {
    ranges.flatMap { range in
      (range.start.bits...range.end.bits).map { bits in
        let address = IPAddress(.v4, bits: bits)
        return (address, address == range.gateway)
      }
    }
  }

  @Test func `candidates are the row of all addresses, turned to begin after the last one`()
    throws
  {
    for seed in UInt64(1)...200 {
      var random = SeededRandom(seed: seed)
      let ranges = try ranges(&random)
      let set = try HostLocalRangeSet(ranges)
      let row = row(ranges)
      #expect(set.available == UInt128(row.count { !$0.isGateway }))
      for last in 0..<40 {
        let last = IPAddress(.v4, bits: 0x0a00_0000 + UInt128(last))
        let turn = row.firstIndex { $0.address == last }.map { $0 + 1 } ?? 0
        let expected = (Array(row[turn...]) + Array(row[..<turn])).filter { !$0.isGateway }
        #expect(Array(set.candidates(after: last)) == expected.map(\.address), "seed \(seed)")
        let taken = Set(expected.prefix(random.int(in: 0..<expected.count + 1)).map(\.address))
        let free = expected.map(\.address).first { !taken.contains($0) }
        #expect(set.next(after: last) { taken.contains($0) } == free)
        #expect(set.contains(last) == row.contains { $0.address == last })
      }
    }
  }

  @Test func `a packer's ranges and what it leaves free make up the space`() throws {
    for seed in UInt64(1)...100 {
      var random = SeededRandom(seed: seed)
      let space = try IPPrefix(parsing: "10.8.0.0/22")
      let wishes = (0..<random.int(in: 1..<7)).map { number in
        GKEPacker.Wish("w\(number)", length: random.int(in: 23..<29))
      }
      let needed = wishes.reduce(0) { $0 + GKESizing.addresses($1.length) }
      let packer = GKEPacker(space)
      guard let packed = packer.pack(wishes) else {
        #expect(needed > 1024)
        continue
      }
      #expect(needed <= 1024)
      let end = try #require(packed.last?.range.last)
      let free = end.advanced(by: 1).map(packer.free) ?? []
      let pieces = (packed.map(\.range) + free).sorted()
      // Side by side from the first address to the last.
      var next = space.base.bits
      for piece in pieces {
        #expect(piece.base.bits == next)
        next = piece.last.bits + 1
      }
      #expect(next == space.last.bits + 1)
    }
  }
}
