extension AddressBitmap {
  /// The bits of up to 4096 offsets behind one header word; one allocation.
  ///
  /// The header flags the words that have no clear bit. Bits past the end of the bitmap are set
  /// for good, and so are the header's flags of words that do not exist: they are never found
  /// clear, and nothing here counts set bits but in ranges that end before them.
  final class Leaf: ManagedBuffer<UInt64, UInt64> {
    /// Makes a leaf that is all clear or all set.
    static func make(_ extent: Extent, isSet: Bool) -> Leaf {
      let leaf = unsafeDowncast(
        Leaf.create(minimumCapacity: extent.wordCount) { _ in 0 }, to: Leaf.self)
      leaf.withUnsafeMutablePointers {
        LeafView(full: $0, words: $1).fill(extent, isSet: isSet)
      }
      return leaf
    }
  }

  /// The words of a leaf that someone else keeps alive.
  struct LeafView {
    let full: UnsafeMutablePointer<UInt64>
    let words: UnsafeMutablePointer<UInt64>

    @inline(__always)
    init(_ node: Unmanaged<AnyObject>) {
      // Handing the addresses out is sound: a node never moves, and its owner outlives the view.
      (full, words) = node._withUnsafeGuaranteedRef { node in
        unsafeDowncast(node, to: Leaf.self).withUnsafeMutablePointers { ($0, $1) }
      }
    }

    init(full: UnsafeMutablePointer<UInt64>, words: UnsafeMutablePointer<UInt64>) {
      self.full = full
      self.words = words
    }

    /// Sets all bits alike, but for those past the end.
    func fill(_ extent: Extent, isSet: Bool) {
      let count = extent.wordCount
      full.initialize(to: isSet ? ~0 : ~WordBits.below(count))
      words.initialize(repeating: isSet ? ~0 : 0, count: count)
      if extent.size & 63 != 0 { words[count &- 1] |= WordBits.from(extent.size & 63) }
    }

    func copied(_ extent: Extent) -> Leaf {
      let full = full.pointee
      let leaf = unsafeDowncast(
        Leaf.create(minimumCapacity: extent.wordCount) { _ in full }, to: Leaf.self)
      leaf.withUnsafeMutablePointerToElements {
        $0.initialize(from: words, count: extent.wordCount)
      }
      return leaf
    }

    @inline(__always)
    func contains(_ offset: Int) -> Bool {
      words[offset &>> 6] &>> UInt64(truncatingIfNeeded: offset & 63) & 1 != 0
    }

    @inline(__always)
    func set(_ offset: Int, to value: Bool) {
      let index = offset &>> 6
      let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: offset & 63)
      let word = value ? words[index] | bit : words[index] & ~bit
      words[index] = word
      mark(index, word)
    }

    /// Sets the bits of `range` to `value`.
    func set(_ range: Range<Int>, to value: Bool) {
      forEachWord(in: range) { index, mask in
        let word = value ? words[index] | mask : words[index] & ~mask
        words[index] = word
        mark(index, word)
      }
    }

    @inline(__always)
    private func mark(_ index: Int, _ word: UInt64) {
      let flag: UInt64 = 1 &<< UInt64(truncatingIfNeeded: index)
      full.pointee = word == ~0 ? full.pointee | flag : full.pointee & ~flag
    }

    /// Number of set bits in `range`.
    func population(in range: Range<Int>) -> Int {
      var sum = 0
      forEachWord(in: range) { index, mask in
        sum &+= (words[index] & mask).nonzeroBitCount
      }
      return sum
    }

    /// Visits the words of a range with the bits of each that lie in it.
    @inline(__always)
    func forEachWord(in range: Range<Int>, _ body: (Int, UInt64) -> Void) {
      guard !range.isEmpty else { return }
      let first = range.lowerBound &>> 6
      let last = (range.upperBound &- 1) &>> 6
      var mask = WordBits.from(range.lowerBound & 63)
      var index = first
      while index < last {
        body(index, mask)
        mask = ~0
        index &+= 1
      }
      body(last, mask & WordBits.below(((range.upperBound &- 1) & 63) &+ 1))
    }

    /// The first clear bit at `offset` or above, or -1.
    @inline(__always)
    func firstClear(from offset: Int) -> Int {
      var index = offset &>> 6
      var clear = ~words[index] & WordBits.from(offset & 63)
      if clear == 0 {
        // Two shifts: one by 64 would do nothing.
        let open = ~full.pointee & (WordBits.from(index) &<< 1)
        guard open != 0 else { return -1 }
        index = open.trailingZeroBitCount
        clear = ~words[index]
      }
      return index &<< 6 | clear.trailingZeroBitCount
    }

    /// The first set bit at `offset` or above, or -1; past the end of the bitmap all are set.
    func firstSet(from offset: Int, _ wordCount: Int) -> Int {
      var index = offset &>> 6
      var word = words[index] & WordBits.from(offset & 63)
      while word == 0 {
        index &+= 1
        guard index < wordCount else { return -1 }
        word = words[index]
      }
      return index &<< 6 | word.trailingZeroBitCount
    }

    /// The last set bit below `offset`, which is not 0, or -1.
    func lastSet(before offset: Int) -> Int {
      var index = (offset &- 1) &>> 6
      var word = words[index] & WordBits.below(((offset &- 1) & 63) &+ 1)
      while word == 0 {
        index &-= 1
        guard index >= 0 else { return -1 }
        word = words[index]
      }
      return index &<< 6 | (63 &- word.leadingZeroBitCount)
    }
  }
}
