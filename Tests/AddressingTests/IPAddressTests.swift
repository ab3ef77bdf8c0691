import Addressing
import TestSupport
import Testing

@Suite struct IPAddressTests {
  /// RFC 4291 section 2.2, RFC 5952 sections 1, 2, 4 and 5, and the corners between them.
  @Test(arguments: [
    ("0.0.0.0", "0.0.0.0"),
    ("10.0.0.1", "10.0.0.1"),
    ("255.255.255.255", "255.255.255.255"),
    ("ABCD:EF01:2345:6789:ABCD:EF01:2345:6789", "abcd:ef01:2345:6789:abcd:ef01:2345:6789"),
    ("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"),
    ("FF01:0:0:0:0:0:0:101", "ff01::101"),
    ("0:0:0:0:0:0:0:1", "::1"),
    ("0:0:0:0:0:0:0:0", "::"),
    ("::", "::"),
    ("1::", "1::"),
    ("0:0:0:0:0:0:13.1.68.3", "::d01:4403"),
    ("::13.1.68.3", "::d01:4403"),
    ("0:0:0:0:0:FFFF:129.144.52.38", "::ffff:129.144.52.38"),
    ("::FFFF:129.144.52.38", "::ffff:129.144.52.38"),
    ("::ffff:0:0", "::ffff:0.0.0.0"),
    ("::fffe:10.0.0.1", "::fffe:a00:1"),
    ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("2001:0db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("2001:db8::0:1", "2001:db8::1"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
    ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
    ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
    ("2001:DB8::AbCd", "2001:db8::abcd"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
    ("0:0:3:4:5:6:0:0", "::3:4:5:6:0:0"),
    ("1:0:0:4:5:0:0:0", "1:0:0:4:5::"),
    ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
  ])
  func `any text form is read and the one canonical form is written`(
    text: String, canonical: String
  ) throws {
    #expect(try IPAddress(parsing: text).description == canonical)
    #expect(IPAddress(text) == IPAddress(canonical))
  }

  @Test func `the number of an address has its first octet or group on top`() throws {
    #expect(try IPAddress(parsing: "10.1.2.3").bits == 0x0A01_0203)
    #expect(
      try IPAddress(parsing: "2001:db8::ff:0:10.1.2.3").bits
        == 0x2001_0DB8_0000_0000_00FF_0000_0A01_0203)
    #expect(IPAddress(.v6, bits: .max).description == "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
  }

  @Test(arguments: [
    ("", "expected an address such as 10.0.0.1 or fd00::1"),
    ("pod-7", "neither an IPv4 address such as 10.0.0.1 nor an IPv6 one such as fd00::1"),
    ("167772161", "neither an IPv4 address such as 10.0.0.1 nor an IPv6 one such as fd00::1"),
    ("10.0.0", "an IPv4 address has 4 octets, not 3"),
    ("10.0.0.1.2", "an IPv4 address has 4 octets, not 5"),
    ("10..0.1", "an octet is missing beside a dot"),
    (".0.0.1", "an octet is missing beside a dot"),
    ("10.0.0.", "an octet is missing beside a dot"),
    ("10.0.0.256", "octet 256 is more than 255"),
    ("10.0.0.18446744073709551617", "octet 18446744073709551617 is more than 255"),
    ("10.0.010.1", "octet 010 has a leading zero, which some read as octal; write 10"),
    ("10.0.00.1", "octet 00 has a leading zero, which some read as octal; write 0"),
    ("10.0.0.-1", "unexpected \"-\" in an address"),
    ("10.0.0.1 ", "unexpected \" \" in an address"),
    ("a.b.c.d", "unexpected \"a\" in an address"),
    ("10.0.0.１", "unexpected \"１\" in an address"),
    ("fe80::1%eth0", "a zone (\"%eth0\") is not part of an address; leave it out"),
    ("10.0.0.1%lo", "a zone (\"%lo\") is not part of an address; leave it out"),
    ("12345::", "group 12345 has more than 4 hexadecimal digits"),
    ("::00001", "group 00001 has more than 4 hexadecimal digits"),
    ("fd00::g", "unexpected \"g\" in an address"),
    ("[fd00::1]", "unexpected \"[\" in an address"),
    ("1::2::3", "\"::\" may stand only once, else its length is unknown"),
    ("::1::", "\"::\" may stand only once, else its length is unknown"),
    (":", "a single ':' separates two groups; write \"::\" for a run of zeros"),
    (":::", "a single ':' separates two groups; write \"::\" for a run of zeros"),
    (":1:2:3:4:5:6:7", "a single ':' separates two groups; write \"::\" for a run of zeros"),
    ("1:2:3:4:5:6:7:", "a single ':' separates two groups; write \"::\" for a run of zeros"),
    ("1:::2", "a single ':' separates two groups; write \"::\" for a run of zeros"),
    (
      "1:2:3:4:5:6:7",
      "an IPv6 address has 8 groups, not 7; write \"::\" once for a run of zeros"
    ),
    ("1:2:3:4:5:6:7:8:9", "an IPv6 address has at most 8 groups"),
    ("1:2:3:4:5:6:7:1.2.3.4", "an IPv6 address has at most 8 groups"),
    ("1::2:3:4:5:6:7:8:9", "an IPv6 address has at most 8 groups"),
    ("1:2:3:4::5:6:7:8", "\"::\" must stand for at least one group of zeros; leave it out"),
    ("::1.2.3.4:5", "a dotted quad may only be the end of an IPv6 address"),
    ("::1.2.3", "an IPv4 address has 4 octets, not 3"),
    ("::1.2.3.04", "octet 04 has a leading zero, which some read as octal; write 4"),
  ])
  func `an error quotes the text and says what would be right`(text: String, reason: String) {
    let error = #expect(throws: AddressParseError.self) { try IPAddress(parsing: text) }
    #expect(error?.description == "\(text.debugDescription): \(reason)")
    #expect(IPAddress(text) == nil)
  }

  @Test func `control characters of a text are spelt out in its error`() {
    let error = #expect(throws: AddressParseError.self) {
      try IPAddress(parsing: "10.0.0.1\u{1B}[2J")
    }
    #expect(
      error?.description == "\"10.0.0.1\\u{1B}[2J\": unexpected \"\\u{1B}\" in an address")
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `what is written is read back as it was`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<20 {
      // Half of the groups are zero, so that gaps of all lengths and places are met.
      let groups = (0..<8).map { _ in Bool.random(using: &random) ? 0 : random.int(in: 0..<65_536) }
      let address = IPAddress(.v6, bits: groups.reduce(0) { $0 << 16 | UInt128($1) })
      let full = groups.map { String($0, radix: 16) }.joined(separator: ":")
      let quad = IPAddress(.v4, bits: UInt128(random.next() >> 32))
      #expect(IPAddress(address.description) == address, "seed \(seed)")
      #expect(IPAddress(full) == address, "seed \(seed)")
      #expect(IPAddress(full.uppercased()) == address, "seed \(seed)")
      #expect(address.description.utf8.count <= full.utf8.count + 1, "seed \(seed)")
      #expect(IPAddress(quad.description) == quad, "seed \(seed)")
      #expect(IPAddress("::ffff:\(quad)")?.bits == 0xFFFF << 32 | quad.bits, "seed \(seed)")
    }
  }

  @Test func `addresses sort by family and then by number`() throws {
    let texts = ["0.0.0.0", "9.255.0.0", "10.0.0.0", "255.255.255.255", "::", "::1", "fd00::"]
    let sorted = try texts.map { try IPAddress(parsing: $0) }
    #expect(sorted.reversed().sorted() == sorted)
    #expect(Set(sorted).count == sorted.count)
    #expect(IPAddress(.v4, bits: 1) != IPAddress(.v6, bits: 1))
  }

  @Test func `steps end at the last address of the family`() throws {
    let top = try IPAddress(parsing: "255.255.255.254")
    #expect(top.advanced(by: 1)?.description == "255.255.255.255")
    #expect(top.advanced(by: 2) == nil)
    #expect(IPAddress(.v6, bits: .max).advanced(by: 1) == nil)
    #expect(IPAddress(.v6, bits: 5).advanced(by: .max - 5)?.bits == .max)
    #expect(IPAddress(.v4, bits: 0).distance(to: top) == 0xFFFF_FFFE)
    #expect(top.distance(to: IPAddress(.v4, bits: 0)) == nil)
    #expect(top.distance(to: IPAddress(.v6, bits: .max)) == nil)
  }
}
