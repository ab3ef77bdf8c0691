/// Holdings of a row of cells, summed over every aligned stretch of a power of 16 cells.
///
/// A tree of sixteen children a node, shared between copies and copied along one path by a write.
/// Empty subtrees take no memory, so ten cells in sixteen million cost ten short paths. Reading a
/// stretch of any aligned power of two adds up at most eight entries of one node.
struct HoldingsTree: Sendable {
  let count: Int
  private let height: Int
  private var root: HoldingsNode?

  init(count: Int) {
    self.count = count
    var height = 1
    while count > 1 << (4 * height) { height += 1 }
    self.height = height
  }

  var total: Holdings { root?.total ?? Holdings() }

  /// What one cell holds.
  subscript(cell: Int) -> Holdings {
    get { holdings(in: cell..<cell + 1) }
    set {
      precondition(cell >= 0 && cell < count, "a cell of the tree")
      if root == nil { root = HoldingsNode(isBottom: height == 1) }
      if !isKnownUniquelyReferenced(&root!) { root = root!.copy() }
      root!.write(newValue, at: cell, height: height)
    }
  }

  /// What the cells of `range` hold together.
  func holdings(in range: Range<Int>) -> Holdings {
    let range = range.clamped(to: 0..<count)
    guard let root, !range.isEmpty else { return Holdings() }
    if range == 0..<count { return root.total }
    var sum = Holdings()
    root.add(range, from: 0, height: height, to: &sum)
    return sum
  }
}

/// A node of the tree: written to only while one tree refers to it, hence safe to send.
private final class HoldingsNode: @unchecked Sendable {
  var total = Holdings()
  /// Children of an upper node.
  var children: [HoldingsNode?]
  /// Cells of a bottom node.
  var cells: [Holdings]

  init(isBottom: Bool) {
    children = isBottom ? [] : Array(repeating: nil, count: 16)
    cells = isBottom ? Array(repeating: Holdings(), count: 16) : []
  }

  func copy() -> HoldingsNode {
    let copy = HoldingsNode(isBottom: false)
    copy.total = total
    copy.children = children
    copy.cells = cells
    return copy
  }

  func write(_ holdings: Holdings, at cell: Int, height: Int) {
    var sum = Holdings()
    if height == 1 {
      cells[cell & 15] = holdings
      for cell in cells { sum.add(cell) }
    } else {
      let slot = (cell >> (4 * (height - 1))) & 15
      if children[slot] == nil {
        children[slot] = HoldingsNode(isBottom: height == 2)
      } else if !isKnownUniquelyReferenced(&children[slot]!) {
        children[slot] = children[slot]!.copy()
      }
      children[slot]!.write(holdings, at: cell, height: height - 1)
      for case let child? in children { sum.add(child.total) }
    }
    total = sum
  }

  func add(_ range: Range<Int>, from start: Int, height: Int, to sum: inout Holdings) {
    let width = 1 << (4 * (height - 1))
    let first = max(0, (range.lowerBound - start) / width)
    let last = min(15, (range.upperBound - 1 - start) / width)
    for slot in first...last {
      let from = start + slot * width
      if height == 1 {
        sum.add(cells[slot])
      } else if let child = children[slot] {
        if range.lowerBound <= from, from + width <= range.upperBound {
          sum.add(child.total)
        } else {
          child.add(range, from: from, height: height - 1, to: &sum)
        }
      }
    }
  }
}
