import Addressing
import BitCollections
import TestSupport
import Testing

@Suite struct AddressBitmapTests {
  @Test(arguments: [
    0, 1, 2, 63, 64, 65, 254, 4095, 4096, 4097, 4116, 8192, 65_536, 1 << 18, (1 << 18) + 7,
  ])
  func `a bitmap agrees with a bit set through any sequence of operations`(count: Int) {
    for seed in 0..<(count > 5000 ? 3 : 30) as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      var pair = BitmapPair(count: count)
      for step in 0..<(count == 0 ? 1 : count > 60_000 ? 30 : 60) {
        if count > 0 { pair.mutate(using: &random) }
        let disagreement = pair.disagreement(using: &random)
        #expect(disagreement == nil, "count \(count), seed \(seed), step \(step)")
        guard disagreement == nil else { return }
      }
      let disagreement = pair.blockDisagreement(using: &random)
      #expect(disagreement == nil, "count \(count), seed \(seed)")
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `a sparse bitmap of 2^24 agrees with a bit set`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var bitmap = AddressBitmap(count: 1 << 24)
    var members: BitSet = []
    for _ in 0..<300 {
      let offset = random.int(in: 0..<1 << 24)
      let range = offset..<min(1 << 24, offset + 1 << random.int(in: 0..<14))
      switch random.int(in: 0..<4) {
      case 0:
        bitmap.insert(range)
        members.formUnion(range)
      case 1:
        bitmap.remove(range)
        members.subtract(range)
      default:
        #expect(bitmap.insert(offset) == members.insert(offset).inserted, "seed \(seed)")
      }
    }
    let middle = random.int(in: 0..<1 << 24)
    #expect(bitmap.population == members.count, "seed \(seed)")
    #expect(
      bitmap.population(in: middle..<1 << 24) == members[members: middle...].count,
      "seed \(seed)")
    var listed: [Int] = []
    bitmap.forEachSet { listed.append($0) }
    #expect(listed == Array(members), "seed \(seed)")
    #expect(
      zip(bitmap.clearBlockCounts.indices, bitmap.clearBlockCounts)
        .reduce(0) { $0 + $1.1 << $1.0 } == bitmap.clearCount, "seed \(seed)")
    // Take all out again one by one: what is left must be as if nothing had been.
    #expect(members.count { bitmap.remove($0) } == members.count, "seed \(seed)")
    #expect(bitmap == AddressBitmap(count: 1 << 24), "seed \(seed)")
    #expect(bitmap.largestClearBlock == 0..<1 << 24, "seed \(seed)")
  }

  @Test func `a bitmap of 2^60 offsets holds a few as well as any`() {
    let count = AddressBitmap.maximumCount
    var bitmap = AddressBitmap(count: count)
    let members = [0, 4096, 1 << 40, (1 << 59) + 12_345, count - 1]
    #expect(members.map { bitmap.insert($0) } == [true, true, true, true, true])
    #expect(bitmap.population == members.count)
    var listed: [Int] = []
    bitmap.forEachSet { listed.append($0) }
    #expect(listed == members)
    #expect(bitmap.firstSet(from: 4097) == 1 << 40)
    #expect(bitmap.lastSet(before: 1 << 59) == 1 << 40)
    #expect(bitmap.firstClear(from: count - 1) == nil)
    #expect(bitmap.firstClear(wrappingFrom: count - 1) == 1)
    #expect(bitmap.largestClearBlock == 1 << 58..<1 << 59)
    #expect(bitmap.insert(0..<count) == count - members.count)
    #expect(bitmap.isFull)
    #expect(bitmap.remove(0..<count) == count)
    #expect(bitmap == AddressBitmap(count: count))
  }

  @Test func `a bitmap is drawn and read as a picture`() {
    let picture = "##..#..#.#"
    let bitmap = AddressBitmap(picture)
    #expect(bitmap.description == picture)
    #expect(bitmap.count == 10)
    #expect(bitmap.population == 5)
    #expect((0..<10).filter { bitmap[$0] } == [0, 1, 4, 7, 9])
    #expect(AddressBitmap("## ..\n#").description == "##..#")
    #expect(AddressBitmap(count: 5000).description == "0 of 5000 set")
  }

  @Test func `setting and clearing say whether that changed anything`() {
    var bitmap = AddressBitmap("..#")
    #expect([bitmap.insert(0), bitmap.insert(0)] == [true, false])
    #expect([bitmap.remove(2), bitmap.remove(2)] == [true, false])
    bitmap[1] = true
    bitmap[0] = false
    #expect(bitmap.description == ".#.")
  }

  @Test func `ranges are set and cleared whole, and only what changed is counted`() {
    var bitmap = AddressBitmap("..#..#....")
    #expect(bitmap.insert(1..<7) == 4)
    #expect(bitmap.description == ".######...")
    #expect(bitmap.remove(3..<10) == 4)
    #expect(bitmap.description == ".##.......")
    #expect(bitmap.insert(4..<4) == 0)
    #expect(bitmap.remove(0..<10) == 2)
    #expect(bitmap.isEmpty)
  }
}
