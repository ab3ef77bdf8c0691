import Addressing
import Allocation
import Testing

/// A small cluster whose explanations are read as lines: `*` before what was taken, `-` before the
/// rest, `=` in parts of the state.
struct ExplainedCluster {
  var cluster: Cluster

  init(_ name: String, _ pools: String, _ options: String = "") throws {
    let mode = try AllModes.make(
      name, pools: pools.split(separator: " ").compactMap { IPPrefix(String($0)) },
      options: options.split(separator: " ").map { word in
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        return ModeOption(parts[0], parts[1])
      })
    cluster = Cluster(mode: mode, seed: 1)
  }

  mutating func perform(_ request: Request) throws { _ = try cluster.perform(request) }

  /// Adds nodes, `node-1` and so on.
  mutating func addNodes(_ names: String...) throws {
    for name in names { try perform(.addNodes([NodeOrder(name: name)])) }
  }

  mutating func removeNode(_ name: String) throws {
    try perform(.removeNodes([try #require(cluster.nodes[name]).id]))
  }

  mutating func addPods(_ count: Int, on node: String, pool: String? = nil) throws {
    let id = try #require(cluster.nodes[node]).id
    try perform(.addPods(PodOrder(naming: .app("web"), count: count, node: id, pool: pool)))
  }

  mutating func removePod(_ name: String) throws {
    let pod = try #require(cluster.allPods.first { cluster.pods[$0]?.name.name == name })
    try perform(.removePods([pod]))
  }

  func join(_ name: String, blocks: String = "", type: String? = nil) -> Explanation {
    let order = NodeOrder(
      name: name, instanceType: type,
      blocks: blocks.split(separator: " ").compactMap { IPPrefix(String($0)) })
    return cluster.mode.explainJoin(of: order, in: cluster)
  }

  func give(
    on name: String, pool: String? = nil, address: String? = nil
  ) throws -> Explanation {
    let node = try #require(cluster.nodes[name])
    let demand = PodDemand(
      pod: PodID(rawValue: 1 << 20), name: NamespacedName("default/new"), pool: pool,
      wanted: address.flatMap { IPAddress($0) })
    return cluster.mode.explainGive(demand, on: node, in: cluster)
  }
}

extension Explanation {
  /// The candidates as lines.
  var lines: [String] {
    candidates.map { ($0.isTaken ? "* " : "- ") + $0.what + ": " + $0.found }
  }

  /// A part of the state.
  subscript(key: String) -> String? { state.first { $0.key == key }?.text }
}
