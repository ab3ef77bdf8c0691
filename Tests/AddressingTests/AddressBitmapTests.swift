import Addressing
import BitCollections
import TestSupport
import Testing

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

@Suite struct AddressBitmapTests {
  @Test(arguments: [0, 1, 2, 63, 64, 65, 254, 4095, 4096, 4097, 8192, 65_536, (1 << 18) + 7])
  func `a bitmap agrees with a bit set through any sequence of operations`(count: Int) {
    for seed in 0..<(count > 5000 ? 4 : 30) as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      var bitmap = AddressBitmap(count: count)
      var model = NaiveBitmap(count: count)
      for step in 0..<(count == 0 ? 0 : 60) {
        mutate(&bitmap, &model, using: &random)
        let disagreement = disagreement(bitmap, model, using: &random)
        #expect(disagreement == nil, "count \(count), seed \(seed), step \(step)")
        guard disagreement == nil else { return }
      }
      #expect(bitmap.clearBlockCounts == model.clearBlockCounts, "count \(count), seed \(seed)")
      #expect(bitmap.largestClearBlock == model.largestClearBlock, "count \(count), seed \(seed)")
    }
  }

  private func mutate(
    _ bitmap: inout AddressBitmap, _ model: inout NaiveBitmap, using random: inout SeededRandom
  ) {
    let count = model.count
    let offset = random.int(in: 0..<count)
    let end = min(count, offset + 1 + random.int(in: 0..<count) >> random.int(in: 0..<12))
    switch random.int(in: 0..<8) {
    case 0:
      bitmap.insert(offset..<end)
      model.members.formUnion(offset..<end)
    case 1:
      bitmap.remove(offset..<end)
      model.members.subtract(offset..<end)
    case 2:
      for _ in 0..<20 {
        if let taken = bitmap.insertFirstClear(wrappingFrom: offset, in: offset / 2..<count) {
          model.members.insert(taken)
        }
      }
    case 3...5:
      for _ in 0..<20 {
        let offset = random.int(in: 0..<count)
        bitmap.insert(offset)
        model.members.insert(offset)
      }
    default:
      for _ in 0..<20 {
        let offset = bitmap.firstSet(from: random.int(in: 0..<count)) ?? 0
        bitmap.remove(offset)
        model.members.remove(offset)
      }
    }
  }

  private func disagreement(
    _ bitmap: AddressBitmap, _ model: NaiveBitmap, using random: inout SeededRandom
  ) -> String? {
    let start = random.int(in: 0..<model.count + 1)
    let end = random.int(in: start..<model.count + 1)
    if bitmap.population != model.members.count { return "population" }
    if bitmap.population(in: start..<end) != model.members[members: start..<end].count {
      return "population(in: \(start)..<\(end))"
    }
    if bitmap.firstClear(from: start) != model.firstClear(from: start) {
      return "firstClear(from: \(start))"
    }
    if bitmap.firstSet(from: start) != model.members[members: start...].first {
      return "firstSet(from: \(start))"
    }
    if bitmap.lastSet(before: start) != model.members[members: ..<start].last {
      return "lastSet(before: \(start))"
    }
    return nil
  }
}
