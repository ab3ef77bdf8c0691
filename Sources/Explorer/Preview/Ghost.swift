import Addressing
import Allocation
import Measurement
import Simulation

/// What a command would make of a session: the session it leads to, and what is different there.
///
/// It is found by doing it to a copy, so it is exactly what will be; dropping it leaves nothing.
struct Ghost: Sendable {
  let command: Command
  /// The session with the command done.
  let session: Session
  let outcome: Outcome
  let difference: ClusterDifference
  /// The one of a batch that is refused first.
  let firstRefusal: FirstRefusal?
  /// The figures before and after.
  let before: Numbers?
  let after: Numbers?

  /// The first of several nodes or pods that gets nothing.
  struct FirstRefusal: Hashable, Sendable {
    /// `node` or `pod`.
    let what: String
    /// Its number in the batch, from 1.
    let number: Int
    let name: String
    let text: String
  }

  /// Figures that a change is judged by.
  struct Numbers: Hashable, Sendable {
    var nodes = 0
    var nodesReady = 0
    var nodesFailed = 0
    var nodesWaiting = 0
    var podsRunning = 0
    var podsPending = 0
    var committed: UInt128 = 0
    var total: UInt128 = 0
    var blocksLeft: UInt128 = 0

    init(_ cluster: Cluster) {
      let tallies = cluster.tallies
      nodes = cluster.nodes.count
      nodesReady = tallies.nodesReady
      nodesFailed = tallies.nodesFailed
      nodesWaiting = tallies.nodesWaiting
      podsRunning = tallies.podsRunning
      podsPending = tallies.podsPending
      let family: IPFamily = cluster.mode.unitLength(.v4) == nil ? .v6 : .v4
      let figures = AddressFigures(of: cluster, family: family)
      committed = figures.committed
      total = figures.total
      blocksLeft = UInt128(FreeSpace(of: cluster, family: family).freeBlocks)
    }
  }

  /// What `command` would make of `session`; nil if whoever watches ended it.
  init?(of command: Command, on session: Session, watching watch: Watcher? = nil) {
    var copy = session
    let outcome = copy.execute(command, watching: watch)
    if case .cancelled = outcome { return nil }
    let (old, new) = (session.current, copy.current)
    self.command = command
    self.session = copy
    self.outcome = outcome
    // Another plan is another picture; only what becomes of the same one is drawn over it.
    let isSame = old?.name == new?.name
    difference =
      isSame ? ClusterDifference(from: old?.cluster, to: new?.cluster) : ClusterDifference()
    before = isSame ? old.map { Numbers($0.cluster) } : nil
    after = new.map { Numbers($0.cluster) }
    firstRefusal = FirstRefusal(of: command, from: old?.cluster, to: new?.cluster)
  }
}

extension Ghost.FirstRefusal {
  /// Of the nodes or pods that a command adds, the first that gets no block or no address.
  init?(of command: Command, from before: Cluster?, to after: Cluster?) {
    guard let before, let after else { return nil }
    switch command {
    case .addNode, .addNodes: self.init(ofNodesAddedTo: before, after)
    case .addPod, .addPods, .scale: self.init(ofPodsAddedTo: before, after)
    default: return nil
    }
  }

  private init?(ofNodesAddedTo before: Cluster, _ after: Cluster) {
    var number = 0
    var found: (number: Int, name: String, text: String)?
    after.nodes.forEach { node in
      guard found == nil, node.id >= before.nodes.nextID else { return }
      number += 1
      guard let error = node.error ?? node.agentError else { return }
      found = (number, node.name, error)
    }
    guard let found else { return nil }
    self.init(what: "node", number: found.number, name: found.name, text: found.text)
  }

  private init?(ofPodsAddedTo before: Cluster, _ after: Cluster) {
    let last = before.pods.newest(1).first
    let start = last.map { PodID(rawValue: $0.rawValue + 1) } ?? PodID(rawValue: 0)
    var number = 0
    var found: Pod?
    after.pods.forEach(from: start) { id in
      number += 1
      guard after.pods.status(of: id).isPending else { return true }
      found = after.pods[id]
      return false
    }
    guard let found else { return nil }
    self.init(
      what: "pod", number: number, name: found.name.description,
      text: after.error(of: found) ?? "it waits")
  }
}
