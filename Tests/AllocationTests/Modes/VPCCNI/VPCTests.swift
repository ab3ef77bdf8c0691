import Addressing
import Allocation
import TestSupport
import Testing

struct VPCTests {
  /// A subnet of 256 addresses as an array of Booleans, without any cleverness.
  private struct Model {
    var taken = [Bool](repeating: false, count: 256)

    init() { for kept in [0, 1, 2, 3, 255] { taken[kept] = true } }

    func has(prefixAt start: Int) -> Bool { !taken[start..<start + 16].contains(true) }
    var hasPrefix: Bool { stride(from: 0, to: 256, by: 16).contains { has(prefixAt: $0) } }

    mutating func set(_ cidr: IPPrefix, _ isTaken: Bool) -> Bool {
      let first = Int(cidr.base.bits & 0xff)
      let range = first..<first + Int(cidr.size)
      let wasOther = !taken[range].contains(isTaken)
      for offset in range { taken[offset] = isTaken }
      return wasOther
    }
  }

  @Test(arguments: [true, false])
  func `a subnet gives what an array of Booleans has free`(_ isRandom: Bool) throws {
    for seed in UInt64(1)...20 {
      var vpc = VPC(seed: seed)
      vpc.placesAtRandom = isRandom
      try vpc.add(try IPPrefix(parsing: "10.0.0.0/24"), zone: 0)
      var model = Model()
      var random = SeededRandom(seed: seed)
      var given: [IPPrefix] = []
      for _ in 0..<200 {
        switch random.int(in: 0..<5) {
        case 0 where !given.isEmpty:
          let gone = given.remove(at: random.int(in: 0..<given.count))
          vpc.release([gone], in: 0)
          let wasTaken = model.set(gone, false)
          #expect(wasTaken)
        case 0, 1:
          let cidr = try? vpc.assign(1, prefixes: true, in: 0)
          #expect((cidr == nil) == !model.hasPrefix)
          for cidr in cidr ?? [] {
            let wasFree = model.set(cidr, true)
            #expect(cidr.length == 28 && wasFree)
            given.append(cidr)
          }
        default:
          let count = random.int(in: 1..<6)
          let free = model.taken.count { !$0 }
          let cidrs = try? vpc.assign(count, prefixes: false, in: 0)
          #expect((cidrs == nil) == (free < count))
          for cidr in cidrs ?? [] {
            let wasFree = model.set(cidr, true)
            #expect(cidr.length == 32 && wasFree)
            given.append(cidr)
          }
        }
        #expect(vpc.subnets[0].free == model.taken.count { !$0 })
      }
    }
  }

  @Test func `an interface is made whole or not at all`() throws {
    var vpc = VPC(seed: 3)
    try vpc.add(try IPPrefix(parsing: "10.0.0.0/27"), zone: 0)
    // 27 addresses are free, and neither /28 is whole.
    #expect(throws: VPCError.insufficientCidrBlocks) {
      _ = try vpc.createInterface(with: 1, prefixes: true, in: 0)
    }
    #expect(vpc.subnets[0].free == 27)
    #expect(throws: VPCError.insufficientFreeAddresses) {
      _ = try vpc.createInterface(with: 27, prefixes: false, in: 0)
    }
    #expect(vpc.subnets[0].free == 27)
    let made = try vpc.createInterface(with: 26, prefixes: false, in: 0)
    #expect(Set(made.cidrs + [made.primary]).count == 27)
    #expect(vpc.subnets[0].free == 0)
  }

  @Test func `a reservation for prefixes takes no single address, and gives prefixes first`() throws
  {
    for seed in UInt64(1)...10 {
      var vpc = VPC(seed: seed)
      let kept = try IPPrefix(parsing: "10.0.0.128/26")
      try vpc.add(try IPPrefix(parsing: "10.0.0.0/24"), zone: 0)
      try vpc.reserve(kept)
      var singles = 0
      for _ in 0..<4 {
        let prefix = try vpc.assign(1, prefixes: true, in: 0)[0]
        #expect(kept.contains(prefix))
      }
      while let single = try? vpc.assign(1, prefixes: false, in: 0)[0] {
        #expect(!kept.contains(single))
        singles += 1
      }
      #expect(singles == 256 - 5 - 64)
    }
    var vpc = VPC()
    try vpc.add(try IPPrefix(parsing: "10.0.0.0/24"), zone: 0)
    let outside = try IPPrefix(parsing: "10.1.0.0/26")
    #expect(throws: VPCError.reservationOutside(outside)) { try vpc.reserve(outside) }
  }
}
