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

  /// The node called `name`.
  public init(name: String, traits: NodeTraits) {
    self.name = name
    self.traits = traits
  }
}
