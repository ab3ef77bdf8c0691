extension AddressBitmap {
  /// Number of set offsets in `range`.
  public func population(in range: Range<Int>) -> Int {
    check(range)
    guard !range.isEmpty else { return 0 }
    return withRoot { Self.population(in: range, under: $0, population, extent) }
  }

  /// Sets every offset of `range`; answers how many were clear.
  @discardableResult
  public mutating func insert(_ range: Range<Int>) -> Int {
    set(range, to: true)
  }

  /// Clears every offset of `range`; answers how many were set.
  @discardableResult
  public mutating func remove(_ range: Range<Int>) -> Int {
    set(range, to: false)
  }

  private static func population(
    in range: Range<Int>, under node: Node?, _ population: Int, _ extent: Extent
  ) -> Int {
    if range.count == extent.size { return population }
    guard let node else { return population > 0 ? range.count : 0 }
    if extent.isLeaf { return node.withLeaf(extent) { $0.population(in: range) } }
    let branch = BranchView(node.reference)
    var sum = 0
    extent.forEachChild(in: range) { index, part in
      let child = extent.child(index)
      sum &+= Self.population(
        in: part, under: branch.child(index, child), branch.slots[index].population, child)
    }
    return sum
  }

  /// What a subtree has come to.
  private struct Summary {
    var population: Int
    var order: Int
  }

  private mutating func set(_ range: Range<Int>, to value: Bool) -> Int {
    check(range)
    let extent = extent
    guard !range.isEmpty, population != (value ? count : 0) else { return 0 }
    if !extent.isLeaf, spectrum.isEmpty { spectrum = Self.clearSpectrum(count) }
    let old = population
    if extent.isLeaf {
      let whole = Summary(population: old, order: 0)
      population = Self.set(range, to: value, under: &root, whole, extent, nil).population
    } else {
      spectrum.withUnsafeMutableBufferPointer { spectrum in
        let counts = spectrum.baseAddress!
        // The one block of an all clear root has no parent to count it.
        if extent.isWhole, old == 0 { counts[extent.shift] = 0 }
        let whole = Summary(population: old, order: 0)
        population = Self.set(range, to: value, under: &root, whole, extent, counts).population
        if extent.isWhole, population == 0 { counts[extent.shift] = 1 }
      }
    }
    return abs(population - old)
  }

  /// Sets or clears part of a subtree, and keeps `counts` as its aligned clear blocks change.
  ///
  /// A subtree counts the blocks inside it; one that is clear throughout is its parent's to count.
  private static func set(
    _ range: Range<Int>, to value: Bool, under link: UnsafeMutablePointer<AnyObject?>,
    _ old: Summary, _ extent: Extent, _ counts: UnsafeMutablePointer<Int>?
  ) -> Summary {
    let size = extent.size
    guard old.population != (value ? size : 0) else { return old }
    if range.count == size {
      if let counts {
        let node = Node(at: link, old.population, extent)
        tally(node, old.population, extent, by: -1, into: counts)
        if !value { extent.tallyClear(by: 1, into: counts) }
      }
      link.pointee = nil
      return Summary(population: value ? size : 0, order: value ? -1 : extent.clearOrder)
    }
    // Only a bitmap that is one leaf keeps no counts.
    guard let counts, !extent.isLeaf else {
      return setInLeaf(range, to: value, under: link, old, extent, counts)
    }
    return setInBranch(range, to: value, under: link, old, extent, counts)
  }

  private static func setInLeaf(
    _ range: Range<Int>, to value: Bool, under link: UnsafeMutablePointer<AnyObject?>,
    _ old: Summary, _ extent: Extent, _ counts: UnsafeMutablePointer<Int>?
  ) -> Summary {
    let isRoot = counts == nil
    if let counts {
      tally(Node(at: link, old.population, extent), old.population, extent, by: -1, into: counts)
    }
    let leaf = ownLeaf(link, old.population, extent, isRoot: isRoot)
    let before = leaf.population(in: range)
    leaf.set(range, to: value)
    let population = old.population &- before &+ (value ? range.count : 0)
    let order = isRoot ? 0 : leaf.largestClearOrder(extent.wordCount)
    if population == 0 || population == extent.size {
      link.pointee = nil
    } else if !isRoot, population <= SparseLeaf.limit {
      link.pointee = leaf.sparse(extent)
    }
    if let counts {
      tally(Node(at: link, population, extent), population, extent, by: 1, into: counts)
    }
    return Summary(population: population, order: order)
  }

  private static func setInBranch(
    _ range: Range<Int>, to value: Bool, under link: UnsafeMutablePointer<AnyObject?>,
    _ old: Summary, _ extent: Extent, _ counts: UnsafeMutablePointer<Int>
  ) -> Summary {
    // Nothing is counted yet of a subtree that is clear and whole; else its own blocks are those
    // of its children that are clear and whole, and they are about to change.
    let isCounted = old.population > 0 || !extent.isWhole
    let branch = ownBranch(link, old.population, extent)
    let shift = extent.childShift
    if isCounted {
      WordBits.tally(branch.clearChildren(extent), by: -1, into: counts, at: shift)
    }
    var population = old.population
    extent.forEachChild(in: range) { index, part in
      let child = extent.child(index)
      // A copy of the slot would be a second reference to its child.
      let old = Summary(
        population: branch.slots[index].population, order: branch.slots[index].order)
      let new = set(part, to: value, under: branch.link(index), old, child, counts)
      branch.update(index, size: child.size, population: new.population, order: new.order)
      population &+= new.population &- old.population
    }
    if population > 0 || !extent.isWhole {
      WordBits.tally(branch.clearChildren(extent), by: 1, into: counts, at: shift)
    }
    let order = branch.largestClearOrder(extent)
    if population == 0 || population == extent.size { link.pointee = nil }
    return Summary(population: population, order: order)
  }

  /// Adds `sign` to `counts` for each aligned clear block that the subtree counts as its own.
  static func tally(
    _ node: Node?, _ population: Int, _ extent: Extent, by sign: Int,
    into counts: UnsafeMutablePointer<Int>
  ) {
    guard population < extent.size else { return }
    guard population > 0, let node else {
      return extent.tallyClear(by: sign, into: counts)
    }
    if extent.isLeaf {
      return node.withLeaf(extent) { $0.tally(by: sign, into: counts, extent.wordCount) }
    }
    let branch = BranchView(node.reference)
    WordBits.tally(branch.clearChildren(extent), by: sign, into: counts, at: extent.childShift)
    for index in 0..<extent.childCount {
      let child = extent.child(index)
      let population = branch.slots[index].population
      // Whole clear children are counted above, all set ones have no block.
      guard population < child.size, population > 0 || !child.isWhole else { continue }
      tally(branch.child(index, child), population, child, by: sign, into: counts)
    }
  }
}
