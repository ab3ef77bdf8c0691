public import Addressing

/// One pod as a row of the pod table says.
public struct Pod: Hashable, Sendable {
  /// The row.
  public let id: PodID
  /// Namespace and name.
  public let name: NamespacedName
  /// The node the pod is bound to.
  public let node: NodeID?
  /// The IPv4 address.
  public let v4: IPAddress?
  /// The IPv6 address.
  public let v6: IPAddress?
  /// How the pod fares.
  public let status: PodStatus

  /// The address in one family.
  public subscript(family: IPFamily) -> IPAddress? { family == .v4 ? v4 : v6 }

  /// The address people name first: IPv4 if there is one.
  public var address: IPAddress? { v4 ?? v6 }
}

/// How a pod fares, in one byte a pod.
public enum PodStatus: UInt8, Hashable, Sendable {
  /// No pod: the row was never used, or the pod is gone.
  case absent
  /// It has its addresses, or needs none.
  case running
  /// No node can take it.
  case unscheduled
  /// Bound to a node that is not ready.
  case nodeNotReady
  /// Bound to a node that has its maximum of pods.
  case nodeAtMaxPods
  /// Bound; the agent refused it an IPv4 address.
  case refusedV4
  /// Bound; the agent refused it an IPv6 address.
  case refusedV6
  /// Bound; the particular address it asks for was refused.
  case refusedAddress
  /// Bound and without an address as yet, as recorded.
  case creating
  /// On the host's network: it takes no address of IPAM.
  case hostNetwork
  /// Running with an address that its node's agent does not hold, as imported.
  case foreignAddress

  /// Whether the pod is there.
  public var isPresent: Bool { self != .absent }
  /// Whether the pod runs on an address of IPAM.
  public var isRunning: Bool { self == .running || self == .foreignAddress }
  /// Whether an agent refused the pod an address.
  public var isRefusal: Bool {
    self == .refusedV4 || self == .refusedV6 || self == .refusedAddress
  }
  /// Whether the pod waits for an address or a node.
  public var isPending: Bool {
    switch self {
    case .unscheduled, .nodeNotReady, .nodeAtMaxPods, .creating: true
    case .refusedV4, .refusedV6, .refusedAddress: true
    case .absent, .running, .hostNetwork, .foreignAddress: false
    }
  }
}
