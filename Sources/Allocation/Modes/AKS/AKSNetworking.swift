public import Addressing

/// The five ways in which Azure Kubernetes Service gives pods their addresses.
///
/// MicrosoftDocs/azure-aks-docs of August 2026: `concepts-network-azure-cni-overlay.md`,
/// `configure-kubenet.md`, `concepts-network-azure-cni-pod-subnet.md` and
/// `concepts-network-ip-address-planning.md`.
public enum AKSNetworking: String, Hashable, Sendable, CaseIterable {
  /// Azure CNI Overlay: a /24 of a private CIDR for each node.
  case overlay
  /// Azure CNI (legacy): each node reserves an address for itself and each of its pods.
  case nodeSubnet = "node-subnet"
  /// kubenet: a /24 of a private CIDR for each node, and a route for each.
  case kubenet
  /// Azure CNI Pod Subnet, dynamic: addresses of a subnet for pods, in batches of 16.
  case podSubnetDynamic = "pod-subnet-dynamic"
  /// Azure CNI Pod Subnet, static blocks: as many /28s as a node's maximum of pods needs.
  case podSubnetStatic = "pod-subnet-static"

  /// Pods of a node when nobody says otherwise.
  public var defaultMaxPods: Int {
    switch self {
    case .overlay: 250
    case .nodeSubnet: 30
    case .kubenet, .podSubnetDynamic, .podSubnetStatic: 110
    }
  }

  /// Pods that a node can be set to take.
  public static let maxPodsRange = 10...250

  /// Nodes of a cluster; kubenet needs a route for each node and family, and Azure has 400 a table.
  public func maximumNodes(isDualStack: Bool = false) -> Int {
    guard self == .kubenet else { return 5_000 }
    return isDualStack ? 200 : 400
  }

  /// Whether pods get addresses of the virtual network rather than of a private CIDR.
  public var takesFromSubnet: Bool { self != .overlay && self != .kubenet }

  /// The prefix length of what a node is given; subnets are of IPv4 only.
  public func unitLength(_ family: IPFamily) -> Int? {
    switch (self, family) {
    case (.overlay, .v4), (.kubenet, .v4): 24
    case (.overlay, .v6), (.kubenet, .v6): 80
    case (.nodeSubnet, .v4), (.podSubnetDynamic, .v4): 32
    case (.podSubnetStatic, .v4): 28
    case (_, .v6): nil
    }
  }

  /// The CIDR that pods get addresses of when nobody names one: AKS' pod CIDR, and for subnets the
  /// one that the documentation's examples create.
  public var defaultPool: IPPrefix {
    switch self {
    case .overlay, .kubenet: IPPrefix(IPAddress(.v4, bits: 0x0af4_0000), length: 16)
    case .nodeSubnet: IPPrefix(IPAddress(.v4, bits: 0x0af0_0000), length: 16)
    case .podSubnetDynamic: IPPrefix(IPAddress(.v4, bits: 0x0af1_0000), length: 16)
    case .podSubnetStatic: IPPrefix(IPAddress(.v4, bits: 0x0a28_0000), length: 13)
    }
  }

  /// AKS' pod CIDR of the second family, fd12:3456:789a::/64.
  public static let defaultIPv6Pool = IPPrefix(
    IPAddress(.v6, bits: 0xfd12_3456_789a_0000 << 64), length: 64)

  /// The CIDR that Services get addresses of when nobody names one, 10.0.0.0/16.
  public static let defaultServiceCIDR = IPPrefix(IPAddress(.v4, bits: 0x0a00_0000), length: 16)
}
