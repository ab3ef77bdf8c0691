import Addressing
import Allocation
import TestSupport

/// Cilium's agent on one node: `pkg/ipam/service/ipallocator/allocator.go`,
/// `pkg/ipam/service/allocator/bitmap.go`, `pkg/ipam/{hostscope,allocator,ipam}.go` at 1.19.
enum AgentVectors {
  /// Given are the node's blocks.
  ///
  /// Words: `first`, `usable`, `size`, `free`, `allocate IP [OWNER]
  /// [pool=P]`, `next [FAMILY] [from=N]`, `both`, `release IP`, `fill`, `odds`, `status`, `dump`,
  /// `exclude IP OWNER`, `timer IP MS`, `stop IP TOKEN`, `wait MS`, `owner IP`.
  static let addresses: [Vector] = [
    Vector("IA-03", "192.168.0.1/32", "first; usable", "192.168.0.1; 1"),
    Vector("IA-04", "2001:db8::1/64", "first; usable", "2001:db8::1; 65534"),
    Vector("IA-06", "2001:db8::1/127", "first; usable", "2001:db8::; 2"),
    Vector("IA-08", "192.168.0.0/27", "size", "32"),
    Vector("IA-10", "2001:db8::/64", "size", "65536"),
    Vector("IA-11", "2001:db8::/120", "size", "256"),
    Vector("IA-12", "2001:db8::/128", "size", "1"),
    Vector("IA-14", "10.0.0.0/22", "free", "1022"),
    Vector("IA-16", "10.0.0.0/24", "free", "254"),
    Vector("IA-17", "10.0.0.0/25", "free", "126"),
    Vector("IA-18", "10.0.0.0/26", "free", "62"),
    Vector("IA-19", "10.0.0.0/27", "free", "30"),
    Vector("IA-20", "10.0.0.0/28", "free", "14"),
    Vector("IA-22", "10.0.0.0/30", "free", "2"),
    Vector("IA-23", "10.0.0.0/31", "free", "2"),
    Vector("IA-27", "fd00::/112", "free", "65534"),
    Vector("IA-28", "fd00::/113", "free", "32766"),
    Vector("IA-30", "fd00::/124", "free", "14"),
    Vector("IA-33", "10.0.0.0/24", "allocate 10.0.0.0", "\(notValid) 10.0.0.0/24"),
    Vector("IA-35", "10.0.0.0/24", "allocate 10.0.1.1", "\(notValid) 10.0.0.0/24"),
    Vector(
      "IA-36", "10.0.0.0/24",
      "allocate 10.0.0.1; allocate 10.0.0.1; allocate 10.0.0.254; free",
      "ok; provided IP is already allocated; ok; 252"),
    Vector(
      "IA-39", "2001:db8::/64",
      "allocate 2001:db8::fffe; allocate 2001:db8::ffff; allocate 2001:db8::1:0",
      "ok; \(notValid) 2001:db8::/64; \(notValid) 2001:db8::/64"),
    Vector(
      "IA-40", "10.0.0.0/24", "fill; next v4",
      "254 from 10.0.0.1 to 10.0.0.254, not in order; range is full"),
    Vector("IA-41", "10.0.0.0/29", "allocate 10.0.0.2; next v4 from=1", "ok; 10.0.0.3"),
    Vector(
      "IA-42", "10.0.0.0/29", "allocate 10.0.0.5; allocate 10.0.0.6; next v4 from=4",
      "ok; ok; 10.0.0.1"),
    Vector(
      "IA-43", "10.0.0.0/29",
      "allocate 10.0.0.1; allocate 10.0.0.2; allocate 10.0.0.3; odds",
      "ok; ok; ok; 10.0.0.4 4/6, 10.0.0.5 1/6, 10.0.0.6 1/6"),
    Vector("IA-44", "10.0.0.0/24", "release 10.0.0.9; release 192.168.0.1; free", "ok; ok; 254"),
    Vector(
      "IA-45", "10.0.0.0/30", "fill; release 10.0.0.2; next v4",
      "2 from 10.0.0.1 to 10.0.0.2; ok; 10.0.0.2"),
    Vector("more", "192.168.0.0/24", "first; usable; size", "192.168.0.1; 254; 256"),
    Vector("more", "192.168.0.0/31", "first; usable; size", "192.168.0.0; 2; 2"),
    Vector("more", "2001:db8::1/128", "first; usable", "2001:db8::1; 1"),
    Vector("more", "10.0.0.0/1", "size; free", "0; 0"),
    Vector("more", "2000::/1", "size; free", "0; 0"),
    Vector("more", "10.0.0.0/23", "free", "510"),
    Vector("more", "10.0.0.0/29", "free", "6"),
    Vector("more", "10.0.0.0/32", "free", "1"),
    Vector("more", "fd00::/64", "free", "65534"),
    Vector("more", "fd00::/120", "free", "254"),
    Vector("more", "fd00::/126", "free", "2"),
    Vector(
      "more", "10.0.0.0/24", "allocate 10.0.0.255; allocate fd00::1",
      "\(notValid) 10.0.0.0/24; IPv6 allocation disabled"),
    Vector(
      "more", "10.0.0.0/31", "allocate 10.0.0.0; allocate 10.0.0.1; next v4",
      "ok; ok; range is full"),
  ]

  private static let notValid =
    "provided IP is not in the valid range. The range of valid IPs is"

