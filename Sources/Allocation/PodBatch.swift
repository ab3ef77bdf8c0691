import Addressing

/// Pods that were created together, in columns the pod table can share.
public struct PodBatch: Sendable {
  /// The row of the first pod.
  public let firstID: PodID
  /// Pods in the batch.
  public let count: Int
  /// Their names, in the order of their rows.
  public let segments: [PodSegment]
  var nodes: PagedColumn<UInt32>
  var v4: PagedColumn<UInt32>
  var v6: PagedColumn<UInt128>?
  var statuses: PagedColumn<UInt8>
  /// Rows that wait for a node.
  let unscheduledCount: Int
  /// Whether a row waits for a node.
  var hasUnscheduled: Bool { unscheduledCount > 0 }
  /// Addresses that were refused to pods of the batch.
  var refusedCount = 0
  /// Addresses that single pods asked for.
  var wanted: [(PodID, IPAddress)] = []
  /// Refusals of single pods.
  var errors: [(PodID, String)] = []
}

/// Where one pod has come to be: on a node, with addresses, or refused.
public struct PodOutcome: Hashable, Sendable {
  /// The pod.
  public let pod: PodID
  /// The node, once bound.
  public let node: NodeID?
  /// The IPv4 address as a number, 0 for none.
  public let v4: UInt32
  /// The IPv6 address as a number, 0 for none.
  public let v6: UInt128
  /// How the pod fares.
  public let status: PodStatus
  /// A refusal that is this pod's own.
  public let error: String?
}
