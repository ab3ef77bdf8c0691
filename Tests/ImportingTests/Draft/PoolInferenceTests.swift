import Addressing
import TestSupport
import Testing

@testable import Importing

struct PoolInferenceTests {
  private func pools(_ blocks: String...) throws -> [String] {
    PoolInference.pools(around: try blocks.map { try IPPrefix(parsing: $0) }).map(\.description)
  }

  @Test func `the smallest CIDR around the blocks is the pool`() throws {
    #expect(try pools() == [])
    #expect(try pools("10.244.3.0/24") == ["10.244.3.0/24"])
    #expect(try pools("10.244.0.0/24", "10.244.9.0/24") == ["10.244.0.0/20"])
    #expect(
      try pools("fd00::/64", "10.0.0.0/24", "fd00:0:0:3::/64") == ["10.0.0.0/24", "fd00::/62"])
  }

  @Test func `a block far away is a pool of its own`() throws {
    #expect(
      try pools("10.244.0.0/24", "172.30.5.0/24", "10.244.1.0/24")
        == ["10.244.0.0/23", "172.30.5.0/24"])
  }

  @Test func `filled to 1 in 256 is one pool, less is two`() throws {
    #expect(try pools("10.0.0.0/24", "10.1.255.0/24") == ["10.0.0.0/15"])
    #expect(try pools("10.0.0.0/24", "10.3.255.0/24") == ["10.0.0.0/24", "10.3.255.0/24"])
  }

  @Test func `one far block of hundreds lies outside the pools`() throws {
    let near = (0..<255).map { IPPrefix(IPAddress(.v4, bits: 0x0af4_0000 + $0 << 8), length: 24) }
    let far = try IPPrefix(parsing: "172.30.5.0/24")
    #expect(PoolInference.pools(around: near + [far]).map(\.description) == ["10.244.0.0/16"])
  }

  @Test func `every block lies in one pool, or is a small part of all`() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<200 {
      let blocks = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        let bits = UInt128(UInt32.random(in: .min ... .max, using: &random))
        return IPPrefix(IPAddress(.v4, bits: bits), length: Int.random(in: 18...28, using: &random))
      }
      let pools = PoolInference.pools(around: blocks)
      let fullest =
        pools.map { pool in
          PrefixSet(blocks).intersection(PrefixSet([pool])).count
        }.max() ?? 0
      for block in blocks {
        let count = pools.count { $0.contains(block) }
        #expect(count == 1 || (count == 0 && block.size < fullest / 32))
      }
      for (first, second) in zip(pools, pools.dropFirst()) {
        #expect(!first.overlaps(second) && first < second)
      }
      #expect(PoolInference.pools(around: blocks.shuffled(using: &random)) == pools)
    }
  }

  @Test func `the usual length is what most blocks have`() throws {
    let blocks = try ["10.0.0.0/24", "10.0.1.0/26", "10.0.2.0/26", "11.0.0.0/20"]
      .map { try IPPrefix(parsing: $0) }
    let pool = try IPPrefix(parsing: "10.0.0.0/22")
    #expect(PoolInference.usualLength(of: blocks, in: pool) == 26)
  }
}
