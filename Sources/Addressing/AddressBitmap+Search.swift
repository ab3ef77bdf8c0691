extension AddressBitmap {
  /// The first clear offset at `start` or above, or nil.
  public func firstClear(from start: Int = 0) -> Int? {
    checkStart(start)
    guard start < count, population < count else { return nil }
    return withRoot { root in
      guard let root else { return start }
      let found = Self.firstClear(from: start, in: root, extent)
      return found < 0 ? nil : found
    }
  }

  /// The first clear offset at `start` or above, else the first one below it, or nil.
  public func firstClear(wrappingFrom start: Int) -> Int? {
    firstClear(from: start) ?? firstClear()
  }

  /// The first clear offset of `range`, searched from `start` to its end and then from its start.
  public func firstClear(wrappingFrom start: Int, in range: Range<Int>) -> Int? {
    check(range)
    precondition(range.contains(start) || range.isEmpty, "the search starts outside the range")
    guard !range.isEmpty else { return nil }
    if let found = firstClear(from: start), found < range.upperBound { return found }
    guard start > range.lowerBound, let found = firstClear(from: range.lowerBound), found < start
    else { return nil }
    return found
  }

  /// Sets the first clear offset of `range` as a scan from `start` with wrap meets it, if any.
  @discardableResult
  public mutating func insertFirstClear(
    wrappingFrom start: Int, in range: Range<Int>
  ) -> Int? {
    guard let found = firstClear(wrappingFrom: start, in: range) else { return nil }
    insert(found)
    return found
  }

  /// The first set offset at `start` or above, or nil.
  public func firstSet(from start: Int = 0) -> Int? {
    checkStart(start)
    guard start < count, population > 0 else { return nil }
    return withRoot { root in
      guard let root else { return start }
      let found = Self.firstSet(from: start, in: root, extent)
      // Past the end of the bitmap, leaves have set bits that stand for nothing.
      return found < 0 || found >= count ? nil : found
    }
  }

  /// The last set offset below `end`, or nil.
  public func lastSet(before end: Int) -> Int? {
    checkStart(end)
    guard end > 0, population > 0 else { return nil }
    return withRoot { root in
      guard let root else { return end - 1 }
      let found = Self.lastSet(before: end, in: root, extent)
      return found < 0 ? nil : found
    }
  }

  /// The last set offset, or nil.
  public var lastSet: Int? {
    lastSet(before: count)
  }

  /// Calls `body` with each set offset of `range`, in order.
  public func forEachSet(in range: Range<Int>, _ body: (Int) -> Void) {
    check(range)
    guard !range.isEmpty else { return }
    withRoot { Self.forEachSet(in: range, under: $0, population, extent, at: 0, body) }
  }

  /// Calls `body` with each set offset, in order.
  public func forEachSet(_ body: (Int) -> Void) {
    forEachSet(in: 0..<count, body)
  }

  private func checkStart(_ start: Int) {
    precondition(start >= 0 && start <= count, "the search starts outside the bitmap")
  }

  private static func firstClear(
    from start: Int, in node: Node, _ extent: Extent
  ) -> Int {
    if extent.isLeaf { return node.withLeaf(extent) { $0.firstClear(from: start) } }
    let branch = BranchView(node.reference)
    let childShift = extent.childShift
    var index = start &>> childShift
    let inner = start & (1 &<< childShift &- 1)
    let open = ~branch.header.pointee.full
    if open &>> UInt64(truncatingIfNeeded: index) & 1 != 0 {
      let part = extent.child(index)
      guard let child = branch.child(index, part) else { return start }
      let found = firstClear(from: inner, in: child, part)
      if found >= 0 { return index &<< childShift | found }
    }
    // Any open child after it has a clear bit for certain.
    let later = open & (WordBits.from(index) &<< 1)
    guard later != 0 else { return -1 }
    index = later.trailingZeroBitCount
    let part = extent.child(index)
    guard let child = branch.child(index, part) else { return index &<< childShift }
    return index &<< childShift | firstClear(from: 0, in: child, part)
  }

  private static func firstSet(
    from start: Int, in node: Node, _ extent: Extent
  ) -> Int {
    if extent.isLeaf {
      return node.withLeaf(extent) { $0.firstSet(from: start, extent.wordCount) }
    }
    let branch = BranchView(node.reference)
    let childShift = extent.childShift
    var index = start &>> childShift
    let occupied = branch.header.pointee.occupied
    if occupied &>> UInt64(truncatingIfNeeded: index) & 1 != 0 {
      let part = extent.child(index)
      guard let child = branch.child(index, part) else { return start }
      let found = firstSet(from: start & (1 &<< childShift &- 1), in: child, part)
      if found >= 0 { return index &<< childShift | found }
    }
    let later = occupied & (WordBits.from(index) &<< 1)
    guard later != 0 else { return -1 }
    index = later.trailingZeroBitCount
    let part = extent.child(index)
    guard let child = branch.child(index, part) else { return index &<< childShift }
    return index &<< childShift | firstSet(from: 0, in: child, part)
  }

  private static func lastSet(
    before end: Int, in node: Node, _ extent: Extent
  ) -> Int {
    if extent.isLeaf { return node.withLeaf(extent) { $0.lastSet(before: end) } }
    let branch = BranchView(node.reference)
    let childShift = extent.childShift
    var index = (end &- 1) &>> childShift
    let occupied = branch.header.pointee.occupied
    if occupied &>> UInt64(truncatingIfNeeded: index) & 1 != 0 {
      let part = extent.child(index)
      guard let child = branch.child(index, part) else { return end &- 1 }
      let found = lastSet(before: end &- index &<< childShift, in: child, part)
      if found >= 0 { return index &<< childShift | found }
    }
    // An earlier child is never cut short, so its end is that of its span.
    let earlier = occupied & WordBits.below(index)
    guard earlier != 0 else { return -1 }
    index = 63 &- earlier.leadingZeroBitCount
    let part = extent.child(index)
    guard let child = branch.child(index, part) else {
      return (index &+ 1) &<< childShift &- 1
    }
    return index &<< childShift | lastSet(before: part.size, in: child, part)
  }

  private static func forEachSet(
    in range: Range<Int>, under node: Node?, _ population: Int, _ extent: Extent, at base: Int,
    _ body: (Int) -> Void
  ) {
    guard population > 0 else { return }
    guard let node, population < extent.size else {
      for offset in range { body(base &+ offset) }
      return
    }
    if extent.isLeaf {
      return node.withLeaf(extent) { leaf in
        leaf.forEachWord(in: range) { index, mask in
          var word = leaf.words[index] & mask
          while word != 0 {
            body(base &+ (index &<< 6 | word.trailingZeroBitCount))
            word &= word &- 1
          }
        }
      }
    }
    let branch = BranchView(node.reference)
    extent.forEachChild(in: range) { index, part in
      let child = extent.child(index)
      forEachSet(
        in: part, under: branch.child(index, child), branch.slots[index].population, child,
        at: base &+ index &<< extent.childShift, body)
    }
  }
}
