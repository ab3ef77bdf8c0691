import Addressing
import Testing

@Suite struct IPAddressTests {
  @Test func `an address is written in RFC 5952 form`() throws {
    #expect(try IPAddress(parsing: "2001:DB8:0:0:1:0:0:1").description == "2001:db8::1:0:0:1")
  }
}
