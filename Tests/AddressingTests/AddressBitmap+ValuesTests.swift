import Addressing
import TestSupport
import Testing

@Suite struct AddressBitmapValuesTests {
  @Test(arguments: [10, 254, 4097, 4116, 65_536, (1 << 18) + 7])
  func `copies keep what they were, whichever of them is written`(count: Int) {
    for seed in 0..<8 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      var history: [BitmapPair] = [BitmapPair(count: count)]
      for _ in 0..<25 {
        // Any earlier state may be copied and written on, as undo and branches do.
        var next = history[random.int(in: 0..<history.count)]
        next.mutate(using: &random)
        history.append(next)
      }
      for (step, pair) in history.enumerated() {
        let disagreement = pair.disagreement(using: &random)
        #expect(disagreement == nil, "count \(count), seed \(seed), step \(step)")
      }
    }
  }

  @Test(arguments: [1, 64, 254, 4096, 4097, 4116, 65_536, 1 << 18])
  func `equal sets are equal however they came about`(count: Int) {
    for seed in 0..<(count > 60_000 ? 2 : 10) as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      var pair = BitmapPair(count: count)
      for _ in 0..<4 { pair.mutate(using: &random) }
      var twin = AddressBitmap(count: count)
      twin.insert(0..<count)
      for offset in (0..<count).reversed() where !pair.model[offset] { twin.remove(offset) }
      #expect(twin == pair.bitmap, "count \(count), seed \(seed)")
      #expect(twin.hashValue == pair.bitmap.hashValue, "count \(count), seed \(seed)")
      let offset = random.int(in: 0..<count)
      twin[offset].toggle()
      #expect(twin != pair.bitmap, "count \(count), seed \(seed), offset \(offset)")
      twin[offset].toggle()
      #expect(twin == pair.bitmap, "count \(count), seed \(seed), offset \(offset)")
    }
  }

  @Test func `a set that was filled one by one equals one that was filled at once`() {
    for count in [254, 4096, 8192, (1 << 18) + 7] {
      var slow = AddressBitmap(count: count)
      for offset in 0..<count { slow.insert(offset) }
      var quick = AddressBitmap(count: count)
      quick.insert(0..<count)
      #expect(slow == quick, "count \(count)")
      #expect(slow.hashValue == quick.hashValue, "count \(count)")
    }
  }

  @Test func `bitmaps of as many set offsets elsewhere or out of more are not equal`() {
    #expect(AddressBitmap("#..") != AddressBitmap(".#."))
    #expect(AddressBitmap("#..") != AddressBitmap("#..."))
    var far = AddressBitmap(count: 1 << 24)
    var farther = far
    far.insert(1 << 23)
    farther.insert(1 << 23 + 1)
    #expect(far != farther)
  }
}
