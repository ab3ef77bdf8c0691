extension HostLocal {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "host-local",
    summary: "kube-controller-manager gives each node a pod CIDR; host-local goes round inside it.",
    details: """
      What flannel, kindnet, K3s, Canal and kubenet do. Blocks come from kube-controller-manager as \
      in mode kubernetes. Inside its block the CNI plugin host-local keeps the network address, the \
      gateway (the first address) and, of IPv4, the broadcast address, so that a /24 has 253 \
      addresses for pods. It gives the next free address after the one given last, over the end and \
      round, so that an address comes back only after all others. Each address is a file on the \
      node's disk, which only the DEL of the same container removes: pods that the runtime loses \
      (option del) keep their addresses for good, until "no IP addresses available in range set". \
      A restart of a node's agent stands for a reboot of the node, which clears those files only if \
      they are kept in memory (option data-dir).
      """,
    models: "Kubernetes 1.30 (range allocator with a retry queue), CNI plugins 1.9.1 (host-local)",
    leftOut: """
      Range sets, gateways and range ends other than the plugin's defaults, which the type \
      HostLocalPlugin models for one node; new sandboxes and so new addresses of the pods of a node \
      that reboots; addresses of an IPv6 block beyond the first 2^32; the kubelet's status report \
      every five minutes, which makes the controller look at a waiting node.
      """,
    options: NodeIPAMOptions.meanings + PluginOptions.meanings)
}
