import TestSupport

/// kube-controller-manager's node IPAM: its sets, its range allocator, its flags.
///
/// Kubernetes `pkg/controller/nodeipam/ipam/cidrset/cidr_set_test.go` (04791b49),
/// `range_allocator_test.go` (04791b49), `node_ipam_controller_test.go` (043c9743) and
/// `cmd/kube-controller-manager/app/core.go` (b94367ca).
enum KubernetesVectors {
  /// The rows of kube-controller-manager; flags are written as they are, without the dashes.
  static let controller = blocks + occupancy + behaviour + allocator + flags + more

  private static let blocks: [Vector] = [
    Vector(
      "KCM-001", "set 127.123.234.0/30 mask 30",
      "alloc; alloc; release 127.123.234.0/30; alloc; alloc",
      "127.123.234.0/30; none left; ok; 127.123.234.0/30; none left"),
    Vector(
      "KCM-002", "set beef:1234::/30 mask 30",
      "alloc; alloc; release beef:1234::/30; alloc; alloc",
      "beef:1234::/30; none left; ok; beef:1234::/30; none left"),
    Vector("KCM-003", "set 127.123.3.0/16 mask 24", "block 0", "127.123.0.0/24"),
    Vector("KCM-007", "set 2001:db8:1234::/48 mask 64", "block 15", "2001:db8:1234:f::/64"),
    Vector("KCM-009", "set 2001:db8::/32 mask 48", "block 0", "2001:db8::/48"),
    Vector(
      "KCM-011", "set 2001:db8:85a3::8a2e:370:7334/32 mask 48", "block 6425",
      "2001:db8:1919::/48"),
    Vector(
      "KCM-013", "set 2001:db8:1234:ff00::/56 mask 72", "block 15",
      "2001:db8:1234:ff00:f00::/72"),
    Vector(
      "KCM-014", "set 2001:db8:1234:ff00::/56 mask 72", "block 6425",
      "2001:db8:1234:ff19:1900::/72"),
    Vector(
      "KCM-015", "set 2001:db8:1234:0:1234::/80 mask 96", "block 0",
      "2001:db8:1234:0:1234::/96"),
    Vector(
      "KCM-016", "set 2001:db8:1234:0:1234::/80 mask 96", "block 15",
      "2001:db8:1234:0:1234:f::/96"),
    Vector(
      "KCM-017", "set 2001:db8:1234:ff00::370:7334/80 mask 96", "block 6425",
      "2001:db8:1234:ff00:0:1919::/96"),
    Vector(
      "KCM-018", "set 127.123.234.0/16 mask 24", "in-order; empty; in-order; alloc",
      "256 from 0; 0 used; 256 from 0; none left"),
    Vector(
      "KCM-019", "set 127.123.234.0/16 mask 24", "occupy-blocks 128 255; in-order; alloc",
      "ok; 128 from 0; none left"),
    Vector(
      "KCM-026", "set 10.42.0.0/16 mask 24",
      "occupy 10.42.5.0/24; used; occupy 10.42.5.0/24; used; occupy 10.42.4.0/23; used; "
        + "release 10.42.4.0/23; used; occupy 10.42.9.0/24; occupy 10.42.10.0/24; "
        + "occupy 10.42.11.0/24; occupy 10.42.4.0/22; used; release 10.42.4.0/22; used",
      "ok; 1 used; ok; 1 used; ok; 2 used; ok; 0 used; ok; ok; ok; ok; 7 used; ok; 3 used"),
  ]

