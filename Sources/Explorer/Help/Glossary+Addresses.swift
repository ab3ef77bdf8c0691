import Simulation

extension Glossary {
  static let addresses = [
    Entry(
      .addresses, "address", also: ["IP address"],
      "A number that stands for one interface of a network: 32 bits in IPv4, 128 in IPv6.",
      source: "RFC 791, section 2.3; RFC 4291, section 2", related: ["CIDR", "family"]),
    Entry(
      .addresses, "family", also: ["IPv4", "IPv6", "dual stack"],
      "IPv4 or IPv6. A dual-stack cluster gives every pod an address of each; figures are counted for "
        + "one family at a time, `.v6` behind a metric asks for IPv6.",
      source: "RFC 4213, section 2; Kubernetes KEP-563"),
    Entry(
      .addresses, "CIDR",
      "A range of addresses written as its first address and the number of leading bits that all of "
        + "them share: 10.0.0.0/8 is the 2^24 addresses that begin with 10. The first address has "
        + "zeros behind those bits, so a range begins at a multiple of its size.",
      source: "RFC 4632, section 3.1; RFC 4291, section 2.3", related: ["prefix", "prefix length"]),
    Entry(
      .addresses, "prefix",
      "The leading bits that the addresses of a CIDR share, and with them the range itself. Of two "
        + "prefixes one contains the other, or they have no address in common.",
      source: "RFC 4632, section 3.1"),
    Entry(
      .addresses, "prefix length", also: ["/24", "/LENGTH"],
      "How many leading bits are fixed. /L holds 2^(32 - L) addresses in IPv4, 2^(128 - L) in IPv6: "
        + "one more halves the range, two more quarter it. A longer prefix is a smaller range.",
      source: "RFC 4632, section 3.1; RFC 4291, section 2.3"),
    Entry(
      .addresses, "network address",
      "The first address of a block, all host bits zero. In IPv4 it names the network and no host has "
        + "it; what a system does with that of a pod's block is the system's own rule.",
      source: "RFC 1122, section 3.2.1.3", metric: .reservedNetwork),
    Entry(
      .addresses, "broadcast address",
      "The last address of an IPv4 block, all host bits one. Cilium's allocator leaves out the last "
        + "address of IPv6 blocks as well, though IPv6 has no broadcast.",
      source: "RFC 1122, section 3.2.1.3; Cilium 1.19 pkg/ipam/service/ipallocator/allocator.go",
      metric: .reservedBroadcast),
    Entry(
      .addresses, "router address",
      "The address of cilium_host, which the agent takes out of the node's own block first.",
      source: "Cilium 1.19 daemon/infraendpoints/infra_ip_allocation.go", metric: .reservedRouter),
    Entry(
      .addresses, "health address",
      "The address of the endpoint by which Cilium's agents test whether they reach each other.",
      source: "Cilium 1.19 daemon/infraendpoints/infra_ip_allocation.go", metric: .reservedHealth),
  ]

  static let pools = [
    Entry(
      .pools, "pool", also: ["cluster CIDR"],
      "A CIDR that a plan may give addresses from. A plan has one or several; what lies in none of "
        + "them is outside.",
      source: "Kubernetes --cluster-cidr; Cilium cluster-pool-ipv4-cidr", metric: .addressesTotal),
    Entry(
      .pools, "block", also: ["unit"],
      "The piece of a pool that is given to a node at once, an aligned CIDR of the mode's mask size. "
        + "No other node can use its addresses, whether pods have them or not.",
      metric: .blocksTotal, related: ["pod CIDR", "mask size", "committed"]),
    Entry(
      .pools, "mask size", also: ["mask", "node CIDR mask size"],
      "The prefix length of a node's block. /24 holds 256 addresses and cuts a /16 into 256 blocks; "
        + "one more doubles the nodes and halves what each can run.",
      source: "kube-controller-manager --node-cidr-mask-size (24, IPv6 64); Cilium "
        + "cluster-pool-ipv4-mask-size (24), cluster-pool-ipv6-mask-size (120)"),
    Entry(
      .pools, "pod CIDR",
      "The block of a node as the Kubernetes API calls it: Node.spec.podCIDRs, one for each family, "
        + "or CiliumNode.spec.ipam.podCIDRs, which may be several.",
      source: "Kubernetes API core/v1 NodeSpec; Cilium pkg/ipam/types CiliumNode"),
    Entry(
      .pools, "node",
      "A machine of the cluster. It is ready with a block of every family it needs and a running "
        + "agent, waiting without a block and without an error, and failed with an error and without "
        + "a running agent.", metric: .nodes),
    Entry(
      .pools, "pod",
      "What runs on a node and needs an address of each family, unless it is on the host's network.",
      metric: .pods),
    Entry(
      .pools, "max-pods",
      "How many pods a kubelet takes, whatever addresses there are. Below the usable addresses of a "
        + "block it strands the rest; above them the node runs out of addresses first.",
      source: "kubelet maxPods (110)", related: ["usable", "stranded"]),
    Entry(
      .pools, "claim",
      "A CIDR that something else uses: a VPC, a peering, an office network, another cluster. It "
        + "says what a plan must not overlap, and takes no address from it, but for a range of "
        + "Services, which modes with one keep from nodes.",
      related: ["overlap"]),
    Entry(
      .pools, "overlap",
      "A pool of the plan and a claim, or two pools, that have addresses in common. Pods cannot reach "
        + "what lies behind the other holder of such an address.", metric: .overlaps),
    Entry(
      .pools, "service range", also: ["service CIDR"],
      "The CIDR from which Services get their addresses. In some modes it may lie inside a pool, and "
        + "then every block that it touches is withheld.",
      source: "Kubernetes --service-cluster-ip-range, KEP-1880", metric: .servicesFree),
  ]
}
