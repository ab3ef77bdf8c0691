import TestSupport

extension HostLocalVectors {
  /// The same rules in the cases around the rows.
  static let more: [Vector] = [
    Vector(
      "more", "192.168.1.0/29 last=192.168.1.3", "candidates",
      "192.168.1.4 192.168.1.5 192.168.1.6 192.168.1.2 192.168.1.3"),
    Vector("more", "10.0.0.0/29 used=10.0.0.4,10.0.0.5 last=10.0.0.3", "get", "10.0.0.6"),
    Vector(
      "more", "10.0.0.0/29 used=10.0.0.2,10.0.0.4,10.0.0.5,10.0.0.6 last=10.0.0.3", "get",
      "10.0.0.3"),
    Vector("more", "10.0.0.0/30+10.0.1.0/30 last=10.0.0.2", "get", "10.0.1.2"),
    Vector("more", "10.0.0.0/30+10.0.1.0/30+10.0.2.0/30 last=10.0.2.2", "get", "10.0.0.2"),
    Vector(
      "more", "10.0.0.0/30 used=10.0.0.2", "get",
      "\(failed)no IP addresses available in range set: 10.0.0.1-10.0.0.2"),
    Vector(
      "more", "10.0.0.0/30+10.0.1.0/30 used=10.0.0.2,10.0.1.2", "get",
      "\(failed)no IP addresses available in range set: 10.0.0.1-10.0.0.2,10.0.1.1-10.0.1.2"),
    // The broadcast address is never given.
    Vector(
      "more", "192.168.1.0/29", "get A; get B; get C; get D; get E; get F; last",
      "192.168.1.2; 192.168.1.3; 192.168.1.4; 192.168.1.5; 192.168.1.6; "
        + "\(failed)no IP addresses available in range set: 192.168.1.1-192.168.1.6; 192.168.1.6"),
    Vector(
      "more", "192.168.1.0/29", "get A 192.168.1.5; get B 192.168.1.5; get C; last",
      "192.168.1.5; \(failed)requested IP address 192.168.1.5 is not available in range set "
        + "192.168.1.1-192.168.1.6; 192.168.1.6; 192.168.1.6"),
    // An address that is in no set is found out after every set has given one.
    Vector(
      "more", "192.168.1.0/29,end=192.168.1.4", "get A 192.168.1.5; files; last",
      "failed to allocate all requested IPs: 192.168.1.5; none; 192.168.1.2"),
    Vector(
      "more", "192.168.1.0/29,start=192.168.1.3", "get A 192.168.1.2",
      "failed to allocate all requested IPs: 192.168.1.2"),
    Vector(
      "more", "192.168.1.0/29", "get A; get A; files",
      "192.168.1.2; \(failed)192.168.1.2 has been allocated to A, duplicate allocation is not "
        + "allowed; 192.168.1.2=A"),
    // A second set that is full takes back what the first one gave; its pointer stays ahead.
    Vector(
      "more", "10.0.0.0/29 10.0.1.0/30 used=10.0.1.2", "get A; files; release X; get A",
      "failed to allocate for range 1: no IP addresses available in range set: "
        + "10.0.1.1-10.0.1.2; 10.0.1.2=X; released 10.0.1.2; 10.0.0.3 10.0.1.2"),
    Vector(
      "more", "10.0.0.0/29 fd00::/125", "get A fd00::5; get B 10.0.0.6; check A; check C",
      "10.0.0.2 fd00::5; 10.0.0.6 fd00::6; ok; "
        + "host-local: Failed to find address added by container C"),
    // What a lost container held stays reserved until the directory is emptied.
    Vector(
      "more", "10.0.0.0/29 used=10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5", "get A; get B; wipe; get B",
      "10.0.0.6; \(failed)no IP addresses available in range set: 10.0.0.1-10.0.0.6; wiped; "
        + "10.0.0.2"),
    Vector("more", "192.0.2.0/24", "ranges", "192.0.2.1-192.0.2.254 gateway 192.0.2.1"),
    Vector(
      "more", "192.0.2.12/24", "ranges",
      "invalid range set 0: Network has host bits set. For a subnet mask of length 24 the network "
        + "address is 192.0.2.0"),
    Vector(
      "more", "2001:DB8:24:19ff::/63", "ranges",
      "invalid range set 0: Network has host bits set. For a subnet mask of length 63 the network "
        + "address is 2001:db8:24:19fe::"),
    Vector(
      "more", "2001:DB8:1::/64", "ranges",
      "2001:db8:1::1-2001:db8:1:0:ffff:ffff:ffff:ffff gateway 2001:db8:1::1"),
    Vector(
      "more", "192.0.2.0/31", "ranges",
      "invalid range set 0: Network 192.0.2.0/31 too small to allocate from"),
    Vector(
      "more", "fd00::/127", "ranges",
      "invalid range set 0: Network fd00::/127 too small to allocate from"),
    Vector(
      "more", "192.0.2.0/24,start=192.0.2.50,end=192.0.2.40", "ranges",
      "invalid range set 0: RangeStart 192.0.2.50 not in network 192.0.2.0/24"),
    Vector(
      "more", "192.0.2.0/24,end=192.0.2.0", "ranges",
      "invalid range set 0: RangeEnd 192.0.2.0 not in network 192.0.2.0/24"),
    Vector(
      "more", "192.0.2.0/24,start=192.0.2.40,end=192.0.2.50,gateway=192.0.2.254",
      "contains 192.0.3.0; contains 192.0.2.39; contains 192.0.2.40; contains 192.0.2.50; "
        + "contains 192.0.2.51; available; get",
      "no; no; yes; yes; no; 11; 192.0.2.40"),
    Vector(
      "more", "192.168.0.0/20+192.168.2.0/24", "ranges",
      "invalid range set 0: subnets 192.168.0.1-192.168.15.254 and 192.168.2.1-192.168.2.254 "
        + "overlap"),
    Vector(
      "more", "192.168.0.0/20 192.168.2.0/24", "ranges", "range set 0 overlaps with 1"),
    Vector(
      "more", "10.0.0.0/24,end=10.0.0.127+10.0.0.0/24,start=10.0.0.128", "available", "253"),
    Vector(
      "more", "10.0.0.0/24,end=10.0.0.127+10.0.0.0/24,start=10.0.0.127", "ranges",
      "invalid range set 0: subnets 10.0.0.1-10.0.0.127 and 10.0.0.127-10.0.0.254 overlap"),
    Vector(
      "more", "10.0.0.0/24+fd00::/64", "ranges", "invalid range set 0: mixed address families"),
    Vector("more", "", "ranges", "no IP ranges specified"),
    Vector("more", "::/0", "available", "340282366920938463463374607431768211454"),
    Vector("more", "10.0.0.0/25", "available", "125"),
    Vector("more", "10.0.0.0/26", "available", "61"),
  ]
}
