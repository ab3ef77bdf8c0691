public import Addressing
import HashTreeCollections

/// A cluster under one IPAM mode: nodes, pods, who holds which addresses, and what the mode remembers.
///
/// A cluster is a value. Copies share everything that does not differ, so keeping one costs little;
/// the history of an afternoon is a list of them and of the events between.
public struct Cluster: Sendable {
  /// The mode, with its memory.
  public internal(set) var mode: any IPAMMode
  /// The nodes.
  public internal(set) var nodes = NodeTable()
  /// The pods.
  public internal(set) var pods = PodTable()
  /// Who holds which part of the pools.
  public internal(set) var ledger: Ledger
  /// Figures kept with every event.
  public internal(set) var tallies = Tallies()
  /// The source of all randomness.
  public let seed: UInt64
  var scheduler = Scheduler()
  /// For each block given up, how many blocks had been given when that was.
  var releasedBlocks: TreeDictionary<IPPrefix, Int> = [:]

  /// Rows of pods that a cluster keeps in all, those of pods long gone included.
  public static let podLimit = 1 << 26

  /// An empty cluster under `mode`.
  public init(mode: any IPAMMode, seed: UInt64 = 1) {
    self.mode = mode
    self.seed = seed
    ledger = Ledger(pools: mode.pools, unitLength: mode.unitLength)
  }

  /// Pods that nodes could take besides those they have.
  public var room: Int { scheduler.room }

  /// The refusal a pending pod meets, in the real system's words.
  public func error(of pod: Pod) -> String? {
    if let own = pods.errors[pod.id] { return own }
    switch pod.status {
    case .unscheduled: return "no node is ready and below its maximum of pods"
    case .nodeNotReady:
      let node = pod.node.flatMap { nodes[$0] }
      return node?.agentError ?? node?.error ?? waitingText(of: node)
    case .nodeAtMaxPods: return "the node has its maximum of pods"
    case .refusedV4, .refusedV6, .refusedAddress:
      return "unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure "
        + "range is full"
    case .creating: return "no address yet"
    case .absent, .running, .hostNetwork, .foreignAddress: return nil
    }
  }

  /// What the agent logs while it waits for a pod CIDR (Cilium 1.19, `retrieveNodeInformation`, which
  /// looks at IPv4 first).
  private func waitingText(of node: Node?) -> String {
    let missing = IPFamily.allCases.first { family in
      mode.unitLength(family) != nil && node?.blocks.contains { $0.family == family } != true
    }
    return "required \(missing ?? .v4) PodCIDR not available"
  }

  /// The pod that holds `address`, with the node that gave it.
  public func pod(at address: IPAddress) -> Pod? {
    for holder in holders(of: address) {
      guard let node = nodes[holder] else { continue }
      for id in node.pods where pods.status(of: id) == .running && pods.holds(address, id) {
        return pods[id]
      }
    }
    return nil
  }

  /// Nodes with a block around `address`; the ledger knows those in the pools, and the few blocks
  /// outside are looked for.
  private func holders(of address: IPAddress) -> [NodeID] {
    let known = ledger.holders(of: address)
    guard known.isEmpty, ledger.outside[address.family] ?? 0 > 0 else { return known }
    var found: [NodeID] = []
    nodes.forEach { node in
      if node.blocks.contains(where: { $0.contains(address) }) { found.append(node.id) }
    }
    return found
  }
}

extension Node {
  /// Holds the addresses of a pod, as a decision recorded them.
  mutating func hold(v4 short: UInt32, v6 long: UInt128) {
    if short != 0, let offset = v4?.offset(of: IPAddress(.v4, bits: UInt128(short))) {
      v4!.take(offset)
      draws += 1
    }
    if long != 0, let offset = v6?.offset(of: IPAddress(.v6, bits: long)) {
      v6!.take(offset)
      draws += 1
    }
  }

  /// Gives the addresses of a pod back.
  mutating func letGo(v4 short: UInt32, v6 long: UInt128) {
    if short != 0 { v4?.release(IPAddress(.v4, bits: UInt128(short))) }
    if long != 0 { v6?.release(IPAddress(.v6, bits: long)) }
  }

  /// Counts a pod in or out of the node's books.
  mutating func count(_ status: PodStatus, by step: Int) {
    if status.isRunning { running += step }
    if status == .nodeAtMaxPods { rejected += step }
  }
}
