import Addressing
import Allocation
import TestSupport
import Testing

struct CIDRSetTests {
  @Test(arguments: ["10.0.0.0/26", "fd00::/122", "10.0.0.0/32"])
  func `a set gives what an array of Booleans gives`(_ text: String) throws {
    let cluster = try IPPrefix(parsing: text)
    for mask in cluster.length - 2..<min(cluster.length + 5, cluster.family.bitWidth + 1) {
      var random = SeededRandom(seed: UInt64(mask))
      var set = try CIDRSet(cluster: cluster, nodeMask: mask)
      var naive = NaiveOperator.BlockSet(cluster, mask: mask)
      for _ in 0..<120 {
        let bits = cluster.base.bits + UInt128(random.int(in: 0..<70))
        let width = cluster.family.bitWidth
        let cidr = IPPrefix(
          IPAddress(cluster.family, bits: bits),
          length: min(width, cluster.length - 1 + random.int(in: 0..<8)))
        switch random.int(in: 0..<4) {
        case 0 where naive.isFull: #expect(throws: CIDRSetError.noneLeft) { try set.allocateNext() }
        case 0:
          var candidate = naive.next
          while naive.used[candidate] { candidate = (candidate + 1) % naive.used.count }
          naive.used[candidate] = true
          naive.next = (candidate + 1) % naive.used.count
          #expect(try set.allocateNext() == naive.block(candidate))
        case 1:
          if cluster.overlaps(cidr) { naive.mark(cidr, true) }
          try? set.occupy(cidr)
        case 2:
          if cluster.overlaps(cidr) { naive.mark(cidr, false) }
          try? set.release(cidr)
        default:
          let touched = cluster.overlaps(cidr) ? naive.touched(cidr) : nil
          let isAllocated = touched.map { $0.allSatisfy { naive.used[$0] } }
          #expect((try? set.isAllocated(cidr)) == isAllocated)
        }
        let used = (0..<set.maxCIDRs).map { set.used[$0] }
        try #require(used == naive.used)
        #expect(set.nextCandidate == naive.next)
        #expect(set.count == used.count { $0 } && set.isFull == naive.isFull)
      }
    }
  }

  @Test func `the search goes on where it stopped`() throws {
    var set = try CIDRSet(cluster: IPPrefix(parsing: "10.0.0.0/21"), nodeMask: 24)
    try set.occupy(IPPrefix(parsing: "10.0.2.0/23"))
    var pictures: [String] = []
    for _ in 0..<4 {
      _ = try set.allocateNext()
      pictures.append("\(set.used) \(set.nextCandidate)")
    }
    #expect(pictures == ["#.##.... 1", "####.... 2", "#####... 5", "######.. 6"])
    try set.release(IPPrefix(parsing: "10.0.0.0/24"))
    #expect(try set.allocateNext().description == "10.0.6.0/24")
  }
}
