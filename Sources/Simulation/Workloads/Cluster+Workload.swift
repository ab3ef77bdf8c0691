import Addressing
import Allocation

extension Cluster {
  /// Does what an action of a workload says, as far as it can be done here.
  mutating func carryOut(_ action: WorkloadAction, stream: UInt64) -> [Event] {
    switch action {
    case .addNodes(let residents):
      let orders = residents.filter { nodes[$0.name] == nil }.map(\.order)
      return orders.isEmpty ? [] : happened(.addNodes(orders))
    case .removeNodes(let names):
      let ids = names.compactMap { nodes[$0]?.id }
      return ids.isEmpty ? [] : happened(.removeNodes(ids))
    case .loseNodes(let names):
      let gone = names.compactMap { nodes[$0] }
      guard !gone.isEmpty else { return [] }
      let apps = counts(ofAppsOn: gone)
      return happened(.removeNodes(gone.map(\.id))) + restart(apps)
    case .drainNodes(let names):
      let leaving = names.compactMap { nodes[$0] }
      let apps = counts(ofAppsOn: leaving)
      var events = leaving.flatMap { happened(.cordon($0.id, true)) }
      let pods = leaving.flatMap(\.pods)
      if !pods.isEmpty { events += happened(.removePods(pods)) }
      return events + restart(apps)
    case .cordonNodes(let names):
      return names.compactMap { nodes[$0]?.id }.flatMap { happened(.cordon($0, true)) }
    case .addPods(let count, let app):
      guard count > 0 else { return [] }
      return happened(
        .addPods(
          PodOrder(
            namespace: app.namespace, naming: .app(app.name), count: count,
            pool: pods.pool(ofApp: app))))
    case .removePods(let count, let app, let pick):
      let ids = picks(count, of: app, pick, stream: stream)
      return ids.isEmpty ? [] : happened(.removePods(ids))
    }
  }

  /// What comes of a request; nothing where the mode refuses it as a whole.
  private mutating func happened(_ request: Request) -> [Event] {
    (try? perform(request)) ?? []
  }

  private func picks(
    _ count: Int, of app: NamespacedName?, _ pick: Pick, stream: UInt64
  ) -> [PodID] {
    guard let app else {
      let count = min(count, pods.count)
      switch pick {
      case .newest: return pods.newest(count)
      case .oldest: return pods.oldest(count)
      case .random:
        var generator = SeededGenerator(seed: seed, stream: stream)
        return pods.sample(count, using: &generator)
          ?? Self.picked(pods.oldest(pods.count), count, using: &generator)
      }
    }
    let count = min(count, pods.count(ofApp: app))
    let candidates = pods.ids(ofApp: app)
    switch pick {
    case .newest: return Array(candidates.suffix(count))
    case .oldest: return Array(candidates.prefix(count))
    case .random:
      var generator = SeededGenerator(seed: seed, stream: stream)
      return Self.picked(candidates, count, using: &generator)
    }
  }

  /// Pods of apps on some nodes, whose controllers will make up for them.
  private func counts(ofAppsOn nodes: [Node]) -> [(app: NamespacedName, count: Int)] {
    var apps: [(app: NamespacedName, count: Int)] = []
    var places: [NamespacedName: Int] = [:]
    for id in nodes.flatMap(\.pods) {
      guard let app = pods.app(of: id) else { continue }
      if let place = places[app] {
        apps[place].count += 1
      } else {
        places[app] = apps.count
        apps.append((app, 1))
      }
    }
    return apps
  }

  private mutating func restart(_ apps: [(app: NamespacedName, count: Int)]) -> [Event] {
    apps.flatMap { app, count in carryOut(.addPods(count, of: app), stream: 0) }
  }
}

extension Resident {
  fileprivate var order: NodeOrder {
    NodeOrder(
      name: name, zone: traits.zone, instanceType: traits.type, maxPods: traits.maxPods,
      mask: traits.mask)
  }
}
