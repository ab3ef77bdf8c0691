import Addressing
import Testing

@testable import Cartography

private func ink(_ coverage: Coverage, _ aggregate: Aggregate = .mean) -> Ink {
  Ink(coverage, by: aggregate)
}

@Test func `only nothing is level 0 and only everything is level 8`() {
  let levels = (0...14).map { Ink.level($0, of: 14) }
  let expected: [UInt8] = [0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8]
  #expect(levels == expected.map(Ink.level))
  #expect(Ink.level(1, of: .max) == .level(1))
  #expect(Ink.level(.max - 1, of: .max) == .level(7))
  #expect(Ink.level(.max, of: .max) == .level(8))
  #expect(Ink.level(0, of: 0) == .level(0))
}

@Test func `a level never falls when use rises`() {
  for capacity in [1, 2, 7, 63, 252, 1 << 70] as [UInt128] {
    let steps = (0...min(capacity, 500)).map { Ink.level($0, of: capacity).index }
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 })
  }
}

@Test func `few free addresses are dark by powers of two`() {
  let levels = [0, 1, 2, 3, 4, 8, 16, 32, 64, 128, 100_000].map {
    Ink.level(leastFree: $0, isUsed: true).index - Ink.level(0).index
  }
  #expect(levels == [8, 7, 6, 6, 5, 4, 3, 2, 1, 1, 1])
  #expect(Ink.level(leastFree: 252, isUsed: false) == .level(0))
}

@Test func `outside and free and committed are three different things`() {
  #expect(ink(.outside) == .outside)
  #expect(ink(Coverage(addresses: 256, capacity: 252)) == .free)
  #expect(ink(Coverage(addresses: 256, committed: 256, capacity: 252)) == .level(0))
  #expect(ink(Coverage(addresses: 256, isInside: false, claimed: true)) == .claimed)
  #expect(ink(Coverage(addresses: 256, capacity: 252, claimed: true)) == .claimed)
}

@Test func `one address is used, reserved, idle or free`() {
  let one = Coverage(addresses: 1, committed: 1, capacity: 1, blocks: 1, committedBlocks: 1)
  var used = one
  used.used = 1
  var reserved = one
  (reserved.reserved, reserved.capacity) = (1, 0)
  #expect(ink(used) == .level(8))
  #expect(ink(reserved) == .reserved)
  #expect(ink(one) == .level(0))
  #expect(ink(Coverage(addresses: 1, capacity: 1, blocks: 1)) == .free)
}

@Test func `what went wrong colours a block and only marks what is larger`() {
  var one = Coverage(addresses: 256, committed: 256, capacity: 252, used: 252, blocks: 1)
  one.contested = 1
  #expect(ink(one) == .contested)
  one.contested = 0
  one.refused = 1
  #expect(ink(one) == .failed)
  one.blocks = 64
  one.contested = 3
  #expect(ink(one) == .level(8))
  #expect(Mark(one) == .failed)
  one.refused = 0
  #expect(Mark(one) == .contested)
}

@Test func `each aggregate sees its own thing in the same stretch`() {
  let mixed = Coverage(
    addresses: 1024, committed: 512, capacity: 1008, used: 300, reserved: 8, blocks: 4,
    committedBlocks: 2, fullBlocks: 1, fullestPermille: 1000, leastFree: 0)
  #expect(ink(mixed, .mean) == .level(3))
  #expect(ink(mixed, .max) == .level(8))
  #expect(ink(mixed, .leastFree) == .level(8))
  #expect(ink(mixed, .anyFull) == .full)
  #expect(Mark(mixed) == .full)
  var roomy = mixed
  (roomy.fullBlocks, roomy.fullestPermille, roomy.leastFree) = (0, 500, 20)
  #expect(ink(roomy, .max) == .level(4))
  #expect(ink(roomy, .leastFree) == .level(3))
  #expect(ink(roomy, .anyFull) == .level(1))
  #expect(Mark(roomy) == nil)
}

@Test func `inside one block every aggregate but the last shows its own addresses`() {
  let quarter = Coverage(
    addresses: 64, committed: 64, capacity: 64, used: 32, blocks: 1, committedBlocks: 1,
    fullestPermille: 990, leastFree: 3, block: prefix("10.0.0.0/24"))
  for aggregate in [Aggregate.mean, .max, .leastFree] {
    #expect(ink(quarter, aggregate) == .level(4))
  }
  #expect(ink(quarter, .anyFull) == .level(1))
}
