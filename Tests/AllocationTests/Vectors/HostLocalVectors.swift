import Addressing
import Allocation
import TestSupport

/// The CNI plugin host-local: `plugins/ipam/host-local` and its tests at 1.9.1.
enum HostLocalVectors {
  /// Given are the range sets, ranges of a set joined by `+`, a range as
  /// `SUBNET[,start=IP][,end=IP][,gateway=IP]`; then `used=IP,IP` and `last=IP`.
  ///
  /// Words: `ranges`, `candidates`, `contains IP`, `available`, `usable MAXPODS`, `get [ID] [IP...]`,
  /// `release ID`, `check ID`, `files`, `last`, `wipe`.
  static let table: [Vector] = allocation + validation + capacity + more

  private static let allocation: [Vector] = [
    Vector(
      "HL-001", "192.168.1.0/29 last=192.168.1.1", "candidates",
      "192.168.1.2 192.168.1.3 192.168.1.4 192.168.1.5 192.168.1.6"),
    Vector(
      "HL-002", "192.168.1.0/29 last=192.168.1.6", "candidates",
      "192.168.1.2 192.168.1.3 192.168.1.4 192.168.1.5 192.168.1.6"),
    Vector("HL-004", "10.0.0.0/29", "get", "10.0.0.2"),
    Vector("HL-005", "2001:db8:1::/64", "get", "2001:db8:1::2"),
    Vector("HL-006", "10.0.0.0/30", "get", "10.0.0.2"),
    Vector("HL-007", "10.0.0.0/29 used=10.0.0.2", "get", "10.0.0.3"),
    Vector("HL-008", "10.0.0.0/29 last=10.0.0.5", "get", "10.0.0.6"),
    Vector("HL-010", "10.0.0.0/29 used=10.0.0.6 last=10.0.0.5", "get", "10.0.0.2"),
    Vector("HL-011", "10.0.0.0/29 used=10.0.0.2 last=10.0.0.128", "get", "10.0.0.3"),
    Vector("HL-013", "10.0.0.0/30+10.0.1.0/30", "get", "10.0.0.2"),
    Vector(
      "HL-017", "10.0.0.0/29 used=10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5,10.0.0.6", "get",
      "\(failed)no IP addresses available in range set: 10.0.0.1-10.0.0.6"),
    Vector(
      "HL-020", "192.168.1.0/29", "get A; release A; get A",
      "192.168.1.2; released 192.168.1.2; 192.168.1.3"),
    Vector(
      "HL-025", "192.168.1.0/29", "get A 192.168.1.1",
      "\(failed)requested ip 192.168.1.1 is subnet's gateway"),
  ]

  static let failed = "failed to allocate for range 0: "

  private static let validation: [Vector] = [
    Vector(
      "HL-028", "192.0.2.0/25", "ranges", "192.0.2.1-192.0.2.126 gateway 192.0.2.1"),
    Vector(
      "HL-033", "192.168.127.0/23", "ranges",
      "invalid range set 0: Network has host bits set. For a subnet mask of length 23 the network "
        + "address is 192.168.126.0"),
    Vector(
      "HL-034", "192.0.2.0/24,start=192.0.3.0", "ranges",
      "invalid range set 0: RangeStart 192.0.3.0 not in network 192.0.2.0/24"),
    Vector(
      "HL-035", "192.0.2.0/24,end=192.0.4.0", "ranges",
      "invalid range set 0: RangeEnd 192.0.4.0 not in network 192.0.2.0/24"),
    Vector(
      "HL-039", "10.0.0.0/24+10.0.1.0/24", "ranges",
      "10.0.0.1-10.0.0.254 gateway 10.0.0.1 10.0.1.1-10.0.1.254 gateway 10.0.1.1"),
  ]

  private static let capacity: [Vector] = [
    Vector("HL-041", "10.0.0.0/24", "available", "253"),
    Vector("HL-045", "10.0.0.0/28", "available", "13"),
    Vector("HL-047", "10.0.0.0/30", "available", "1"),
    Vector("HL-049", "10.0.0.0/22", "available", "1021"),
    Vector("HL-050", "fd00::/120", "available", "254"),
    Vector("HL-051", "fd00::/112", "available", "65534"),
    Vector("HL-053", "10.0.0.0/24", "usable 110", "110 of 253, 143 never together"),
  ]
}
