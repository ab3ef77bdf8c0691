extension AddressBitmap {
  /// Number of maximal aligned clear blocks of each order: the free-block spectrum.
  ///
  /// A block counts if it is not half of a larger clear block. The sum of `counts[k] << k` is
  /// `clearCount`, and there is an order for every block that `count` offsets have room for.
  /// ```
  /// offset   0 1 2 3 4 5 6 7 8
  ///          # . . . . . . . .      [2, 1, 1, 0]: at 1 and 8, at 2, at 4
  /// ```
  public var clearBlockCounts: [Int] {
    guard spectrum.isEmpty else { return spectrum }
    var counts = Self.clearSpectrum(count)
    guard population > 0 else { return counts }
    for order in counts.indices { counts[order] = 0 }
    withRoot { root in
      counts.withUnsafeMutableBufferPointer { counts in
        Self.tally(root, population, extent, by: 1, into: counts.baseAddress!)
      }
    }
    return counts
  }

  /// The largest aligned clear block, the lowest on a tie, or nil if no offset is clear.
  public var largestClearBlock: Range<Int>? {
    guard population < count else { return nil }
    let order: Int
    if spectrum.isEmpty {
      order = withRoot { root in
        guard let root else { return extent.clearOrder }
        return LeafView(root.reference).largestClearOrder(extent.wordCount)
      }
    } else {
      order = spectrum.lastIndex { $0 > 0 }!
    }
    return firstClearBlock(ofOrder: order, from: 0)
  }

  /// The first aligned clear block of 2^`order` offsets that starts at `start` or above, or nil.
  public func firstClearBlock(ofOrder order: Int, from start: Int = 0) -> Range<Int>? {
    precondition(start >= 0 && start <= count, "the search starts outside the bitmap")
    precondition(order >= 0 && order < 62, "a block has 1 to 2^61 offsets")
    let found = firstClearBlockStart(ofOrder: order, from: start)
    return found < 0 ? nil : found..<found + 1 << order
  }

  /// The first run of `length` clear offsets that starts at `start` or above, at a multiple of
  /// `alignment`, or nil.
  public func clearRun(
    of length: Int, alignedTo alignment: Int = 1, from start: Int = 0
  ) -> Range<Int>? {
    precondition(length > 0 && alignment > 0, "a run has a length and an alignment above zero")
    precondition(start >= 0 && start <= count, "the search starts outside the bitmap")
    guard length <= count - population else { return nil }
    let order = Self.orderWithin(length, alignedTo: alignment)
    var candidate = Self.roundedUp(start, to: alignment)
    while candidate <= count - length {
      guard let set = firstSet(from: candidate), set < candidate + length else {
        return candidate..<candidate + length
      }
      // Any run further on holds an aligned block of `order`; so it holds the first such block
      // or comes after it, and lies behind the last set bit before that block.
      let block = firstClearBlockStart(ofOrder: order, from: set + 1)
      guard block >= 0 else { return nil }
      let runStart = (lastSet(before: block) ?? -1) + 1
      candidate = Self.roundedUp(runStart, to: alignment)
    }
    return nil
  }

  /// The order of a block that lies in every run of `length` that starts at such a multiple.
  private static func orderWithin(_ length: Int, alignedTo alignment: Int) -> Int {
    let order = 63 - length.leadingZeroBitCount
    if alignment & ((1 << order) - 1) == 0 { return order }
    // Wherever a run of 2^(k+1) - 1 starts, an aligned block of 2^k lies in it.
    return 62 - (length + 1).leadingZeroBitCount
  }

  private static func roundedUp(_ offset: Int, to alignment: Int) -> Int {
    let (rest, overflow) = (offset + alignment - 1).dividedReportingOverflow(by: alignment)
    return overflow ? offset : rest * alignment
  }

  private func firstClearBlockStart(ofOrder order: Int, from start: Int) -> Int {
    guard population < count else { return -1 }
    return withRoot { root in
      Self.firstClearBlock(ofOrder: order, from: start, under: root, extent)
    }
  }

  /// Searches a subtree that has a clear bit.
  private static func firstClearBlock(
    ofOrder order: Int, from start: Int, under node: Node?, _ extent: Extent
  ) -> Int {
    guard order <= extent.shift, start < extent.size else { return -1 }
    guard let node else {
      let rounded = (start &+ 1 &<< order &- 1) & ~(1 &<< order &- 1)
      return rounded &+ 1 &<< order <= extent.size ? rounded : -1
    }
    if extent.isLeaf {
      return node.withLeaf(extent) {
        $0.firstClearBlock(ofOrder: order, from: start, extent.wordCount)
      }
    }
    let branch = BranchView(node.reference)
    let childShift = extent.childShift
    if order >= childShift {
      let starts = WordBits.starts(
        ofOrder: order &- childShift, in: branch.clearChildren(extent))
      let first = (start &+ 1 &<< childShift &- 1) &>> childShift
      let found = starts & ~WordBits.below(first)
      return found == 0 ? -1 : found.trailingZeroBitCount &<< childShift
    }
    var index = start &>> childShift
    var inner = start & (1 &<< childShift &- 1)
    while index < branch.header.pointee.slotCount {
      if branch.slots[index].order >= order {
        let child = extent.child(index)
        let found = firstClearBlock(
          ofOrder: order, from: inner, under: branch.child(index, child), child)
        if found >= 0 { return index &<< childShift | found }
      }
      index &+= 1
      inner = 0
    }
    return -1
  }
}
