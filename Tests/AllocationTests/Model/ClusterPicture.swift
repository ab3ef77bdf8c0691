import Addressing

@testable import Allocation

/// Everything that can be seen of a cluster, as one value that can be compared.
struct ClusterPicture: Equatable {
  let nodes: [Node]
  let pods: [Pod]
  let errors: [String?]
  let tallies: Tallies
  let sets: [CIDRSet]
  let pools: [IPPrefix]
  let options: [ModeOption]
  let cells: [[Holdings]]
  let holders: [[[NodeID]]]
  let outside: [IPFamily: UInt128]
  let room: Int
  /// The nodes that the next pods would be bound to.
  let nextNodes: [UInt32]

  init(_ cluster: Cluster) {
    nodes = cluster.nodes.ids.compactMap { cluster.nodes[$0] }
    var pods: [Pod] = []
    cluster.pods.forEach { id in
      if let pod = cluster.pods[id] { pods.append(pod) }
      return true
    }
    self.pods = pods
    errors = pods.map { cluster.error(of: $0) }
    tallies = cluster.tallies
    sets = cluster.mode.blockSets(.v4) + cluster.mode.blockSets(.v6)
    pools = cluster.mode.pools
    options = cluster.mode.options
    cells = cluster.ledger.sections.map { section in
      (0..<section.grid.count).map { section.holdings(in: $0..<$0 + 1) }
    }
    holders = cluster.ledger.sections.map { section in
      (0..<section.grid.count).map { section.holders(of: $0) }
    }
    outside = cluster.ledger.outside
    room = cluster.room
    nextNodes = cluster.scheduler.place(5) { cluster.nodes[$0]?.maxPods ?? 0 }
  }

  /// Names of the parts in which the two differ.
  func differences(from other: ClusterPicture) -> [String] {
    var parts: [String] = []
    if nodes != other.nodes { parts.append("nodes") }
    if pods != other.pods || errors != other.errors { parts.append("pods") }
    if tallies != other.tallies { parts.append("tallies") }
    if sets != other.sets || pools != other.pools || options != other.options {
      parts.append("mode")
    }
    if cells != other.cells || holders != other.holders || outside != other.outside {
      parts.append("ledger")
    }
    if room != other.room || nextNodes != other.nextNodes { parts.append("scheduler") }
    return parts
  }
}
