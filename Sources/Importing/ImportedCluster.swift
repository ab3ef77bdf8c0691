public import Addressing

/// What a set of files says about one cluster, before any model of a mode is asked.
///
/// A neutral value: it knows no allocator, and leaves unsaid what the files leave unsaid. Nodes are
/// in the order of their creation, pods likewise within a namespace, so that the order in which the
/// files were named decides nothing.
public struct ImportedCluster: Hashable, Sendable {
  /// The IPAM mode as Cilium names it (`cluster-pool`, `kubernetes`...), nil if nothing tells.
  public var mode: String?
  /// Why `mode` is what it is, one sentence for the report.
  public var modeEvidence = "no file names an IPAM mode and no node shows one"
  /// The address space of the pods, in the order of the list that configures it.
  public var pools: [ImportedPool] = []
  /// The named pools of multi-pool mode, by name.
  public var podIPPools: [ImportedPodIPPool] = []
  /// The ranges that Services get addresses of, as files name them.
  public var serviceRanges: [ImportedRange] = []
  /// The addresses that Services have, by the Services' names.
  public var serviceAddresses: [ImportedServiceAddress] = []
  /// What the configuration says beside mode and pools.
  public var options = ImportedOptions()
  /// The nodes, earliest created first.
  public var nodes: [ImportedNode] = []
  /// The pods, those that take no address included, by namespace and name.
  public var pods: [ImportedPod] = []
  /// Addresses and blocks whose holders are gone.
  public var leaks: [ImportedLeak] = []

  /// A cluster that nothing is known of.
  public init() {}

  /// Whether nodes of the mode have blocks at all, and not single addresses only.
  public var usesBlocks: Bool { mode.map { !ModeNames.withoutBlocks.contains($0) } ?? true }

  /// Whether a node has a block before its first pod; Calico's nodes claim theirs with it, and where
  /// no mode is known and no node shows a block, there may be none to have.
  public var givesBlocksAtOnce: Bool {
    usesBlocks && mode != "calico" && (mode != nil || nodes.contains { !$0.blocks.isEmpty })
  }

  /// The families that pools, blocks or pod addresses have, IPv4 first.
  public var families: [IPFamily] {
    IPFamily.allCases.filter { family in
      pools.contains { $0.prefix.family == family }
        || nodes.contains { $0.blocks.contains { $0.family == family } }
        || pods.contains { $0.addresses.contains { $0.family == family } }
    }
  }
}
