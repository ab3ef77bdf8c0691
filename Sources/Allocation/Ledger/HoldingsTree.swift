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

  var total: Holdings { holdings(in: 0..<count) }

  /// What one cell holds.
  subscript(cell: Int) -> Holdings {
    get {
      precondition(cell >= 0 && cell < count, "a cell of the tree")
      if let held = root?.cell(cell, height: height) { return held }
      var free = Holdings()
      free.freeOrder = 0
      return free
    }
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
    guard !range.isEmpty else { return Holdings() }
    var sum = Holdings()
    let isAligned = range.count & (range.count - 1) == 0 && range.lowerBound % range.count == 0
    guard let root else {
      if isAligned { sum.freeOrder = Self.order(of: range.count) }
      return sum
    }
    if isAligned {
      root.forEachRun(of: range.count, in: range, from: 0, height: height, index: 0) { sum = $1 }
    } else {
      root.add(range, from: 0, height: height, to: &sum)
    }
    return sum
  }

  /// Calls `body` with what each run of `size` cells in `range` holds, in order and numbered from 0.
  ///
  /// `size` is a power of two, and `range` begins and ends between two runs. It is one walk over the
  /// tree, many times as fast as asking for every run.
  func forEachRun(
    of size: Int, in range: Range<Int>, _ body: (Int, borrowing Holdings) -> Void
  ) {
    precondition(
      size & (size - 1) == 0 && range.lowerBound % size == 0 && range.upperBound % size == 0
        && range.lowerBound >= 0 && range.upperBound <= count, "runs of a power of two cells")
    if let root {
      root.forEachRun(of: size, in: range, from: 0, height: height, index: 0, body)
    } else {
      Self.forEachEmptyRun(of: size, in: range, index: 0, body)
    }
  }

  /// Calls `body` with runs of cells that may hold something else than the same cells of `other`.
  ///
  /// Subtrees that both share are passed over, so it takes time by what was written since one was
  /// copied from the other, whatever the size.
  func forEachChange(since other: HoldingsTree, _ body: (Range<Int>) -> Void) {
    precondition(count == other.count, "trees of the same cells")
    HoldingsNode.compare(root, other.root, from: 0, height: height, within: count, body)
  }

  /// The number of halvings from so many cells down to one.
  static func order(of count: Int) -> Int8 { Int8(count.trailingZeroBitCount) }

  static func forEachEmptyRun(
    of size: Int, in range: Range<Int>, index: Int, _ body: (Int, borrowing Holdings) -> Void
  ) {
    var empty = Holdings()
    empty.freeOrder = order(of: size)
    for offset in 0..<range.count / size { body(index + offset, empty) }
  }
}
