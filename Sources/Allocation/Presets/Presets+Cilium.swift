extension Presets {
  /// Cilium as its Helm chart installs it.
  static let cilium: [Preset] = [
    Preset(
      "cilium-helm-default",
      "Cilium as its Helm chart installs it when no IPAM value is given.",
      mode: "cluster-pool", pools: "10.0.0.0/8", options: [ModeOption("mask", "24")],
      source: "Cilium 1.19, install/kubernetes/cilium/values.yaml: ipam.mode, "
        + "ipam.operator.clusterPoolIPv4PodCIDRList, clusterPoolIPv4MaskSize"),
    Preset(
      "cilium-helm-dual",
      "Cilium's Helm chart with ipv6.enabled=true and its own IPv6 pool.",
      mode: "cluster-pool", pools: "10.0.0.0/8 fd00::/104",
      options: [ModeOption("mask", "24"), ModeOption("mask6", "120")],
      source: "Cilium 1.19, install/kubernetes/cilium/values.yaml: "
        + "ipam.operator.clusterPoolIPv6PodCIDRList, clusterPoolIPv6MaskSize"),
    Preset(
      "eks-anywhere",
      "EKS Anywhere: Cilium in kubernetes mode on the controller's blocks.",
      mode: "kubernetes", pools: "192.168.0.0/16", options: [ModeOption("mask", "24")],
      services: "10.96.0.0/12", dns: "10.96.0.10",
      source: "aws/eks-anywhere 00494dc, pkg/networking/cilium/templater.go: ipam.mode kubernetes; "
        + "the CIDRs are those that eksctl anywhere generate clusterconfig writes"),
  ]
}
