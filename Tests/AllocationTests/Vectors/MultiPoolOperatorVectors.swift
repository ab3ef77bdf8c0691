import Addressing
import Allocation
import TestSupport

/// Cilium's multi-pool operator: `pkg/ipam/allocator/multipool/{pool_allocator,pool}.go` and their
/// unit tests at 1.19.
enum MultiPoolOperatorVectors {
  /// Given are pools as `NAME v4=CIDR,CIDR/MASK v6=...`, separated by bars; `early` before the restore
  /// is finished.
  ///
  /// Words: `count CIDR`, `restored`, `node NAME [has=POOL:CIDR,CIDR]... [wants=POOL:V4/V6]...` (its
  /// object comes before the operator, which answers what it has and, after `!`, what failed; `has=*`:
  /// what it was given last), `has NAME`, `delete NAME`, `pool NAME v4=... v6=...` (added or changed),
  /// `drop POOL`, `free POOL`.
  static let table: [Vector] =
    [
      Vector("MO-02", "", "count 10.0.0.0/30", "2"),
      Vector("MO-03", "", "count 10.0.0.0/31", "2"),
      Vector("MO-04", "", "count 10.0.0.0/32", "1"),
      Vector(
        "more", "", "count 10.0.0.0/24; count fd00::/64; count ::/0",
        "254; 18446744073709551614; 340282366920938463463374607431768211454"),
    ] + sequence + changes + orphans

  private static let twoFamilies =
    "default v4=10.100.0.0/16,10.200.0.0/16/24 v6=fd00:100::/80,fc00:100::/80/96"

  private static let sequence: [Vector] = [
    Vector(
      "MO-06", "early | \(twoFamilies)", "\(restored); node n2 wants=default:10/10",
      "\(early); ok; default: 10.100.0.0/24 fd00:100::/96"),
    Vector(
      "MO-07", "early | \(twoFamilies)",
      "\(restored); node n2 wants=default:10/10; node n3 has=default:10.100.10.0/24",
      "\(early); ok; default: 10.100.0.0/24 fd00:100::/96; "
        + "nothing ! unable to reuse from pool default: cidr 10.100.10.0/24 has already been "
        + "allocated"),
    Vector(
      "MO-08", "early | \(twoFamilies)",
      "\(restored); node n2 wants=default:10/10; "
        + "node n1 has=default:10.100.20.0/24,fd00:100::10:0:0/96; "
        + "node n3 has=default:10.100.10.0/24",
      "\(early); ok; default: 10.100.0.0/24 fd00:100::/96; "
        + "default: 10.100.20.0/24 fd00:100::10:0:0/96; default: 10.100.10.0/24"),
    Vector(
      "MO-09", "early | \(twoFamilies)",
      "\(restored); node n2 wants=default:10/10; "
        + "node n1 has=default:10.100.20.0/24,fd00:100::10:0:0/96; "
        + "node n3 has=default:10.100.10.0/24; delete n2; "
        + "node n3 has=default:10.100.10.0/24,10.100.0.0/24; "
        + "node n1 has=default:10.100.20.0/24,fd00:100::10:0:0/96 wants=default:300/0",
      "\(early); ok; default: 10.100.0.0/24 fd00:100::/96; "
        + "default: 10.100.20.0/24 fd00:100::10:0:0/96; default: 10.100.10.0/24; ok; "
        + "default: 10.100.0.0/24 10.100.10.0/24; "
        + "default: 10.100.1.0/24 10.100.20.0/24 fd00:100::10:0:0/96"),
    Vector(
      "MO-12", "ipv4-only v4=10.0.0.0/16/24 | ipv4-only-same-cidr v4=10.0.0.0/16/24",
      "node n1 wants=ipv4-only:10/10 wants=ipv4-only-same-cidr:10/0",
      "ipv4-only: 10.0.0.0/24 + ipv4-only-same-cidr: 10.0.0.0/24 ! failed to allocate ipv6 "
        + "address for node \"n1\" from pool \"ipv4-only\": pool empty"),
    Vector(
      "MO-17", "p v4=10.0.0.0/16/24",
      "node n wants=p:8/0; node n has=* wants=p:248/0; node n has=* wants=p:256/0",
      "p: 10.0.0.0/24; p: 10.0.0.0/24; p: 10.0.0.0/24 10.0.1.0/24"),
    Vector(
      "MO-18", "p v4=10.2.0.0/27/28", "node n wants=p:40/0",
      "p: 10.2.0.0/28 10.2.0.16/28 ! failed to allocate ipv4 address for node \"n\" from pool "
        + "\"p\": pool empty"),
    Vector(
      "MO-20", "q v4=10.2.0.0/27/28", "node n has=q:10.3.0.0/28",
      "nothing ! unable to reuse from pool q: cidr 10.3.0.0/28 is not part of the requested pool"),
    // A node that lists another's block is told so and gets one of its own.
    Vector(
      "more", "p v4=10.0.0.0/16/24",
      "node a wants=p:8/0; node b has=p:10.0.0.0/24 wants=p:8/0",
      "p: 10.0.0.0/24; p: 10.0.1.0/24 ! unable to reuse from pool p: cidr 10.0.0.0/24 has already "
        + "been allocated"),
    // Blocks are given next-fit, a full element gives way to the next, and texts sort before numbers.
    Vector(
      "more", "p v4=10.0.0.0/23,10.1.0.0/24/24",
      "node a wants=p:8/0; node a; node a wants=p:8/0; node b wants=p:300/0; node c wants=p:8/0",
      "p: 10.0.0.0/24; nothing; p: 10.0.1.0/24; p: 10.0.0.0/24 10.1.0.0/24; "
        + "nothing ! failed to allocate ipv4 address for node \"c\" from pool \"p\": pool empty"),
    Vector(
      "more", "p v4=10.0.0.0/16/24", "node a wants=p:2900/0",
      "p: 10.0.0.0/24 10.0.1.0/24 10.0.10.0/24 10.0.11.0/24 10.0.2.0/24 10.0.3.0/24 10.0.4.0/24 "
        + "10.0.5.0/24 10.0.6.0/24 10.0.7.0/24 10.0.8.0/24 10.0.9.0/24"),
    Vector(
      "more", "p v4=10.0.0.0/16/24", "node n wants=mars:8/0",
      "nothing ! failed to allocate ipv4 address for node \"n\" from pool \"mars\": cannot allocate "
        + "from non-existing pool: mars"),
    // Without a free block there is nothing to take over either: full is looked at first.
    Vector(
      "more", "p v4=10.0.0.0/24/24", "node a wants=p:8/0; node b has=p:10.0.0.0/24",
      "p: 10.0.0.0/24; nothing ! unable to reuse from pool p: pool empty"),
  ]

