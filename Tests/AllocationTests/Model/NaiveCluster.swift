import Addressing
import Allocation

/// A cluster under `cluster-pool` as arrays of records: slow, obvious, and in no way shared with
/// the real one.
///
/// It cannot know which address a random scan finds. It asks the real cluster which one each pod
/// was given, and complains when the agent could not have given it.
struct NaiveCluster {
  var nodes: [NaiveNode] = []
  var pods: [NaivePod] = []
  var nodeOperator: NaiveOperator
  var settings: ClusterPool.Settings
  let seed: UInt64
  var refused = 0
  var nextNode: UInt32 = 0
  /// What the real cluster did that cannot be.
  var complaints: [String] = []
  /// The real cluster before and after the step.
  private(set) var before: Cluster
  private(set) var real: Cluster

  init(_ mode: ClusterPool, seed: UInt64) {
    settings = mode.settings
    self.seed = seed
    nodeOperator = Self.start(mode.settings)
    real = Cluster(mode: mode, seed: seed)
    before = real
  }

  static func start(_ settings: ClusterPool.Settings) -> NaiveOperator {
    NaiveOperator(pools: settings.v4 + settings.v6) {
      $0 == .v4 ? settings.mask : settings.mask6
    }
  }

  /// Carries out a request as the real cluster, now in `real`, has; false when it must be refused.
  mutating func perform(_ request: Request, observing real: Cluster) -> Bool {
    before = self.real
    self.real = real
    switch request {
    case .addNodes(let orders): return addNodes(orders)
    case .removeNodes(let ids): return removeNodes(ids)
    case .cordon(let id, let isCordoned):
      guard let index = index(of: id) else { return false }
      nodes[index].isCordoned = isCordoned
      placeWaiting()
    case .addPods(let order): return addPods(order)
    case .removePods(let ids): removePods(ids)
    case .restartAgent(let id):
      guard let index = index(of: id) else { return false }
      touch(index)
      retry(index)
      placeWaiting()
    case .restartOperator: restart()
    case .change(let change): return self.change(change)
    case .wait: break
    }
    return true
  }

  func index(of id: NodeID) -> Int? { nodes.firstIndex { $0.id == id } }

  private mutating func addNodes(_ orders: [NodeOrder]) -> Bool {
    let names = orders.map(\.name)
    guard Set(names).count == names.count, !nodes.contains(where: { names.contains($0.name) })
    else { return false }
    for order in orders {
      var node = NaiveNode(
        id: NodeID(rawValue: nextNode), name: order.name,
        maxPods: order.maxPods ?? settings.maxPods)
      nextNode += 1
      node.blocks = order.blocks
      nodes.append(node)
      touch(nodes.count - 1)
    }
    placeWaiting()
    return true
  }

  private mutating func removeNodes(_ ids: [NodeID]) -> Bool {
    guard ids.allSatisfy({ index(of: $0) != nil }) else { return false }
    for id in ids {
      guard let index = index(of: id) else { continue }
      for pod in nodes[index].pods { pods[pod].isPresent = false }
      nodeOperator.delete(id)
      nodes.remove(at: index)
    }
    placeWaiting()
    return true
  }

  private mutating func change(_ change: ModeChange) -> Bool {
    var changed = settings
    switch change {
    case .set(let options):
      guard (try? changed.set(options)) != nil else { return false }
    case .addPool(let pool, _, _):
      guard !(changed.v4 + changed.v6).contains(where: pool.overlaps) else { return false }
      if pool.family == .v4 { changed.v4.append(pool) } else { changed.v6.append(pool) }
    case .removePool(let pool):
      guard (changed.v4 + changed.v6).contains(pool), changed.v4.count + changed.v6.count > 1
      else { return false }
      changed.v4.removeAll { $0 == pool }
      changed.v6.removeAll { $0 == pool }
    case .serviceRange: return true
    }
    guard changed.mask <= 32 || changed.v4.isEmpty,
      changed.v6.allSatisfy({ changed.mask6 <= 128 && changed.mask6 - $0.length <= 16 })
    else { return false }
    settings = changed
    restart()
    return true
  }

  private mutating func restart() {
    let before = nodes
    nodeOperator = Self.start(settings)
    nodeOperator.isRestored = false
    var parked: [NodeID] = []
    for node in nodes.sorted(by: { $0.name < $1.name }) {
      guard let index = index(of: node.id) else { continue }
      upsert(index)
      if node.blocks.isEmpty { parked.append(node.id) }
      if !nodes[index].isReady, nodes[index].agentError == nil { startAgent(index) }
    }
    nodeOperator.isRestored = true
    parked.sort()
    // The real order is that of a Go map; the project draws it from the seed.
    var generator = SeededGenerator(seed: SeededGenerator.mix(seed, 0x7061_726b))
    parked.shuffle(using: &generator)
    for id in parked {
      if let index = index(of: id) { touch(index) }
    }
    for index in nodes.indices where nodes[index] != before[index] { retry(index) }
    placeWaiting()
  }

  /// The node's object changed: the operator is asked, the agent starts if it can.
  private mutating func touch(_ index: Int) {
    upsert(index)
    let node = nodes[index]
    let isBehind = IPFamily.allCases.contains { family in
      isOn(family) && node.agent[family] == nil && node.blocks.contains { $0.family == family }
    }
    if !node.isReady || isBehind { startAgent(index) }
  }

  private mutating func upsert(_ index: Int) {
    // A failure is written to the status, and the write comes back as one more change.
    for _ in 0..<2 {
      do {
        let node = nodes[index]
        let answer = try nodeOperator.upsert(node.id, name: node.name, node.blocks)
        if let answer {
          nodes[index].blocks = answer
          nodes[index].error = nil
        } else if !node.blocks.isEmpty {
          nodes[index].error = nil
        }
        return
      } catch {
        let text = (error as? NaiveOperator.Failure)?.text
        if nodes[index].error == text { return }
        nodes[index].error = text
      }
    }
  }

  func isOn(_ family: IPFamily) -> Bool {
    family == .v4 ? !settings.v4.isEmpty : !settings.v6.isEmpty
  }
}
