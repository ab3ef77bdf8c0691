import TestSupport

extension KubernetesVectors {
  /// What the controller does beyond the rows: losses, leaks, services around and beside the cluster.
  static let more: [Vector] = [
    Vector(
      "more", "controller 10.244.0.0/22 mask 24",
      "add; add; add; remove 1; add; add; add",
      "10.244.0.0/24; 10.244.1.0/24; 10.244.2.0/24; ok; 10.244.3.0/24; 10.244.0.0/24; none left"),
    Vector(
      "more", "controller 10.244.0.0/22 mask 24",
      "add; remove 1; add; remove 2; add; remove 3; add; remove 4; add",
      "10.244.0.0/24; ok; 10.244.1.0/24; ok; 10.244.2.0/24; ok; 10.244.3.0/24; ok; 10.244.0.0/24"),
    // The first family's block is lost with each attempt while the second has none.
    Vector(
      "more", "controller 10.0.0.0/22 mask 24 fd00::/64 mask 64",
      "add; add; add; used; leaked; remove 1; add; leaked; restart; used; add",
      "10.0.0.0/24 fd00::/64; none left; none left; 3 1; 10.0.1.0/24 10.0.2.0/24; ok; "
        + "10.0.3.0/24 fd00::/64; 10.0.1.0/24 10.0.2.0/24; ok; 1 1; none left"),
    // The other way round nothing of the second family is touched.
    Vector(
      "more", "controller fd00::/64 mask 64 10.0.0.0/22 mask 24", "add; add; used; leaked",
      "fd00::/64 10.0.0.0/24; none left; 1 1; none"),
    Vector(
      "more", "controller 10.244.0.0/22 mask 24", "patch refused; add; used; leaked",
      "10.244.0.0/24 refused; 10.244.1.0/24; 1; none"),
    Vector(
      "more", "controller 10.244.0.0/22 mask 24", "patch timeout; add; used; leaked; restart; used",
      "10.244.0.0/24 timeout; 10.244.1.0/24; 2; 10.244.0.0/24; ok; 1"),
    // Two nodes may say the same of themselves; the first to go frees the block of both.
    Vector(
      "more", "controller 10.244.0.0/23 mask 24 node 10.244.0.0/24 node 10.244.0.0/24",
      "used; add; add; leave 0; add",
      "1; 10.244.1.0/24; none left; ok; 10.244.0.0/24"),
    Vector(
      "more", "controller 10.244.0.0/16 mask 24 node 10.244.1.0/24,fd00::/64", "start",
      "node:node-0 has an allocated cidr: fd00::/64 at index:1 that does not exist in cluster cidrs "
        + "configuration"),
    Vector(
      "more", "controller 10.244.0.0/16 mask 24 service 10.0.0.0/8", "used; add", "256; none left"),
    Vector(
      "more", "controller 10.244.0.0/16 mask 24 service 10.96.0.0/12", "used; add",
      "0; 10.244.0.0/24"),
    Vector(
      "more",
      "controller 10.244.0.0/16 mask 24 fd00::/48 mask 64 service 10.244.0.0/20 service fd00::/108",
      "used; add", "16 1; 10.244.16.0/24 fd00:0:0:1::/64"),
    Vector(
      "more", "set 10.244.0.0/16 mask 24", "occupy 10.244.0.0/17; alloc; skipped",
      "ok; 10.244.128.0/24; 128"),
    Vector(
      "more", "set 10.0.0.0/28 mask 30", "in-order; release 10.0.0.4/30; alloc; skipped; tries",
      "4 from 0; ok; 10.0.0.4/30; 1; 5 0 0 0 0 0"),
    Vector(
      "more", "set 10.42.0.0/16 mask 24",
      "occupy 10.42.4.0/22; occupy 10.42.5.0/24; release 10.42.5.0/24; release 10.42.5.0/24; counted",
      "ok; ok; ok; ok; 4 allocations, 1 releases"),
    Vector(
      "more", "flags cluster-cidr=10.0.0.0/16 node-cidr-mask-size-ipv6=64", "start",
      "usage of --node-cidr-mask-size-ipv6 is not allowed for a single-stack IPv4 cluster"),
    Vector(
      "more",
      "flags cluster-cidr=fd00::/48,10.0.0.0/16 node-cidr-mask-size-ipv6=60 "
        + "service-cluster-ip-range=10.96.0.0/12,nonsense",
      "start", "fd00::/48 at 60, 10.0.0.0/16 at 24, service 10.96.0.0/12"),
    Vector(
      "more", "flags cluster-cidr=10.0.0.0/16,10.1.0.0/16", "start",
      "len of ClusterCIDRs==2 and they are not configured as dual stack (at least one from each "
        + "IPFamily"),
    Vector(
      "more", "flags", "start",
      "failed to parse cidr value:\"\" with error:invalid CIDR address:"),
    Vector(
      "more", "flags cluster-cidr=10.0.0.0/16 service-cluster-ip-range=10.96.0.0/16,10.97.0.0/16",
      "start", "serviceCIDR and secondaryServiceCIDR are not dualstack (from different IPfamiles)"),
    Vector(
      "more", "flags cluster-cidr=10.0.0.0/16 service-cluster-ip-range=a,b,c", "start",
      "--service-cluster-ip-range can not contain more than two entries"),
  ]
}
