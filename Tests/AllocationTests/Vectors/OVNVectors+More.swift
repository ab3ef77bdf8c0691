import TestSupport

extension OVNVectors {
  /// The allocator's rules in the cases around the rows.
  static let more: [Vector] = [
    // OpenShift's defaults: every octet's first subnet before the second.
    Vector(
      "more", "10.128.0.0/14/23", "next a; next b; next c; next d; next e; next f; count",
      "10.128.0.0/23; 10.129.0.0/23; 10.130.0.0/23; 10.131.0.0/23; 10.128.2.0/23; "
        + "10.129.2.0/23; 512"),
    Vector(
      "more", "10.128.0.0/14/23", "take 512; next test",
      "10.128.0.0/23 10.129.0.0/23 ... 10.131.254.0/23; no subnets available"),
    Vector(
      "more", "10.1.0.0/16/22", "count; take 64; steps 22; next test",
      "64; 10.1.0.0/22 10.1.4.0/22 ... 10.1.252.0/22; yes; no subnets available"),
    Vector(
      "more", "10.1.0.0/16/26", "count; take 256; take 256 256; next 512",
      "1024; 10.1.0.0/26 10.1.1.0/26 ... 10.1.255.0/26; "
        + "10.1.0.64/26 10.1.1.64/26 ... 10.1.255.64/26; 10.1.0.128/26"),
    Vector(
      "more", "fd01::/48/64", "count; take 256; cursor 65535; next a; next b",
      "65536; fd01:0:0:1::/64 fd01:0:0:2::/64 ... fd01:0:0:100::/64; moved; "
        + "fd01:0:0:ffff::/64; fd01:0:0:101::/64"),
    Vector(
      "more", "fd01::/48/84", "count; take 255; next a; cursor 16777215; next b; next c",
      "68719476736; fd01::1000:0:0/84 fd01::2000:0:0/84 ... fd01::f:f000:0:0/84; "
        + "fd01::10:0:0:0/84; moved; fd01::f:ffff:f000:0:0/84; fd01::10:1000:0:0/84"),
    Vector(
      "more", "fd01::/64/64", "next a; next a2", "fd01::/64; no subnets available"),
    Vector(
      "more", "10.1.0.0/16/14", "count",
      "subnet capacity cannot be larger than number of networks available"),
    Vector("more", "10.1.0.0/16/32", "count", "host capacity cannot be zero"),
    Vector("more", "fd01::/64/128", "count", "host capacity cannot be zero"),
    Vector(
      "more", "10.1.0.0/16/18",
      "take 4; next test; release 2 10.1.128.0/18; mark 2 10.1.128.0/18; mark 2 10.1.128.0/18; "
        + "next test; mark test 10.2.3.0/24",
      "10.1.0.0/18 10.1.64.0/18 ... 10.1.192.0/18; no subnets available; released; marked; "
        + "marked; no subnets available; network 10.2.3.0/24 does not belong to any known range"),
    Vector(
      "more", "10.1.0.0/16/18",
      "take 4; release 2 10.1.128.0/18; mark thief 10.1.128.0/18 10.1.192.0/18; "
        + "mark blah 10.1.128.0/18; release blah 10.1.128.0/18; release 3 10.1.192.0/18; "
        + "mark thief 10.1.128.0/18 10.1.192.0/18; usage",
      "10.1.0.0/18 10.1.64.0/18 ... 10.1.192.0/18; released; "
        + "network 10.1.192.0/18 already owned by 3; marked; released; released; marked; 4"),
    Vector(
      "more", "10.1.0.0/16/18", "next a; release thief 10.1.0.0/18; mark thief 10.1.0.0/18",
      "10.1.0.0/18; network 10.1.0.0/18 already owned by a; "
        + "network 10.1.0.0/18 already owned by a"),
    Vector(
      "more", "10.1.0.0/16/18",
      "take 4; next test; release 2 10.1.128.0/18; next test; next extra",
      "10.1.0.0/18 10.1.64.0/18 ... 10.1.192.0/18; no subnets available; released; "
        + "10.1.128.0/18; no subnets available"),
    Vector(
      "more", "10.1.0.0/16/18 10.2.0.0/16/18",
      "take 8; next test; release 2 10.1.128.0/18; release 6 10.2.128.0/18; next a; next b; "
        + "next test",
      "10.1.0.0/18 10.1.64.0/18 ... 10.2.192.0/18; no subnets available; released; released; "
        + "10.1.128.0/18; 10.2.128.0/18; no subnets available"),
    // A family that is used up gives the other one back.
    Vector(
      "more", "10.1.0.0/16/18 fd01::/63/64", "take 2; next c; usage",
      "10.1.0.0/18 fd01::/64 10.1.64.0/18 fd01:0:0:1::/64; no subnets available; 4"),
    Vector(
      "more", "10.1.0.0/16/18 fd01::/63/64",
      "ensure a 10.1.64.0/18; ensure b 10.1.64.0/18 10.9.0.0/18; ensure c; usage",
      "10.1.64.0/18 fd01::/64; 10.1.0.0/18 fd01:0:0:1::/64; "
        + "error allocating network for node c: no subnets available; 4"),
    // A subnet of another size is noted, and its addresses are given all the same.
    Vector(
      "more", "10.1.0.0/16/18", "mark old 10.1.0.0/24; next a; usage",
      "marked; 10.1.0.0/18; 2"),
    Vector("more", "10.128.0.0/14/28", "documented; pods", "14; 12"),
    Vector("more", "fd01::/48/64", "pods", "65533"),
    Vector("more", "fd01::/100/120", "pods", "253"),
  ]

