import Allocation
import Cartography
import Simulation
import Terminal

/// The nodes side by side: which of them, in which order, how large, and where the cursor is.
struct NodesView: Sendable {
  var sorting = NodeSorting.joined
  var grouping = NodeGrouping.none
  var filter = NodeFilter.all
  /// How large the pictures are; nil until the view was opened.
  var level: Int?
  /// The first line in sight.
  var firstLine = 0
  /// The node under the cursor, by its row and by its name, which outlives the row.
  var cursor: NodeID?
  var cursorName: String?
  /// The place of that node in the list.
  var index = 0
  /// The nodes as they are shown, kept until something that they follow from changes.
  private(set) var list = NodeList.empty
  private var key: Key?

  /// Everything that the list follows from.
  struct Key: Hashable, Sendable {
    let sessionVersion: Int
    let plan: PaneReference?
    let sorting: NodeSorting
    let grouping: NodeGrouping
    let filter: NodeFilter
  }

  /// Makes the list anew if it follows from something else by now; the cursor stays on its node.
  mutating func settle(on key: Key, _ cluster: Cluster?, at moment: Moment) {
    guard self.key != key else { return }
    self.key = key
    list =
      cluster.map {
        NodeList(
          of: $0, sorting: sorting, grouping: grouping, filter: filter.ready(for: $0, at: moment))
      } ?? .empty
    let known = cursor.flatMap { cluster?.nodes.name(of: $0) }
    // A node that left and came back has its name and another row.
    if known != cursorName || known == nil {
      cursor = cursorName.flatMap { cluster?.nodes[$0]?.id } ?? cursor
    }
    let place = cursor.flatMap { list.ids.firstIndex(of: $0) }
    index = place ?? min(index, max(0, list.ids.count - 1))
    if place == nil { take(list.ids.isEmpty ? nil : list.ids[index], in: cluster) }
  }

  /// Puts the cursor on the node at a place of the list.
  mutating func stand(at place: Int, in cluster: Cluster?) {
    guard list.ids.indices.contains(place) else { return }
    index = place
    take(list.ids[place], in: cluster)
  }

  /// Puts the cursor on a node, if the list has it.
  mutating func stand(on id: NodeID, in cluster: Cluster?) {
    guard let place = list.ids.firstIndex(of: id) else { return }
    stand(at: place, in: cluster)
  }

  private mutating func take(_ id: NodeID?, in cluster: Cluster?) {
    // Where a filter takes nobody the cursor waits for its node to come back.
    guard let id else { return }
    cursor = id
    cursorName = cluster?.nodes.name(of: id)
  }
}
