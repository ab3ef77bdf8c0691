import TestSupport

extension CalicoVectors {
  /// Rules read in the code and in its tests beyond the reference table.
  static let more: [Vector] = [
    Vector(
      "more", "10.0.0.0/26", "pick h 10.0.0.5; pick h 10.0.0.5; pick h 10.1.0.5",
      "ok; resource already exists: 10.0.0.5 with error: Address already assigned in block; "
        + "The provided IP address is not in a configured pool"),
    Vector(
      "more", "10.0.0.0/26 strict", "pick host-a 10.0.0.5; pick host-b 10.0.0.6",
      "ok; Block host affinity does not match"),
    Vector(
      "more", "10.0.0.0/26", "pick host-a 10.0.0.5; pick host-b 10.0.0.6; source host-b",
      "ok; ok; borrowed"),
    // Without an address in use the block goes with the affinity; else it stays without a host.
    Vector(
      "more", "10.0.0.0/26",
      "pick h 10.0.0.5; let-go h; owner 10.0.0.0/26; release 10.0.0.5; owner 10.0.0.0/26",
      "ok; block '10.0.0.0/26' is not empty; h; ok; h"),
    Vector(
      "more", "10.0.0.0/26",
      "pick h 10.0.0.5; drop h; owner 10.0.0.0/26; source g; release 10.0.0.5 10.0.0.0; "
        + "owner 10.0.0.0/26; source g",
      "ok; ok; nobody; borrowed; ok; no block; own"),
    Vector(
      "more", "10.0.0.0/26 strict",
      "pick h 10.0.0.5; configure; drop h; configure strict; pick g 10.0.0.6",
      "ok; ok; ok; ok; Attempt to assign from block 10.0.0.0/26 with no affinity"),
    // A claim that was begun is finished; one on another's block is dropped.
    Vector(
      "more", "10.0.0.0/24", "begin h 10.0.0.64/26; own h; assign h; own h",
      "ok; 10.0.0.64/26 (pending); 10.0.0.64; 10.0.0.64/26"),
    Vector(
      "more", "10.0.0.0/25", "pick g 10.0.0.64; begin h 10.0.0.64/26; assign h; own h",
      "ok; ok; 10.0.0.0; 10.0.0.0/26"),
    // The API server lists 10.0.0.128 before 10.0.0.64, and a host uses its blocks in that order.
    Vector(
      "more", "10.0.0.0/24", "claim h 10.0.0.0/24; own h; assign h 65; owned h",
      "4 claimed, 0 failed; 10.0.0.0/26 10.0.0.128/26 10.0.0.192/26 10.0.0.64/26; 65; 4"),
    Vector(
      "more", "10.0.0.0/24", "claim h 10.0.0.64/26; claim h 10.0.0.128/26; assign h",
      "1 claimed, 0 failed; 1 claimed, 0 failed; 10.0.0.128"),
    Vector(
      "more", "10.0.0.0/24", "claim h 10.1.0.0/24; claim h 10.0.0.0/27",
      "The requested CIDR (10.1.0.0/24) is not within any configured pools.; "
        + "The requested CIDR (10.0.0.0/27) is smaller than the minimum."),
    // Strict and manual: a host has what it was given and no more.
    Vector(
      "more", "10.0.0.0/24 strict manual", "assign h; claim h 10.0.0.64/26; assign h 65",
      "failed to find or claim a block; 1 claimed, 0 failed; "
        + "64 and failed to find or claim a block"),
    // Cool-down: released addresses come back at the tail, in the order of addresses.
    Vector(
      "more", "10.0.0.0/30=30 cooldown=60",
      "assign h 4; release 10.0.0.2; wait 30; release 10.0.0.1; count h 1; wait 30; assign h; "
        + "wait 30; assign h; count h 1",
      "4; ok; ok; 0; 10.0.0.2; 10.0.0.1; 0"),
    Vector(
      "more", "10.0.0.0/30=30 cooldown=60",
      "assign h 4; release 10.0.0.2; wait 1; release 10.0.0.1; wait 60; assign h; assign h",
      "4; ok; ok; 10.0.0.1; 10.0.0.2"),
    Vector("more", "10.0.0.0/26", "release 10.0.0.1 10.9.0.1", "not assigned: 10.0.0.1 10.9.0.1"),
    // Reservations: whole blocks are passed over, single addresses skipped where they lie.
    Vector(
      "more", "10.0.0.0/24 reserved=10.0.0.64/26", "assign h 256; use",
      "192 and failed to request IPv4 addresses: Assigned 192 out of 256 requested IPv4 addresses, "
        + "No IPs available in pools: [10.0.0.0/24]; 256 192 64 0"),
    Vector(
      "more", "10.0.0.0/26 reserved=10.0.0.0/31", "assign h; pick h 10.0.0.0; count h 63",
      "10.0.0.2; ok; 61"),
    Vector(
      "more", "fd00::/48 reserved=fd00::/49 reserved=fd00:0:0:8000::/49", "assign h v6",
      "failed to request IPv6 addresses: Assigned 0 out of 1 requested IPv6 addresses, "
        + "No IPs available in pools: [fd00::/48]"),
    // Pools: by name, of one family, as large as a block at the least.
    Vector("more", "10.0.0.0/24", "assign h v6", "cannot find a qualified ippool"),
    Vector(
      "more", "10.0.0.0/24", "from h 10.7.0.0/24",
      "the given pool (10.7.0.0/24) does not exist, or is not enabled"),
    Vector("more", "10.0.0.0/24=30", "assign w windows", "cannot find a qualified ippool"),
    Vector("more", "10.0.0.0/24=29", "count w 4 windows", "4"),
    Vector(
      "more", "10.0.0.0/24",
      "pool 10.0.0.0/25 26; pool 169.254.4.0/24 26; pool fe80::/64 122; "
        + "pool fd00::/64 115; pool fd00::/64 128",
      "error with field IPPool.Spec.CIDR = '10.0.0.0/25' (IPPool(new) CIDR overlaps with "
        + "IPPool(pool-0) CIDR 10.0.0.0/24); "
        + "IPPool CIDR overlaps with IPv4 link local range 169.254.0.0/16; "
        + "IPPool CIDR overlaps with IPv6 link local range fe80::/10; "
        + "blockSize must be between 20 and 32 for IPv4 pools, and between 116 and 128 for IPv6 "
        + "pools; ok"),
    Vector(
      "more", "10.0.0.0/24",
      "pick h 10.0.0.5; remove 10.0.0.0/24; owner 10.0.0.0/26; "
        + "pool 10.0.0.0/24 28; pool 10.0.0.0/24 26; release 10.0.0.5; owner 10.0.0.0/26",
      "ok; ok; nobody; error with field IPPool.Spec.BlockSize = '28' (IPPool blocksSize conflicts "
        + "with existing allocations that use a different blockSize); ok; ok; no block"),
    // The collector: only what stays empty for more than 15 minutes beside another block.
    Vector(
      "more", "10.0.0.0/24",
      "assign h 65; return-block h; look; wait 900; look; owned h; wait 1; "
        + "look; owned h; wait 9999; look; owned h",
      "65; ok; ok; ok; 2; ok; 1; ok; 1"),
    Vector(
      "more", "10.0.0.0/24", "assign h; gone h; look; own h; return h; look; own h",
      "10.0.0.192; ok; ok; 10.0.0.192/26; ok; ok; nothing"),
    Vector(
      "more", "10.0.0.0/25",
      "hosts 2; source g; return-all; gone node-1; gone node-2; look; blocks-left",
      "2 own; borrowed; ok; ok; ok; ok; 1"),
    Vector(
      "more", "10.0.0.0/24=32", "assign a 20; assign a; owned a",
      "20; cannot allocate new block due to per host block limit; 20"),
  ]
}
