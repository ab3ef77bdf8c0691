public import Addressing

/// A node of the cluster: what the scheduler, the operator and the node's own agent know of it.
public struct Node: Hashable, Sendable {
  /// The place in the order of joining.
  public let id: NodeID
  /// The name, unique among the nodes present.
  public let name: String
  /// The stream of the agent's random draws, derived from the name.
  let stream: UInt64
  /// The zone label, if any.
  public var zone: String?
  /// The instance type label, if any.
  public var instanceType: String?
  /// The kubelet's limit of pods (default 110), host-network pods apart.
  public var maxPods: Int
  /// Whether the scheduler passes the node by.
  public var isCordoned = false
  /// The pod CIDRs written to the node, in the order written.
  public var blocks: [IPPrefix] = []
  /// The error in the node's status, in the real system's words.
  public var error: String?
  /// Why the agent does not run although the node has its blocks.
  public var agentError: String?
  /// Whether blocks of every family the plan needs are there and the agent runs.
  public var isReady = false
  /// The agent's IPv4 addresses: those of its first IPv4 block.
  public var v4: HostScopeRange?
  /// The agent's IPv6 addresses: those of its first IPv6 block.
  public var v6: HostScopeRange?
  /// The pods bound to the node, in the order of arrival.
  public internal(set) var pods: [PodID] = []
  /// How many of `pods` run.
  public internal(set) var running = 0
  /// How many of `pods` the kubelet turns away for its limit.
  public internal(set) var rejected = 0
  /// Random draws the agent has made: each is a function of seed, node name and this count.
  public var draws: UInt64 = 0

  /// A node that has just appeared and has no block yet.
  public init(
    id: NodeID, name: String, zone: String? = nil, instanceType: String? = nil, maxPods: Int
  ) {
    self.id = id
    self.name = name
    stream = AddressScan.hash(of: name)
    self.zone = zone
    self.instanceType = instanceType
    self.maxPods = maxPods
  }

  /// How the node fares.
  public var state: NodeState {
    if isReady { return .ready }
    return error == nil && agentError == nil ? .waiting : .failed
  }

  /// Pods that count towards the kubelet's limit.
  public var admitted: Int { pods.count - rejected }

  /// What the scheduler sees of the node.
  var schedulerState: SchedulerState {
    let takesMore = isReady && !isCordoned && admitted < maxPods
    return SchedulerState(bucket: takesMore ? admitted : nil, maxPods: maxPods)
  }

  /// The agent's addresses of one family.
  public subscript(family: IPFamily) -> HostScopeRange? {
    get { family == .v4 ? v4 : v6 }
    set { if family == .v4 { v4 = newValue } else { v6 = newValue } }
  }

  /// Whether the agent has no address left in one of its families.
  public var isFull: Bool {
    (v4.map { $0.free == 0 } ?? false) || (v6.map { $0.free == 0 } ?? false)
  }
}

/// How a node fares.
public enum NodeState: String, Hashable, Sendable, CaseIterable {
  /// It has its blocks and its agent runs.
  case ready
  /// It has no block and nobody has said why: the agent waits without limit.
  case waiting
  /// It has no block, or an agent that cannot start, and an error says why.
  case failed
}
