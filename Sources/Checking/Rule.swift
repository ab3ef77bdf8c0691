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
  /// A mask is written down where the program and the chart would assume different ones.
  case defaultMask = "default-mask"
  /// A service range has between ten and 2^20 addresses.
  case serviceRangeSize = "service-range-size"
  /// A service range takes no blocks from the pods.
  case serviceRangeInPool = "service-range-in-pool"
  /// The Node and the CiliumNode name the same blocks.
  case podCIDRsDiffer = "pod-cidrs-differ"
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
  /// An address is held for a pod that is there.
  case addressOfGonePod = "address-of-gone-pod"
  /// One more node gets a block.
  case poolExhausted = "pool-exhausted"
  /// What a file says is read and used as written.
  case fileWarning = "file-warning"
  /// How many more nodes get a block.
  case distance = "distance"

  /// How much a breach matters.
  public var severity: Finding.Severity {
    switch self {
    case .rangesOverlap, .poolTooSmall, .maskDifference, .serviceRangeSize, .blockShared,
      .nodeWaiting, .addressShared:
      .error
    case .maxPodsAboveBlock, .chartDefault, .defaultMask, .serviceRangeInPool, .podCIDRsDiffer,
      .blockOutsidePools, .blockOfGoneNode, .addressOutsideBlock, .podOfGoneNode, .addressOfGonePod,
      .poolExhausted,
      .fileWarning:
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
    case .defaultMask: "a mask is written down where the flag and the chart assume different ones"
    case .serviceRangeSize: "a service range has between ten and 2^20 addresses"
    case .serviceRangeInPool: "a service range takes no blocks from the pods"
    case .podCIDRsDiffer: "the Node and the CiliumNode name the same blocks"
    case .blockShared: "no two nodes hold the same addresses"
    case .blockOutsidePools: "blocks lie in the configured pools"
    case .blockOfGoneNode: "a block is held by a node that is there"
    case .nodeWaiting: "every node has a block and no error in its status"
    case .addressShared: "no two pods hold the same address"
    case .addressOutsideBlock: "a pod's address is one that its node has"
    case .podOfGoneNode: "a pod is bound to a node that is there"
    case .addressOfGonePod: "an address is held for a pod that is there"
    case .poolExhausted: "one more node gets a block"
    case .fileWarning: "what a file says is read and used as written"
    case .distance: "how many more nodes get a block"
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
    case .defaultMask: "Cilium 1.19 pkg/defaults/defaults.go and the chart's values.yaml"
    case .serviceRangeSize: "kubeadm 1.36 cmd/kubeadm/app/apis/kubeadm/validation/validation.go"
    case .serviceRangeInPool: "Kubernetes 1.36 pkg/controller/nodeipam/ipam/range_allocator.go"
    case .podCIDRsDiffer:
      "hetznercloud/hcloud-cloud-controller-manager#915; cozystack/cozystack#3615"
    case .blockShared: "cilium/cilium#17277, #21482; kubernetes/kubernetes#70957"
    case .blockOutsidePools: "cilium/cilium#28266, #29881"
    case .blockOfGoneNode: "cilium/cilium#17837"
    case .nodeWaiting: "cilium/cilium#41130"
    case .addressShared: "cilium/cilium#10065"
    case .addressOutsideBlock, .podOfGoneNode: "cilium/cilium#15977"
    case .addressOfGonePod: "cilium/cilium#15977; calicoctl ipam check (87c1590)"
    case .poolExhausted, .distance: "kubernetes/kubernetes#76761; canonical/k8s-snap#1762"
    case .fileWarning: "the file itself, as the sentence says"
    }
  }
}
