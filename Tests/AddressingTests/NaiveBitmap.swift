import BitCollections

/// The slow obvious model: a `BitSet` of what is set, asked bit by bit.
struct NaiveBitmap {
  let count: Int
  var members: BitSet = []

  subscript(offset: Int) -> Bool { members.contains(offset) }

  func isClear(_ range: Range<Int>) -> Bool {
    range.upperBound <= count && range.allSatisfy { !self[$0] }
  }

  func firstClear(from start: Int) -> Int? {
    (start..<count).first { !self[$0] }
  }

  func clearRun(of length: Int, alignedTo alignment: Int, from start: Int) -> Range<Int>? {
    let first = (start + alignment - 1) / alignment * alignment
    return stride(from: first, to: count, by: alignment).lazy.map { $0..<$0 + length }
      .first(where: isClear)
  }

  /// Every aligned clear block that is not half of a larger one.
  var clearBlocks: [Range<Int>] {
    func blocks(_ block: Range<Int>) -> [Range<Int>] {
      if isClear(block) { return [block] }
      guard block.count > 1, block.lowerBound < count else { return [] }
      let middle = block.lowerBound + block.count / 2
      return blocks(block.lowerBound..<middle) + blocks(middle..<block.upperBound)
    }
    var size = 1
    while size < count { size *= 2 }
    return count == 0 ? [] : blocks(0..<size)
  }

  var clearBlockCounts: [Int] {
    var counts = [Int](repeating: 0, count: Int.bitWidth - count.leadingZeroBitCount)
    for block in clearBlocks { counts[block.count.trailingZeroBitCount] += 1 }
    return counts
  }

  var largestClearBlock: Range<Int>? {
    let blocks = clearBlocks
    let largest = blocks.map(\.count).max()
    return blocks.first { $0.count == largest }
  }
}
