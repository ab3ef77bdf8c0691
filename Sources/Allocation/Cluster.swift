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
  /// Simulated time since the start.
  public internal(set) var now = Duration.zero
  var scheduler = Scheduler()

  /// Rows of pods that a cluster keeps in all, those of pods long gone included.
  public static let podLimit = 1 << 26

  /// An empty cluster under `mode`.
  public init(mode: any IPAMMode, seed: UInt64 = 1) {
    self.mode = mode
    self.seed = seed
    ledger = Ledger(mode)
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
      return node?.agentError ?? node?.error ?? node.map(mode.waitingText)
    case .nodeAtMaxPods: return "the node has its maximum of pods"
    case .refusedV4, .refusedAddress: return mode.exhaustedText(.v4)
    case .refusedV6: return mode.exhaustedText(.v6)
    case .creating: return "no address yet"
    case .absent, .running, .hostNetwork, .foreignAddress: return nil
    }
  }

  /// The pod that holds `address`, with the node that gave it.
  public func pod(at address: IPAddress) -> Pod? {
    for holder in holders(of: address) {
      guard let node = nodes[holder] else { continue }
      if let pod = pod(at: address, on: node) { return pod }
      guard let index = node.position(of: address),
        let offset = node.ranges[index].offset(of: address),
        let borrower = node.ranges[index].borrower(of: offset).flatMap({ nodes[$0] })
      else { continue }
      if let pod = pod(at: address, on: borrower) { return pod }
    }
    return nil
  }

  private func pod(at address: IPAddress, on node: Node) -> Pod? {
    for id in node.pods where pods.status(of: id) == .running && pods.holds(address, id) {
      return pods[id]
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
  /// Holds the addresses of a pod, as a decision recorded them; one on loan is in the lender's books.
  mutating func hold(v4 short: UInt32, v6 long: UInt128) {
    if short != 0 { hold(IPAddress(.v4, bits: UInt128(short))) }
    if long != 0 { hold(IPAddress(.v6, bits: long)) }
  }

  private mutating func hold(_ address: IPAddress) {
    for index in ranges.indices {
      guard let offset = ranges[index].offset(of: address) else { continue }
      ranges[index].take(offset)
      draws += 1
      return
    }
  }

  /// Gives the addresses of a pod back.
  mutating func letGo(v4 short: UInt32, v6 long: UInt128) {
    if short != 0 { letGo(IPAddress(.v4, bits: UInt128(short))) }
    if long != 0 { letGo(IPAddress(.v6, bits: long)) }
  }

  private mutating func letGo(_ address: IPAddress) {
    for index in ranges.indices where ranges[index].offset(of: address) != nil {
      ranges[index].release(address)
      return
    }
  }

  /// Counts a pod in or out of the node's books.
  mutating func count(_ status: PodStatus, by step: Int) {
    if status.isRunning { running += step }
    if status.isRefusal { refused += step }
    if status == .nodeAtMaxPods { rejected += step }
  }
}
