/// What can be wrong, by ids that stay the same from version to version.
public enum Rule: String, Hashable, Sendable, CaseIterable {
  /// Pools, nodes' addresses and claimed ranges must not overlap.
  case rangesOverlap = "ranges-overlap"
  /// A pool must hold at least one block.
  case poolTooSmall = "pool-too-small"
  /// An IPv6 block is at most 16 bits longer than its pool.
  case maskDifference = "ipv6-mask-difference"
  /// A block must hold the pods that kubelet admits.
  case maxPodsAboveBlock = "max-pods-above-block"
  /// The pool is chosen, not the chart's default.
  case chartDefault = "chart-default-pool"
  /// No two nodes hold the same addresses.
  case blockShared = "block-shared"
  /// Blocks lie in the configured pools.
  case blockOutsidePools = "block-outside-pools"
  /// A block is held by a node that is there.
  case blockOfGoneNode = "block-of-gone-node"
  /// Every node has a block and no error in its status.
  case nodeWaiting = "node-waiting"
  /// No two pods hold the same address.
  case addressShared = "address-shared"
  /// A pod's address lies in its node's block.
  case addressOutsideBlock = "address-outside-block"
  /// A pod is bound to a node that is there.
  case podOfGoneNode = "pod-of-gone-node"
  /// One more node gets a block.
  case poolExhausted = "pool-exhausted"
  /// What a file says is read and used as written.
  case fileWarning = "file-warning"
  /// How many more nodes get a block.
  case distance = "distance"

  /// How much a breach matters.
  public var severity: Finding.Severity {
    switch self {
    case .rangesOverlap, .poolTooSmall, .maskDifference, .blockShared, .nodeWaiting,
      .addressShared:
      .error
    case .maxPodsAboveBlock, .chartDefault, .blockOutsidePools, .blockOfGoneNode,
      .addressOutsideBlock, .podOfGoneNode, .poolExhausted, .fileWarning:
      .warning
    case .distance: .note
    }
  }

  /// What the rule asks for, for a list of rules.
  public var title: String {
    switch self {
    case .rangesOverlap: "pools, nodes' addresses and claimed ranges must not overlap"
    case .poolTooSmall: "a pool must hold at least one block"
    case .maskDifference: "an IPv6 block is at most 16 bits longer than its pool"
    case .maxPodsAboveBlock: "a block must hold the pods that kubelet admits"
    case .chartDefault: "the pool is chosen, not the chart's default"
    case .blockShared: "no two nodes hold the same addresses"
    case .blockOutsidePools: "blocks lie in the configured pools"
    case .blockOfGoneNode: "a block is held by a node that is there"
    case .nodeWaiting: "every node has a block and no error in its status"
    case .addressShared: "no two pods hold the same address"
    case .addressOutsideBlock: "a pod's address lies in its node's block"
    case .podOfGoneNode: "a pod is bound to a node that is there"
    case .poolExhausted: "one more node gets a block"
    case .fileWarning: "what a file says is read and used as written"
    case .distance: "how many more nodes get a block"
    }
  }

  /// What to do about it.
  public var fix: String {
    switch self {
    case .rangesOverlap: "move one of the two; a pool cannot be moved under living nodes"
    case .poolTooSmall: "give a mask longer than the pool's prefix length"
    case .maskDifference: "give a shorter mask or a smaller pool"
    case .maxPodsAboveBlock: "lower kubelet's max-pods, or choose a shorter mask for new clusters"
    case .chartDefault: "set ipam.operator.clusterPoolIPv4PodCIDRList before the first node joins"
    case .blockShared: "delete the CiliumNode (or Node) that came later and let it join again"
    case .blockOutsidePools: "delete the CiliumNode and restart its agent and pods"
    case .blockOfGoneNode: "delete the CiliumNode that has no Node"
    case .nodeWaiting: "add a CIDR to the pool list or remove nodes; then restart the operator"
    case .addressShared: "delete the pod that came later"
    case .addressOutsideBlock: "delete the pod, so that it gets an address of its node's block"
    case .podOfGoneNode: "delete the pod"
    case .poolExhausted: "add a further CIDR to the pool list before a node joins"
    case .fileWarning: "see the sentence: it names what was expected"
    case .distance: "nothing to do"
    }
  }

  /// Where the rule is from.
  public var source: String {
    switch self {
    case .rangesOverlap: "cilium/cilium#20204, #13766; projectcalico/calico#2720"
    case .poolTooSmall: "cilium/cilium#21188; kubernetes/kubeadm#2327"
    case .maskDifference: "cilium/cilium#20756; clusterSubnetMaxDiff in cidrset/cidr_set.go"
    case .maxPodsAboveBlock: "rancher/rke2#2517; Cilium 1.19 pkg/ipam/hostscope.go"
    case .chartDefault: "Cilium chart 1.8 to 1.19 values.yaml; cilium/cilium#20204"
    case .blockShared: "cilium/cilium#17277, #21482; kubernetes/kubernetes#70957"
    case .blockOutsidePools: "cilium/cilium#28266, #29881"
    case .blockOfGoneNode: "cilium/cilium#17837"
    case .nodeWaiting: "cilium/cilium#41130"
    case .addressShared: "cilium/cilium#10065"
    case .addressOutsideBlock, .podOfGoneNode: "cilium/cilium#15977"
    case .poolExhausted, .distance: "kubernetes/kubernetes#76761; canonical/k8s-snap#1762"
    case .fileWarning: "cilium/cilium#23872"
    }
  }
}
