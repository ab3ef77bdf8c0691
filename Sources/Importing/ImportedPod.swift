public import Addressing

/// One pod, whether or not it takes an address of the pod network.
public struct ImportedPod: Hashable, Sendable {
  /// Which network a pod's address belongs to.
  public enum Network: UInt8, Hashable, Sendable {
    /// The pod network.
    case pod
    /// The node's own (`hostNetwork: true`), so that it takes no pod address.
    case host
    /// A table does not say, and nothing else tells.
    case unknown
  }

  /// The namespace, control characters included.
  public var namespace: String
  /// The name, control characters included.
  public var name: String
  /// The node it is bound to, nil while it waits for one.
  public var node: String?
  /// The addresses it shows, `status.podIPs`.
  public var addresses: [IPAddress]
  /// `status.phase`, or the STATUS column of a table.
  public var phase: String
  /// The network its addresses belong to.
  public var network: Network
  /// Whether it has ended: it may still show an address, but holds none.
  public var isFinished: Bool
  /// When the object was created, RFC 3339 in UTC.
  public var created: String?
  /// The annotation `ipam.cilium.io/ip-pool` (or its per-family forms), multi-pool's wish.
  public var requestedPool: String?
  /// The annotation `ipam.kubernetes.io/address`, which no released Cilium reads.
  public var requestedAddress: String?

  /// A pod that waits on the pod network.
  public init(namespace: String, name: String) {
    self.namespace = namespace
    self.name = name
    addresses = []
    phase = "Pending"
    network = .pod
    isFinished = false
  }

  /// Whether it holds an address of the pod network, as far as the files tell.
  public var holdsPodAddress: Bool {
    network != .host && !isFinished && !addresses.isEmpty
  }
}
