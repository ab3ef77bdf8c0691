import Addressing
import Allocation

extension Cluster {
  /// Does what a step of a workload says, as far as it can be done.
  ///
  /// `stream` names the random picks, so that every life picks the same.
  mutating func carryOut(_ action: WorkloadAction, stream: UInt64) -> [Event] {
    switch action {
    case .addNodes(let residents): return join(residents)
    case .removeNodes(let names): return attempt(.removeNodes(present(names)))
    case .loseNodes(let names):
      let ids = present(names)
      let apps = apps(on: ids)
      return attempt(.removeNodes(ids)) + restart(apps)
    case .drainNodes(let names):
      let ids = present(names)
      let apps = apps(on: ids)
      let pods = ids.flatMap { nodes[$0]?.pods ?? [] }
      return cordon(ids, true) + attempt(.removePods(pods)) + restart(apps)
    case .cordonNodes(let names): return cordon(present(names), true)
    case .uncordonNodes(let names): return cordon(present(names), false)
    case .addPods(let count, let app): return start(count, of: app)
    case .restorePods(let count, let app): return start(count - pods.count(ofApp: app), of: app)
    case .removePods(let count, let app, let pick):
      var generator = SeededGenerator(seed: seed, stream: stream)
      return attempt(.removePods(pickPods(count, of: app, pick, &generator)))
    }
  }

  private mutating func attempt(_ request: Request) -> [Event] {
    switch request {
    case .removeNodes(let ids) where ids.isEmpty: []
    case .removePods(let ids) where ids.isEmpty: []
    default: (try? perform(request)) ?? []
    }
  }

  private func present(_ names: [String]) -> [NodeID] {
    var seen: Set<NodeID> = []
    return names.compactMap { nodes[$0]?.id }.filter { seen.insert($0).inserted }
  }

  private mutating func join(_ residents: [Resident]) -> [Event] {
    let orders = residents.prefix(max(0, Self.nodeLimit - nodes.count))
      .filter { nodes[$0.name] == nil }
      .map { resident in
        let traits = resident.traits
        return NodeOrder(
          name: resident.name, zone: traits.zone, instanceType: traits.type,
          maxPods: traits.maxPods, mask: traits.mask)
      }
    guard !orders.isEmpty else { return [] }
    if let events = try? perform(.addNodes(orders)) { return events }
    // A mode refuses a batch for one of it: the others join.
    return orders.flatMap { attempt(.addNodes([$0])) }
  }

  private mutating func cordon(_ ids: [NodeID], _ isCordoned: Bool) -> [Event] {
    ids.flatMap { attempt(.cordon($0, isCordoned)) }
  }

  /// The apps with pods on some nodes, in the order first met.
  private func apps(on ids: [NodeID]) -> [(app: NamespacedName, count: Int)] {
    var apps: [(app: NamespacedName, count: Int)] = []
    var positions: [NamespacedName: Int] = [:]
    for id in ids {
      for pod in nodes[id]?.pods ?? [] {
        guard let app = pods.app(of: pod) else { continue }
        let position = positions[app] ?? apps.count
        if position == apps.count {
          positions[app] = position
          apps.append((app, 0))
        }
        apps[position].count += 1
      }
    }
    return apps
  }

  /// Creates pods anew, as the controllers of their apps do.
  private mutating func restart(_ apps: [(app: NamespacedName, count: Int)]) -> [Event] {
    apps.flatMap { start($0.count, of: $0.app) }
  }

  private mutating func start(_ count: Int, of app: NamespacedName) -> [Event] {
    guard count > 0 else { return [] }
    return attempt(
      .addPods(
        PodOrder(
          namespace: app.namespace, naming: .app(app.name), count: count,
          pool: pods.pool(ofApp: app))))
  }
}

extension Cluster {
  /// Up to `count` pods of an app, or of those that no app made.
  private func pickPods(
    _ count: Int, of app: NamespacedName?, _ pick: Pick, _ generator: inout SeededGenerator
  ) -> [PodID] {
    guard count > 0 else { return [] }
    if pick == .random, let found = drawPods(count, of: app, &generator) { return found }
    if pick == .newest, let app { return pods.newest(count, ofApp: app) }
    let candidates = app.map { pods.ids(ofApp: $0) } ?? loosePods
    let count = min(count, candidates.count)
    switch pick {
    case .oldest: return Array(candidates.prefix(count))
    case .newest: return Array(candidates.suffix(count))
    case .random: return Self.picked(candidates, count, using: &generator)
    }
  }

  /// The same by trying rows, which lists nothing; nil where most tries would miss.
  private func drawPods(
    _ count: Int, of app: NamespacedName?, _ generator: inout SeededGenerator
  ) -> [PodID]? {
    guard let last = pods.newest(1).first else { return [] }
    if let app, pods.count(ofApp: app) < 2 * count { return nil }
    var found: Set<UInt32> = []
    var triesLeft = 64 * count + 256
    while found.count < count {
      guard triesLeft > 0 else { return nil }
      triesLeft -= 1
      let row = UInt32(generator.below(UInt64(last.rawValue) + 1))
      let id = PodID(rawValue: row)
      if pods.status(of: id).isPresent, pods.app(of: id) == app { found.insert(row) }
    }
    return found.sorted().map { PodID(rawValue: $0) }
  }

  private var loosePods: [PodID] {
    var found: [PodID] = []
    pods.forEach { id in
      if pods.app(of: id) == nil { found.append(id) }
      return true
    }
    return found
  }
}
