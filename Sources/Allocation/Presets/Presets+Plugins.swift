extension Presets {
  /// CNI plugins with their own manifests.
  static let plugins: [Preset] = [
    Preset(
      "calico-default", "Calico's default pool in blocks of 64.",
      mode: "calico", pools: "192.168.0.0/16", services: "10.96.0.0/12", dns: "10.96.0.10",
      source: "projectcalico/calico 87c1590, libcalico-go/lib/ipam: default pool and block size",
      assumption: "the service range is that of kubeadm"),
    Preset(
      "flannel", "flannel's manifest: host-local on the controller's blocks.",
      mode: "host-local", pools: "10.244.0.0/16", options: [ModeOption("mask", "24")],
      services: "10.96.0.0/12", dns: "10.96.0.10",
      source: "flannel-io/flannel cdf7605, Documentation/kube-flannel.yml: net-conf.json",
      assumption: "the service range is that of kubeadm"),
    Preset(
      "kube-ovn", "Kube-OVN: one flat pool, freed addresses last.",
      mode: "flat", pools: "10.16.0.0/16", options: [ModeOption("reuse", "freed-last")],
      services: "10.96.0.0/12", dns: "10.96.0.10",
      source: "kubeovn/kube-ovn 1533681, dist/images/install.sh: POD_CIDR, SVC_CIDR"),
  ]
}
