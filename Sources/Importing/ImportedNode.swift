public import Addressing

/// One node, put together from its Node, its CiliumNode and what tables and pods say of it.
public struct ImportedNode: Hashable, Sendable {
  /// The node's name, control characters included.
  public var name: String
  /// What the node is known from.
  public var sources: Sources = []
  /// When the object was created, RFC 3339 in UTC, nil if no file says.
  public var created: String?
  /// The CIDRs in `Node.spec.podCIDRs`, or `podCIDR` where that is all there is.
  public var kubernetesBlocks: [IPPrefix] = []
  /// The CIDRs in `CiliumNode.spec.ipam.podCIDRs`.
  public var ciliumBlocks: [IPPrefix] = []
  /// Calico: the blocks that have an affinity to the node.
  public var calicoBlocks: [IPPrefix] = []
  /// The blocks that count in the cluster's mode: one of the two lists, or the pools' together.
  public var blocks: [IPPrefix] = []
  /// Multi-pool: the CIDRs held of each named pool.
  public var allocatedPools: [PoolAllocation] = []
  /// Multi-pool: the addresses asked for of each named pool.
  public var requestedPools: [PoolRequest] = []
  /// CRD and cloud modes: single addresses that belong to the node, with their holders.
  public var addressPool: [PooledAddress] = []
  /// `topology.kubernetes.io/zone`.
  public var zone: String?
  /// `node.kubernetes.io/instance-type`.
  public var instanceType: String?
  /// `status.allocatable.pods`, else `status.capacity.pods`.
  public var maxPods: Int?
  /// `spec.unschedulable`.
  public var isCordoned = false
  /// Whether the Ready condition is true, nil if no file says.
  public var isReady: Bool?
  /// The node's own addresses on its network.
  public var internalAddresses: [IPAddress] = []
  /// The router's addresses (`CiliumInternalIP`), taken from the block.
  public var routerAddresses: [IPAddress] = []
  /// The health endpoint's addresses, taken from the block.
  public var healthAddresses: [IPAddress] = []
  /// The ingress listener's addresses, taken from the block.
  public var ingressAddresses: [IPAddress] = []
  /// The addresses of Calico's tunnel devices, taken from its blocks.
  public var tunnelAddresses: [IPAddress] = []
  /// Whether Nodes were given and it is none of them: what is left is what it held.
  public var isGone = false
  /// `status.ipam.operator-status.error`: why the operator gave no block.
  public var operatorError: String?

  /// A node of which only the name is known.
  public init(name: String) { self.name = name }
}

extension ImportedNode {
  /// The kinds of object that named a node.
  public struct Sources: OptionSet, Hashable, Sendable {
    /// The set as bits.
    public let rawValue: UInt8

    /// A set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A Node object.
    public static let node = Sources(rawValue: 1)
    /// A CiliumNode object.
    public static let ciliumNode = Sources(rawValue: 2)
    /// A row of a table, or metadata without a spec.
    public static let table = Sources(rawValue: 4)
    /// A pod that is bound to it.
    public static let pod = Sources(rawValue: 8)
    /// A Calico BlockAffinity or IPAMBlock.
    public static let calico = Sources(rawValue: 16)
    /// The status of the agent on it.
    public static let agent = Sources(rawValue: 32)
  }

  /// The CIDRs that a node holds of one named pool.
  public struct PoolAllocation: Hashable, Sendable {
    /// The pool's name.
    public var pool: String
    /// The CIDRs, as the node lists them.
    public var prefixes: [IPPrefix]

    /// What is held of a pool.
    public init(pool: String, prefixes: [IPPrefix]) {
      self.pool = pool
      self.prefixes = prefixes
    }
  }

  /// The addresses that a node asks of one named pool.
  public struct PoolRequest: Hashable, Sendable {
    /// The pool's name.
    public var pool: String
    /// The IPv4 addresses needed.
    public var v4: Int
    /// The IPv6 addresses needed.
    public var v6: Int

    /// What is asked of a pool.
    public init(pool: String, v4: Int, v6: Int) {
      self.pool = pool
      self.v4 = v4
      self.v6 = v6
    }
  }

  /// One address of `spec.ipam.pool`, and its use in `status.ipam.used`.
  public struct PooledAddress: Hashable, Sendable {
    /// The address.
    public var address: IPAddress
    /// The pod or component that uses it, or that it is kept for; nil if it is free.
    public var owner: String?
    /// Whether `status.ipam.used` names it.
    public var isUsed: Bool

    /// An address and its holder.
    public init(address: IPAddress, owner: String? = nil, isUsed: Bool = false) {
      self.address = address
      self.owner = owner
      self.isUsed = isUsed
    }
  }
}
