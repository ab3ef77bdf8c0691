extension NodeLocal {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "node-local",
    summary: "The article's model, no mode of Cilium: every node owns a block nobody coordinates.",
    details: """
      Cilium has no such mode and no key podCIDRMaskSize; this is a model of the article's words. \
      With assign=controller a daemonset or controller of the cluster's own gives each new node the \
      lowest free block of the size that is next in the list of masks, or of the node's mask=; \
      nobody else has it. With assign=hash each node derives its block, and which size of the list \
      it is, from its name and asks nobody: two names may give the same block, as the birthday law \
      has it, and both nodes use it. With assign=manual a node has the block of its cidr= and waits \
      without one. Blocks outside the pools, over a service range or in other hands are used all the \
      same and reported on the node. Inside its block Cilium's agent gives addresses as in \
      kubernetes. No pod and no node costs a write to the control plane.
      """,
    models: "the article; inside the block Cilium 1.13 to 1.19",
    leftOut: """
      How nodes learn the routes to each other's blocks, and what becomes of packets where two nodes \
      answer for one address.
      """,
    options: [
      ("assign", "how nodes come by blocks: controller, hash, manual", "controller"),
      ("mask", "prefix length of IPv4 blocks; a list is taken in turn by new nodes", "24"),
      ("mask6", "prefix length of IPv6 blocks; a list is taken in turn by new nodes", "120"),
    ] + AgentOptions.meanings)
}
