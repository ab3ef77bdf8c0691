extension Presets {
  /// Managed Kubernetes.
  static let clouds: [Preset] = [
    Preset(
      "eks", "EKS with the AWS VPC CNI, in the private subnets that eksctl makes.",
      mode: "vpc-cni", pools: "192.168.96.0/19 192.168.128.0/19 192.168.160.0/19",
      services: "10.100.0.0/16", dns: "10.100.0.10",
      source: "aws/amazon-vpc-cni-k8s 1.23.0 (WARM_ENI_TARGET 1); eksctl's default VPC "
        + "192.168.0.0/16 in /19 subnets; EKS API reference, KubernetesNetworkConfigRequest: "
        + "serviceIpv4Cidr",
      assumption: "EKS has no default VPC: these are eksctl's private subnets of three zones"),
    Preset(
      "eks-prefix", "EKS with the AWS VPC CNI handing out /28 prefixes.",
      mode: "vpc-cni", pools: "192.168.96.0/19 192.168.128.0/19 192.168.160.0/19",
      options: [ModeOption("prefix-delegation", "on")],
      services: "10.100.0.0/16", dns: "10.100.0.10",
      source: "aws/amazon-vpc-cni-k8s 1.23.0, docs/prefix-and-ip-target.md and the manifest's "
        + "WARM_PREFIX_TARGET 1; subnets and services as preset eks",
      assumption: "EKS has no default VPC: these are eksctl's private subnets of three zones"),
    Preset(
      "eks-cilium-eni", "EKS with Cilium in ENI mode.",
      mode: "eni", pools: "192.168.96.0/19 192.168.128.0/19 192.168.160.0/19",
      services: "10.100.0.0/16", dns: "10.100.0.10",
      source: "Cilium 1.19, Documentation/network/concepts/ipam/eni.rst; subnets and services as "
        + "preset eks",
      assumption: "EKS has no default VPC: these are eksctl's private subnets of three zones"),
    Preset(
      "gke", "GKE Standard: a /24 a node for at most 110 pods.",
      mode: "gke", pools: "10.4.0.0/14", options: [ModeOption("max-pods", "110")],
      services: "34.118.224.0/20", dns: "34.118.224.10",
      source: "cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr and "
        + "…/concepts/alias-ips (pods /14; services 34.118.224.0/20 since 1.29)",
      assumption: "GKE picks a free /14 of 10.0.0.0/8 for each cluster; 10.4.0.0/14 stands for it"),
    Preset(
      "gke-autopilot", "GKE Autopilot: a /26 a node for at most 32 pods.",
      mode: "gke", pools: "10.4.0.0/17", options: [ModeOption("max-pods", "32")],
      services: "34.118.224.0/20", dns: "34.118.224.10",
      source: "cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr (32 pods a node, "
        + "pods /17); services 34.118.224.0/20 since 1.27",
      assumption: "GKE picks a free /17 for each cluster; 10.4.0.0/17 stands for it"),
    Preset(
      "aks", "AKS with Azure CNI in the node subnet: 30 pods and the node itself.",
      mode: "aks", pools: "10.224.0.0/16",
      options: [ModeOption("networking", "node-subnet"), ModeOption("max-pods", "30")],
      services: "10.0.0.0/16", dns: "10.0.0.10",
      source: "MicrosoftDocs/azure-aks-docs fb060ab, articles/aks/configure-azure-cni.md; the VNet "
        + "10.224.0.0/12 with aks-subnet 10.224.0.0/16 that az aks create makes"),
    Preset(
      "aks-overlay", "AKS with Azure CNI Overlay: a /24 a node for at most 250 pods.",
      mode: "aks", pools: "10.244.0.0/16",
      options: [ModeOption("networking", "overlay"), ModeOption("max-pods", "250")],
      services: "10.0.0.0/16", dns: "10.0.0.10",
      source: "MicrosoftDocs/azure-aks-docs fb060ab, "
        + "articles/aks/concepts-network-azure-cni-overlay.md"),
    Preset(
      "aks-pod-subnet", "AKS with Azure CNI in a pod subnet: sixteen addresses at a time.",
      mode: "aks", pools: "10.241.0.0/16",
      options: [ModeOption("networking", "pod-subnet-dynamic"), ModeOption("max-pods", "110")],
      services: "10.0.0.0/16", dns: "10.0.0.10",
      source: "MicrosoftDocs/azure-aks-docs fb060ab, "
        + "articles/aks/configure-azure-cni-dynamic-ip-allocation.md",
      assumption: "a pod subnet has no default; 10.241.0.0/16 is the one of that article's example"),
  ]
}
