import Addressing
public import Allocation
import Measurement

/// The tables that `get` answers with.
enum Tables {
  static func nodes(of cluster: Cluster) -> Table {
    Table(
      title: "nodes",
      columns: ["NAME", "STATE", "CIDRS", "PODS", "RUNNING", "FREE", "ZONE", "ERROR"],
      numeric: [3, 4, 5], count: cluster.nodes.count
    ) { receive in
      for id in cluster.nodes.ids {
        guard let node = cluster.nodes[id] else { continue }
        let free = [node.free(.v4), node.free(.v6)].compactMap(\.self).min()
        let state = node.state.rawValue + (node.isCordoned ? ",cordoned" : "")
        let row = [
          node.name, state, node.blocks.map(\.description).joined(separator: " "),
          String(node.pods.count), String(node.running), free.map(String.init) ?? "",
          node.zone ?? "", node.error ?? node.agentError ?? "",
        ]
        guard receive(row) else { return }
      }
    }
  }

  static func pods(of cluster: Cluster) -> Table {
    Table(
      title: "pods", columns: ["NAMESPACE", "NAME", "NODE", "ADDRESS", "STATE", "ERROR"],
      count: cluster.pods.count
    ) { receive in
      cluster.pods.forEach { id in
        guard let pod = cluster.pods[id] else { return true }
        return receive([
          pod.name.namespace, pod.name.name, pod.node.flatMap(cluster.nodes.name(of:)) ?? "",
          [pod.v4, pod.v6].compactMap { $0?.description }.joined(separator: " "),
          pod.status.word, cluster.error(of: pod) ?? "",
        ])
      }
    }
  }

  static func pools(of cluster: Cluster) -> Table {
    Table(
      title: "pools",
      columns: ["CIDR", "MASK", "BLOCKS", "USED", "FREE", "COMMITTED", "PODS"],
      numeric: [1, 2, 3, 4, 5, 6],
      rows: cluster.ledger.sections.map { section in
        let family = section.pool.family
        let set = cluster.mode.blockSets(family).first { $0.cluster == section.pool }
        let held = section.total
        return [
          section.pool.description,
          cluster.mode.unitLength(of: section.pool).map(String.init) ?? "",
          set.map { String($0.maxCIDRs) } ?? "", set.map { String($0.count) } ?? "",
          set.map { String($0.maxCIDRs - $0.count) } ?? "", "\(held.committed)", String(held.used),
        ]
      })
  }

  /// Free pieces of each size, how many blocks of that size could still be had, and the first piece.
  static func free(of cluster: Cluster) -> Table {
    var rows: [[String]] = []
    for family in IPFamily.allCases {
      guard let unit = cluster.mode.unitLength(family) else { continue }
      let space = FreeSpace(of: cluster, family: family)
      guard let largest = space.largestFree else { continue }
      var first: [Int: IPPrefix] = [:]
      for set in cluster.mode.blockSets(family) {
        set.forEachFreePiece { piece in
          first[piece.length] = min(first[piece.length] ?? piece, piece)
        }
      }
      for length in largest...max(largest, unit) {
        rows.append([
          family.description, "/\(length)", String(space.pieces[length] ?? 0),
          String(space.blocks(ofLength: length)), first[length]?.description ?? "",
        ])
      }
    }
    return Table(
      title: "free", columns: ["FAMILY", "SIZE", "PIECES", "BLOCKS", "FIRST"], numeric: [1, 2, 3],
      rows: rows)
  }
}

extension PodStatus {
  /// The state in one word: running, pending or on the host's network.
  public var word: String {
    if isRunning { return "running" }
    return self == .hostNetwork ? "host-network" : "pending"
  }
}
