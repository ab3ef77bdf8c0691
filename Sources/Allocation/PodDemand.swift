public import Addressing

/// Writes to the API server and decisions made on nodes, as they are counted.
public struct Work: Hashable, Sendable {
  /// Writes to the API server, or calls of the cloud's.
  public var controlPlane = 0
  /// Decisions of a node's own agent.
  public var node = 0

  /// No work.
  public init() {}

  static func += (left: inout Work, right: Work) {
    left.controlPlane += right.controlPlane
    left.node += right.node
  }
}

/// What an agent answers to one pod.
public struct AddressGrant: Hashable, Sendable {
  /// The IPv4 address as a number, 0 for none.
  public var v4: UInt32 = 0
  /// The IPv6 address as a number, 0 for none.
  public var v6: UInt128 = 0
  /// Whether the pod runs now, or why not.
  public var status = PodStatus.running
  /// A refusal that is this pod's own.
  public var error: String?

  /// A running pod, its addresses to be filled in.
  public init() {}

  /// A pod that is refused with a text of its own.
  public init(refusedWith text: String) {
    status = .refusedAddress
    error = text
  }

  /// Notes an address of the pod.
  public mutating func add(_ address: IPAddress) {
    switch address.family {
    case .v4: v4 = UInt32(truncatingIfNeeded: address.bits)
    case .v6: v6 = address.bits
    }
  }
}

/// A pod that wants addresses.
public struct PodDemand: Sendable {
  /// The pod.
  public let pod: PodID
  /// The pool it asks for by annotation.
  public let pool: String?
  /// The address it asks for.
  public let wanted: IPAddress?
  private let names: [PodSegment]

  init(pod: PodID, pool: String?, wanted: IPAddress?, names: [PodSegment]) {
    self.pod = pod
    self.pool = pool
    self.wanted = wanted
    self.names = names
  }

  /// Namespace and name; worked out on demand, since most modes never ask.
  public var name: NamespacedName {
    for segment in names where segment.ids.contains(pod.index) {
      return segment.name(at: pod.index - segment.firstID.index)
    }
    // Modes whose nodes' books say everything are shown no names.
    return NamespacedName(namespace: "default", name: "")
  }

  /// The namespace.
  public var namespace: String {
    names.first { $0.ids.contains(pod.index) }?.namespace ?? "default"
  }
}

/// A pod that is gone, with the addresses it held.
public struct ReleasedPod: Hashable, Sendable {
  /// The pod.
  public let pod: PodID
  /// Its addresses, IPv4 first.
  public let addresses: [IPAddress]
}
