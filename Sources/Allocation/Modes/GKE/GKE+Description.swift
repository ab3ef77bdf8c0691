extension GKE {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "gke",
    summary: "GKE: a block of twice the node's maximum of pods out of the cluster's pod ranges.",
    details: """
      Each node gets a block of its pod range as an alias range of its VM: a /24 for the usual 110 \
      pods, a /26 for Autopilot's 32, since a block holds at least twice the pods so that addresses \
      are not used again at once. Nodes with a max-pods of their own get blocks of their own size. \
      A /16 therefore ends at 256 nodes and 28,160 pods; a subnet's primary range, less four \
      addresses, may end sooner. More pod ranges can be added to a running cluster; a range is taken \
      away only when no node uses it, and the first one never. A node that finds no block is not \
      created: IP_SPACE_EXHAUSTED; its instance group tries again, here as soon as a block is free. \
      Inside the block pods get addresses from host-local, or from Cilium under Dataplane V2.
      """,
    models: "Google's documents of VPC-native clusters, as of 2025",
    leftOut: """
      Which free block Google picks, which is not published: here it is the lowest one, in the first \
      range that has any. How long an instance group waits between attempts. Node pools that are \
      bound to a range, the secondary range of services, dual stack, and the addresses of nodes \
      themselves beyond their number. A node that asks for fewer than 8 or more than 256 pods, which \
      Google refuses, gets the block of 8 or of 256.
      """,
    options: Settings.meanings)
}
