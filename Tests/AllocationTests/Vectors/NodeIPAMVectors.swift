import Addressing
import Allocation
import TestSupport

/// The choice among ClusterCIDRs: kubernetes-sigs/node-ipam-controller v0.2.0 and its tests.
enum NodeIPAMVectors {
  /// Given are ClusterCIDRs as `NAME=CIDR[+CIDR]/HOSTBITS[REQUIREMENT,...]`, without the last part for
  /// one that takes every node; a requirement is `key:value`, `key` or `!key`.
  ///
  /// Words: `order LABEL...` (names, preferred first; a label is `key:value`), `blocks` (of each
  /// family, of the first), `occupy CIDR`, `overlaps CIDR`, `node NAME [LABEL...]`,
  /// `gone NAME [LABEL...]`, `drop NAME`, `services CIDR`, `validate`.
  static let table: [Vector] =
    [
      Vector(
        "NIC-003", "cidr2=10.1.0.0/24+/8[foo:bar,name] cidr4=10.1.1.0/26+/6[abc:bar,name]",
        "order foo:bar abc:bar name:x", "cidr4 cidr2"),
      Vector(
        "NIC-004",
        "cidr5=10.1.2.0/26+/6[foo:bar,name:test5] cidr4=10.1.1.0/26+/6[abc:bar,name:test5]",
        "order foo:bar abc:bar name:test5", "cidr4 cidr5"),
      Vector("NIC-006", "one=10.1.0.0/16+/8", "blocks", "256"),
      Vector(
        "NIC-008", "one=10.0.0.0/16+/8", "occupy 10.0.5.0/24; overlaps 10.0.5.0/24", "ok; true"),
      Vector(
        "NIC-009", "one=10.0.0.0/16+/8", "occupy 10.0.5.0/24; overlaps 10.0.0.0/16", "ok; true"),
      Vector(
        "NIC-011", "one=10.0.0.0/16+/8", "occupy 10.0.5.0/24; overlaps 10.0.6.0/24", "ok; false"),
      Vector(
        "NIC-013", "one=10.0.0.0/16+/3", "validate",
        "spec.perNodeHostBits: Invalid value: 3: must be greater than or equal to 4"),
      Vector(
        "NIC-015", "one=+10.0.0.0/16/8", "validate",
        "spec.IPv6: Invalid value: \"10.0.0.0/16\": must be a valid IPv6 CIDR"),
      Vector("NIC-017", "one=10.244.0.0/16+2001:db8::/110/8", "blocks", "256 1024"),
    ] + more

  /// The same rules in the cases around those rows.
  private static let more: [Vector] = [
    // More requirements first, then fewer blocks, the smaller block, the lower selector and CIDR.
    Vector(
      "more",
      "cidr1=192.168.0.0/16+/8[foo:bar] cidr3=172.16.0.0/16+/8[foo:bar,name] "
        + "cidr2=10.1.0.0/24+/8[foo:bar,name] cidr6=10.1.3.0/26+/6[abc:bar,name] "
        + "cidr4=10.1.1.0/26+/6[abc:bar,name] rest=10.9.0.0/16+/8",
      "order foo:bar abc:bar name:x; order foo:bar; order",
      "cidr4 cidr6 cidr2 cidr3 cidr1 rest; cidr1 rest; rest"),
    Vector(
      "more", "b=10.0.0.0/24+/4[!gpu] a=10.0.1.0/24+/4[zone:x]", "order zone:x; order gpu:1 zone:x",
      "b a; a"),
    Vector(
      "more", "one=10.0.0.0/26+/4[zone:a] two=10.0.1.0/26+/4",
      "node n1 zone:a; node n2; node n3 zone:b; gone n1 zone:a; node n4 zone:a",
      "10.0.0.0/28; 10.0.1.0/28; 10.0.1.16/28; ok; 10.0.0.16/28"),
    // A full one falls through to the next; overlapping ones never give the same block.
    Vector(
      "more", "one=10.0.0.0/28+/4[zone:a] two=10.0.0.0/26+/4",
      "node n1 zone:a; node n2 zone:a; node n3; node n4; node n5",
      "10.0.0.0/28; 10.0.0.16/28; 10.0.0.32/28; 10.0.0.48/28; failed to get cidrs for node n5: "
        + "unable to get a clusterCIDR for node n5, no available CIDRs"),
    Vector(
      "more", "one=10.0.0.0/24+fd00::/120/4", "node n1; node n2; blocks",
      "10.0.0.0/28 fd00::/124; 10.0.0.16/28 fd00::10/124; 16 16"),
    // Out of IPv6, the IPv4 block taken first is lost.
    Vector(
      "more", "one=10.0.0.0/26+fd00::/124/4", "node n1; node n2; overlaps 10.0.0.16/28",
      "10.0.0.0/28 fd00::/124; failed to get cidrs for node n2: unable to get a clusterCIDR for node "
        + "n2, no available CIDRs; true"),
    Vector(
      "more", "one=10.0.0.0/26+/4", "node n1; drop one; node n2; gone n1; drop one; order",
      "10.0.0.0/28; ClusterCIDRSet one marked as terminating, won't be deleted until all associated "
        + "nodes are deleted; 10.0.0.16/28; ok; ClusterCIDRSet one marked as terminating, won't be "
        + "deleted until all associated nodes are deleted; one"),
    Vector(
      "more", "one=10.0.0.0/26+/4[zone:a]",
      "node n1 zone:a; drop one; node n2 zone:a; gone n1 zone:a; drop one; order zone:a",
      "10.0.0.0/28; ClusterCIDRSet one marked as terminating, won't be deleted until all associated "
        + "nodes are deleted; failed to get cidrs for node n2: unable to get a clusterCIDR for node "
        + "n2, no available CIDRs; ok; ok; none"),
    Vector(
      "more", "one=10.0.0.0/26+/4", "services 10.0.0.0/27; node n1; gone n2",
      "ok; 10.0.0.32/28; no clusterCIDR found associated with node: n2"),
    Vector(
      "more", "one=+2001:db8::/64/8", "validate",
      "invalid ClusterCIDR: unable to create IPv6 cidrSet: Creation of New CIDR Set failed for "
        + "2001:db8::/64. PerNodeMaskSize 120 is too big for CIDR Mask 64, Maximum difference allowed "
        + "is 16"),
    Vector(
      "more", "one=10.0.0.0/28+/8", "validate",
      "spec.perNodeHostBits: Invalid value: 8: must be less than or equal to 4"),
    Vector(
      "more", "one=+/8", "validate",
      "spec: Required value: one or both of `ipv4` and `ipv6` must be specified"),
    Vector(
      "more", "one=10.0.0.0+/8", "validate",
      "spec.IPv4: Invalid value: \"10.0.0.0\": must be a valid CIDR: 10.0.0.0"),
    Vector("more", "one=0.0.0.0/0+/4", "blocks; node n1", "268435456; 0.0.0.0/28"),
  ]
}
