extension OVNKubernetes {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "ovn-kubernetes",
    summary:
      "OVN-Kubernetes, OpenShift's network: a /23 a node in rotated order, round robin inside.",
    details: """
      The cluster manager gives each node a subnet of every family, next-fit, from the first cluster \
      network that has one. Where a subnet shares an octet with host bits the numbers are rotated, \
      so that with OpenShift's defaults nodes get 10.128.0.0/23, 10.129.0.0/23, 10.130.0.0/23, \
      10.131.0.0/23 and only then 10.128.2.0/23. IPv6 subnets whose last written group is zero are \
      passed over. On the node the first address is the gateway's and the second the management \
      port's, the third the hybrid overlay's if that is on; pods get the others round robin, so a \
      /23 serves 508 pods where OpenShift documents 510. A node that finds no subnet is tried again \
      every 30 seconds with a back-off up to a minute, and dropped after 15 attempts; then only an \
      event of its own helps. With the network operator, networks can grow and a second family can \
      come, and nothing else can change. A pod that asks for an address of its own is refused.
      """,
    models: "OVN-Kubernetes at commit 6c366bb (August 2024), cluster-network-operator 2a6a57f",
    leftOut: """
      The hybrid overlay's own subnets for Windows nodes, join and transit addresses, secondary and \
      user-defined networks, the kubelet's status reports that count as events of a node; a node \
      with pods whose subnet turns out to be another's keeps it here; networks of more than 2^24 \
      IPv4 or 2^16 IPv6 subnets.
      """,
    options: Settings.meanings)
}
