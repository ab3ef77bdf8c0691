import Addressing
import Allocation
import TestSupport

@testable import Simulation

/// Clusters for workloads to happen to, and ways to look at the steps.
enum WorkloadScenes {
  /// A cluster of nodes in three zones, with the pods of these apps.
  static func cluster(
    nodes: Int, apps: [(String, Int)] = [], loose: Int = 0, mode: String = "cluster-pool"
  ) throws -> Cluster {
    var session = Session()
    var lines = ["plan a mode=\(mode) pool=10.0.0.0/8 mask=24"]
    for zone in 0..<3 where nodes > zone {
      lines.append("add nodes \((nodes - zone + 2) / 3) zone=z\(zone + 1)")
    }
    for (app, count) in apps where count > 0 { lines.append("add pods \(count) app=\(app)") }
    for pod in 0..<loose { lines.append("add pod alone\(pod)") }
    for line in lines { _ = session.execute(try Command(parsing: line)) }
    return session.moment.plans[0].cluster
  }

  static func population(
    nodes: Int, apps: [(String, Int)] = [], loose: Int = 0
  ) throws -> Population {
    Population(of: try cluster(nodes: nodes, apps: apps, loose: loose))
  }

  /// All steps of a workload, told by a command's words: `steady for=1h`.
  static func steps(
    _ line: String, _ population: Population, seed: UInt64 = 1
  ) throws -> [WorkloadStep] {
    try workload(line).steps(for: population, drawing: SeededGenerator(seed: seed))
  }

  static func workload(_ line: String) throws -> any Workload {
    let words = line.split(separator: " ").map(String.init)
    let options = words.dropFirst().map { word in
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return CommandOption(String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
    return try AllWorkloads.make(words[0], Array(options))
  }
}

/// A slow obvious model of a cluster that refuses nothing: a list of nodes and a count for each app.
struct PlainLife {
  var nodes: [String]
  var drained: Set<String> = []
  var everJoined: [String] = []
  var apps: [NamespacedName: Int] = [:]
  var loose: Int
  var faults: [String] = []
  var podsIn = 0
  var podsOut = 0
  var nodesIn = 0
  var nodesOut = 0

  init(_ population: Population) {
    nodes = population.nodes.map(\.name)
    for app in population.apps { apps[app.name] = app.count }
    loose = population.loosePods
  }

  var pods: Int { apps.values.reduce(loose, +) }

  mutating func live(_ step: WorkloadStep, _ look: (PlainLife) -> Void = { _ in }) {
    for action in step.actions {
      live(action)
      look(self)
    }
  }

  private mutating func live(_ action: WorkloadAction) {
    switch action {
    case .addNodes(let residents):
      for resident in residents {
        if nodes.contains(resident.name) { faults.append("\(resident.name) is there already") }
        nodes.append(resident.name)
        everJoined.append(resident.name)
        nodesIn += 1
      }
    case .removeNodes(let names), .loseNodes(let names):
      for name in names {
        if !nodes.contains(name) { faults.append("\(name) is not there to go") }
        nodes.removeAll { $0 == name }
        nodesOut += 1
      }
    case .drainNodes(let names):
      for name in names where !nodes.contains(name) { faults.append("\(name) is not there") }
      drained.formUnion(names)
    case .cordonNodes(let names), .uncordonNodes(let names):
      for name in names where !nodes.contains(name) { faults.append("\(name) is not there") }
      if case .uncordonNodes = action { drained.subtract(names) }
    case .addPods(let count, let app):
      if count <= 0 { faults.append("\(count) new pods") }
      apps[app, default: 0] += count
      podsIn += count
    case .restorePods(let count, let app): apps[app] = max(apps[app] ?? 0, count)
    case .removePods(let count, let app, _):
      let present = app.map { apps[$0] ?? 0 } ?? loose
      if count <= 0 || count > present { faults.append("\(count) pods of \(present) go") }
      if let app { apps[app] = present - count } else { loose = present - count }
      podsOut += count
    }
  }
}
