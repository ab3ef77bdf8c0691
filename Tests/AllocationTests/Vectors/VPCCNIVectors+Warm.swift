import TestSupport

extension VPCCNIVectors {
  /// The project's two published tables, whole.
  ///
  /// `hold [prefix] [eni=N] [ip=N] [min=N] [prefixes=N] pods=N`: what a node holds at rest, as
  /// interfaces, addresses or prefixes attached, addresses unused, and what each interface holds.
  static let warm: [Vector] = [
    Vector("more", "t3.small 3x4", "hold eni=1 pods=0", "1, 3, 3: 3"),
    Vector("AWS-095", "t3.small 3x4", "hold eni=1 pods=5", "3, 9, 4: 3+3+3"),
    Vector("AWS-096", "t3.small 3x4", "hold eni=1 pods=9", "3, 9, 0: 3+3+3"),
    Vector("AWS-097", "t3.small 3x4", "hold ip=1 min=1 pods=0", "1, 1, 1: 1"),
    Vector("more", "t3.small 3x4", "hold ip=1 min=1 pods=5", "2, 6, 1: 3+3"),
    Vector("AWS-099", "t3.small 3x4", "hold ip=1 min=1 pods=9", "3, 9, 0: 3+3+3"),
    // Printed as "2,3": the first interface is filled before another is attached.
    Vector("more", "t3.small 3x4", "hold ip=2 min=5 pods=0", "2, 5, 5: 3+2"),
    Vector("AWS-101", "t3.small 3x4", "hold ip=2 min=5 pods=5", "3, 7, 2: 3+3+1"),
    Vector("AWS-102", "t3.small 3x4", "hold ip=2 min=5 pods=9", "3, 9, 0: 3+3+3"),
    Vector("more", "p3dn.24xlarge 15x50", "hold eni=1 pods=0", "1, 49, 49: 49"),
    Vector("AWS-104", "p3dn.24xlarge 15x50", "hold eni=1 pods=3", "2, 98, 95: 49+49"),
    Vector("AWS-105", "p3dn.24xlarge 15x50", "hold eni=1 pods=95", "3, 147, 52: 49+49+49"),
    Vector("more", "p3dn.24xlarge 15x50", "hold ip=5 min=10 pods=0", "1, 10, 10: 10"),
    Vector("more", "p3dn.24xlarge 15x50", "hold ip=5 min=10 pods=7", "1, 12, 5: 12"),
    Vector("AWS-108", "p3dn.24xlarge 15x50", "hold ip=5 min=10 pods=15", "1, 20, 5: 20"),
    Vector("more", "p3dn.24xlarge 15x50", "hold ip=5 min=10 pods=45", "2, 50, 5: 49+1"),
    Vector("more", "t3.small 3x4", "hold prefix prefixes=1 pods=0", "1, 1, 16: 1"),
    Vector("AWS-111", "t3.small 3x4", "hold prefix prefixes=1 pods=5", "1, 2, 27: 2"),
    Vector("more", "t3.small 3x4", "hold prefix prefixes=1 pods=16", "1, 2, 16: 2"),
    Vector("more", "t3.small 3x4", "hold prefix prefixes=1 pods=17", "1, 3, 31: 3"),
    Vector("AWS-114", "t3.small 3x4", "hold prefix prefixes=1 pods=58", "2, 5, 22: 3+2"),
    Vector("more", "t3.small 3x4", "hold prefix ip=1 min=1 pods=0", "1, 1, 16: 1"),
    Vector("more", "t3.small 3x4", "hold prefix ip=1 min=1 pods=5", "1, 1, 11: 1"),
    Vector("AWS-117", "t3.small 3x4", "hold prefix ip=1 min=1 pods=17", "1, 2, 15: 2"),
    Vector("AWS-118", "t3.small 3x4", "hold prefix ip=1 min=1 pods=58", "2, 4, 6: 3+1"),
    // Printed: 1 prefix, 16 unused, yet "2" an interface; a minimum of 20 takes two prefixes.
    Vector("AWS-119", "t3.small 3x4", "hold prefix ip=7 min=20 pods=0", "1, 2, 32: 2"),
    Vector("AWS-120", "t3.small 3x4", "hold prefix ip=7 min=20 pods=5", "1, 2, 27: 2"),
    Vector("more", "t3.small 3x4", "hold prefix ip=7 min=20 pods=17", "1, 2, 15: 2"),
    Vector("more", "t3.small 3x4", "hold prefix ip=7 min=20 pods=58", "2, 5, 22: 3+2"),
    Vector("AWS-123", "p3dn.24xlarge 15x50", "hold prefix prefixes=1 pods=0", "1, 1, 16: 1"),
    // Printed: 2 interfaces, although "2,0" are on them: the code attaches none that stays empty.
    Vector("AWS-124", "p3dn.24xlarge 15x50", "hold prefix prefixes=1 pods=3", "1, 2, 29: 2"),
    // Printed: 3 interfaces, with "7,0,0" on them.
    Vector("AWS-125", "p3dn.24xlarge 15x50", "hold prefix prefixes=1 pods=95", "1, 7, 17: 7"),
    Vector("more", "p3dn.24xlarge 15x50", "hold prefix ip=5 min=10 pods=0", "1, 1, 16: 1"),
    Vector("AWS-127", "p3dn.24xlarge 15x50", "hold prefix ip=5 min=10 pods=7", "1, 1, 9: 1"),
    Vector("AWS-128", "p3dn.24xlarge 15x50", "hold prefix ip=5 min=10 pods=15", "1, 2, 17: 2"),
    // Printed: 2 interfaces, with "4,0" on them.
    Vector("AWS-129", "p3dn.24xlarge 15x50", "hold prefix ip=5 min=10 pods=45", "1, 4, 19: 4"),
    Vector("AWS-151", "m5.4xlarge 8x30", "hold ip=2 min=30 pods=30", "2, 32, 2: 29+3"),
    // The EKS guide's example: three nodes and nothing but CoreDNS on two of them.
    Vector("more", "c5.large 3x10", "nodes eni=1 pods=1,1,0", "50 taken, 43 warm"),
    // The pool stops growing when it holds the kubelet's limit of addresses.
    Vector("more", "t3.small 3x4", "hold eni=1 pods=4 max-pods=6", "2, 6, 2: 3+3"),
    Vector(
      "more", "t3.small 3x4", "hold eni=0 pods=0; hold eni=0 pods=4", "1, 3, 3: 3; 2, 6, 2: 3+3"),
    Vector("more", "t3.small 3x4", "hold eni=1 pods=0 custom", "2, 3, 3: 0+3"),
  ]

