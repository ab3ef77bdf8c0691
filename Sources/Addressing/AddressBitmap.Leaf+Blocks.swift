extension AddressBitmap.LeafView {
  /// The words that are all clear, as flags.
  func clearWords(_ count: Int) -> UInt64 {
    var flags: UInt64 = 0
    var index = 0
    while index < count {
      flags |= (words[index] == 0 ? 1 : 0) &<< UInt64(truncatingIfNeeded: index)
      index &+= 1
    }
    return flags
  }

  /// The order of the largest aligned clear block around `offset`, which is clear.
  func clearOrder(around offset: Int, _ count: Int) -> Int {
    let index = offset &>> 6
    let word = words[index]
    if word != 0 { return WordBits.order(around: offset & 63, in: ~word) }
    return WordBits.topOrder + WordBits.order(around: index, in: clearWords(count))
  }

  /// The order of the largest aligned clear block, or -1 if no bit is clear.
  func largestClearOrder(_ count: Int) -> Int {
    let clear = clearWords(count)
    if clear != 0 { return WordBits.topOrder + WordBits.largestOrder(in: clear) }
    var largest = -1
    var open = ~full.pointee
    while open != 0 {
      let flags = ~words[open.trailingZeroBitCount]
      if largest < 0 || WordBits.starts(ofOrder: largest + 1, in: flags) != 0 {
        largest = WordBits.largestOrder(in: flags)
      }
      open &= open &- 1
    }
    return largest
  }

  /// The first aligned clear block of `order` that starts at `offset` or above, or -1.
  func firstClearBlock(ofOrder order: Int, from offset: Int, _ count: Int) -> Int {
    guard offset < count &<< 6 else { return -1 }
    if order >= WordBits.topOrder {
      let starts = WordBits.starts(ofOrder: order - WordBits.topOrder, in: clearWords(count))
      let found = starts & WordBits.from((offset &+ 63) &>> 6) & (offset > 63 << 6 ? 0 : ~0)
      return found == 0 ? -1 : found.trailingZeroBitCount &<< 6
    }
    let first = offset &>> 6
    var open = ~full.pointee & WordBits.from(first)
    while open != 0 {
      let index = open.trailingZeroBitCount
      var starts = WordBits.starts(ofOrder: order, in: ~words[index])
      if index == first { starts &= WordBits.from(offset & 63) }
      if starts != 0 { return index &<< 6 | starts.trailingZeroBitCount }
      open &= open &- 1
    }
    return -1
  }

  /// Adds `sign` to `counts[k]` for each maximal aligned clear block of order k.
  func tally(by sign: Int, into counts: UnsafeMutablePointer<Int>, _ count: Int) {
    WordBits.tally(clearWords(count), by: sign, into: counts, at: WordBits.topOrder)
    var open = ~full.pointee
    while open != 0 {
      let word = words[open.trailingZeroBitCount]
      if word != 0 { WordBits.tally(~word, by: sign, into: counts) }
      open &= open &- 1
    }
  }
}
