extension Kubernetes {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "kubernetes",
    summary:
      "kube-controller-manager gives each node a pod CIDR; Cilium picks addresses inside it.",
    details: """
      The article calls it "Kubernetes (Host-Local)"; Cilium calls it the Kubernetes host scope. \
      kube-controller-manager keeps one bitmap for each cluster CIDR, at most one of each family, \
      gives a new node the next free block after the last one given, and writes it to the Node, \
      where it never changes again. The service range takes every block that it touches. A node that \
      finds no block gets the event CIDRNotAvailable and is tried again after 5 ms, 10 ms, 20 ms and \
      so on up to 1,000 s. In a dual-stack cluster each failed attempt for the second family loses a \
      block of the first, and a patch that times out loses its block; a restart finds them again. A \
      node whose block lies outside the cluster CIDRs keeps kube-controller-manager from starting. \
      Inside its block Cilium's agent takes an address for its router and its health endpoint and \
      gives pods the others, from a random start. A pod's address= stands for the annotation \
      ipam.kubernetes.io/address of the article: it is honoured here, and ignored by real Cilium.
      """,
    models: "Kubernetes 1.30 (range allocator with a retry queue), Cilium 1.13 to 1.19",
    leftOut: """
      The kubelet's status report every five minutes, which makes the controller look at a waiting \
      node before its back-off is over; the thirty parallel workers; the cloud allocators; the \
      annotations network.cilium.io/ipv4-pod-cidr and so on, which stand in for pod CIDRs where \
      annotate-k8s-node is on.
      """,
    options: NodeIPAMOptions.meanings + AgentOptions.meanings)
}
