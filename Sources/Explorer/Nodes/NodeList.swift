import Addressing
import Allocation
import Simulation

/// The nodes of a plan as they are shown: those that a filter takes, in groups, sorted.
struct NodeList: Hashable, Sendable {
  /// Nodes that stand next to each other under one heading.
  struct Section: Hashable, Sendable {
    let title: String
    /// The place of its first node in the list.
    let first: Int
    let count: Int
    let failed: Int
    let waiting: Int
    let used: Int
    let usable: Int

    var range: Range<Int> { first..<first + count }
  }

  /// The nodes shown, in their order.
  let ids: [NodeID]
  /// All of `ids` in stretches; one stretch without grouping, none without nodes.
  let sections: [Section]
  /// Nodes of the plan, shown or not.
  let total: Int
  /// The most blocks that a node of the list has.
  let mostBlocks: Int

  /// Nobody.
  static let empty = NodeList(of: [], total: 0, pools: [], sorting: .joined, grouping: .none)

  init(
    of cluster: Cluster, sorting: NodeSorting, grouping: NodeGrouping, filter: NodeQuery.Filter?
  ) {
    let pools = cluster.mode.pools
    var rows: [NodeFigures] = []
    rows.reserveCapacity(cluster.nodes.count)
    cluster.nodes.forEach { node in
      guard filter?.matches(node) ?? true else { return }
      rows.append(NodeFigures(node, pools: pools))
    }
    self.init(
      of: rows, total: cluster.nodes.count, pools: pools, sorting: sorting, grouping: grouping)
  }

  init(
    of rows: [NodeFigures], total: Int, pools: [IPPrefix], sorting: NodeSorting,
    grouping: NodeGrouping
  ) {
    self.total = total
    mostBlocks = rows.reduce(0) { max($0, $1.blocks) }
    let sorted = sorting.sorted(rows)
    guard grouping != .none else {
      ids = sorted.map(\.id)
      sections = sorted.isEmpty ? [] : [Section(title: "", first: 0, sorted[...])]
      return
    }
    var places: [NodeGroup: Int] = [:]
    var groups: [(group: NodeGroup, name: NaturalName, rows: [NodeFigures])] = []
    for row in sorted {
      let group = grouping.group(of: row, pools: pools)
      if let place = places[group] {
        groups[place].rows.append(row)
      } else {
        places[group] = groups.count
        groups.append((group, NaturalName(group.title), [row]))
      }
    }
    groups.sort { ($0.group.rank, $0.name) < ($1.group.rank, $1.name) }
    var ids: [NodeID] = []
    var sections: [Section] = []
    for group in groups {
      sections.append(Section(title: group.group.title, first: ids.count, group.rows[...]))
      ids += group.rows.map(\.id)
    }
    self.ids = ids
    self.sections = sections
  }

  /// The section of the node at a place, for places in the list.
  func section(of index: Int) -> Int {
    sections.lastIndex(startingAtMost: index, by: \.first)
  }
}

extension NodeList.Section {
  fileprivate init(title: String, first: Int, _ rows: ArraySlice<NodeFigures>) {
    self.init(
      title: title, first: first, count: rows.count,
      failed: rows.count { $0.state == .failed }, waiting: rows.count { $0.state == .waiting },
      used: rows.reduce(0) { $0 + $1.used }, usable: rows.reduce(0) { $0 + $1.usable })
  }
}

extension Array {
  /// The last element whose number is not above `value`, where numbers rise; 0 if there is none.
  func lastIndex(startingAtMost value: Int, by number: (Element) -> Int) -> Int {
    var low = 0
    var high = count
    while low + 1 < high {
      let middle = (low + high) / 2
      if number(self[middle]) <= value { low = middle } else { high = middle }
    }
    return low
  }
}
