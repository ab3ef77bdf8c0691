import Addressing
import Allocation
import TestSupport
import Testing

struct ServiceLawTests {
  /// The band by KEP-3070's own words.
  private func band(_ size: Int) -> Int { size <= 16 ? 0 : min(max(16, size / 16), 256) }

  @Test func `the bands of a range are disjoint, in order, and all of it`() throws {
    for length in 8...32 {
      let range = try ServiceRange(IPPrefix(IPAddress(.v4, bits: 0x0a00_0000), length: length))
      let size = 1 << (32 - length)
      #expect(range.bandSize == band(size))
      #expect(range.size == UInt64(max(0, size - 2)))
      let low = range.staticBand?.count ?? 0
      let high = range.dynamicBand?.count ?? 0
      #expect(low + high == UInt128(range.size))
      if let lower = range.staticBand, let upper = range.dynamicBand {
        #expect(lower.upper.advanced(by: 1) == upper.lower)
      }
    }
    for length in 64...128 {
      let range = try ServiceRange(IPPrefix(IPAddress(.v6, bits: 0xfd << 120), length: length))
      #expect(
        UInt128(range.size) == (length == 64 ? UInt128(UInt64.max) : (1 << (128 - length)) - 1))
    }
  }

  @Test func `the static band is touched only when the dynamic one is full`() throws {
    for seed in UInt64(1)...20 {
      var random = SeededGenerator(seed: seed)
      var range = try ServiceRange(IPPrefix(parsing: "10.0.0.0/25"))
      let upper = try #require(range.dynamicBand)
      var seen: Set<IPAddress> = []
      for count in 0..<126 {
        let address = try range.allocateNext(&random)
        #expect(seen.insert(address).inserted)
        #expect(upper.contains(address) == (count < 110))
      }
      #expect(throws: ServiceAllocatorError.full) { try range.allocateNext(&random) }
    }
  }

  @Test func `a range gives and takes as a set of addresses does`() throws {
    for seed in UInt64(1)...20 {
      var random = SeededRandom(seed: seed)
      var draws = SeededGenerator(seed: seed)
      let cidr = try IPPrefix(parsing: "10.0.0.0/27")
      var range = try ServiceRange(cidr)
      var taken: Set<Int> = []
      for _ in 0..<150 {
        let offset = random.int(in: 0..<34)
        let address = IPAddress(.v4, bits: cidr.base.bits + UInt128(offset))
        switch random.int(in: 0..<3) {
        case 0:
          let before = taken.count
          if let given = try? range.allocateNext(&draws) {
            #expect(taken.insert(Int(given.bits - cidr.base.bits)).inserted)
          } else {
            #expect(before == 30)
          }
        case 1:
          let isThere = (1...30).contains(offset)
          let wanted: ServiceAllocatorError? =
            !isThere ? .notInRange(address) : taken.contains(offset) ? .allocated : nil
          var got: ServiceAllocatorError?
          do { try range.allocate(address) } catch { got = error }
          #expect(got == wanted)
          if got == nil { taken.insert(offset) }
        default:
          range.release(address)
          taken.remove(offset)
        }
        #expect(range.used == UInt64(taken.count))
        #expect(range.free == 30 - UInt64(taken.count))
      }
    }
  }

  @Test func `a /64 is searched across the ends of its bitmaps`() throws {
    var random = SeededGenerator(seed: 3)
    var range = try ServiceRange(IPPrefix(parsing: "fd00::/64"))
    var seen: Set<IPAddress> = []
    for _ in 0..<500 { #expect(seen.insert(try range.allocateNext(&random)).inserted) }
    let edge = UInt128(1) << 60
    for step in UInt128(0)..<4 {
      let address = IPAddress(.v6, bits: range.cidr.base.bits + edge - 1 + step)
      if !range.isAllocated(address) { try range.allocate(address) }
      #expect(range.isAllocated(address))
      range.release(address)
      #expect(!range.isAllocated(address))
    }
    try range.allocate(range.cidr.last)
    #expect(throws: ServiceAllocatorError.notInRange(range.cidr.base)) {
      try range.allocate(range.cidr.base)
    }
  }

  /// Everything about a network with overlapping CIDRs, by lists.
  private struct Picture {
    var cidrs: [(name: String, cidr: IPPrefix, deleted: Int?)]
    var holders: [IPAddress: String] = [:]

    func gives(_ cidr: IPPrefix, _ address: IPAddress) -> Bool {
      cidr.contains(address) && address != cidr.base && address != cidr.last
    }

    func isReady(_ cidr: IPPrefix) -> Bool {
      cidrs.contains { $0.cidr == cidr && $0.deleted == nil }
    }

    func canTake(_ address: IPAddress) -> Bool {
      holders[address] == nil && cidrs.contains { isReady($0.cidr) && gives($0.cidr, address) }
    }

    mutating func settle(at now: Int) -> [String] {
      var gone: [String] = []
      for entry in cidrs {
        guard let since = entry.deleted, now - since >= 10 else { continue }
        let others = cidrs.filter { $0.name != entry.name }
        let isCovered = others.contains { $0.cidr.contains(entry.cidr) }
        let isNeeded = holders.keys.contains { address in
          gives(entry.cidr, address) && !others.contains { gives($0.cidr, address) }
        }
        guard isCovered || !isNeeded else { continue }
        cidrs.removeAll { $0.name == entry.name }
        gone.append(entry.name)
      }
      return gone
    }
  }

  @Test func `families are those of the flags, whatever ServiceCIDRs come and go`() throws {
    var draws = SeededGenerator(seed: 1)
    var network = try ServiceNetwork(flags: [IPPrefix(parsing: "10.0.0.0/28")])
    try network.add(ServiceCIDR("v6", [IPPrefix(parsing: "fd00::/112")]))
    try network.delete("kubernetes", at: .zero)
    #expect(network.settle(at: .seconds(10)) == ["kubernetes"])
    #expect(network.families == [.v4])
    #expect(throws: ServiceError.next(.full)) { try network.create(ServiceRequest("a"), &draws) }
    var request = ServiceRequest("b")
    request.families = [.v6]
    #expect(throws: ServiceError.familyMissing(0, .v6)) { try network.create(request, &draws) }
  }

  @Test func `overlapping ServiceCIDRs come and go as a list of them says`() throws {
    for seed in UInt64(1)...40 {
      var random = SeededRandom(seed: seed)
      var draws = SeededGenerator(seed: seed)
      let first = try IPPrefix(parsing: "10.0.0.0/28")
      var network = try ServiceNetwork(flags: [first])
      var picture = Picture(cidrs: [("kubernetes", first, nil)])
      var now = 0
      var count = 0
      for _ in 0..<120 {
        now += random.int(in: 0..<6)
        switch random.int(in: 0..<6) {
        case 0:
          // Each CIDR once: two deleted objects with the same one are a case of their own.
          let offset = UInt128(random.int(in: 0..<4) * 16)
          let cidr = IPPrefix(
            IPAddress(.v4, bits: 0x0a00_0000 + offset), length: random.int(in: 26..<30))
          guard !picture.cidrs.contains(where: { $0.cidr == cidr }) else { continue }
          count += 1
          try network.add(ServiceCIDR("c\(count)", [cidr]))
          picture.cidrs.append(("c\(count)", cidr, nil))
        case 1 where !picture.cidrs.isEmpty:
          let index = random.int(in: 0..<picture.cidrs.count)
          try network.delete(picture.cidrs[index].name, at: .seconds(now))
          if picture.cidrs[index].deleted == nil { picture.cidrs[index].deleted = now }
        case 2:
          count += 1
          var request = ServiceRequest("s\(count)")
          let address = IPAddress(.v4, bits: 0x0a00_0000 + UInt128(random.int(in: 0..<64)))
          request.addresses = [address]
          let could = picture.canTake(address)
          let given = try? network.create(request, &draws)
          #expect((given != nil) == could)
          if given != nil { picture.holders[address] = "s\(count)" }
        case 3:
          count += 1
          let could = (0..<64).contains {
            picture.canTake(IPAddress(.v4, bits: 0x0a00_0000 + UInt128($0)))
          }
          let given = try? network.create(ServiceRequest("s\(count)"), &draws)
          if let address = given?.first {
            #expect(picture.canTake(address))
            picture.holders[address] = "s\(count)"
          } else {
            #expect(!could)
          }
        case 4:
          guard let entry = picture.holders.min(by: { $0.key < $1.key }) else { continue }
          network.delete(service: entry.value)
          picture.holders[entry.key] = nil
        default: #expect(network.settle(at: .seconds(now)) == picture.settle(at: now))
        }
        #expect(network.serviceCIDRs.map(\.name) == picture.cidrs.map(\.name))
        #expect(network.used(.v4) == picture.holders.count)
        for (address, name) in picture.holders {
          #expect(network.holder(of: address) == name)
          #expect(network.addresses(of: name) == [address])
        }
      }
    }
  }
}
