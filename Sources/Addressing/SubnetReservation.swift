/// How many addresses of a subnet its cloud keeps for itself, and how small a subnet may be.
public struct SubnetReservation: Hashable, Sendable {
  /// The cloud.
  public let name: String
  /// Addresses kept at the start, the network address among them.
  public let reservedAtStart: Int
  /// Addresses kept at the end, the last one among them.
  public let reservedAtEnd: Int
  /// The prefix length of the smallest subnet.
  public let longestLength: Int

  /// Amazon VPC: the first four and the last (VPC user guide, "Subnet sizing for IPv4").
  public static let aws = SubnetReservation("AWS", start: 4, end: 1, longest: 28)
  /// Azure VNet: the first four and the last (virtual-networks-faq).
  public static let azure = SubnetReservation("Azure", start: 4, end: 1, longest: 29)
  /// Google VPC: the first two and the last two (VPC docs, "Unusable addresses in IPv4 ranges").
  public static let gcp = SubnetReservation("GCP", start: 2, end: 2, longest: 29)
  /// Oracle VCN: the first two and the last (OCI docs, "Three IP addresses in each subnet").
  public static let oci = SubnetReservation("OCI", start: 2, end: 1, longest: 30)

  /// Every cloud, in the order of menus.
  public static let all = [aws, azure, gcp, oci]

  private init(_ name: String, start: Int, end: Int, longest: Int) {
    self.name = name
    reservedAtStart = start
    reservedAtEnd = end
    longestLength = longest
  }

  /// Addresses that the cloud keeps of every subnet.
  public var reserved: Int { reservedAtStart + reservedAtEnd }

  /// Addresses of `subnet` that can be given out; none for one that is too small or not IPv4.
  public func usable(in subnet: IPPrefix) -> UInt128 {
    guard subnet.family == .v4, subnet.length <= longestLength else { return 0 }
    return subnet.size - UInt128(reserved)
  }

  /// The addresses of `subnet` that can be given out, unless it is too small or not IPv4.
  public func usableRange(in subnet: IPPrefix) -> IPRange? {
    guard usable(in: subnet) > 0,
      let first = subnet.base.advanced(by: UInt128(reservedAtStart))
    else { return nil }
    let last = IPAddress(subnet.family, bits: subnet.last.bits - UInt128(reservedAtEnd))
    return IPRange(first, last)
  }
}
