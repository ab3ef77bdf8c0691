extension Presets {
  /// Kubernetes distributions and installers.
  static let distributions: [Preset] = [
    Preset(
      "kubeadm",
      "kubeadm's service range and the block sizes of kube-controller-manager.",
      mode: "kubernetes", pools: "10.244.0.0/16", options: [ModeOption("mask", "24")],
      services: "10.96.0.0/12", dns: "10.96.0.10",
      source: "kubernetes/kubernetes 1.33, cmd/kubeadm/app/apis/kubeadm/v1beta4/defaults.go: "
        + "DefaultServicesSubnet, DefaultClusterDNSIP; "
        + "pkg/controller/nodeipam: --node-cidr-mask-size-ipv4 24",
      assumption: "kubeadm has no default pod subnet; 10.244.0.0/16 is the one that flannel's "
        + "manifest and kubeadm's own examples use"),
    Preset(
      "kubeadm-dual",
      "kubeadm in dual stack, with kube-controller-manager's /24 and /64 a node.",
      mode: "kubernetes", pools: "10.244.0.0/16 2001:db8:42:0::/56",
      options: [ModeOption("mask", "24"), ModeOption("mask6", "64")],
      services: "10.96.0.0/16 2001:db8:42:1::/112", dns: "10.96.0.10",
      source: "kubernetes/website, content/en/docs/setup/production-environment/tools/kubeadm/"
        + "dual-stack-support.md (documented for Kubernetes 1.23 and later)",
      assumption: "kubeadm has no default pod subnets; these are those of its dual-stack guide, "
        + "whose IPv6 pod and service ranges overlap: the controller skips one /64"),
    Preset(
      "k3s", "K3s: flannel's host-local on the controller's blocks.",
      mode: "host-local", pools: "10.42.0.0/16", options: [ModeOption("mask", "24")],
      services: "10.43.0.0/16", dns: "10.43.0.10",
      source: "k3s-io/docs 0243496, docs/cli/server.md: --cluster-cidr, --service-cidr, "
        + "--cluster-dns"),
    Preset(
      "rke2", "RKE2: Canal's host-local on the controller's blocks.",
      mode: "host-local", pools: "10.42.0.0/16", options: [ModeOption("mask", "24")],
      services: "10.43.0.0/16", dns: "10.43.0.10",
      source: "rancher/rke2-docs 16dc62a, docs/reference/server_config.md: cluster-cidr, "
        + "service-cidr, cluster-dns, cni canal"),
    Preset(
      "kind", "kind: kindnet's host-local on the controller's blocks.",
      mode: "host-local", pools: "10.244.0.0/16", options: [ModeOption("mask", "24")],
      services: "10.96.0.0/16", dns: "10.96.0.10",
      source: "kubernetes-sigs/kind fed2688, pkg/apis/config/v1alpha4/default.go"),
    Preset(
      "kind-dual", "kind with ipFamily: dual.",
      mode: "host-local", pools: "10.244.0.0/16 fd00:10:244::/56",
      options: [ModeOption("mask", "24"), ModeOption("mask6", "64")],
      services: "10.96.0.0/16 fd00:10:96::/112", dns: "10.96.0.10",
      source: "kubernetes-sigs/kind fed2688, pkg/apis/config/v1alpha4/default.go"),
    Preset(
      "minikube", "minikube: host-local on the controller's blocks.",
      mode: "host-local", pools: "10.244.0.0/16", options: [ModeOption("mask", "24")],
      services: "10.96.0.0/12", dns: "10.96.0.10",
      source: "kubernetes/minikube fea8b22, pkg/minikube/cni/cni.go: DefaultPodCIDR; services as "
        + "kubeadm"),
    Preset(
      "microk8s", "MicroK8s: Calico with blocks of 64.",
      mode: "calico", pools: "10.1.0.0/16", services: "10.152.183.0/24", dns: "10.152.183.10",
      source: "canonical.com/microk8s/docs/change-cidr (Calico since MicroK8s 1.19)"),
    Preset(
      "k0s", "k0s: kube-router's host-local on the controller's blocks.",
      mode: "host-local", pools: "10.244.0.0/16", options: [ModeOption("mask", "24")],
      services: "10.96.0.0/12", dns: "10.96.0.10",
      source: "k0sproject/k0s 06cd506, pkg/apis/k0s/v1beta1/network.go: DefaultNetwork, DNSAddress"),
    Preset(
      "talos", "Talos Linux: flannel's host-local on the controller's blocks.",
      mode: "host-local", pools: "10.244.0.0/16", options: [ModeOption("mask", "24")],
      services: "10.96.0.0/12", dns: "10.96.0.10",
      source: "siderolabs/talos 279a3fd, pkg/machinery/constants/constants.go: DefaultIPv4PodNet, "
        + "DefaultIPv4ServiceNet, DefaultCNI flannel"),
    Preset(
      "openshift", "OpenShift with OVN-Kubernetes: a /23 a node, in rotated order.",
      mode: "ovn-kubernetes", pools: "10.128.0.0/14", options: [ModeOption("mask", "23")],
      services: "172.30.0.0/16", dns: "172.30.0.10",
      source: "openshift/installer 2d2fe0b, pkg/types/defaults/installconfig.go: "
        + "defaultClusterNetwork, defaultHostPrefix, defaultServiceNetwork"),
  ]
}
