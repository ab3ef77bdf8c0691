import Addressing
import TestSupport
import Testing

@Suite struct BlockGridTests {
  @Test func `blocks are numbered from the start of the prefix`() throws {
    let grid = try #require(BlockGrid(try IPPrefix(parsing: "10.0.0.0/22"), blockLength: 24))
    #expect(
      (0..<grid.count).map { grid[$0].description } == [
        "10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24",
      ])
    #expect(grid.index(of: try IPAddress(parsing: "10.0.2.77")) == 2)
    #expect(grid.index(of: try IPAddress(parsing: "10.0.4.0")) == nil)
    #expect(grid.index(of: try IPAddress(parsing: "::a00:277")) == nil)
  }

  @Test(arguments: [
    ("10.0.0.0/8", 0..<4), ("0.0.0.0/0", 0..<4), ("10.0.0.0/22", 0..<4), ("10.0.2.0/23", 2..<4),
    ("10.0.1.0/24", 1..<2), ("10.0.1.128/25", 1..<2), ("10.0.3.255/32", 3..<4),
    ("10.0.4.0/24", nil), ("11.0.0.0/8", nil), ("fd00::/8", nil), ("::/0", nil),
  ])
  func `a prefix overlaps all blocks, a run, one or none`(
    text: String, expected: Range<Int>?
  ) throws {
    let grid = try #require(BlockGrid(try IPPrefix(parsing: "10.0.0.0/22"), blockLength: 24))
    #expect(grid.indices(overlapping: try IPPrefix(parsing: text)) == expected)
  }

  @Test func `a grid that cannot be indexed is none`() throws {
    let pool = try IPPrefix(parsing: "10.0.0.0/22")
    #expect(BlockGrid(pool, blockLength: 21) == nil)
    #expect(BlockGrid(pool, blockLength: 33) == nil)
    #expect(BlockGrid(pool, blockLength: 22)?.count == 1)
    #expect(BlockGrid(pool, blockLength: 32)?.count == 1024)
    let wide = try IPPrefix(parsing: "fd00::/8")
    #expect(BlockGrid(wide, blockLength: 71) == nil)
    #expect(BlockGrid(wide, blockLength: 70)?.count == 1 << 62)
    let all = try #require(BlockGrid(try IPPrefix(parsing: "::/0"), blockLength: 0))
    #expect(all[0] == all.prefix)
    #expect(all.index(of: IPAddress(.v6, bits: .max)) == 0)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `index and block are inverse, and overlap is what the blocks say`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let wide = UInt128(random.next()) << 64 | UInt128(random.next())
    let prefix = IPPrefix(IPAddress(.v6, bits: wide), length: random.int(in: 0..<125))
    let blockLength = prefix.length + random.int(in: 0..<5)
    guard let grid = BlockGrid(prefix, blockLength: min(blockLength, 128)) else {
      Issue.record("seed \(seed): there should be a grid")
      return
    }
    let other = IPPrefix(
      IPAddress(.v6, bits: wide ^ UInt128(random.int(in: 0..<32)) << (128 - blockLength)),
      length: random.int(in: 0..<129))
    let overlapping = (0..<grid.count).filter { grid[$0].overlaps(other) }
    #expect(grid.indices(overlapping: other).map(Array.init) ?? [] == overlapping, "seed \(seed)")
    for index in 0..<grid.count {
      #expect(grid.index(of: grid[index].base) == index, "seed \(seed)")
      #expect(grid.index(of: grid[index].last) == index, "seed \(seed)")
    }
  }
}
