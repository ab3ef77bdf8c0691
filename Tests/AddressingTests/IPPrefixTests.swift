import Addressing
import TestSupport
import Testing

@Suite struct IPPrefixTests {
  @Test(arguments: [
    "0.0.0.0/0", "10.0.0.0/8", "10.1.2.3/32", "172.16.0.0/12", "::/0", "fd00::/8",
    "2001:db8::/32", "::ffff:10.0.0.0/104", "::1/128",
  ])
  func `a prefix is written as it was read`(text: String) throws {
    #expect(try IPPrefix(parsing: text).description == text)
    #expect(IPPrefix(text) == (try IPPrefix(maskingHostBits: text)))
  }

  @Test(arguments: [
    ("10.0.0.1/8", "\"10.0.0.1/8\" has host bits set; did you mean 10.0.0.0/8?"),
    ("10.0.0.1/0", "\"10.0.0.1/0\" has host bits set; did you mean 0.0.0.0/0?"),
    ("fd00::1/64", "\"fd00::1/64\" has host bits set; did you mean fd00::/64?"),
    ("10.0.0.0/33", "\"10.0.0.0/33\": an IPv4 prefix is at most /32"),
    ("fd00::/129", "\"fd00::/129\": an IPv6 prefix is at most /128"),
    (
      "10.0.0.0",
      "\"10.0.0.0\": a prefix needs its length; for this one address write 10.0.0.0/32"
    ),
    ("fd00::", "\"fd00::\": a prefix needs its length; for this one address write fd00::/128"),
    ("10.0.0.0/", "\"10.0.0.0/\": prefix length \"\" is not a plain decimal number"),
    ("10.0.0.0/x", "\"10.0.0.0/x\": prefix length \"x\" is not a plain decimal number"),
    ("10.0.0.0/-1", "\"10.0.0.0/-1\": prefix length \"-1\" is not a plain decimal number"),
    ("10.0.0.0/8/9", "\"10.0.0.0/8/9\": prefix length \"8/9\" is not a plain decimal number"),
    (
      "10.0.0.0/255.0.0.0",
      "\"10.0.0.0/255.0.0.0\": prefix length \"255.0.0.0\" is not a plain decimal number"
    ),
    ("/8", "\"/8\": expected an address such as 10.0.0.1 or fd00::1"),
    ("10.0.0/8", "\"10.0.0/8\": an IPv4 address has 4 octets, not 3"),
    (
      "fe80::%eth0/64",
      "\"fe80::%eth0/64\": a zone (\"%eth0\") is not part of an address; leave it out"
    ),
    ("", "\"\": expected an address such as 10.0.0.1 or fd00::1"),
  ])
  func `an error quotes the text and says what would be right`(text: String, message: String) {
    let error = #expect(throws: AddressParseError.self) { try IPPrefix(parsing: text) }
    #expect(error?.description == message)
    #expect(IPPrefix(text) == nil)
  }

  @Test func `host bits may be dropped in silence where that is asked for`() throws {
    #expect(try IPPrefix(maskingHostBits: "10.1.2.3/8").description == "10.0.0.0/8")
    #expect(try IPPrefix(maskingHostBits: "fd00::1/64").description == "fd00::/64")
    #expect(throws: AddressParseError.self) { try IPPrefix(maskingHostBits: "10.0.0.1/33") }
  }

  @Test func `a prefix spans two to the power of its host bits`() throws {
    let pool = try IPPrefix(parsing: "10.0.0.0/22")
    #expect(pool.hostBits == 10)
    #expect(pool.size == 1024)
    #expect(pool.last.description == "10.0.3.255")
    let all = try IPPrefix(parsing: "::/0")
    #expect(all.size == .max)
    #expect(all.last.bits == .max)
    #expect(IPPrefix(all.last).size == 1)
    #expect(try IPPrefix(parsing: "0.0.0.0/0").size == 1 << 32)
  }

