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
  /// What is committed to the node, in the order given: pod CIDRs, or single addresses as /32s.
  public var blocks: [IPPrefix] = []
  /// The prefix length the node asks for, in modes that cut blocks of several sizes.
  public var wantedMask: Int?
  /// The limit of pods that was asked for; nil where the mode's own holds.
  public var wantedMaxPods: Int?
  /// The error in the node's status, in the real system's words.
  public var error: String?
  /// Why the agent does not run although the node has its blocks.
  public var agentError: String?
  /// Whether blocks of every family the plan needs are there and the agent runs.
  public var isReady = false
  /// The addresses the node's agent gives out of its blocks; a block without any is idle.
  public var ranges: [BlockAddresses] = []
  /// The pods bound to the node, in the order of arrival.
  public internal(set) var pods: [PodID] = []
  /// How many of `pods` run.
  public internal(set) var running = 0
  /// How many of `pods` wait because they were refused an address.
  public internal(set) var refused = 0
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
    // No node ever has more pods than there can be, and the room of all of them has to be a number.
    return SchedulerState(
      bucket: takesMore ? admitted : nil, maxPods: min(maxPods, Cluster.podLimit))
  }

  /// The agent's addresses of one family where it gives out of a single block: those of the first.
  public subscript(family: IPFamily) -> BlockAddresses? {
    ranges.first { $0.prefix.family == family }
  }

  /// Addresses left to give in one family, over all blocks; nil where the agent has none at all.
  public func free(_ family: IPFamily) -> Int? {
    var free: Int?
    for range in ranges where range.prefix.family == family { free = (free ?? 0) + range.free }
    return free
  }

  /// The agent's books on exactly `block`.
  public func range(on block: IPPrefix) -> BlockAddresses? {
    ranges.first { $0.prefix == block }
  }

  /// Puts books in place of those of their family, where the agent gives out of one block a family.
  mutating func open(_ range: BlockAddresses) {
    if let position = position(range.prefix.family) {
      ranges[position] = range
    } else if range.prefix.family == .v4 {
      ranges.insert(range, at: 0)
    } else {
      ranges.append(range)
    }
  }

  /// The position in `ranges` of the books that can give `address`.
  func position(of address: IPAddress) -> Int? {
    ranges.firstIndex { $0.offset(of: address) != nil }
  }

  /// The position in `ranges` of the first books of one family.
  func position(_ family: IPFamily) -> Int? {
    ranges.firstIndex { $0.prefix.family == family }
  }

  /// Whether the agent has no address left in one of its families.
  public var isFull: Bool {
    IPFamily.allCases.contains { free($0) == 0 }
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
