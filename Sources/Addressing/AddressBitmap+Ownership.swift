extension AddressBitmap {
  /// The object at `link`, without touching its reference count.
  @inline(__always)
  static func borrowed(_ link: UnsafeMutablePointer<AnyObject?>) -> Unmanaged<AnyObject>? {
    // `Unmanaged` is a bare reference.
    UnsafeRawPointer(link).load(as: Unmanaged<AnyObject>?.self)
  }

  /// Puts `node` at `link`, which keeps it alive.
  private static func fresh(
    _ node: AnyObject, at link: UnsafeMutablePointer<AnyObject?>
  ) -> Unmanaged<AnyObject> {
    link.pointee = node
    return Unmanaged.passUnretained(node)
  }

  /// The leaf at `link` for this value alone, or nil if the bit is as it should be already.
  @inline(__always)
  static func ownLeaf(
    _ link: UnsafeMutablePointer<AnyObject?>, _ population: Int, _ extent: Extent,
    forSetting offset: Int, to value: Bool
  ) -> LeafView? {
    guard let leaf = borrowed(link).map({ LeafView($0) }) else {
      guard (population > 0) != value else { return nil }
      return LeafView(fresh(Leaf.make(extent, isSet: !value), at: link))
    }
    guard leaf.contains(offset) != value else { return nil }
    if isKnownUniquelyReferenced(&link.pointee) { return leaf }
    return LeafView(fresh(leaf.copied(extent), at: link))
  }

  /// The leaf at `link` for this value alone, with its words even if it is sparse or not there.
  static func ownLeaf(
    _ link: UnsafeMutablePointer<AnyObject?>, _ population: Int, _ extent: Extent,
    isRoot: Bool
  ) -> LeafView {
    guard let reference = borrowed(link) else {
      return LeafView(fresh(Leaf.make(extent, isSet: population > 0), at: link))
    }
    let isSparse = !isRoot && population <= SparseLeaf.limit
    if !isSparse, isKnownUniquelyReferenced(&link.pointee) { return LeafView(reference) }
    let node = Node(reference: reference, isSparse: isSparse)
    return LeafView(fresh(node.withLeaf(extent) { $0.copied(extent) }, at: link))
  }

  /// The sparse leaf at `link` for this value alone, with room for so many offsets.
  static func ownSparseLeaf(
    _ link: UnsafeMutablePointer<AnyObject?>, room: Int
  ) -> SparseView {
    let leaf = SparseView(borrowed(link)!)
    if isKnownUniquelyReferenced(&link.pointee), room <= SparseLeaf.capacity(for: leaf.count) {
      return leaf
    }
    return SparseView(fresh(leaf.copied(room: room), at: link))
  }

  /// The branch at `link` for this value alone, or nil if the bit is as it should be already.
  @inline(__always)
  static func ownBranch(
    _ link: UnsafeMutablePointer<AnyObject?>, _ population: Int, _ extent: Extent,
    forSetting offset: Int, to value: Bool
  ) -> BranchView? {
    guard let reference = borrowed(link) else {
      guard (population > 0) != value else { return nil }
      return BranchView(fresh(Branch.make(extent, isSet: !value), at: link))
    }
    if isKnownUniquelyReferenced(&link.pointee) { return BranchView(reference) }
    let node = Node(reference: reference, isSparse: false)
    guard contains(offset, in: node, extent) != value else { return nil }
    return BranchView(fresh(BranchView(reference).copied(), at: link))
  }

  /// The branch at `link` for this value alone.
  static func ownBranch(
    _ link: UnsafeMutablePointer<AnyObject?>, _ population: Int, _ extent: Extent
  ) -> BranchView {
    guard let reference = borrowed(link) else {
      return BranchView(fresh(Branch.make(extent, isSet: population > 0), at: link))
    }
    if isKnownUniquelyReferenced(&link.pointee) { return BranchView(reference) }
    return BranchView(fresh(BranchView(reference).copied(), at: link))
  }
}
