import Addressing
import Allocation
import TestSupport
import Testing

/// Calico's IPAM against an obvious model over random histories.
struct CalicoIPAMLawTests {
  /// Who has which address, when each was released, and nothing else.
  private struct Ledger {
    var owner: [IPAddress: String] = [:]
    var releasedAt: [IPAddress: Duration] = [:]
  }

  @Test(arguments: 0..<24)
  func `addresses are given once, and all of them are given before anybody is refused`(
    _ seed: Int
  ) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var ipam = CalicoIPAM(seed: UInt64(seed))
    var configuration = CalicoConfiguration()
    configuration.strictAffinity = seed % 3 == 0
    configuration.cooldown = .seconds(seed % 4 * 40)
    try ipam.configure(configuration)
    let pools = try [("10.0.0.0/27", 29), ("10.9.0.0/28", 30)]
      .map { try CalicoPool(name: $0.0, cidr: IPPrefix(parsing: $0.0), blockSize: $0.1) }
    for pool in pools { try ipam.add(pool) }
    if seed % 2 == 0 { ipam.reserve([try IPPrefix(parsing: "10.0.0.6/31")]) }
    var collector = CalicoCollector(grace: .seconds(120))
    var ledger = Ledger()
    var now = Duration.zero

    for _ in 0..<300 {
      let host = "host-\(random.int(in: 0..<5))"
      switch random.int(in: 0..<10) {
      case 0...4:
        let answer = ipam.autoAssign(
          CalicoRequest(.v4, host: host, count: random.int(in: 1..<4)), at: now)
        for address in answer.addresses { take(address, host, &ledger, ipam, now) }
        if answer.addresses.count < answer.requested {
          expectNothingLeft(for: host, ledger, ipam, now)
        }
      case 5...7:
        guard !ledger.owner.isEmpty else { continue }
        let owned = ledger.owner.keys.sorted()
        let address = owned[random.int(in: 0..<owned.count)]
        #expect(ipam.release([address, address], at: now) == [])
        ledger.owner[address] = nil
        ledger.releasedAt[address] = now
      case 8:
        now += .seconds(random.int(in: 1..<90))
        collector.look(at: &ipam, now: now)
      default:
        let free = IPAddress(.v4, bits: 0x0a00_0000 + UInt128(random.int(in: 0..<40)))
        do {
          try ipam.assign(free, host: host, at: now)
          take(free, host, &ledger, ipam, now)
        } catch .alreadyAssigned {
          #expect(ledger.owner[free] != nil || isCooling(free, ledger, ipam, now))
        } catch .notInPool {
          #expect(!pools.contains { $0.cidr.contains(free) })
        } catch {
          #expect(ipam.configuration.strictAffinity)
        }
      }
      expectConsistent(ledger, ipam)
    }
  }

  private func isCooling(
    _ address: IPAddress, _ ledger: Ledger, _ ipam: CalicoIPAM, _ now: Duration
  ) -> Bool {
    ledger.releasedAt[address].map { now - $0 < ipam.configuration.cooldown } ?? false
  }

  private func take(
    _ address: IPAddress, _ host: String, _ ledger: inout Ledger, _ ipam: CalicoIPAM,
    _ now: Duration
  ) {
    #expect(ledger.owner[address] == nil)
    #expect(!isCooling(address, ledger, ipam, now))
    ledger.owner[address] = host
    let block = ipam.pool(of: address)?.block(of: address).flatMap(ipam.block)
    if ipam.configuration.strictAffinity { #expect(block?.affinity == host) }
  }

  /// A host that gets less than it asked for has a reason: all that it may have is in use, cools
  /// down, or is reserved.
  private func expectNothingLeft(
    for host: String, _ ledger: Ledger, _ ipam: CalicoIPAM, _ now: Duration
  ) {
    for pool in ipam.pools {
      for index in 0..<pool.cidr.size {
        let address = IPAddress(.v4, bits: pool.cidr.base.bits + index)
        guard ledger.owner[address] == nil, !isCooling(address, ledger, ipam, now),
          !ipam.reservations.contains(address), let cidr = pool.block(of: address)
        else { continue }
        // What is left belongs to another host and may not be borrowed.
        let block = ipam.block(cidr)
        #expect(ipam.configuration.strictAffinity && block != nil && block?.affinity != host)
      }
    }
  }

  private func expectConsistent(_ ledger: Ledger, _ ipam: CalicoIPAM) {
    var assigned = 0
    for block in ipam.allBlocks {
      assigned += block.assigned
      #expect(block.inUse == block.assigned + block.coolingCount)
      #expect(block.affinity != nil || !block.isIdle || block.coolingCount > 0)
      if let host = block.affinity {
        #expect(ipam.affinities(of: host).contains { $0.cidr == block.cidr })
      }
    }
    #expect(assigned == ledger.owner.count)
    let total = ipam.poolUtilization.map(\.capacity).reduce(0, +)
    #expect(total == 48)
  }
}
