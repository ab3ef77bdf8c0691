import Addressing
import Allocation
import TestSupport

/// Service addresses: Kubernetes' `pkg/registry/core/service/ipallocator` and its tests, KEP-3070.
enum ServiceVectors {
  /// Given are the CIDRs of one range (`range CIDR`) or of a whole network (`network CIDR...`).
  ///
  /// Words of a range: `create`, `size`, `band`, `static`, `dynamic` (the bands' ends), `fill-dynamic`
  /// (takes addresses until only the static band is left), `next`, `take ADDRESS`, `free ADDRESS`,
  /// `left`, `all` (takes all that are left; answers how many). Words of a network: `service NAME
  /// [ADDRESS...] [policy=P] [family=F]...`, `delete NAME`, `repair NAME...`, `add NAME CIDR...`,
  /// `drop NAME SECOND`, `settle SECOND`, `ready NAME`, `many COUNT`, `used`.
  static let table: [Vector] =
    [
      Vector("SVC-004", "range 10.0.0.0/25", "size; all", "126; 126"),
      Vector("SVC-009", "range 10.0.0.0/22", "band", "64"),
      Vector("SVC-010", "range 10.0.0.0/24", "band", "16"),
      Vector("SVC-011", "range 10.0.0.0/26", "band", "16"),
      Vector("SVC-013", "range 10.96.0.0/12", "band", "256"),
      Vector(
        "SVC-014", "range 10.96.0.0/16", "static; dynamic",
        "10.96.0.1-10.96.1.0; 10.96.1.1-10.96.255.254"),
    ] + ranges + networks

  /// The same rules in the cases around those rows.
  private static let ranges: [Vector] = [
    Vector("more", "range 192.168.1.0/24", "size; all; next", "254; 254; range is full"),
    Vector("more", "range 2001:db8:1::/116", "size; band; all", "4095; 256; 4095"),
    Vector("more", "range 2001:db8::/112", "size", "65535"),
    Vector(
      "more", "range 2001:db8::/64", "size; band; left",
      "18446744073709551615; 256; 18446744073709551615"),
    Vector(
      "more", "range 2001:db8::/48", "create",
      "shortest allowed prefix length for service CIDR is 64, got 48"),
    Vector("more", "range 192.168.1.0/32", "size; band; next", "0; 0; range is full"),
    Vector("more", "range 192.168.1.240/30", "size; band; all; next", "2; 0; 2; range is full"),
    Vector("more", "range 255.255.255.254/31", "size; next", "0; range is full"),
    Vector("more", "range ffff::/128", "size; next", "0; range is full"),
    Vector(
      "more", "range 10.0.0.0/28", "size; band; static; dynamic", "14; 0; none; 10.0.0.1-10.0.0.14"),
    Vector(
      "more", "range 10.0.0.0/27", "band; static; dynamic",
      "16; 10.0.0.1-10.0.0.16; 10.0.0.17-10.0.0.30"),
    Vector("more", "range fd00::/124", "size; band", "15; 0"),
    Vector(
      "more", "range 192.168.1.0/24",
      "take 192.168.0.1; take 192.168.1.0; take 192.168.1.255; take 192.168.2.2; take 192.168.1.1; "
        + "take 192.168.1.1; free 192.168.1.1; take 192.168.1.1",
      "provided IP 192.168.0.1 is not in the valid range; provided IP 192.168.1.0 is not in the "
        + "valid range; provided IP 192.168.1.255 is not in the valid range; provided IP "
        + "192.168.2.2 is not in the valid range; ok; provided IP is already allocated; ok; ok"),
    // Automatic allocation leaves the 16 lowest alone until all others are taken.
    Vector(
      "more", "range 192.168.1.0/25", "fill-dynamic; left; take 192.168.1.10; left; all; next",
      "192.168.1.17-192.168.1.126; 16; ok; 15; 15; range is full"),
    Vector(
      "more", "range 192.168.1.0/25", "all; free 192.168.1.10; next; next",
      "126; ok; 192.168.1.10; range is full"),
  ]

