import Addressing
import Allocation

/// Which apps new pods belong to: those of the start, in proportion to their size then.
struct AppShares: Sendable {
  private let apps: [(name: NamespacedName, end: Int)]

  /// Apps of a batch, at most: each is an action of its own.
  static let batchApps = 4

  init(_ population: Population) {
    var apps: [(name: NamespacedName, end: Int)] = []
    for app in population.apps where app.count > 0 {
      apps.append((app.name, (apps.last?.end ?? 0) + app.count))
    }
    self.apps =
      apps.isEmpty
      ? [(NamespacedName(namespace: Cluster.defaultNamespace, name: Command.defaultApp), 1)] : apps
  }

  /// `count` new pods.
  func arrivals(_ count: Int, using generator: inout SeededGenerator) -> [WorkloadAction] {
    var actions: [WorkloadAction] = []
    var left = count
    for draw in 0..<min(Self.batchApps, count) {
      let part = (left + Self.batchApps - draw - 1) / (Self.batchApps - draw)
      guard part > 0 else { continue }
      left -= part
      actions.append(.addPods(part, of: app(using: &generator)))
    }
    return actions.merged
  }

  private func app(using generator: inout SeededGenerator) -> NamespacedName {
    let draw = generator.int(in: 0..<apps[apps.count - 1].end)
    var (low, high) = (0, apps.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if apps[middle].end > draw { high = middle } else { low = middle + 1 }
    }
    return apps[low].name
  }
}

extension Population {
  /// `count` pods that go, of whom there are as many: of apps in proportion to their size.
  ///
  /// A batch is of a few apps, so that it is a few actions; where those are small, of more.
  func departures(_ count: Int, using generator: inout SeededGenerator) -> [WorkloadAction] {
    var sizes = apps.map(\.count) + [loosePods]
    var present = podCount
    var left = min(count, present)
    var draws = 0
    var actions: [WorkloadAction] = []
    while left > 0 {
      let parts = max(1, AppShares.batchApps - draws)
      draws += 1
      var draw = generator.int(in: 0..<present)
      guard
        let position = sizes.firstIndex(where: { size in
          if draw < size { return true }
          draw -= size
          return false
        })
      else { break }
      let part = min(sizes[position], (left + parts - 1) / parts)
      sizes[position] -= part
      present -= part
      left -= part
      let app = position < apps.count ? apps[position].name : nil
      actions.append(.removePods(part, of: app, .random))
    }
    return actions.merged
  }

  /// Refuses more pods than a history can hold.
  func checkPods(_ expected: Mean) throws(Refusal) {
    guard expected.whole <= Cluster.podLimit - min(podCount, Cluster.podLimit) else {
      throw .tooMany("a history here holds at most \(Cluster.podLimit) pods")
    }
  }

  /// Refuses more nodes than a cluster can have.
  func checkNodes(_ expected: Mean) throws(Refusal) {
    guard expected.whole <= Cluster.nodeLimit - min(nodeCount, Cluster.nodeLimit) else {
      throw .tooMany("a cluster here has at most \(Cluster.nodeLimit) nodes")
    }
  }
}

extension [WorkloadAction] {
  /// The same with one action for each app.
  fileprivate var merged: [WorkloadAction] {
    var merged: [WorkloadAction] = []
    for action in self {
      let same = merged.firstIndex { $0.app == action.app }
      guard let same else {
        merged.append(action)
        continue
      }
      switch (merged[same], action) {
      case (.addPods(let a, let app), .addPods(let b, _)): merged[same] = .addPods(a + b, of: app)
      case (.removePods(let a, let app, let pick), .removePods(let b, _, _)):
        merged[same] = .removePods(a + b, of: app, pick)
      default: merged.append(action)
      }
    }
    return merged
  }
}

extension WorkloadAction {
  fileprivate var app: NamespacedName? {
    switch self {
    case .addPods(_, let app): app
    case .removePods(_, let app, _): app
    default: nil
    }
  }
}
