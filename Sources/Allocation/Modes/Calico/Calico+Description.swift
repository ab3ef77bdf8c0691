extension Calico {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "calico",
    summary:
      "Calico: nodes claim small blocks as their pods need them, beginning where a hash says.",
    details: """
      There is no operator: a node that needs an address takes it from its own blocks, and when they \
      are full claims the next block that nobody has, walking each pool round from a place that a \
      hash of the node's name gives; so the first block of a real cluster's node can be foretold. \
      Addresses of a block are given in the order in which they became free, all of them, the first \
      to the node's tunnel. When no block is left, one that stood empty for a minute is taken from \
      its node; else the node borrows single addresses of other nodes' blocks, unless affinity is \
      strict. A node with 20 blocks gets no more and may not borrow either. The garbage collector \
      takes blocks that stay empty from nodes that have others, and the blocks of nodes that left as \
      their last address is returned.
      """,
    models:
      "Calico of August 2026 (projectcalico/calico 87c1590), with Kubernetes as its datastore",
    leftOut: """
      Node and namespace selectors of pools, allowed uses, Windows nodes (their three and one \
      reserved addresses are in the block rules only), KubeVirt's persistent addresses, LoadBalancer \
      addresses, leaked addresses, WireGuard's tunnel address, and conflicts of two writers. Where \
      the collector goes through a Go map at random, the order here is that of addresses. Where \
      blocks are single addresses Calico begins at a place that the time gives; here the seed does. \
      Borrowed addresses whose lender has left are shown as blocks of one address. IPv6 pools of \
      more than 2^60 blocks have no map of free blocks.
      """,
    options: [
      ("mask", "prefix length of an IPv4 block: 20 to 32", "26"),
      ("mask6", "prefix length of an IPv6 block: 116 to 128", "122"),
      (
        "encapsulation", "tunnel that takes an address on each node: ipip (IPv4), vxlan, none",
        "ipip"
      ),
      ("strict-affinity", "nodes use their own blocks only: on, off", "off"),
      ("auto-allocate-blocks", "nodes claim blocks by themselves: on, off (with strict)", "on"),
      ("max-blocks-per-host", "blocks a node may have (with strict); 0 for Calico's 20", "0"),
      ("cooldown", "how long a released address is not given again: up to 20m", "0s"),
      ("reservations", "CIDRs never given by themselves, with commas between; none", "none"),
      (
        "leak-grace-period", "how long a block stays empty before it is collected; 0s for ever",
        "15m"
      ),
      ("max-pods", "pods a kubelet takes", "110"),
    ])
}
