extension SizingErratum {
  /// What the documents of providers and distributions print.
  static let documents = [
    SizingErratum(
      system: "openshift", page: "OpenShift documentation, CIDR range definitions",
      prints: "510 cluster nodes", gives: "512 nodes of 510 addresses each"),
    SizingErratum(
      system: "openshift", page: "OpenShift documentation, CIDR range definitions",
      prints: "65536 x 512 = 128 nodes of a /16", gives: "65536 / 512 = 128"),
    SizingErratum(
      system: "openshift", page: "tutorials on OpenShift's pod network",
      prints: "the second node of 10.128.0.0/14 has 10.128.2.0/23",
      gives: "10.129.0.0/23: subnet numbers are rotated (ovn-kubernetes 6c366bb)"),
    SizingErratum(
      system: "aks", page: "MicrosoftDocs/azure-aks-docs fb060ab configure-kubenet.md",
      prints: "Azure reserves the first three addresses", gives: "the first four and the last"),
    SizingErratum(
      system: "gke", page: "a transcription of GKE's VPC-native tables",
      prints: "/24: 65512 pod addresses; 33 to 64 pods: /26", gives: "64512; /25"),
    SizingErratum(
      system: "eks", page: "aws-eks-best-practices dc0243a subnet-calc.xlsx",
      prints: "510 usable in a /23, pods by 30 addresses an interface",
      gives: "507 usable, 29 for pods: each interface keeps one"),
    SizingErratum(
      system: "eks", page: "amazon-vpc-cni-k8s b521883 docs/prefix-and-ip-target.md",
      prints: "t3.small, WARM_IP_TARGET 7, MINIMUM_IP_TARGET 20, no pods: 1 prefix, 16 unused",
      gives: "2 prefixes, 32 unused"),
    SizingErratum(
      system: "eks", page: "amazon-vpc-cni-k8s b521883 docs/prefix-and-ip-target.md",
      prints: "p3dn, 3, 95 and 45 pods: 2, 3 and 2 interfaces", gives: "1 interface"),
    SizingErratum(
      system: "rke2", page: "rancher/rke2-docs 9477b7b, requirements",
      prints: "more than 255 nodes need another CIDR", gives: "256 blocks of /24 in a /16"),
  ]

  /// What posts, tutorials and tools print that people size with.
  static let tools = [
    SizingErratum(
      system: "calico", page: "a Calico tutorial's example output",
      prints: "k8s-worker1 has the block of 192.168.166.128",
      gives: "192.168.194.64, by the hash of the name (calico 87c1590 libcalico-go/lib/ipam)"),
    SizingErratum(
      system: "arithmetic", page: "ARIN-PPML, a post", prints: "2^18 is 252144", gives: "262144"),
    SizingErratum(
      system: "arithmetic", page: "ipcalc 0.42, option -s",
      prints: "10, 14, 60 and 200 addresses need a /29, /29, /27 and /25",
      gives: "/28, /28, /26 and /24"),
    SizingErratum(
      system: "services", page: "kubernetes.io, extend-service-ip-ranges",
      prints: "12 Services fit in a /28", gives: "14 addresses: kubernetes and DNS are counted"),
  ]
}
