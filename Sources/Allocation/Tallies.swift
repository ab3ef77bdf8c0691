public import Addressing
import HashTreeCollections

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
  /// Blocks given to nodes so far.
  public internal(set) var blocksGiven = 0
  /// The fewest blocks given between a block's release and its next use.
  public internal(set) var shortestReuse: Int?
  /// Blocks that nodes hold, by family.
  public internal(set) var blocksHeld: [IPFamily: Int] = [:]

  /// Nothing yet.
  public init() {}

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
