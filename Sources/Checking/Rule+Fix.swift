extension Rule {
  /// What to do about a breach, in the words of the mode's own configuration.
  public func fix(in mode: String?) -> String {
    switch self {
    case .rangesOverlap: "move one of the two; a pool cannot be moved under living nodes"
    case .poolTooSmall: "give a \(Self.maskName(mode)) longer than the pool's prefix length"
    case .maskDifference: "give a shorter \(Self.maskName(mode)) or a smaller pool"
    case .maxPodsAboveBlock:
      "lower kubelet's max-pods, or choose a shorter \(Self.maskName(mode)) for new clusters"
    case .chartDefault: "set ipam.operator.clusterPoolIPv4PodCIDRList before the first node joins"
    case .defaultMask: "write cluster-pool-ipv6-mask-size down"
    case .serviceRangeSize: "choose a range of at least /28 and at most /12, or /108 with IPv6"
    case .serviceRangeInPool: "move the service range out of the cluster CIDR"
    case .podCIDRsDiffer:
      "leave it if nothing routes by Node.spec.podCIDRs; else use ipam.mode=kubernetes, or start "
        + "kube-controller-manager with --allocate-node-cidrs=false"
    case .blockShared: "delete the \(Self.owner(mode)) that came later and let it join again"
    case .blockOutsidePools:
      mode == "kubernetes"
        ? "add the block's range to --cluster-cidr, or replace the node"
        : "delete the CiliumNode and restart its agent and pods"
    case .blockOfGoneNode:
      mode == "calico"
        ? "delete the node in Calico too (calicoctl delete node), which frees its blocks"
        : "delete the CiliumNode that has no Node"
    case .nodeWaiting: "\(Self.more(mode)), or remove nodes"
    case .addressShared: "delete the pod that came later"
    case .addressOutsideBlock: "delete the pod, so that it gets an address that its node has"
    case .podOfGoneNode: "delete the pod"
    case .addressOfGonePod:
      mode == "calico"
        ? "release it: calicoctl ipam check, then calicoctl ipam release"
        : "delete the CiliumEndpoint, and restart the agent of its node if the address stays taken"
    case .poolExhausted: "\(Self.more(mode)), before a node joins"
    case .fileWarning:
      "look at the file, or get it anew: the sentence says what is odd about it"
    case .distance: "nothing to do"
    }
  }

  /// Where the mask of a node's block is set.
  private static func maskName(_ mode: String?) -> String {
    switch mode {
    case "kubernetes": "--node-cidr-mask-size"
    case "multi-pool": "maskSize of the CiliumPodIPPool"
    case "cluster-pool": "clusterPoolIPv4MaskSize (clusterPoolIPv6MaskSize)"
    default: "mask"
    }
  }

  /// Whose block it is, in the API.
  private static func owner(_ mode: String?) -> String {
    mode == "kubernetes" ? "Node" : "CiliumNode"
  }

  /// How the mode gets more blocks on a living cluster: the operator's list grows and it must be
  /// restarted (Cilium's documentation, "Cluster Scope"), a CiliumPodIPPool grows at once
  /// (measured with 1.19), and kube-controller-manager knows one CIDR of a family.
  private static func more(_ mode: String?) -> String {
    switch mode {
    case "kubernetes":
      "make --cluster-cidr larger, around the old one, and restart kube-controller-manager"
    case "multi-pool": "add a CIDR to the CiliumPodIPPool"
    case "eni", "azure", "alibabacloud", "vpc-cni": "add a subnet"
    case "calico": "add an IPPool"
    default: "add a CIDR to the end of the pool list and restart the operator"
    }
  }
}
