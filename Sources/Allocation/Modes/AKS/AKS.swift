public import Addressing
import HashTreeCollections

/// Azure Kubernetes Service: five ways of giving pods addresses, two of a CIDR of the cluster's own
/// and three of the virtual network's.
///
/// Sources: MicrosoftDocs/azure-aks-docs of August 2026 for what nodes are given;
/// Azure/azure-container-networking (`cns/ipampool/v2/monitor.go`,
/// `cns/kubecontroller/nodenetworkconfig/conversion_linux.go`) for what their agents do with it.
public struct AKS: IPAMMode {
  /// What was chosen.
  public private(set) var settings: Settings
  /// A set a pod CIDR, in `overlay` and `kubenet`.
  var blocks: [CIDRSet] = []
  /// A subnet a pool, in the other three.
  var subnets: [AzureSubnet] = []
  /// Where host-local's next search begins on each node, in `kubenet`.
  var cursors: TreeDictionary<NodeID, [Int]> = [:]
  /// Nodes that are short of a batch, in the order they fell short, in `pod-subnet-dynamic`.
  var starved: [NodeID] = []
  /// Nodes that have been given something.
  var nodeCount = 0

  /// The mode as a plan names it.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    settings = try Settings(pools: pools, options: options)
    try cut()
  }

  /// Cuts the pools anew, with nothing taken.
  mutating func cut() throws(Refusal) {
    nodeCount = 0
    do throws(AKSError) {
      if networking.takesFromSubnet {
        subnets = []
        for pool in pools {
          let unit = networking.unitLength(pool.family)
          subnets.append(try AzureSubnet(pool, unitLength: unit ?? pool.family.bitWidth))
        }
      } else {
        blocks = []
        for pool in pools {
          let unit = networking.unitLength(pool.family) ?? 0
          guard let set = try? CIDRSet(cluster: pool, nodeMask: unit) else {
            throw AKSError.podCIDRTooLarge(pool)
          }
          blocks.append(set)
        }
      }
    } catch {
      throw error.refusal
    }
  }

  /// The way in which pods get addresses.
  public var networking: AKSNetworking { settings.networking }
  /// The options as they stand.
  public var options: [ModeOption] { settings.options }
  /// The pod CIDRs, or the subnets that pods get addresses of.
  public var pools: [IPPrefix] { settings.pools }
  /// The kubelet's limit of pods.
  public var maxPods: Int { settings.maxPods }

  /// The prefix length of what a node is given.
  public func unitLength(_ family: IPFamily) -> Int? {
    pools.contains { $0.family == family } ? networking.unitLength(family) : nil
  }

  /// Azure's own addresses of each subnet, and what else of their /28s is lost to static blocks.
  public var withheld: [IPPrefix] { subnets.flatMap(\.reserved) }

  /// Addresses that a node can give to pods, by family.
  public var usablePerNode: [IPFamily: Int] {
    var usable: [IPFamily: Int] = [:]
    for family in IPFamily.allCases where unitLength(family) != nil {
      switch networking {
      case .overlay, .kubenet:
        let unit = networking.unitLength(family) ?? family.bitWidth
        usable[family] =
          addresses(
            of: IPPrefix(IPAddress(family, bits: 0), length: unit), isFirst: true
          ).usable
      case .nodeSubnet: usable[family] = maxPods
      case .podSubnetDynamic: usable[family] = AKSNetworking.maxPodsRange.upperBound
      case .podSubnetStatic:
        usable[family] = AKSSizing.staticPodAddresses(
          blocks: AKSSizing.staticBlocks(maxPods: maxPods))
      }
    }
    return usable
  }

  /// What is free of each pool of one family.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] {
    (networking.takesFromSubnet ? subnets.map(\.units) : blocks)
      .filter { $0.cluster.family == family }
  }

  /// New options or pools, as `az aks update` takes them.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    switch change {
    case .set(let options): try settings.set(options)
    case .addPool(let pool, _, _):
      var changed = self
      try changed.settings.add(pool)
      try changed.cut()
      settings = changed.settings
    case .removePool(let pool):
      if let subnet = subnets.first(where: { $0.prefix == pool }), subnet.used > 0 {
        throw AKSError.subnetInUse(pool).refusal
      }
      try settings.remove(pool)
    // AKS refuses pods and services that overlap when a cluster is created, not afterwards.
    case .serviceRange: return
    }
  }

  /// In most ways pods are given what their node has, whatever happens elsewhere.
  public var givesFromRangesAlone: Bool {
    networking != .podSubnetDynamic && networking != .kubenet
  }

  /// What the CNI plugin tells a pod of a node without a free address.
  public func exhaustedText(_ family: IPFamily) -> String {
    networking == .kubenet
      ? "no IP addresses available in range set"
      : "AllocateIPConfig failed: not enough IPs available, waiting on Azure CNS to allocate more"
  }

  /// What a node's agent reports while it has no addresses.
  public func waitingText(of node: Node) -> String {
    "the node has no pod addresses yet"
  }

  /// What a node was given, in numbers.
  public func details(of node: Node) -> [(key: String, text: String)] {
    let addresses = node.blocks.reduce(UInt128(0)) { $0.addingSaturated($1.size) }
    var lines = [(key: "networking", text: networking.rawValue)]
    switch networking {
    case .overlay, .kubenet: break
    case .nodeSubnet:
      lines.append(("addresses", "\(addresses): one for the node, the others for its pods"))
    case .podSubnetDynamic:
      let target = AKSSizing.dynamicAddresses(pods: node.admitted)
      lines.append(("addresses", "\(addresses) of \(target) for \(node.admitted) pods"))
    case .podSubnetStatic:
      lines.append(("addresses", "\(addresses) in /28s, one of them the node's own"))
    }
    return lines
  }
}
