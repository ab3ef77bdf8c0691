import Addressing
import Allocation
import TestSupport
import Testing

/// The operator against a model that keeps a list of blocks and who has them.
struct PoolAllocatorTests {
  /// Blocks of one pool in order, the holder of each, and where the search begins.
  private struct Model {
    var holders: [String?] = Array(repeating: nil, count: 8)
    var cursor = 0

    mutating func give(_ node: String, _ count: Int) -> Bool {
      for _ in 0..<count {
        guard
          let step = (0..<8).first(where: { holders[(cursor + $0) % 8] == nil })
        else { return false }
        let block = (cursor + step) % 8
        holders[block] = node
        cursor = (block + 1) % 8
      }
      return true
    }

    func blocks(of node: String) -> [Int] { holders.indices.filter { holders[$0] == node } }
  }

  @Test func `blocks are given next-fit, kept when listed and freed when not`() throws {
    for seed in UInt64(1)...20 {
      var random = SeededRandom(seed: seed)
      var model = Model()
      var allocator = PoolAllocator(families: [.v4])
      allocator.finishRestore()
      let cidr = try IPPrefix(parsing: "10.0.0.0/25")
      try allocator.upsert(PodIPPool(name: "p", v4: [cidr], v4Mask: 28))
      let set = try CIDRSet(cluster: cidr, nodeMask: 28)
      for _ in 0..<80 {
        let node = ["a", "b", "c"][random.int(in: 0..<3)]
        if random.int(in: 0..<10) == 0 {
          #expect(allocator.releaseNode(node) == [])
          for block in model.blocks(of: node) { model.holders[block] = nil }
          continue
        }
        // The node drops one of its blocks now and then, and asks for so many addresses.
        var kept = model.blocks(of: node)
        if !kept.isEmpty, random.int(in: 0..<3) == 0 {
          model.holders[kept.remove(at: random.int(in: 0..<kept.count))] = nil
        }
        let needed = random.int(in: 0..<60)
        let missing = max(0, needed - kept.count * 14)
        let isServed = model.give(node, (missing + 13) / 14)
        let errors = allocator.allocate(
          to: node,
          allocated: [PoolAllocation(pool: "p", cidrs: kept.map { set.block(at: $0) })],
          requested: [PoolRequest(pool: "p", v4: needed)])
        #expect(errors.isEmpty == isServed, "seed \(seed)")
        let blocks = allocator.allocatedPools(node).first?.cidrs ?? []
        #expect(
          Set(blocks) == Set(model.blocks(of: node).map { set.block(at: $0) }), "seed \(seed)")
      }
    }
  }
}
