import Addressing
import Allocation
import TestSupport
import Testing

struct InterfaceCIDRTests {
  /// What the source says, with a dictionary: rested addresses first, and all of them forgotten; then
  /// the lowest nobody knows.
  private struct Model {
    var known: [Int: Duration?] = [:]

    mutating func take(at now: Duration, size: Int) -> Set<Int> {
      let rested = known.filter { entry in
        entry.value.map { now - $0 >= .seconds(30) } ?? false
      }
      if !rested.isEmpty {
        for key in rested.keys { known[key] = nil }
        return Set(rested.keys)
      }
      return Set((0..<size).first { known[$0] == nil }.map { [$0] } ?? [])
    }
  }

  @Test(arguments: ["10.0.0.16/28", "10.0.0.7/32", "10.0.0.8/29"])
  func `addresses are given as a dictionary of what is known gives them`(_ text: String) throws {
    let prefix = try IPPrefix(parsing: text)
    for seed in UInt64(1)...20 {
      var cidr = InterfaceCIDR(prefix, isPrefix: prefix.length < 32)
      var model = Model()
      var random = SeededRandom(seed: seed)
      var now = Duration.zero
      for _ in 0..<200 {
        now += .seconds(random.int(in: 0..<12))
        let held = model.known.filter { $0.value == nil }.keys.sorted()
        if random.int(in: 0..<2) == 0, let offset = held.randomElement(using: &random) {
          cidr.release(IPAddress(.v4, bits: prefix.base.bits + UInt128(offset)), at: now)
          model.known[offset] = .some(now)
        } else {
          let couldGive = cidr.hasFree(at: now, coolDown: .seconds(30))
          let may = model.take(at: now, size: cidr.size)
          let got = cidr.take(at: now, coolDown: .seconds(30), pick: random.next())
            .map { Int($0.bits - prefix.base.bits) }
          #expect(couldGive == !may.isEmpty)
          #expect(got.map(may.contains) ?? may.isEmpty)
          if let got { model.known[got] = .some(nil) }
        }
        #expect(cidr.assigned == model.known.count { $0.value == nil })
      }
    }
  }

  @Test func `a restart forgets what rested, and keeps what pods have`() throws {
    var cidr = InterfaceCIDR(try IPPrefix(parsing: "10.0.0.0/28"), isPrefix: true)
    func take(at now: Duration) throws -> IPAddress {
      let address = cidr.take(at: now, coolDown: .seconds(30))
      return try #require(address)
    }
    let first = try take(at: .zero)
    let second = try take(at: .zero)
    cidr.release(first, at: .zero)
    #expect(try take(at: .seconds(1)) != first)
    cidr.forgetReleased()
    #expect(try take(at: .seconds(1)) == first)
    #expect(cidr.assignedAddresses.contains(second))
  }
}