  /// Several ServiceCIDRs, and Services of both families.
  private static let networks: [Vector] = [
    // The walk-through of "Extend Service IP Ranges" in Kubernetes' documentation.
    Vector(
      "more", "network 10.96.0.0/28",
      "service kubernetes 10.96.0.1; service dns 10.96.0.10; many 12; service one; "
        + "add newcidr1 10.96.0.0/24; ready newcidr1; service one; used",
      "10.96.0.1; 10.96.0.10; 12; Internal error occurred: failed to allocate a serviceIP: range is "
        + "full; ok; Kubernetes Service CIDR is ready; given; 15"),
    Vector(
      "more", "network 10.96.0.0/28",
      "service a 10.96.0.1; service b 10.96.0.1; service c 10.97.0.1",
      "10.96.0.1; spec.clusterIPs: Invalid value: [\"10.96.0.1\"]: failed to allocate IP 10.96.0.1: "
        + "provided IP is already allocated; spec.clusterIPs: Invalid value: [\"10.97.0.1\"]: failed "
        + "to allocate IP 10.97.0.1: the provided network does not match the current range"),
    // An address of the narrower range can be the wider one's broadcast, and then is neither's last.
    Vector(
      "more", "network 10.0.0.0/28",
      "add wide 10.0.0.0/24; service a 10.0.0.15; service b 10.0.0.255",
      "ok; 10.0.0.15; spec.clusterIPs: Invalid value: [\"10.0.0.255\"]: failed to allocate IP "
        + "10.0.0.255: the provided network does not match the current range"),
    // A ServiceCIDR stays while an address is in it alone; its range gives nothing meanwhile.
    Vector(
      "more", "network 10.0.0.0/28",
      "add two 10.1.0.0/28; service a 10.1.0.3; drop two 0; settle 60; ready two; service b 10.1.0.4; "
        + "delete a; settle 60; service c 10.1.0.4",
      "ok; 10.1.0.3; ok; none; There are still IPAddresses referencing the ServiceCIDR, please "
        + "remove them or create a new ServiceCIDR; spec.clusterIPs: Invalid value: [\"10.1.0.4\"]: "
        + "failed to allocate IP 10.1.0.4: the provided network does not match the current range; ok; "
        + "two; spec.clusterIPs: Invalid value: [\"10.1.0.4\"]: failed to allocate IP 10.1.0.4: the "
        + "provided network does not match the current range"),
    // Or until another ServiceCIDR holds it too; then it goes after ten seconds.
    Vector(
      "more", "network 10.0.0.0/28",
      "add two 10.1.0.0/28; service a 10.1.0.3; drop two 0; settle 60; add three 10.1.0.0/24; "
        + "settle 61; service b 10.1.0.4",
      "ok; 10.1.0.3; ok; none; ok; two; 10.1.0.4"),
    Vector(
      "more", "network 10.0.0.0/28",
      "add two 10.1.0.0/28; drop two 5; settle 14; settle 15; ready two",
      "ok; ok; none; two; none"),
    Vector(
      "more", "network 10.0.0.0/28",
      "add two 10.0.0.0/28; drop kubernetes 0; service a 10.0.0.5; settle 10; service b 10.0.0.6",
      "ok; ok; 10.0.0.5; kubernetes; 10.0.0.6"),
    Vector(
      "more", "network 10.0.0.0/28",
      "add kubernetes 10.1.0.0/28; drop mars 0; add v6 2001:db8::/48; add x 10.0.0.0/24 10.1.0.0/24",
      "servicecidrs.networking.k8s.io \"kubernetes\" already exists; servicecidrs.networking.k8s.io "
        + "\"mars\" not found; shortest allowed prefix length for service CIDR is 64, got 48; "
        + "spec.cidrs: Invalid value: may specify no more than one IP for each IP family, i.e "
        + "192.168.0.0/24 and 2001:db8::/64"),
    Vector(
      "more", "network 10.0.0.0/28 fd00::/124",
      "service a policy=RequireDualStack 10.0.0.3 fd00::3; service b policy=PreferDualStack family=v6 "
        + "fd00::4 10.0.0.4; service c 10.0.0.5 fd00::5; service d fd00::6; "
        + "service e family=v6 family=v4",
      "10.0.0.3 fd00::3; fd00::4 10.0.0.4; spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must "
        + "be 'RequireDualStack' or 'PreferDualStack' when multiple cluster IPs are specified; "
        + "fd00::6; spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' "
        + "or 'PreferDualStack' when multiple IP families are specified"),
    Vector(
      "more", "network 10.0.0.0/28",
      "service a policy=RequireDualStack; service b policy=PreferDualStack 10.0.0.3; service c "
        + "family=v6; service d fd00::6",
      "spec.ipFamilyPolicy: Invalid value: \"RequireDualStack\": this cluster is not configured for "
        + "dual-stack services; 10.0.0.3; spec.ipFamilies[0]: Invalid value: \"IPv6\": not configured "
        + "on this cluster; spec.clusterIPs[0]: Invalid value: IPv6 is not configured on this cluster"
    ),
    // The address of the first family is lost until the repair loop looks.
    Vector(
      "more", "network 10.0.0.0/28 fd00::/126",
      "service a fd00::1; service b fd00::2; service c fd00::3; service d policy=RequireDualStack "
        + "10.0.0.3; service e 10.0.0.3; repair a b c; service e 10.0.0.3",
      "fd00::1; fd00::2; fd00::3; Internal error occurred: failed to allocate a serviceIP: range is "
        + "full; spec.clusterIPs: Invalid value: [\"10.0.0.3\"]: failed to allocate IP 10.0.0.3: "
        + "provided IP is already allocated; 10.0.0.3; 10.0.0.3"),
  ]

  /// Sizes up to which Kubernetes is supported.
  ///
  /// Words: `nodes`, `pods`, `containers`, `per-node`, `product NODES PODS`, `supported NODES`,
  /// `average NODES`.
  static let limits: [Vector] = [
    Vector("LIM-002", "limits", "nodes", "5000"),
    Vector("LIM-003", "limits", "pods", "150000"),
    Vector(
      "LIM-005", "limits", "product 5000 110; supported 5000; average 5000", "550000; 150000; 30"),
    Vector(
      "more", "limits", "containers; per-node; supported 100; average 100",
      "300000; 110; 11000; 110"),
  ]
}
