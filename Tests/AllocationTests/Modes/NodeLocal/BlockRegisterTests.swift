import Addressing
import Allocation
import TestSupport
import Testing

struct BlockRegisterTests {
  @Test func `a register says what a list of holders says`() throws {
    let pools = try ["10.0.0.0/26", "10.0.1.0/27", "fd00::/122"].map { try IPPrefix(parsing: $0) }
    for seed in UInt64(1)...30 {
      var random = SeededRandom(seed: seed)
      var register = try BlockRegister(pools: pools, grain: [.v4: 29, .v6: 125])
      var list: [(block: IPPrefix, node: NodeID)] = []
      for step in 0..<80 {
        let pool = pools[random.int(in: 0..<3)]
        let width = pool.family.bitWidth
        let block = IPPrefix(
          IPAddress(pool.family, bits: pool.base.bits + UInt128(random.int(in: 0..<80))),
          length: min(width, pool.length - 1 + random.int(in: 0..<8)))
        let node = NodeID(rawValue: UInt32(random.int(in: 0..<6)))
        switch random.int(in: 0..<4) {
        case 0 where !list.isEmpty:
          let old = list.remove(at: random.int(in: 0..<list.count))
          register.remove(old.block, old.node)
        case 1: register.remove(block, NodeID(rawValue: 99))
        default:
          list.append((block, node))
          register.insert(block, node)
        }
        let probe = IPPrefix(
          block.base, length: min(width, max(0, block.length - random.int(in: -1..<3))))
        let wanted = list.filter { $0.block.overlaps(probe) }
          .sorted { ($0.block, $0.node) < ($1.block, $1.node) }
        let found = register.overlapping(probe)
        #expect(
          found.map(\.block) == wanted.map(\.block) && found.map(\.node) == wanted.map(\.node))
        #expect(register.count == list.count)
        // Sizes finer than the slots make the slots finer, once in a while.
        let length = (step % 20 == 19 ? 31 : 27 + random.int(in: 0..<3)) + (width - 32)
        let free = register.firstFree(length, pool.family)
        #expect(free == lowestFree(length, pools, list, pool.family, grain: register))
      }
    }
  }

  /// Block by block, leaving out those that touch a slot somebody has a part of.
  private func lowestFree(
    _ length: Int, _ pools: [IPPrefix], _ list: [(block: IPPrefix, node: NodeID)],
    _ family: IPFamily, grain register: BlockRegister
  ) -> IPPrefix? {
    let sets = register.taken(family)
    for (pool, set) in zip(pools.filter { $0.family == family }, sets) where pool.length <= length {
      for index in 0..<(1 << (length - pool.length)) {
        let bits = pool.base.bits + UInt128(index) << UInt128(family.bitWidth - length)
        let block = IPPrefix(IPAddress(family, bits: bits), length: length)
        let isTouched = list.contains { entry in
          entry.block.overlaps(block)
            || (entry.block.length > set.nodeMask
              && entry.block.supernet(length: set.nodeMask).overlaps(block))
        }
        if !isTouched { return block }
      }
    }
    return nil
  }

  @Test func `chance says of birthdays what everybody knows`() {
    #expect(BirthdayLaw.evenChance(blocks: 365) == 23)
    #expect((BirthdayLaw.chanceOfCollision(nodes: 23, blocks: 365) * 10_000).rounded() == 5073)
    #expect(BirthdayLaw.chanceOfCollision(nodes: 1, blocks: 1) == 0)
    #expect(BirthdayLaw.chanceOfCollision(nodes: 5, blocks: 4) == 1)
    #expect(BirthdayLaw.chanceOfCollision(nodes: 2, blocks: 4) == 0.25)
    #expect(BirthdayLaw.expectedExtraHolders(nodes: 2, blocks: 4) == 0.25)
    #expect(BirthdayLaw.expectedExtraHolders(nodes: 9, blocks: 1) == 8)
  }

  @Test func `names meet as often as chance says`() throws {
    // All ways in which three draws among four blocks can come out, counted one by one.
    var extra = 0
    var colliding = 0
    for outcome in 0..<64 {
      let distinct = Set([outcome % 4, outcome / 4 % 4, outcome / 16]).count
      extra += 3 - distinct
      colliding += distinct < 3 ? 1 : 0
    }
    #expect(BirthdayLaw.expectedExtraHolders(nodes: 3, blocks: 4) * 64 == Double(extra))
    #expect(BirthdayLaw.chanceOfCollision(nodes: 3, blocks: 4) * 64 == Double(colliding))

    let pool = try IPPrefix(parsing: "10.0.0.0/16")
    let mode = try AllModes.make(
      "node-local", pools: [pool], options: [ModeOption("assign", "hash")])
    var cluster = Cluster(mode: mode, seed: 1)
    _ = try cluster.perform(.addNodes((1...2000).map { NodeOrder(name: "worker-\($0)") }))
    let met = Double(cluster.ledger.total(.v4).extraHolders)
    let law = BirthdayLaw.expectedExtraHolders(nodes: 2000, blocks: 256)
    #expect(abs(met - law) < 10)
  }
}
