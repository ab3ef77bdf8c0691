import Addressing
import Allocation
import TestSupport
import Testing

struct CalicoWalkTests {
  private func pool(_ text: String, _ size: Int) throws -> CalicoPool {
    try CalicoPool(name: "pool", cidr: IPPrefix(parsing: text), blockSize: size)
  }

  @Test func `FNV-1 is that of the published test values`() {
    // http://www.isthe.com/chongo/tech/comp/fnv: FNV-1 32 of "", "a" and "foobar".
    #expect(CalicoBlockWalk.hash(of: "") == 0x811c_9dc5)
    #expect(CalicoBlockWalk.hash(of: "a") == 0x050c_5d7e)
    #expect(CalicoBlockWalk.hash(of: "foobar") == 0x31f0_b262)
  }

  @Test(arguments: ["10.0.0.0/24", "10.0.0.0/26", "fd00::/120"])
  func `a walk visits each block once, round from its start`(_ text: String) throws {
    let cidr = try IPPrefix(parsing: text)
    let pool = try pool(text, cidr.family == .v4 ? 28 : 124)
    for host in ["a", "b", "kind-worker", ""] {
      var walk = CalicoBlockWalk(pool: pool, host: host)
      var blocks: [IPPrefix] = []
      while let block = walk.next() { blocks.append(block) }
      let count = Int(pool.blockCount)
      #expect(blocks.count == count)
      #expect(blocks.first == pool.block(at: walk.start))
      for (index, block) in blocks.enumerated() {
        #expect(pool.index(of: block.base) == (walk.start + UInt128(index)) % UInt128(count))
        #expect(walk.distance(to: block) == UInt128(index))
      }
    }
  }

  @Test func `a walk passes over just the blocks that are wholly reserved`() throws {
    var random = SeededRandom(seed: 3)
    let pool = try pool("10.0.0.0/24", 29)
    for round in 0..<200 {
      var reserved = PrefixSet()
      for _ in 0..<random.int(in: 0..<12) {
        let address = IPAddress(.v4, bits: 0x0a00_0000 + UInt128(random.int(in: 0..<256)))
        reserved.insert(IPPrefix(address, length: random.int(in: 25..<33)))
      }
      var plain = CalicoBlockWalk(pool: pool, host: "host-\(round)")
      var walk = plain
      var wanted: [IPPrefix] = []
      while let block = plain.next() {
        if !reserved.contains(block) { wanted.append(block) }
      }
      var got: [IPPrefix] = []
      while let block = walk.next(skipping: reserved) { got.append(block) }
      #expect(got == wanted)
    }
  }

  @Test func `a walk through 2^74 reserved blocks ends`() throws {
    let pool = try pool("fd00::/48", 122)
    var walk = CalicoBlockWalk(pool: pool, host: "host")
    #expect(walk.next(skipping: PrefixSet([pool.cidr])) == nil)
    var last = CalicoBlockWalk(pool: pool, host: "host")
    let halves = try #require(pool.cidr.halves)
    let next = last.next(skipping: PrefixSet([halves.0]))
    let found = try #require(next)
    #expect(halves.1.contains(found))
  }

  @Test func `walks of single addresses begin where the clock says`() throws {
    let pool = try pool("10.0.0.0/16", 32)
    let starts = Set(
      (0..<50).map { CalicoBlockWalk(pool: pool, host: "a", clock: $0 * 977 << 32).start })
    #expect(starts.count > 40)
  }
}