  /// `state` and `low` ask about a pool of `attached/used` addresses, or prefixes x used addresses.
  static let pool: [Vector] = [
    Vector("AWS-130", "0/0", "state ip=5", "short 5 over 0"),
    Vector("AWS-132", "5/0", "state ip=5", "short 0 over 0"),
    Vector("AWS-133", "0x0", "state ip=5", "short 1 over 0"),
    Vector("AWS-135", "2x0", "state ip=5", "short 0 over 1"),
    Vector("AWS-139", "3/1", "low slots=3 eni=1", "too low"),
    Vector("AWS-141", "3/3", "low slots=3 eni=1", "too low"),
    Vector("AWS-142", "3/3", "low slots=3 eni=0", "too low"),
    Vector("AWS-143", "3/3", "low slots=3 eni=0 ip=5 max-pods=3", "not too low"),
    Vector("AWS-144", "0x0", "low slots=16 prefixes=1", "too low"),
    Vector("AWS-147", "1x1", "low slots=16 prefixes=1", "too low"),
    Vector("more", "2/0", "state ip=5", "short 3 over 0"),
    Vector("more", "1x0", "state ip=5", "short 0 over 0"),
    Vector("more", "0/0", "low slots=14 eni=1; low slots=14 eni=0", "too low; too low"),
    Vector("more", "0/0", "low slots=14 eni=0 ip=3", "too low"),
    Vector("more", "3/0", "low slots=3 eni=1 ip=1", "not too low"),
    Vector("more", "3/1", "low slots=3 eni=0", "not too low"),
    Vector("more", "0x0", "low slots=16 prefixes=0", "too low"),
    Vector("more", "1x0", "low slots=16 prefixes=1", "not too low"),
    Vector("more", "1x1", "low slots=16 prefixes=0", "not too low"),
    Vector(
      "more", "1x3",
      "low slots=16 prefixes=1; low slots=16 prefixes=0; "
        + "low slots=16 prefixes=1 max-pods=4",
      "too low; not too low; not too low"),
    Vector(
      "more", "20/3", "state ip=5; state ip=5 min=10; state min=18",
      "short 0 over 12; short 0 over 10; short 0 over 2"),
    // One address used and a warm target of 16: 15 are free, yet the second prefix is needed.
    Vector("more", "2x1", "state ip=16; state ip=15", "short 0 over 0; short 0 over 1"),
  ]

  /// `spread LENGTH` leaves one free address in each /28 of a subnet; the sheet is the guide's.
  static let subnets: [Vector] = [
    Vector(
      "AWS-153", "10.0.0.0/24", "spread; free; prefix; address",
      "ok; 16; InsufficientCidrBlocks: There are not enough free cidr blocks in the specified "
        + "subnet to satisfy the request.; ok"),
    Vector("AWS-155", "10.0.0.0/23", "sheet available; free", "510; 507"),
    Vector("AWS-157", "10.0.0.0/23", "sheet c5.2xlarge", "3 interfaces (1 warm), 47 addresses"),
    Vector(
      "AWS-158", "10.0.0.0/23", "sheet warm=1; sheet warm=0",
      "351 used, 159 left, 230 pods; 276 used, 234 left, 230 pods"),
    // What ipamd makes of the sheet's row: 14 and not 15 pods an interface, and a whole one warm.
    Vector("more", "c5.2xlarge 4x15", "nodes eni=1 pods=30", "60 taken, 26 warm"),
    Vector("more", "10.0.0.0/28", "free", "11"),
    Vector("more", "10.0.0.0/24", "one-each; free; prefix", "ok; 235; \(noBlocks)"),
    Vector("more", "10.0.0.0/28", "prefix; fill; address", "\(noBlocks); 11; \(noAddresses)"),
    Vector("more", "10.0.0.0/27", "prefix", "\(noBlocks)"),
    Vector("more", "10.0.0.0/26", "prefixes; fill; prefix", "2; 27; \(noBlocks)"),
    Vector(
      "more", "10.0.0.0/24", "reserve 10.0.0.128/25; fill; prefixes; prefix",
      "ok; 124; 7; \(noBlocks)"),
    Vector(
      "more", "10.0.0.0/29", "free", "InvalidSubnet.Range: The CIDR '10.0.0.0/29' is invalid."),
    Vector(
      "more", "10.0.0.0/15", "free", "InvalidSubnet.Range: The CIDR '10.0.0.0/15' is invalid."),
    Vector("more", "fd00::/64", "free; prefix", "65534; ok"),
  ]

  private static let noBlocks =
    "InsufficientCidrBlocks: There are not enough free cidr blocks in the specified subnet to "
    + "satisfy the request."
  private static let noAddresses =
    "InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free addresses to "
    + "satisfy the request."
}
