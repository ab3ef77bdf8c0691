import Addressing
import Allocation
import TestSupport

/// OVN-Kubernetes' subnet allocator and its tests at commit 6c366bb, and OpenShift's network
/// operator at commit 2a6a57f.
enum OVNVectors {
  /// Given are cluster networks as `CIDR/HOSTPREFIX`, as OVN-Kubernetes' own flag writes them; for
  /// the operator they follow `cluster=`, service networks `service=`.
  ///
  /// Words: `take N [FIRST]` (that many nodes, named by numbers, get subnets; the first and last are
  /// answered), `next NODE`, `cursor N`, `release NODE SUBNET...`, `mark NODE SUBNET...`,
  /// `ensure NODE SUBNET...`, `usage`, `count`, `documented`, `validate`, `pods`.
  static let table: [Vector] = subnets + operatorRows + more + moreOfOperator

  private static let subnets: [Vector] = [
    Vector(
      "OVN-001", "10.1.0.0/16/24", "take 256; steps 24; next test; usage",
      "10.1.0.0/24 10.1.1.0/24 ... 10.1.255.0/24; yes; no subnets available; 256"),
    Vector(
      "OVN-002", "fd01::/48/64", "next a; take 254; next b",
      "fd01:0:0:1::/64; fd01:0:0:2::/64 fd01:0:0:3::/64 ... fd01:0:0:ff::/64; fd01:0:0:100::/64"),
    Vector(
      "OVN-005", "fd01::/48/60", "next a; next b; next c; count",
      "fd01::/60; fd01:0:0:10::/60; fd01:0:0:20::/60; 4096"),
    Vector(
      "OVN-007", "10.1.0.0/16/26", "take 513; cursor 1023; next a; next b",
      "10.1.0.0/26 10.1.1.0/26 ... 10.1.0.128/26; moved; 10.1.255.192/26; 10.1.1.128/26"),
    Vector(
      "OVN-010", "10.0.0.0/14/22", "take 9; cursor 255; next a; next b",
      "10.0.0.0/22 10.1.0.0/22 ... 10.0.8.0/22; moved; 10.3.252.0/22; 10.1.8.0/22"),
    Vector(
      "OVN-011", "10.1.0.0/16/16", "next a; next b", "10.1.0.0/16; no subnets available"),
    Vector(
      "OVN-017", "10.1.0.0/16/18 10.2.0.0/16/18 fd01::/48/64",
      "take 8; next test; release 2 10.1.128.0/18 fd01:0:0:3::/64; "
        + "release 6 10.2.128.0/18 fd01:0:0:7::/64; next a; next b; next c",
      "10.1.0.0/18 fd01:0:0:1::/64 10.1.64.0/18 fd01:0:0:2::/64 ... 10.2.192.0/18 "
        + "fd01:0:0:8::/64; no subnets available; released; released; "
        + "10.1.128.0/18 fd01:0:0:9::/64; 10.2.128.0/18 fd01:0:0:a::/64; no subnets available"),
    Vector(
      "OVN-018", "10.1.0.0/16/18 fd01::/48/64", "next a; next a",
      "10.1.0.0/18 fd01:0:0:1::/64; 10.1.0.0/18 fd01:0:0:1::/64"),
  ]

  private static let operatorRows: [Vector] = [
    Vector("OVN-021", "10.128.0.0/16/23", "count; documented; pods", "128; 510; 508"),
    Vector(
      "OVN-025", "cluster=10.0.0.0/22/24,10.2.0.0/22/21 service=192.168.0.0/20", "validate",
      "hostPrefix 21 is larger than its cidr 10.2.0.0/22"),
    Vector(
      "OVN-026", "cluster=10.0.0.0/22/24,10.2.0.0/22/0 service=192.168.0.0/20", "validate",
      "hostPrefix 0 is larger than its cidr 10.2.0.0/22"),
    Vector(
      "OVN-028", "cluster=10.0.0.0/22/24,10.2.0.0/22/23 service=10.0.2.0/24", "validate",
      "CIDRs 10.0.2.0/24 and 10.0.0.0/22 overlap"),
    Vector(
      "OVN-030", "cluster=10.0.0.0/22/24,10.2.0.0/22/23 service=192.168.0.0/20,fd02::/112",
      "validate", bothOrNeither),
    Vector(
      "OVN-031", "cluster=10.0.0.0/22/24,10.2.0.0/22/23 service=192.168.0.0/20,192.168.128.0/20",
      "validate", "spec.serviceNetwork must contain at most one IPv4 and one IPv6 network"),
  ]

  static let bothOrNeither =
    "spec.clusterNetwork and spec.serviceNetwork must either both be IPv4-only, both be "
    + "IPv6-only, or both be dual-stack"
}
