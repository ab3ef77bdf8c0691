extension AddressBitmap {
  /// What setting or clearing one bit did to a subtree.
  private struct Flip {
    /// The order of the aligned clear block that ended or began around the bit; -1: no change.
    var block: Int

    /// The order of the largest aligned clear block there is now.
    var order: Int

    static let none = Flip(block: -1, order: -1)
  }

  /// Sets or clears one bit; answers whether that changed it.
  @inline(__always)
  mutating func set(_ offset: Int, to value: Bool) -> Bool {
    let extent = extent
    guard extent.isLeaf else { return setInBranch(offset, to: value, extent) }
    guard
      let leaf = Self.ownLeaf(&root, population, extent, forSetting: offset, to: value)
    else { return false }
    leaf.set(offset, to: value)
    population &+= value ? 1 : -1
    if population == 0 { root = nil }
    return true
  }

  private mutating func setInBranch(_ offset: Int, to value: Bool, _ extent: Extent) -> Bool {
    // Nobody asks for the order of the root, and a high one spares it the search for another.
    let flip = Self.set(
      offset, to: value, under: &root, population: population, order: .max, extent)
    guard flip.block >= 0 else { return false }
    if spectrum.isEmpty { spectrum = Self.clearSpectrum(count) }
    let sign = value ? 1 : -1
    spectrum.withUnsafeMutableBufferPointer { spectrum in
      // A bit taken out of a block of order k leaves one block of each lower order.
      spectrum[flip.block] &-= sign
      for order in 0..<flip.block { spectrum[order] &+= sign }
    }
    population &+= sign
    if population == 0 { root = nil }
    return true
  }

  private static func set(
    _ offset: Int, to value: Bool, under link: UnsafeMutablePointer<AnyObject?>,
    population: Int, order: Int, _ extent: Extent
  ) -> Flip {
    if extent.isLeaf {
      return setInLeaf(
        offset, to: value, under: link, population: population, order: order, extent)
    }
    guard let branch = ownBranch(link, population, extent, forSetting: offset, to: value)
    else { return .none }
    let index = offset &>> extent.childShift
    let child = extent.child(index)
    let clearBefore = branch.clearChildren(extent)
    let old = branch.slots[index].population
    let flip = set(
      offset & (1 &<< extent.childShift &- 1), to: value, under: branch.link(index),
      population: old, order: branch.slots[index].order, child)
    guard flip.block >= 0 else { return .none }
    let newPopulation = old &+ (value ? 1 : -1)
    branch.update(index, size: child.size, population: newPopulation, order: flip.order)
    if newPopulation == 0 { branch.slots[index].child = nil }
    var block = flip.block
    if block == child.shift {
      // The child is or was clear throughout: the block may reach over its neighbours.
      let clear = value ? clearBefore : branch.clearChildren(extent)
      block &+= WordBits.order(around: index, in: clear)
    }
    guard value else { return Flip(block: block, order: max(order, block)) }
    guard block == order else { return Flip(block: block, order: order) }
    return Flip(block: block, order: branch.largestClearOrder(extent))
  }

  /// Sets or clears one bit of a leaf under a branch, which is sparse or not by its population.
  private static func setInLeaf(
    _ offset: Int, to value: Bool, under link: UnsafeMutablePointer<AnyObject?>,
    population: Int, order: Int, _ extent: Extent
  ) -> Flip {
    let isSparse = population < (value ? SparseLeaf.limit : SparseLeaf.limit + 1)
    if isSparse, population > 0 || value {
      return setInSparseLeaf(
        offset, to: value, under: link, population: population, order: order, extent)
    }
    if population == SparseLeaf.limit {
      guard let node = Node(at: link, population, extent), !contains(offset, in: node, extent)
      else { return .none }
      link.pointee = node.withLeaf(extent) { $0.copied(extent) }
    }
    guard let leaf = ownLeaf(link, population, extent, forSetting: offset, to: value)
    else { return .none }
    let result = flip(offset, to: value, in: leaf, order: order, extent)
    if !value, population == SparseLeaf.limit &+ 1 { link.pointee = leaf.sparse(extent) }
    return result
  }

  private static func setInSparseLeaf(
    _ offset: Int, to value: Bool, under link: UnsafeMutablePointer<AnyObject?>,
    population: Int, order: Int, _ extent: Extent
  ) -> Flip {
    if borrowed(link) == nil {
      // All clear, or all set where the end of the bitmap leaves no more than a few.
      guard (population > 0) != value else { return .none }
      link.pointee = population == 0 ? SparseLeaf.make(room: 1) : SparseLeaf.full(extent)
    }
    let node = Node(reference: borrowed(link)!, isSparse: true)
    guard SparseView(node.reference).contains(offset) != value else { return .none }
    let result = node.withLeaf(extent) { flip(offset, to: value, in: $0, order: order, extent) }
    let leaf = ownSparseLeaf(link, room: value ? population &+ 1 : population)
    if value { leaf.insert(offset) } else { leaf.remove(offset) }
    return result
  }

  /// Flips one bit of `leaf`, whose largest aligned clear block is of `order`.
  private static func flip(
    _ offset: Int, to value: Bool, in leaf: LeafView, order: Int, _ extent: Extent
  ) -> Flip {
    let count = extent.wordCount
    guard value else {
      leaf.set(offset, to: false)
      let block = leaf.clearOrder(around: offset, count)
      return Flip(block: block, order: max(order, block))
    }
    let block = leaf.clearOrder(around: offset, count)
    leaf.set(offset, to: true)
    // A larger block elsewhere is still the largest; else there may be another of this order,
    // and if there is none, the largest is half of the one that was broken.
    guard block == order else { return Flip(block: block, order: order) }
    let hasAnother = leaf.firstClearBlock(ofOrder: block, from: 0, count) >= 0
    return Flip(block: block, order: hasAnother ? block : block &- 1)
  }

  /// The aligned blocks that `count` clear offsets fall into: the binary digits of `count`.
  static func clearSpectrum(_ count: Int) -> [Int] {
    (0..<Int.bitWidth - count.leadingZeroBitCount).map { count >> $0 & 1 }
  }
}
