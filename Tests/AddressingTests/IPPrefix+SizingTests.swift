import Addressing
import Testing

@Suite struct IPPrefixSizingTests {
  @Test(arguments: IPFamily.allCases)
  func `the smallest block for some hosts has room, and half of it has not`(
    family: IPFamily
  ) throws {
    let zero = IPAddress(family, bits: 0)
    let counts: [UInt128] = (1...600).map { UInt128($0) } + [1 << 20, 1 << 30]
    for count in counts {
      let length = try #require(IPPrefix.longestLength(holding: count, family))
      #expect(IPPrefix(zero, length: length).hosts.count >= count)
      if length < family.bitWidth {
        #expect(IPPrefix(zero, length: length + 1).hosts.count < count)
      }
    }
    #expect(IPPrefix.longestLength(holding: .max, family) == nil)
  }

  @Test(arguments: IPFamily.allCases)
  func `hosts are all addresses but the first and the last of a block of more than two`(
    family: IPFamily
  ) {
    for length in 0...family.bitWidth {
      let prefix = IPPrefix(IPAddress(family, bits: 0), length: length)
      let hosts = prefix.hosts
      let isWhole = prefix.hostBits < 2
      #expect(hosts.lower == (isWhole ? prefix.base : prefix.base.advanced(by: 1)))
      #expect(hosts.upper.advanced(by: isWhole ? 0 : 1) == prefix.last)
    }
  }
}