  /// The operator's rules in the cases around the rows.
  static let moreOfOperator: [Vector] = [
    Vector(
      "more", "cluster=10.128.0.0/14/23 service=172.30.0.0/16", "validate; start", "ok; ok"),
    Vector(
      "more", "cluster=10.0.0.0/22/24 service=123q", "validate",
      "could not parse spec.serviceNetwork 123q: invalid CIDR address: 123q"),
    Vector(
      "more", "cluster=10.0.0.0/22/24 service=", "validate",
      "spec.serviceNetwork must have at least 1 entry"),
    Vector(
      "more", "cluster= service=192.168.0.0/20", "validate",
      "spec.clusterNetwork must have at least 1 entry"),
    Vector(
      "more", "cluster=1234fz/24 service=192.168.0.0/20", "validate",
      "could not parse spec.clusterNetwork 1234fz"),
    Vector(
      "more", "cluster=192.168.2.0/23/24 service=192.168.0.0/20", "validate",
      "CIDRs 192.168.0.0/20 and 192.168.2.0/23 overlap"),
    Vector(
      "more", "cluster=10.0.0.0/22/31 service=192.168.0.0/20", "validate",
      "hostPrefix 31 is too small, must be a /30 or larger"),
    Vector(
      "more", "cluster=10.0.0.0/22/24 service=192.168.0.0/20,192.168.128.0/20,fd02::/112",
      "validate", "spec.serviceNetwork must contain at most one IPv4 and one IPv6 network"),
    Vector(
      "more", "cluster=10.0.0.0/22/24,fd01::/48/64 service=192.168.0.0/20", "validate",
      bothOrNeither),
    Vector("more", "cluster=10.0.0.0/22/24 service=fd02::/112", "validate", bothOrNeither),
    Vector(
      "more", "cluster=10.0.0.0/22/24,fd01::/48/64 service=192.168.0.0/20,fd02::/112",
      "validate; start", "ok; ok"),
    Vector(
      "more", "cluster=fd01::/48/60 service=fd02::/112", "validate; start",
      "ok; IPv6 only supports /64 host subnets"),
    Vector(
      "more", "cluster=10.0.0.0/24/24 service=192.168.0.0/20", "validate; start",
      "ok; cannot use a host subnet length mask shorter than or equal to the cluster subnet mask. "
        + "host subnet length: 24, cluster subnet length: 24"),
    Vector(
      "more", "cluster=100.64.0.0/15/24 service=192.168.0.0/20", "start",
      "illegal network configuration: cluster subnet \"100.64.0.0/15\" overlaps built-in join "
        + "subnet \"100.64.0.0/16\""),
    Vector(
      "more", "cluster=10.0.0.0/22/24 service=192.168.0.0/20",
      "change 10.0.0.0/20/24; change 10.0.0.0/23/24; change 10.0.0.0/22/25; change 10.0.4.0/22/24; "
        + "change 10.0.0.0/22/24,10.2.0.0/22/24",
      "ok; reducing IP range with a larger CIDR mask for clusterNetwork CIDR is unsupported; "
        + "modifying a clusterNetwork's hostPrefix value is unsupported; "
        + "modifying IP network value for clusterNetwork CIDR is unsupported; "
        + "adding/removing clusterNetwork entries of the same type is not supported"),
  ]
}
