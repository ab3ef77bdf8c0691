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
    in range: Range<Int>, under node: Unmanaged<AnyObject>?, _ population: Int,
    _ extent: Extent
  ) -> Int {
    if range.count == extent.size { return population }
    guard let node else { return population > 0 ? range.count : 0 }
    if extent.isLeaf { return LeafView(node).population(in: range) }
    let branch = BranchView(node)
    var sum = 0
    extent.forEachChild(in: range) { index, part in
      sum &+= Self.population(
        in: part, under: branch.child(index), branch.slots[index].population,
        extent.child(index))
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
        tally(borrowed(link), old.population, extent, by: -1, into: counts)
        if !value { extent.tallyClear(by: 1, into: counts) }
      }
      link.pointee = nil
      return Summary(population: value ? size : 0, order: value ? -1 : extent.clearOrder)
    }
    if extent.isLeaf { return setInLeaf(range, to: value, under: link, old, extent, counts) }
    return setInBranch(range, to: value, under: link, old, extent, counts)
  }

  private static func setInLeaf(
    _ range: Range<Int>, to value: Bool, under link: UnsafeMutablePointer<AnyObject?>,
    _ old: Summary, _ extent: Extent, _ counts: UnsafeMutablePointer<Int>?
  ) -> Summary {
    let words = extent.wordCount
    if let counts { tally(borrowed(link), old.population, extent, by: -1, into: counts) }
    let leaf: LeafView
    if let node = borrowed(link) {
      leaf =
        isKnownUniquelyReferenced(&link.pointee)
        ? LeafView(node) : LeafView(fresh(LeafView(node).copied(extent), at: link))
    } else {
      leaf = LeafView(fresh(Leaf.make(extent, isSet: !value), at: link))
    }
    let before = leaf.population(in: range)
    leaf.set(range, to: value)
    let population = old.population &- before &+ (value ? range.count : 0)
    let order = counts == nil ? 0 : leaf.largestClearOrder(words)
    if population == 0 || population == extent.size { link.pointee = nil }
    if let counts { tally(borrowed(link), population, extent, by: 1, into: counts) }
    return Summary(population: population, order: order)
  }

  private static func setInBranch(
    _ range: Range<Int>, to value: Bool, under link: UnsafeMutablePointer<AnyObject?>,
    _ old: Summary, _ extent: Extent, _ counts: UnsafeMutablePointer<Int>?
  ) -> Summary {
    let counts = counts!
    let branch: BranchView
    if let node = borrowed(link) {
      branch =
        isKnownUniquelyReferenced(&link.pointee)
        ? BranchView(node) : BranchView(fresh(BranchView(node).copied(), at: link))
      WordBits.tally(
        branch.clearChildren(extent), by: -1, into: counts, at: extent.childShift)
    } else {
      // Nothing is counted yet of a branch that is clear and whole, and a partial one's last
      // child goes on to count itself; what is left are the other children's blocks.
      branch = BranchView(fresh(Branch.make(extent, isSet: !value), at: link))
      if old.population == 0, !extent.isWhole {
        WordBits.tally(extent.wholeChildren, by: -1, into: counts, at: extent.childShift)
      }
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
    if population == 0 || population == extent.size {
      link.pointee = nil
      if population == 0, !extent.isWhole {
        WordBits.tally(extent.wholeChildren, by: 1, into: counts, at: extent.childShift)
      }
      return Summary(population: population, order: population == 0 ? extent.clearOrder : -1)
    }
    WordBits.tally(branch.clearChildren(extent), by: 1, into: counts, at: extent.childShift)
    return Summary(population: population, order: branch.largestClearOrder(extent))
  }

  /// Adds `sign` to `counts` for each aligned clear block that the subtree counts as its own.
  static func tally(
    _ node: Unmanaged<AnyObject>?, _ population: Int, _ extent: Extent, by sign: Int,
    into counts: UnsafeMutablePointer<Int>
  ) {
    guard population < extent.size else { return }
    guard population > 0, let node else {
      return extent.tallyClear(by: sign, into: counts)
    }
    if extent.isLeaf {
      return LeafView(node).tally(by: sign, into: counts, extent.wordCount)
    }
    let branch = BranchView(node)
    WordBits.tally(branch.clearChildren(extent), by: sign, into: counts, at: extent.childShift)
    for index in 0..<extent.childCount {
      let child = extent.child(index)
      let population = branch.slots[index].population
      // Whole clear children are counted above, all set ones have no block.
      guard population < child.size, population > 0 || !child.isWhole else { continue }
      tally(branch.child(index), population, child, by: sign, into: counts)
    }
  }
}
