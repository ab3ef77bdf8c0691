/// The rows of a batch of pods by node: nodes rising, rows of one node in their order.
///
/// A large batch goes round all nodes again and again. Handling one node's rows together touches its
/// memory once instead of a hundred times.
struct RowGroups {
  /// Rows, those of one node side by side.
  private var rows: [UInt32] = []
  /// Each node with the end of its rows.
  private var ends: [(node: UInt32, end: Int)] = []

  /// Groups the rows of `nodes` that have one.
  init(_ nodes: PagedColumn<UInt32>) {
    var flat: [UInt32] = []
    flat.reserveCapacity(nodes.count)
    nodes.forEachPage { _, page in flat.append(contentsOf: page) }
    self.init(flat)
  }

  init(_ nodes: [UInt32]) {
    if nodes.count < 4096 { sort(nodes) } else { count(nodes) }
  }

  private mutating func sort(_ nodes: [UInt32]) {
    rows = (0..<UInt32(nodes.count)).filter { nodes[Int($0)] != PodTable.noNode }
    rows.sort { (nodes[Int($0)], $0) < (nodes[Int($1)], $1) }
    for (position, row) in rows.enumerated() {
      let node = nodes[Int(row)]
      if let last = ends.last, last.node == node {
        ends[ends.count - 1].end = position + 1
      } else {
        ends.append((node, position + 1))
      }
    }
  }

  /// A counting sort: linear in rows and nodes.
  private mutating func count(_ nodes: [UInt32]) {
    var highest = 0
    for node in nodes where node != PodTable.noNode { highest = max(highest, Int(node)) }
    var next = [Int](repeating: 0, count: highest + 2)
    for node in nodes where node != PodTable.noNode { next[Int(node) + 1] += 1 }
    for node in 0...highest where next[node + 1] > 0 {
      ends.append((UInt32(node), (ends.last?.end ?? 0) + next[node + 1]))
    }
    for node in 1..<next.count { next[node] += next[node - 1] }
    rows = [UInt32](unsafeUninitializedCapacity: next[highest + 1]) { output, filled in
      for (row, node) in nodes.enumerated() where node != PodTable.noNode {
        output[next[Int(node)]] = UInt32(row)
        next[Int(node)] += 1
      }
      filled = output.count
    }
  }

  /// Calls `body` with every node and its rows.
  func forEach(_ body: (UInt32, ArraySlice<UInt32>) -> Void) {
    var start = 0
    for (node, end) in ends {
      body(node, rows[start..<end])
      start = end
    }
  }
}