  private static let occupancy: [Vector] = [
    Vector("KCM-029", "set 127.0.0.0/8 mask 16", "index 127.123.0.0/16", "123"),
    Vector("KCM-030", "set 127.0.0.0/8 mask 16", "index 127.168.0.0/16", "168"),
    Vector("KCM-031", "set 127.0.0.0/8 mask 16", "index 127.224.0.0/16", "224"),
    Vector("KCM-034", "set be00::/8 mask 16", "index be68::/16", "104"),
    Vector("KCM-035", "set be00::/8 mask 16", "index be24::/16", "36"),
    Vector(
      "KCM-038", "set 192.168.0.0/16 mask 24", "index 127.168.224.0/24",
      "CIDR: 127.168.224.0/24 is out of the range of CIDR allocator"),
    Vector("KCM-039", "set beef::/16 mask 24", "index beef:1200::/24", "18"),
    Vector("KCM-044", "set 127.0.0.0/8 mask 16", "occupy 127.0.0.0/16; bits", "ok; 0..0"),
    Vector("KCM-045", "set 127.0.0.0/8 mask 32", "occupy 127.0.0.0/16; bits", "ok; 0..65535"),
    Vector("KCM-046", "set 127.0.0.0/7 mask 16", "occupy 127.0.0.0/15; bits", "ok; 256..257"),
    Vector("KCM-047", "set 127.0.0.0/7 mask 15", "occupy 127.0.0.0/15; bits", "ok; 128..128"),
    Vector("KCM-048", "set 127.0.0.0/7 mask 18", "occupy 127.0.0.0/15; bits", "ok; 1024..1031"),
    Vector(
      "KCM-050", "set 2001:beef:1200::/40 mask 48", "occupy 2001:beef:1234::/34; bits",
      "ok; 0..255"),
    Vector(
      "KCM-052", "set 2001:beef:1200::/48 mask 64", "occupy 2001:beef:1200::/48; bits",
      "ok; 0..65535"),
    Vector(
      "KCM-055", "set 2001:beef:7f00::/39 mask 50", "occupy 2001:beef:7f00::/47; bits",
      "ok; 1024..1031"),
    Vector("KCM-056", "set 127.0.0.0/8 mask 32", "alloc; alloc", "127.0.0.0/32; 127.0.0.1/32"),
    Vector(
      "KCM-058", "set 2001:beef:1234:369b::/60 mask 64", "alloc; alloc",
      "2001:beef:1234:3690::/64; 2001:beef:1234:3691::/64"),
    Vector(
      "KCM-061", "set 2001:db8::/48 mask 64", "occupy 2001:db8::/48; counted; usage",
      "ok; 65536 allocations, 0 releases; 1.0"),
  ]

  private static let behaviour: [Vector] = [
    Vector("KCM-086", "set 10.0.0.0/8 mask 24", "slots", "65536"),
    Vector("KCM-087", "set 10.0.0.0/8 mask 28", "slots", "1048576"),
    Vector("KCM-088", "set fd00::/48 mask 64", "slots", "65536"),
    Vector(
      "KCM-089", "set fd00::/47 mask 64", "slots",
      "New CIDR set failed, the node CIDR size is too big"),
    Vector(
      "KCM-090", "controller 10.96.0.0/12 mask 24 service 10.96.0.0/16", "used; add",
      "256; 10.97.0.0/24"),
    Vector(
      "KCM-091", "controller 10.244.0.0/16 mask 24 service 10.244.0.0/26", "used; add",
      "1; 10.244.1.0/24"),
    Vector(
      "KCM-096", "controller 10.244.0.0/22 mask 24 node 10.244.2.0/24", "add; add; add; add",
      "10.244.0.0/24; 10.244.1.0/24; 10.244.3.0/24; none left"),
    Vector("KCM-097", "set 10.0.0.0/24 mask 24", "in-order; alloc", "1 from 0; none left"),
    Vector("KCM-098", "sizing mask 24", "longest 5", "/21"),
    Vector("KCM-100", "set 10.0.0.0/16 mask 24", "in-order; alloc", "256 from 0; none left"),
  ]

  private static let allocator: [Vector] = [
    Vector(
      "KCM-065", "controller 10.10.0.0/22 mask 24 node 10.10.0.0/24 node 10.10.2.0/24", "add",
      "10.10.1.0/24"),
    Vector(
      "KCM-068", "controller 10.10.0.0/16 mask 24 node 10.10.0.1/24", "used; add",
      "1; 10.10.1.0/24"),
    Vector(
      "KCM-071", "controller ace:cab:deca::/8 mask 24 node cdd::/86", "start",
      "failed to mark cidr[cdd::/86] at idx [0] as occupied for node: node-0: cidr cdd::/86 is "
        + "out the range of cluster cidr a00::/8"),
    Vector(
      "KCM-073", "flags cluster-cidr=10.0.0.0/21 node-cidr-mask-size=24", "start",
      "10.0.0.0/21 at 24"),
    Vector(
      "KCM-074", "flags cluster-cidr=10.0.0.0/26 node-cidr-mask-size=24", "start",
      "Controller: Invalid --cluster-cidr, mask size of cluster CIDR must be less than or equal to "
        + "--node-cidr-mask-size configured for CIDR family"),
    Vector(
      "KCM-075",
      "flags cluster-cidr=10.0.0.0/26 node-cidr-mask-size=24 cidr-allocator-type=CloudAllocator",
      "start", "10.0.0.0/26 at 24"),
  ]