  private static let restored =
    "node n1 has=default:10.100.20.0/24,10.100.10.0/24,fd00:100::10:0:0/96; "
    + "node n2 wants=default:10/10; restored"
  private static let early =
    "default: 10.100.10.0/24 10.100.20.0/24 fd00:100::10:0:0/96 ! allocator not ready; "
    + "nothing ! allocator not ready"

  private static let changes: [Vector] = [
    Vector(
      "MO-15", "p v4=10.0.0.0/16/24", "pool p v4=10.0.0.0/16,10.0.0.0/23/24; free p", "ok; 258"),
    Vector(
      "more", "", "pool p v4=10.0.0.0/16,10.0.0.0/23/24; free p",
      "requested CIDR 10.0.0.0/23 collides with clusterCIDR: 10.0.0.0/16, nodeMask: 24; no pool"),
    Vector(
      "more", "mars v4=10.0.0.0/16/24", "pool mars v4=10.0.0.0/16/25; free mars",
      "cannot change IPv4 mask size in existing pool \"mars\"; 256"),
    // A section that is missing counts as mask 0: it can neither come nor go.
    Vector(
      "more", "mars v4=10.0.0.0/16/24",
      "pool mars v4=10.0.0.0/16/24 v6=fd00::/96/112; pool mars v6=fd00::/96/112",
      "cannot change IPv6 mask size in existing pool \"mars\"; "
        + "cannot change IPv4 mask size in existing pool \"mars\""),
    Vector(
      "more", "", "pool p v6=fd00::/64/81; pool p v4=10.0.0.0/16/33",
      "New CIDR set failed, the node CIDR size is too big; SubNetMask is invalid, should be lower "
        + "or equal to 32 for IPv4 and to 128 for IPv6"
    ),
    Vector(
      "more", "", "drop p", "pool \"p\" requested for deletion doesn't exist"),
  ]
}
