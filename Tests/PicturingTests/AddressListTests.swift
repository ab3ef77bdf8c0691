import Addressing
import Cartography
import TestSupport
import Testing

@testable import Picturing

@Suite struct `A list of addresses` {
  private static func list(_ text: String) throws -> AddressList {
    try AddressList([(name: "list.txt", bytes: Array(text.utf8))])
  }

  @Test func `counts addresses and CIDRs of both families once each`() throws {
    let list = try Self.list(
      """
      # comment
      10.0.0.1
        10.0.0.1\t
      10.0.0.0/30

      ::ffff
      fd00::/64
      fd00::1
      10.0.0.255\r
      """)
    #expect(list.count(.v4) == 5)
    #expect(list.count(.v6) == UInt128(1) << 64 + 1)
    #expect(list.roots.map(\.description) == ["10.0.0.0/24", "::/0"])
    #expect(try Self.list("# nothing\n\n").roots.isEmpty)
  }

  @Test(arguments: [
    ("10.0.0.1\n 10.0.0.256\n", "list.txt:2:2: "), ("\n\nbad\n", "list.txt:3:1: "),
    ("10.0.0.1/24", "list.txt:1:1: "), ("1.2.3.4 5.6.7.8", "list.txt:1:1: "),
    ("01.2.3.4", "list.txt:1:1: "), ("1.2.3", "list.txt:1:1: "), ("\u{0}", "list.txt:1:1: "),
  ])
  func `names file, line and column of a bad line`(text: String, place: String) {
    do throws(AddressList.Mistake) {
      _ = try AddressList([(name: "list.txt", bytes: Array(text.utf8))])
      Issue.record("understood")
    } catch {
      #expect(error.description.hasPrefix(place), "\(error.description)")
    }
  }

  @Test func `covers stretches as a set of addresses would`() throws {
    var random = SeededRandom(seed: 9)
    for _ in 0..<60 {
      var held: Set<UInt128> = []
      var lines: [String] = []
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        let length = Int.random(in: 24...32, using: &random)
        let bits = UInt128(UInt32.random(in: 0..<1024, using: &random)) + 0x0A00_0000
        let prefix = IPPrefix(IPAddress(.v4, bits: bits), length: length)
        lines.append(length == 32 ? prefix.base.description : prefix.description)
        for address in prefix.base.bits...prefix.last.bits { held.insert(address) }
      }
      let list = try Self.list(lines.joined(separator: "\n"))
      #expect(list.count(.v4) == UInt128(held.count))
      for length in [0, 8, 21, 24, 27, 32] {
        let bits = UInt128(UInt32.random(in: 0..<1300, using: &random)) + 0x0A00_0000
        let prefix = IPPrefix(IPAddress(.v4, bits: bits), length: length)
        let inside = held.count { $0 >= prefix.base.bits && $0 <= prefix.last.bits }
        let coverage = list.coverage(of: prefix)
        #expect(coverage.used == UInt128(inside) && coverage.capacity == prefix.size)
        #expect(coverage.isUniform == (inside == 0))
      }
    }
  }

  @Test func `stands all of both families`() throws {
    let list = try Self.list("::/0\n0.0.0.0/0\n255.255.255.255\nffff::\n")
    #expect(list.count(.v4) == 1 << 32)
    #expect(list.count(.v6) == .max)
    #expect(list.coverage(of: try IPPrefix(parsing: "::/0")).fullestPermille == 1000)
    #expect(list.roots.map(\.length) == [0, 0])
  }
}
