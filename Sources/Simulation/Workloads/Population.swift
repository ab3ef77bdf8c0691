import Addressing
public import Allocation

/// Who lives in a cluster, whatever its plan: nodes with their traits, and how many pods each app has.
///
/// Where a mode refused nodes as a whole its plan has fewer; the population is then that of the plan
/// whose name comes first, so that the order of the plans decides nothing.
public struct Population: Sendable {
  /// The nodes, in the order of joining.
  public private(set) var nodes: [Resident]
  /// The apps that have pods, in the order first seen.
  public private(set) var apps: [(name: NamespacedName, count: Int)]
  /// Pods in all, those of no app included.
  public private(set) var podCount: Int
  /// Nodes of zones that have failed, to come back with `recover`.
  public internal(set) var lost: [Resident]
  private var names: Set<String>
  private var firstFree: [String: Int] = [:]

  /// The inhabitants of `cluster`.
  public init(of cluster: Cluster, lost: [Resident] = []) {
    var nodes: [Resident] = []
    nodes.reserveCapacity(cluster.nodes.count)
    cluster.nodes.forEach { node in
      let traits = NodeTraits(
        zone: node.zone, type: node.instanceType, maxPods: node.wantedMaxPods,
        mask: node.wantedMask)
      nodes.append(Resident(name: node.name, traits: traits))
    }
    self.nodes = nodes
    self.lost = lost
    names = Set(nodes.map(\.name)).union(lost.map(\.name))
    apps = cluster.pods.apps.map { ($0, cluster.pods.count(ofApp: $0)) }.filter { $0.1 > 0 }
    podCount = cluster.pods.count
  }

  /// Pods that kubelets take, at Kubernetes' 110 a node where nothing else was said.
  public var kubeletRoom: Int {
    nodes.reduce(0) { $0.addingSaturating($1.traits.maxPods ?? 110) }
  }

  /// The app of that name and its size: that of the namespace, or else the only one so called.
  func app(_ name: NamespacedName) throws(Refusal) -> (name: NamespacedName, count: Int) {
    if let own = apps.first(where: { $0.name == name }) { return own }
    let others = apps.filter { $0.name.name == name.name }
    guard let other = others.first, others.count == 1 else {
      throw .system(
        others.isEmpty
          ? "no app is called \"\(name.name)\", or it has no pods"
          : "app \(name.name) is in several namespaces, and in none called \(name.namespace)")
    }
    return other
  }

  /// `count` nodes at random, in the order of joining.
  mutating func pick(_ count: Int, using generator: inout SeededGenerator) -> [Resident] {
    Cluster.picked(Array(nodes.indices), count, using: &generator).map { nodes[$0] }
  }

  /// Takes nodes out and puts new ones of the same kinds in, which are answered.
  mutating func replace(_ leaving: [Resident]) -> [Resident] {
    let gone = Set(leaving.map(\.name))
    nodes.removeAll { gone.contains($0.name) }
    let fresh = leaving.map { old in
      Resident(name: newNames(1, prefix: old.prefix)[0], traits: old.traits)
    }
    nodes += fresh
    return fresh
  }

  /// `count` names that no node bears: the prefix and the lowest free numbers, from 1.
  public mutating func newNames(_ count: Int, prefix: String) -> [String] {
    var found: [String] = []
    var number = firstFree[prefix] ?? 1
    while found.count < count {
      let name = prefix + String(number)
      if names.insert(name).inserted { found.append(name) }
      number += 1
    }
    firstFree[prefix] = number
    return found
  }
}

/// A node of a population: its name, and what it was told when it joined.
public struct Resident: Hashable, Sendable {
  /// The name.
  public var name: String
  /// Zone, type and limits.
  public var traits: NodeTraits

  /// The name without its number: `worker-` of `worker-17`.
  var prefix: String {
    let digits = name.utf8.reversed().prefix { 48...57 ~= $0 }.count
    return digits == 0 ? name + "-" : String(name.dropLast(digits))
  }

  /// The node called `name`.
  public init(name: String, traits: NodeTraits) {
    self.name = name
    self.traits = traits
  }
}

extension Int {
  fileprivate func addingSaturating(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