  private static let flags: [Vector] = [
    Vector("KCM-076", "flags cluster-cidr=10.0.0.0/16", "start", "10.0.0.0/16 at 24"),
    Vector("KCM-077", "flags cluster-cidr=fd00::/48", "start", "fd00::/48 at 64"),
    Vector(
      "KCM-078", "flags cluster-cidr=10.0.0.0/16,fd00::/48 node-cidr-mask-size=24", "start",
      "usage of --node-cidr-mask-size is not allowed with dual-stack clusters"),
    Vector(
      "KCM-080", "flags cluster-cidr=fd00::/48 node-cidr-mask-size-ipv4=24", "start",
      "usage of --node-cidr-mask-size-ipv4 is not allowed for a single-stack IPv6 cluster"),
    Vector(
      "KCM-082", "flags cluster-cidr=10.0.0.0/16,fd00::/48,10.1.0.0/16", "start",
      "length of clusterCIDRs is:3 more than max allowed of 2"),
    Vector(
      "KCM-083",
      "flags cluster-cidr=10.0.0.0/16 node-cidr-mask-size=24 node-cidr-mask-size-ipv4=25",
      "start",
      "usage of --node-cidr-mask-size-ipv4 and --node-cidr-mask-size-ipv6 is not allowed if "
        + "--node-cidr-mask-size is set. For dual-stack clusters please unset it and use IPFamily "
        + "specific flags"),
  ]

  /// kubeadm's own checks, and the masks it used to choose by itself
  /// (`cmd/kubeadm/app/phases/controlplane/manifests_test.go` of old releases).
  static let kubeadm: [Vector] = [
    Vector("KADM-002", "kubeadm", "automatic 2001:101::/103", "112"),
    Vector("KADM-003", "kubeadm", "automatic 2001:101::/96", "112"),
    Vector("KADM-005", "kubeadm", "automatic 2001:101::/66", "80"),
    Vector("KADM-006", "kubeadm", "automatic 2001:101::/64", "80"),
    Vector("KADM-007", "kubeadm", "automatic 2001:101::/128", "128"),
    Vector(
      "KADM-010", "kubeadm",
      "automatic 10.10.10.10/16; automatic 10.10.10.10/30; automatic 10.10.10.10/160; automatic x",
      "24; 24; 24; 24"),
    Vector("KADM-014", "kubeadm mask6 64", "pods fd00::/48", "accepted"),
    Vector(
      "KADM-015", "kubeadm", "services 10.0.0.0/11",
      "networking.serviceSubnet: Invalid value: \"10.0.0.0/11\": specified service subnet is too "
        + "large, for 32-bit addresses, the mask must be >= 12"),
    Vector("KADM-016", "kubeadm", "services 10.96.0.0/12", "accepted"),
    Vector(
      "KADM-018", "kubeadm mask 29", "pods 10.0.0.0/29",
      "networking.podSubnet: Invalid value: \"10.0.0.0/29\": subnet with 8 address(es) is too "
        + "small, the minimum is 14"),
    Vector(
      "more", "kubeadm", "automatic 2001:101::/112; automatic 2001:101::/113; automatic ::/0",
      "120; 113; 16"),
    Vector(
      "more", "kubeadm mask6 64", "pods fd00::/47",
      "networking.podSubnet: Invalid value: \"fd00::/47\": pod subnet mask (47) and node-mask (64) "
        + "difference is greater than 16"),
    Vector(
      "more", "kubeadm", "pods 10.0.0.0/26",
      "networking.podSubnet: Invalid value: \"10.0.0.0/26\": the size of pod subnet with mask 26 "
        + "is smaller than the size of node subnet with mask 24"),
    Vector(
      "more", "kubeadm", "pods 10.0.0.0/16,10.1.0.0/16",
      "networking.podSubnet: Invalid value: \"10.0.0.0/16,10.1.0.0/16\": expected one (IPv4 or "
        + "IPv6) CIDR or two CIDRs from each family for dual-stack networking"),
    Vector(
      "more", "kubeadm", "services fd00::/107; services fd00::/108; services 10.0.0.0/29; pods x",
      "networking.serviceSubnet: Invalid value: \"fd00::/107\": specified service subnet is too "
        + "large, for 128-bit addresses, the mask must be >= 108; accepted; "
        + "networking.serviceSubnet: Invalid value: \"10.0.0.0/29\": subnet with 8 address(es) is "
        + "too small, the minimum is 10; "
        + "networking.podSubnet: Invalid value: \"x\": couldn't parse subnet"),
  ]
}
