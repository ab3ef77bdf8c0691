import Addressing
import Allocation
import TestSupport
import Testing

struct BlockAddressesTests {
  @Test(arguments: ["10.0.0.0/28", "10.0.0.0/30", "10.0.0.0/31", "10.0.0.7/32", "fd00::/124"])
  func `a range gives what an obvious list gives`(_ text: String) throws {
    let block = try IPPrefix(parsing: text)
    let usable = NaiveNode.usable(block)
    for seed in UInt64(1)...10 {
      var random = SeededRandom(seed: seed)
      var range = BlockAddresses(block)
      var taken: Set<IPAddress> = []
      for _ in 0..<80 {
        let address = IPAddress(
          block.family, bits: block.base.bits + UInt128(random.int(in: 0..<18)))
        switch random.int(in: 0..<3) {
        case 0:
          let start = random.int(in: 0..<usable.count)
          let scan = (0..<usable.count).map { usable[(start + $0) % usable.count] }
          let wanted = scan.first { !taken.contains($0) }
          let got = try? range.allocateNext(from: start)
          #expect(got.map(range.address) == wanted)
          if let wanted { taken.insert(wanted) }
        case 1:
          let isFree = usable.contains(address) && !taken.contains(address)
          let given: Void? = try? range.allocate(address)
          #expect((given != nil) == isFree)
          if isFree { taken.insert(address) }
        default:
          range.release(address)
          taken.remove(address)
        }
        #expect(range.free == usable.count - taken.count)
        for address in usable {
          let offset = try #require(range.offset(of: address))
          #expect(range.address(at: offset) == address)
          #expect(range.taken[offset] == taken.contains(address))
        }
      }
    }
  }

  @Test func `a part of a block is counted as its addresses are`() throws {
    let options = [ModeOption("mask", "26")]
    let pool = try IPPrefix(parsing: "10.0.0.0/26")
    var cluster = Cluster(mode: try ClusterPool(.init(pools: [pool], options: options)))
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 23)))
    let range = try #require(cluster.nodes["n"]?[.v4])
    for length in 24...32 {
      for start in stride(from: 0, to: 128, by: 1 << (32 - length)) {
        let part = IPPrefix(
          IPAddress(.v4, bits: pool.base.bits + UInt128(start)), length: length)
        let inside = NaiveNode.usable(pool)
          .filter { part.contains($0) && range.role(of: $0) == nil }
        let used = inside.count { cluster.pod(at: $0) != nil }
        let count = range.count(in: part)
        #expect(count.used == used && count.capacity == inside.count, "\(part)")
      }
    }
  }

  @Test func `before 1.17 blocks of one or two addresses have none`() throws {
    for text in ["10.0.0.0/31", "10.0.0.0/32", "fd00::/127", "fd00::/128"] {
      let block = try IPPrefix(parsing: text)
      #expect(BlockAddresses(block, smallBlocksUsable: false).usable == 0)
      #expect(BlockAddresses(block).usable == Int(block.size))
    }
  }
}
