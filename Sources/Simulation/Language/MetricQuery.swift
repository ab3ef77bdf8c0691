public import Measurement

/// A number that can be asked of a plan, such as `blocks.free/20` or `addresses.used.v6`.
public struct MetricQuery: Hashable, Sendable, CustomStringConvertible {
  /// Which number it is.
  public let name: Name
  /// The prefix length after the slash, for numbers that are counted at one.
  public let prefixLength: Int?
  /// Whether `.v6` asks for the family that the bare name does not give.
  public let isOtherFamily: Bool

  /// The number `name`, at `prefixLength` if it is counted at one.
  public init(_ name: Name, prefixLength: Int? = nil, isOtherFamily: Bool = false) {
    switch name.prefixLengthUse {
    case .never: precondition(prefixLength == nil, "\(name.rawValue) has no prefix length")
    case .always: precondition(prefixLength != nil, "\(name.rawValue) needs a prefix length")
    case .optional: break
    }
    precondition(prefixLength.map { 0...128 ~= $0 } ?? true, "a prefix length is 0 to 128")
    precondition(!isOtherFamily || name.hasFamily, "\(name.rawValue) is of no family")
    self.name = name
    self.prefixLength = prefixLength
    self.isOtherFamily = isOtherFamily
  }

  /// The query as it is written: name, length, family.
  public var description: String {
    name.rawValue + (prefixLength.map { "/\($0)" } ?? "") + (isOtherFamily ? ".v6" : "")
  }
}

extension MetricQuery {
  /// The one table of the numbers that there are; the raw value is the word that asks for it.
  public enum Name: String, Hashable, Sendable, CaseIterable {
    case nodes
    case nodesReady = "nodes.ready"
    case nodesWaiting = "nodes.waiting"
    case nodesFailed = "nodes.failed"
    case pods
    case podsRunning = "pods.running"
    case podsPending = "pods.pending"
    case podsHostNetwork = "pods.host-network"
    case podsRefused = "pods.refused"
    case addressesTotal = "addresses.total"
    case addressesCommitted = "addresses.committed"
    case addressesUsed = "addresses.used"
    case addressesReserved = "addresses.reserved"
    case reservedNetwork = "addresses.reserved.network"
    case reservedBroadcast = "addresses.reserved.broadcast"
    case reservedGateway = "addresses.reserved.gateway"
    case reservedRouter = "addresses.reserved.router"
    case reservedIngress = "addresses.reserved.ingress"
    case reservedHealth = "addresses.reserved.health"
    case reservedTunnel = "addresses.reserved.tunnel"
    case reservedInterface = "addresses.reserved.interface"
    case reservedKept = "addresses.reserved.kept"
    case reservedOther = "addresses.reserved.other"
    case addressesStranded = "addresses.stranded"
    case addressesWithheld = "addresses.withheld"
    case addressesFree = "addresses.free"
    case addressesOutside = "addresses.outside"
    case blocksTotal = "blocks.total"
    case blocksUsed = "blocks.used"
    case blocksFree = "blocks.free"
    case largestFree = "largest-free"
    case internalWaste = "internal-waste"
    case idleShare = "idle-share"
    case externalWaste = "external-waste"
    case hostDensity = "hd-ratio"
    case unusableFree = "unusable-free"
    case fragmentation
    case collisions
    case overlaps
    case controlPlaneOperations = "ops.control-plane"
    case nodeOperations = "ops.node"
    case controlPlaneRate = "ops.control-plane.rate"
    case nodeRate = "ops.node.rate"
    case operationWait = "ops.wait"
    case routes
    case reuseMinimum = "reuse.min"
    case reuseMedian = "reuse.median"
    case reuseTime = "reuse.time"
    case reuseTimeMedian = "reuse.time.median"
    case addressReuse = "reuse.address"
    case addressReuseTime = "reuse.address.time"
    case firstFailure = "first-failure"
    case headroomNodes = "headroom.nodes"
    case headroomPods = "headroom.pods"
    case usablePerNode = "usable-per-node"
    case services
    case servicesFree = "services.free"
  }

  /// Whether a number is counted at a prefix length.
  public enum PrefixLengthUse: Hashable, Sendable {
    case never, optional, always
  }
}

extension MetricQuery.Name {
  /// Whether the word takes, or must have, a `/LENGTH`.
  public var prefixLengthUse: MetricQuery.PrefixLengthUse {
    switch self {
    case .blocksFree: .optional
    case .unusableFree, .fragmentation: .always
    default: .never
    }
  }

  /// The cause whose reserved addresses the number counts.
  public var reservedCause: ReservedCause? {
    let prefix = "addresses.reserved."
    guard rawValue.hasPrefix(prefix) else { return nil }
    return ReservedCause(rawValue: String(rawValue.dropFirst(prefix.count)))
  }

  /// Whether the number differs by address family, so that `.v6` means something.
  public var hasFamily: Bool {
    switch self {
    case .nodes, .nodesReady, .nodesWaiting, .nodesFailed, .pods, .podsRunning, .podsPending,
      .podsHostNetwork, .podsRefused, .controlPlaneOperations, .nodeOperations,
      .controlPlaneRate, .nodeRate, .operationWait, .firstFailure, .headroomNodes, .headroomPods,
      .reuseMinimum, .reuseMedian, .reuseTime, .reuseTimeMedian, .addressReuse,
      .addressReuseTime, .services:
      false
    default: true
    }
  }
}
