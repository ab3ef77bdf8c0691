/// A node of the tree: written to only while one tree refers to it, hence safe to send.
final class HoldingsNode: @unchecked Sendable {
  private var total = Holdings()
  /// Children of an upper node.
  private var children: [HoldingsNode?]
  /// Cells of a bottom node.
  private var cells: [Holdings]

  init(isBottom: Bool) {
    children = isBottom ? [] : Array(repeating: nil, count: 16)
    cells = []
    if isBottom {
      var free = Holdings()
      free.freeOrder = 0
      cells = Array(repeating: free, count: 16)
    }
  }

  func copy() -> HoldingsNode {
    let copy = HoldingsNode(isBottom: false)
    copy.total = total
    copy.children = children
    copy.cells = cells
    return copy
  }

  /// What a cell holds; nil in an empty subtree.
  func cell(_ cell: Int, height: Int) -> Holdings? {
    if height == 1 { return cells[cell & 15] }
    return children[(cell >> (4 * (height - 1))) & 15]?.cell(cell, height: height - 1)
  }

  func write(_ holdings: Holdings, at cell: Int, height: Int) {
    if height == 1 {
      cells[cell & 15] = holdings
      cells[cell & 15].freeOrder = holdings.isFree ? 0 : -1
    } else {
      let slot = (cell >> (4 * (height - 1))) & 15
      if children[slot] == nil {
        children[slot] = HoldingsNode(isBottom: height == 2)
      } else if !isKnownUniquelyReferenced(&children[slot]!) {
        children[slot] = children[slot]!.copy()
      }
      children[slot]!.write(holdings, at: cell, height: height - 1)
    }
    total = sum(of: 0..<16, height: height)
  }

  /// What so many slots hold together; the slots are an aligned power of two.
  private func sum(of slots: Range<Int>, height: Int) -> Holdings {
    var sum = Holdings()
    let whole = Int8(4 * (height - 1))
    var free = 0
    var best: Int8 = -1
    if height == 1 {
      cells.withUnsafeBufferPointer { cells in
        for slot in slots {
          sum.add(cells[slot])
          if cells[slot].freeOrder == 0 { free |= 1 << slot }
        }
      }
    } else {
      children.withUnsafeBufferPointer { children in
        for slot in slots {
          guard let child = children[slot] else {
            free |= 1 << slot
            continue
          }
          sum.add(child.total)
          let order = child.total.freeOrder
          if order == whole { free |= 1 << slot } else { best = max(best, order) }
        }
      }
    }
    sum.freeOrder = Self.largestRun(free, in: slots, of: whole) ?? best
    return sum
  }

  /// The order of the largest aligned run of free slots; nil where no slot is free throughout.
  private static func largestRun(_ free: Int, in slots: Range<Int>, of whole: Int8) -> Int8? {
    guard free != 0 else { return nil }
    var runs = free
    var order: Int8 = 0
    var size = 1
    // Bit s of `runs` says that the slots from s on are free, as many as the run is long.
    while size < slots.count {
      var longer = runs & (runs >> size)
      longer &= Self.starts[Int(order) + 1]
      if longer == 0 { break }
      runs = longer
      order += 1
      size *= 2
    }
    return whole + order
  }

  /// The slots at which aligned runs of 1, 2, 4, 8 and 16 begin, as bits.
  private static let starts = [0xFFFF, 0x5555, 0x1111, 0x0101, 0x0001]

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

  func forEachRun(
    of size: Int, in range: Range<Int>, from start: Int, height: Int, index: Int,
    _ body: (Int, borrowing Holdings) -> Void
  ) {
    let width = 1 << (4 * (height - 1))
    if size >= 16 * width {
      body(index, total)
      return
    }
    var index = index
    var slot = (range.lowerBound - start) / width
    let end = (range.upperBound - start + width - 1) / width
    let step = max(1, size / width)
    while slot < end {
      let from = start + slot * width
      if size == width {
        if height == 1 {
          body(index, cells[slot])
        } else if let child = children[slot] {
          body(index, child.total)
        } else {
          HoldingsTree.forEachEmptyRun(of: size, in: from..<from + size, index: index, body)
        }
        index += 1
      } else if size > width {
        body(index, sum(of: slot..<slot + step, height: height))
        index += 1
      } else {
        let part = range.clamped(to: from..<from + width)
        if let child = children[slot] {
          child.forEachRun(of: size, in: part, from: from, height: height - 1, index: index, body)
        } else {
          HoldingsTree.forEachEmptyRun(of: size, in: part, index: index, body)
        }
        index += part.count / size
      }
      slot += step
    }
  }

  static func compare(
    _ one: HoldingsNode?, _ other: HoldingsNode?, from start: Int, height: Int, within count: Int,
    _ body: (Range<Int>) -> Void
  ) {
    guard one !== other, start < count else { return }
    let width = 1 << (4 * (height - 1))
    guard height > 1 else {
      // Equal cells may have been written: pods can change places without a change in the sums.
      body(start..<min(count, start + 16 * width))
      return
    }
    for slot in 0..<16 {
      compare(
        one?.children[slot], other?.children[slot], from: start + slot * width, height: height - 1,
        within: count, body)
    }
  }
}
