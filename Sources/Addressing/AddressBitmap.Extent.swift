extension AddressBitmap {
  /// What a node of the trie stands for: up to 2^`shift` offsets, of which `size` exist.
  ///
  /// Only the last node of each level has fewer than it could:
  /// ```
  ///          ┌──────────── branch, shift 18, size 9000 ───────────┐
  ///   leaf, shift 12, size 4096    4096     leaf, size 808 (13 words, 24 bits past the end)
  /// ```
  struct Extent {
    /// Log2 of the offsets in a leaf: 64 words of 64 bits.
    static let leafShift = 12

    /// Log2 of the children of a branch.
    static let fanoutShift = 6

    let shift: Int
    let size: Int

    init(shift: Int, size: Int) {
      self.shift = shift
      self.size = size
    }

    /// The extent of a whole bitmap: as few levels as will do.
    init(count: Int) {
      let bits = 64 &- max(count &- 1, 0).leadingZeroBitCount
      let levels = max(bits &- 12 &+ 5, 0) / 6
      self.init(shift: 12 &+ 6 &* levels, size: count)
    }

    var isLeaf: Bool {
      shift == Self.leafShift
    }

    var isWhole: Bool {
      size == 1 &<< shift
    }

    /// Words of a leaf.
    var wordCount: Int {
      (size &+ 63) &>> 6
    }

    var childShift: Int {
      shift &- Self.fanoutShift
    }

    /// Children of a branch, the last of which may be cut short.
    var childCount: Int {
      (size &+ (1 &<< childShift) &- 1) &>> childShift
    }

    /// Children that are not cut short, as flags.
    var wholeChildren: UInt64 {
      WordBits.below(size &>> childShift)
    }

    func child(_ index: Int) -> Extent {
      Extent(
        shift: childShift, size: min(1 &<< childShift, size &- index &<< childShift))
    }

    /// Visits the children that overlap `range`, which is not empty, with the part each has of it.
    @inline(__always)
    func forEachChild(in range: Range<Int>, _ body: (Int, Range<Int>) -> Void) {
      let last = (range.upperBound &- 1) &>> childShift
      var index = range.lowerBound &>> childShift
      while index <= last {
        let start = index &<< childShift
        body(
          index,
          max(range.lowerBound &- start, 0)..<min(range.upperBound &- start, 1 &<< childShift))
        index &+= 1
      }
    }

    /// The order of the largest aligned block when all is clear: it starts at 0.
    var clearOrder: Int {
      63 &- size.leadingZeroBitCount
    }

    /// The order of the aligned block around `offset` when all is clear.
    ///
    /// A clear stretch of 0b1101 offsets falls into blocks of 8, 4 and 1; the block of an offset
    /// is told by the highest bit in which the offset differs from the size.
    func clearOrder(around offset: Int) -> Int {
      63 &- (size ^ offset).leadingZeroBitCount
    }

    /// Adds `sign` for each aligned block when all is clear, unless that is for a parent to say.
    func tallyClear(by sign: Int, into counts: UnsafeMutablePointer<Int>) {
      guard !isWhole else { return }
      var bits = size
      while bits != 0 {
        counts[bits.trailingZeroBitCount] &+= sign
        bits &= bits &- 1
      }
    }
  }
}
