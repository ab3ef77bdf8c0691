extension DelegatedPlugin {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "delegated-plugin",
    summary: "Cilium asks another CNI plugin for addresses: host-local inside the node's pod CIDR.",
    details: """
      Cilium's agent has no allocator at all: its CNI plugin runs the plugin that is named under ipam \
      in the CNI configuration, and hands on what that says. Since the agent can take no address \
      either, the router's must be given (local-router-ipv4, local-router-ipv6) and the health \
      endpoint and Envoy's configuration must be off; otherwise it does not start. The plugin here is \
      host-local, inside the block that kube-controller-manager gave the node as in mode kubernetes: \
      a /24 has 253 addresses for pods, given one after the other, over the end and round, so that \
      an address comes back only after all others.
      """,
    models: "Cilium 1.19, CNI plugins 1.9.1 (host-local), Kubernetes 1.30 (range allocator)",
    leftOut: """
      Other plugins (Azure's, for one); files of pods whose DEL never came, which mode host-local \
      has; the kubelet's status report every five minutes, which makes the controller look at a \
      waiting node before its back-off is over.
      """,
    options: [("plugin", "the plugin that is asked: host-local", "host-local")]
      + NodeIPAMOptions.meanings + [("max-pods", "pods a kubelet takes", "110")]
      + CiliumRequirements.meanings)
}
