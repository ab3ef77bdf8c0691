import Addressing
import Testing

@Suite struct SubnetReservationTests {
  @Test(arguments: SubnetReservation.all)
  func `the range that can be given out is what the cloud leaves`(_ cloud: SubnetReservation) throws
  {
    let base = try IPAddress(parsing: "10.0.0.0")
    for length in 0...32 {
      let subnet = IPPrefix(base, length: length)
      #expect(cloud.usableRange(in: subnet)?.count ?? 0 == cloud.usable(in: subnet))
      #expect((cloud.usable(in: subnet) == 0) == (length > cloud.longestLength))
    }
    #expect(cloud.usable(in: IPPrefix(IPAddress(.v6, bits: 0), length: 64)) == 0)
  }
}
