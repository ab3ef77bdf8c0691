import Addressing
import Allocation

/// One life of a cluster that goes on growing, until a node and a pod have been refused.
///
/// It proceeds in ticks. A tick is as long as it takes for one arrival, and later a fiftieth of the
/// time gone by, so that the answer is right to two in a hundred and ninety days need some hundreds of
/// ticks.
struct ForecastRun {
  /// A refusal: when it was, and in what words.
  struct Meeting: Hashable, Sendable {
    let time: Int
    let text: String
  }

  private var cluster: Cluster
  private let rate: RecentRate
  private let traits: NodeTraits
  private var arrivals: SeededGenerator
  private var added = 0
  /// Nodes and pods that were worse off from the beginning are nobody's news.
  private var nodesBefore: Int
  private var podsBefore: Int

  /// Seconds or commands lived so far.
  private(set) var elapsed = 0
  private(set) var nodeRefused: Meeting?
  private(set) var podRefused: Meeting?

  /// Nodes and pods that a run adds at most: what takes longer than that is far away.
  private static let additionLimit = 40_000
  /// The time that every arrival has to settle.
  private static let settling = Duration.seconds(60)

  init(_ cluster: Cluster, rate: RecentRate, seed: UInt64, index: Int) {
    self.cluster = cluster
    self.rate = rate
    arrivals = SeededGenerator(seed: seed, stream: 0xF0CA_0000 + UInt64(index))
    traits = cluster.traitsOfNewestNode
    nodesBefore = cluster.tallies.nodesFailed + cluster.tallies.nodesWaiting
    podsBefore = cluster.tallies.podsPending
  }

  private var nodeGrowth: Int { max(0, rate.nodes) }
  private var podGrowth: Int { max(0, rate.pods) }

  /// Whether nothing is left to find out.
  var isSettled: Bool {
    (nodeRefused != nil || nodeGrowth == 0) && (podRefused != nil || podGrowth == 0)
  }

  /// Lives one tick; false once there is nothing more to live for.
  mutating func step(to horizon: Int) -> Bool {
    guard rate.span > 0, elapsed < horizon, !isSettled, added < Self.additionLimit else {
      return false
    }
    let lone = max(1, rate.span / max(1, nodeGrowth + podGrowth))
    let tick = min(max(lone, elapsed / 50), horizon - elapsed)
    elapsed += tick
    let nodes = nodeRefused == nil ? draw(nodeGrowth, tick) : 0
    let pods = draw(podGrowth, tick)
    grow(nodes: nodes, pods: pods)
    return true
  }

  private mutating func draw(_ growth: Int, _ tick: Int) -> Int {
    guard growth > 0 else { return 0 }
    // More than a run may add at all is never drawn.
    let mean = Mean(whole: growth).times(tick, over: rate.span)
    return arrivals.poisson(
      mean.whole < Self.additionLimit ? mean : Mean(whole: Self.additionLimit))
  }

  private mutating func grow(nodes: Int, pods: Int) {
    let firstNode = cluster.nodes.nextID
    var told: [Note] = []
    if nodes > 0 {
      let order = Command.addNodes(count: nodes, prefix: "forecast-", traits)
      do throws(Refusal) {
        told += try cluster.carryOut(order, at: added).notes
      } catch {
        note(&nodeRefused, error.description)
      }
    }
    if pods > 0 {
      let order = Command.addPods(
        count: pods, app: "forecast", namespace: nil, PodPlacement(node: nil))
      do throws(Refusal) {
        told += try cluster.carryOut(order, at: added).notes
      } catch {
        note(&podRefused, error.description)
      }
    }
    added += nodes + pods
    // A wait of a minute is always possible.
    _ = try? cluster.perform(.wait(Self.settling))
    judge(since: firstNode, told)
  }

  /// Looks for nodes that got nothing, and pods that run nowhere, more than before.
  private mutating func judge(since firstNode: NodeID, _ told: [Note]) {
    let unready = cluster.tallies.nodesFailed + cluster.tallies.nodesWaiting
    nodesBefore = min(nodesBefore, unready)
    if nodeRefused == nil, unready > nodesBefore {
      note(&nodeRefused, cluster.complaint(ofNodesSince: firstNode) ?? "it waits without limit")
    }
    let pending = cluster.tallies.podsPending
    podsBefore = min(podsBefore, pending)
    if podRefused == nil, pending > podsBefore {
      let last = cluster.pods.newest(1).first.flatMap { cluster.pods[$0] }
      let own = last.flatMap(cluster.error)
      note(&podRefused, told.last(where: \.isRefusal)?.text ?? own ?? "no node is ready for it")
    }
  }

  private func note(_ meeting: inout Meeting?, _ text: String) {
    if meeting == nil { meeting = Meeting(time: elapsed, text: text) }
  }
}

extension Cluster {
  /// What a node to come is told, if it is like the newest one that is there.
  fileprivate var traitsOfNewestNode: NodeTraits {
    var newest: Node?
    nodes.forEach { newest = $0 }
    guard let newest else { return NodeTraits() }
    return NodeTraits(
      zone: newest.zone, type: newest.instanceType, maxPods: newest.wantedMaxPods,
      mask: newest.wantedMask)
  }

  /// The error of the first node that joined since and is not ready.
  fileprivate func complaint(ofNodesSince first: NodeID) -> String? {
    var text: String?
    nodes.forEach { node in
      guard text == nil, node.id >= first, !node.isReady else { return }
      text = node.error ?? node.agentError ?? mode.waitingText(of: node)
    }
    return text
  }
}
