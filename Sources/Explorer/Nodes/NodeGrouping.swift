import Addressing
import Allocation

/// What nodes stand together by, under a heading each.
enum NodeGrouping: String, CaseIterable, Hashable, Sendable {
  case none
  case zone
  case pool
  case state
  case type = "instance type"

  /// The next one, the first after the last.
  var next: NodeGrouping {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  /// The group of a node, and where the group stands among the others.
  func group(of row: NodeFigures, pools: [IPPrefix]) -> NodeGroup {
    switch self {
    case .none: NodeGroup(rank: 0, title: "")
    case .zone:
      row.zone.map { NodeGroup(rank: 0, title: "zone \($0)") }
        ?? NodeGroup(rank: 1, title: "no zone")
    case .pool:
      row.pool.map { NodeGroup(rank: $0, title: "pool \(pools[$0])") }
        ?? NodeGroup(rank: pools.count, title: row.blocks == 0 ? "no block" : "in no pool")
    case .state: NodeGroup(rank: row.state.urgency, title: row.state.rawValue)
    case .type:
      row.instanceType.map { NodeGroup(rank: 0, title: $0) }
        ?? NodeGroup(rank: 1, title: "no instance type")
    }
  }
}

/// What nodes have in common that stand under one heading.
struct NodeGroup: Hashable, Sendable {
  /// Groups of one rank stand by their titles.
  let rank: Int
  let title: String
}

extension NodeState {
  /// The place in lists: what failed is what one looks for.
  var urgency: Int {
    switch self {
    case .failed: 0
    case .waiting: 1
    case .ready: 2
    }
  }

  /// The letter that says it where there is no room for the word.
  var letter: Unicode.Scalar {
    switch self {
    case .failed: "!"
    case .waiting: "w"
    case .ready: "r"
    }
  }
}
