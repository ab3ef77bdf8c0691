extension ClusterPool {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "cluster-pool",
    summary: "Cilium's default: the operator gives each node one block of a central pool.",
    details: """
      The operator keeps one bitmap for each element of the CIDR list and gives every new node the \
      next free block after the last one given, from the first element that is not full. A freed \
      block is used again only after the search has wrapped; a restart of the operator starts the \
      search over at the lowest free block. Inside its block the node's agent takes an address for \
      its router, its ingress and its health endpoint and gives pods the others, from a random \
      start. A node that finds the pool full fails with "allocator full" and is tried again only \
      when its own object changes or the operator restarts.
      """,
    models: "Cilium 1.13 to 1.19 (the algorithm did not change)",
    leftOut: """
      The garbage collection of CiliumNodes without a Node, the rate limits of writes to the API \
      server, and the node's own address excluded from a pod CIDR that contains it.
      """,
    options: [
      ("mask", "prefix length of a node's IPv4 block", "24"),
      ("mask6", "prefix length of a node's IPv6 block", "120"),
      ("max-pods", "pods a kubelet takes", "110"),
      ("reserve-router", "the agent takes a router address: on, off", "on"),
      ("reserve-health", "the agent takes a health address: on, off", "on"),
      ("reserve-ingress", "the agent takes an ingress address: on, off", "off"),
      ("scan", "random as Cilium does, or contiguous, which its source has unused", "random"),
      ("version", "minor version; /31 and /32 blocks are usable from 1.17 on", "1.19"),
    ])

  /// What the mode says of itself.
  public var about: ModeDescription { Self.description }
}
