public import Addressing

/// Figures of a cluster that are kept with every event and never recounted.
public struct Tallies: Hashable, Sendable {
  /// Nodes that are ready.
  public internal(set) var nodesReady = 0
  /// Nodes without a block that nobody has refused.
  public internal(set) var nodesWaiting = 0
  /// Nodes with an error and without a running agent.
  public internal(set) var nodesFailed = 0
  /// Pods that run on an address of IPAM.
  public internal(set) var podsRunning = 0
  /// Pods that wait for a node or an address.
  public internal(set) var podsPending = 0
  /// Pods on the host's network.
  public internal(set) var podsHostNetwork = 0
  /// Running pods whose address their node's agent does not hold.
  public internal(set) var podsForeign = 0
  /// Addresses of such pods, by family.
  public internal(set) var foreignAddresses: [IPFamily: Int] = [:]
  /// Addresses that agents have refused so far.
  public internal(set) var podsRefused = 0
  /// Writes to the API server and decisions of agents so far.
  public internal(set) var work = Work()
  /// What was refused so far, by its words.
  public internal(set) var refusals = Refusals()
  /// How long writes would have waited under the documented limit of their client.
  public internal(set) var writes = WriteQueue()
  /// How soon blocks that nodes gave up were given again.
  public internal(set) var blockReuse = ReuseBook()
  /// How soon addresses that pods gave back were given again.
  public internal(set) var addressReuse = AddressReuse()
  /// Blocks that nodes hold, by family.
  public internal(set) var blocksHeld: [IPFamily: Int] = [:]

  /// Nothing yet.
  public init() {}

  /// The fewest blocks given between a block's release and its next use.
  public var shortestReuse: Int? { blockReuse.distances.least }

  mutating func count(_ node: Node, by step: Int) {
    switch node.state {
    case .ready: nodesReady += step
    case .waiting: nodesWaiting += step
    case .failed: nodesFailed += step
    }
    for block in node.blocks { blocksHeld[block.family, default: 0] += step }
  }

  mutating func countForeign(v4: UInt32, v6: UInt128, by step: Int) {
    if v4 != 0 { foreignAddresses[.v4, default: 0] += step }
    if v6 != 0 { foreignAddresses[.v6, default: 0] += step }
  }

  mutating func count(_ status: PodStatus, by step: Int) {
    if status.isRunning { podsRunning += step }
    if status.isPending { podsPending += step }
    if status == .hostNetwork { podsHostNetwork += step }
    if status == .foreignAddress { podsForeign += step }
  }
}
