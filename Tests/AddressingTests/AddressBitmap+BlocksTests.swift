import Addressing
import TestSupport
import Testing

@Suite struct AddressBitmapBlocksTests {
  @Test(arguments: [
    ("........", [0, 0, 0, 1], 0..<8),
    ("#.......", [1, 1, 1, 0], 4..<8),
    (".......#", [1, 1, 1, 0], 0..<4),
    ("##..#..#", [2, 1, 0, 0], 2..<4),
    (".#.#.#.#", [4, 0, 0, 0], 0..<1),
    ("########", [0, 0, 0, 0], nil),
    // Six offsets are a block of four and one of two, not a block of eight cut short.
    ("......", [0, 1, 1], 0..<4),
    // A run of two that is not aligned is no block of two.
    ("#..#", [2, 0, 0], 1..<2),
    ("", [], nil),
    (".", [1], 0..<1),
  ])
  func `the spectrum counts aligned blocks that are not half of a larger one`(
    picture: String, counts: [Int], largest: Range<Int>?
  ) {
    let bitmap = AddressBitmap(picture)
    #expect(bitmap.clearBlockCounts == counts)
    #expect(bitmap.largestClearBlock == largest)
  }

  @Test func `the spectrum of many levels follows single bits and ranges`() {
    var bitmap = AddressBitmap(count: 1 << 20)
    #expect(bitmap.clearBlockCounts == Array(repeating: 0, count: 20) + [1])
    bitmap.insert(0)
    #expect(bitmap.clearBlockCounts == Array(repeating: 1, count: 20) + [0])
    #expect(bitmap.largestClearBlock == 1 << 19..<1 << 20)
    bitmap.insert(0..<1 << 16)
    #expect(
      bitmap.clearBlockCounts
        == Array(repeating: 0, count: 16) + Array(repeating: 1, count: 4) + [0])
    bitmap.remove(1 << 15)
    #expect(bitmap.clearBlockCounts[0] == 1)
    bitmap.remove(0..<1 << 16)
    #expect(bitmap.clearBlockCounts == Array(repeating: 0, count: 20) + [1])
  }

  @Test(arguments: [4096, 1 << 18, 1 << 24])
  func `a bitmap that fills its trie has its one block back when all is clear`(count: Int) {
    let whole = Array(repeating: 0, count: count.trailingZeroBitCount) + [1]
    var bitmap = AddressBitmap(count: count)
    for offset in [0, count - 1] {
      bitmap.insert(offset)
      bitmap.remove(offset)
      #expect(bitmap.clearBlockCounts == whole)
    }
    bitmap.insert(0..<count)
    #expect(bitmap.clearBlockCounts == whole.map { _ in 0 })
    bitmap.remove(1..<count)
    bitmap.remove(0..<1)
    #expect(bitmap.clearBlockCounts == whole)
    bitmap.insert(3..<count / 2)
    bitmap.remove(0..<count / 2)
    #expect(bitmap.clearBlockCounts == whole)
    #expect(bitmap.largestClearBlock == 0..<count)
  }

  @Test func `a clear run starts at a multiple of the alignment`() {
    //                          0   4   8   12
    let bitmap = AddressBitmap("#...#.....#.....")
    #expect(bitmap.clearRun(of: 3) == 1..<4)
    #expect(bitmap.clearRun(of: 3, alignedTo: 4) == 12..<15)
    #expect(bitmap.clearRun(of: 2, alignedTo: 2) == 2..<4)
    #expect(bitmap.clearRun(of: 2, alignedTo: 3) == 6..<8)
    #expect(bitmap.clearRun(of: 5) == 5..<10)
    #expect(bitmap.clearRun(of: 5, from: 6) == 11..<16)
    #expect(bitmap.clearRun(of: 6) == nil)
    #expect(bitmap.clearRun(of: 1, alignedTo: 16) == nil)
    #expect(bitmap.clearRun(of: 17) == nil)
  }

  @Test func `a block of an order is found from an offset on`() {
    let bitmap = AddressBitmap("#...#.......#...")
    #expect(bitmap.firstClearBlock(ofOrder: 1) == 2..<4)
    #expect(bitmap.firstClearBlock(ofOrder: 2) == 8..<12)
    #expect(bitmap.firstClearBlock(ofOrder: 1, from: 3) == 6..<8)
    #expect(bitmap.firstClearBlock(ofOrder: 3) == nil)
    #expect(
      AddressBitmap(count: 1 << 30).firstClearBlock(ofOrder: 20, from: 1) == 1 << 20..<2 << 20)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `clear runs are those that a walk finds`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let count = random.int(in: 1..<9000)
    var pair = BitmapPair(count: count)
    for _ in 0..<6 { pair.mutate(using: &random) }
    for _ in 0..<12 {
      let length = 1 + random.int(in: 0..<count) >> random.int(in: 0..<14)
      let alignment =
        Bool.random(using: &random) ? 1 << random.int(in: 0..<10) : random.int(in: 1..<100)
      let start = random.int(in: 0..<count)
      #expect(
        pair.bitmap.clearRun(of: length, alignedTo: alignment, from: start)
          == pair.model.clearRun(of: length, alignedTo: alignment, from: start),
        "seed \(seed): \(length) aligned to \(alignment) from \(start) of \(count)")
    }
  }
}