  @Test func `parent, halves and sibling are steps in one tree`() throws {
    let block = try IPPrefix(parsing: "10.0.2.0/24")
    #expect(block.parent?.description == "10.0.2.0/23")
    #expect(block.sibling?.description == "10.0.3.0/24")
    #expect(block.halves?.0.description == "10.0.2.0/25")
    #expect(block.halves?.1.description == "10.0.2.128/25")
    #expect(block.supernet(length: 8).description == "10.0.0.0/8")
    let root = try IPPrefix(parsing: "::/0")
    #expect(root.parent == nil)
    #expect(root.sibling == nil)
    #expect(root.halves?.1.description == "8000::/1")
    #expect(IPPrefix(block.base).halves == nil)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `steps up and down the tree undo each other`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let prefix = prefix(using: &random)
    guard let halves = prefix.halves, let sibling = prefix.sibling, let parent = prefix.parent
    else { return }
    #expect(halves.0.parent == prefix && halves.1.parent == prefix, "seed \(seed)")
    #expect(halves.0.sibling == halves.1 && sibling.sibling == prefix, "seed \(seed)")
    #expect(prefix.contains(halves.1) && !halves.1.contains(prefix), "seed \(seed)")
    #expect(parent.contains(sibling) && !prefix.overlaps(sibling), "seed \(seed)")
    #expect(halves.0.last.advanced(by: 1) == halves.1.base, "seed \(seed)")
    #expect(IPPrefix.covering([prefix, sibling]) == parent, "seed \(seed)")
    #expect(IPPrefix(prefix.last, length: prefix.length) == prefix, "seed \(seed)")
    #expect(IPPrefix(prefix.description) == prefix, "seed \(seed)")
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `containment and overlap agree with first and last addresses`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    // Few distinct bits, or random prefixes would hardly ever meet.
    let prefixes = (0..<12).map { _ in
      IPPrefix(
        IPAddress(.v6, bits: UInt128(random.int(in: 0..<16)) << 124),
        length: random.int(in: 0..<6))
    }
    for a in prefixes {
      for b in prefixes {
        let contains = a.base <= b.base && b.last <= a.last
        #expect(a.contains(b) == contains, "seed \(seed): \(a), \(b)")
        #expect(a.contains(b.last) == (a.base <= b.last && b.last <= a.last), "seed \(seed)")
        let meets = a.base <= b.last && b.base <= a.last
        #expect(a.overlaps(b) == meets, "seed \(seed): \(a), \(b)")
        let common = IPPrefix.covering([a, b])
        let naive = (0...min(a.length, b.length)).last {
          a.supernet(length: $0) == b.supernet(length: $0)
        }
        #expect(common?.length == naive, "seed \(seed): \(a), \(b)")
        #expect(common?.contains(a) == true && common?.contains(b) == true, "seed \(seed)")
      }
    }
  }

  @Test func `nothing covers both families, nor no prefix at all`() throws {
    let (v4, v6) = (try IPPrefix(parsing: "10.0.0.0/8"), try IPPrefix(parsing: "::/8"))
    #expect(IPPrefix.covering([]) == nil)
    #expect(IPPrefix.covering([v4, v6]) == nil)
    #expect(IPPrefix.covering([v4]) == v4)
    #expect(!v4.contains(v6) && !v6.contains(v4.base) && !v4.overlaps(v6))
  }

  @Test func `prefixes sort by first address, the larger block first`() throws {
    let texts = ["0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/9", "10.0.0.0/32", "10.0.0.1/32", "::/0"]
    let sorted = try texts.map { try IPPrefix(parsing: $0) }
    #expect(sorted.reversed().sorted() == sorted)
  }

  private func prefix(using random: inout SeededRandom) -> IPPrefix {
    let family: IPFamily = Bool.random(using: &random) ? .v4 : .v6
    let wide = UInt128(random.next()) << 64 | UInt128(random.next())
    let address = IPAddress(family, bits: wide >> (128 - family.bitWidth))
    return IPPrefix(address, length: random.int(in: 0..<family.bitWidth + 1))
  }
}