  /// The same words, and `pods` for what a node of a whole cluster serves.
  static let node: [Vector] = [
    Vector("HS-04", "10.0.0.0/26", "pods; pods reserve-ingress=on", "60; 59"),
    Vector("HS-06", "10.0.0.0/28", "pods; pods reserve-ingress=on", "12; 11"),
    Vector("HS-09", "10.0.0.0/31", "agent", "ready, router, health, 0 pods"),
    Vector(
      "HS-13", "10.0.0.5/32", "next v4; status; dump",
      "10.0.0.5; IPv4: 1/0 allocated from 10.0.0.5/32, ; 10.0.0.6"),
    Vector(
      "HS-15", "fd00::/64", "status; usable",
      ", IPv6: 0/18446744073709551614 allocated from fd00::/64; 65534"),
    Vector(
      "HS-17", "10.0.0.0/24", "allocate 10.0.0.7 a pool=; allocate 10.0.0.7 a pool=default",
      "unable to restore IP 10.0.0.7 for \"a\": pool name must be provided; ok"),
    Vector(
      "HS-19", "1.1.1.0/24",
      "allocate 1.1.1.1 foo; timer 1.1.1.1 50; timer 1.1.1.1 50; allocate 1.1.1.1 foo; wait 100; "
        + "allocate 1.1.1.1 foo",
      "ok; 1; expiration timer already registered; provided IP is already allocated; "
        + "released 1.1.1.1; ok"),
    Vector("more", "10.0.0.0/22", "pods; pods reserve-ingress=on", "1020; 1019"),
    Vector("more", "10.0.0.0/24", "pods; pods reserve-ingress=on", "252; 251"),
    Vector("more", "10.0.0.0/27", "pods; pods reserve-ingress=on", "28; 27"),
    Vector("more", "10.0.0.0/29", "pods; pods reserve-ingress=on", "4; 3"),
    Vector(
      "more", "10.0.0.0/30", "agent; agent reserve-ingress=on",
      "ready, router, health, 0 pods; unable to allocate health IPv4: range is full, see "
        + "https://cilium.link/ipam-range-full"),
    Vector(
      "more", "10.0.0.0/32", "agent; agent version=1.16",
      "unable to allocate health IPv4: range is full, see https://cilium.link/ipam-range-full; "
        + "unable to allocate router IP for family ipv4: range is full"),
    Vector(
      "more", "10.0.0.0/31", "agent version=1.16",
      "unable to allocate router IP for family ipv4: range is full"),
    Vector(
      "more", "10.0.0.0/24",
      "allocate 10.0.0.1 router; allocate 10.0.0.2 a; "
        + "allocate 10.0.0.3 b; allocate 10.0.0.4 c; status",
      "ok; ok; ok; ok; IPv4: 4/254 allocated from 10.0.0.0/24,"),
    Vector(
      "more", "10.0.0.0/24 fd00::/120", "both; status",
      "v6 v4; IPv4: 1/254 allocated from 10.0.0.0/24, IPv6: 1/254 allocated from fd00::/120"),
    // The IPv6 address is given back when IPv4 has none.
    Vector(
      "more", "10.0.0.0/32 fd00::/120", "next v4; both; status",
      "10.0.0.0; range is full; IPv4: 1/0 allocated from 10.0.0.0/32, IPv6: 0/254 allocated from "
        + "fd00::/120"),
    Vector(
      "more", "10.0.0.0/31", "allocate 10.0.0.1 a; status; dump",
      "ok; IPv4: 1/0 allocated from 10.0.0.0/31,; 10.0.0.2"),
    Vector(
      "more", "10.0.0.0/24", "allocate 10.0.0.9 default/a; dump; owner 10.0.0.9",
      "ok; 10.0.0.9=default/a; default/a"),
    // An excluded address is burnt by the draw that hits it.
    Vector(
      "more", "10.0.0.0/30",
      "exclude 10.0.0.1 node-ip; allocate 10.0.0.1 a; next v4 from=0; free; owner 10.0.0.1",
      "ok; IP 10.0.0.1 is excluded, owned by node-ip; 10.0.0.2; 0; someone (excluded)"),
    Vector(
      "more", "1.1.1.0/24",
      "allocate 1.1.1.1 foo; timer 1.1.1.1 50; stop 1.1.1.1 9; stop 1.1.1.1 1; wait 100; "
        + "allocate 1.1.1.1 foo; stop 1.1.1.1 1",
      "ok; 1; UUID mismatch, not stopping expiration timer; ok; released nothing; "
        + "provided IP is already allocated; no expiration timer registered"),
    // Releasing stops the timer, and the next allocation may have one of its own.
    Vector(
      "more", "1.1.1.0/24",
      "allocate 1.1.1.1 foo; timer 1.1.1.1 50; release 1.1.1.1; allocate 1.1.1.1 bar; wait 100; "
        + "owner 1.1.1.1; timer 1.1.1.1 50",
      "ok; 1; ok; ok; released nothing; bar; 2"),
    Vector("more", "10.0.0.0/24", "next v6", "ipv6 allocator not available"),
    Vector(
      "more", "10.0.0.0/24", "release fd00::1; release 10.0.0.1 pool=",
      "IPv6 allocation disabled; no IPAM pool provided for IP release of 10.0.0.1"),
  ]
}
