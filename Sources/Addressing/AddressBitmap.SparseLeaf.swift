extension AddressBitmap {
  /// The set offsets of a leaf with few of them, in order, behind their number; one allocation.
  ///
  /// A node that draws its hundred addresses at random from 65,536 meets all sixteen leaves of
  /// its bitmap; as lists they take a tenth of what their words would. A leaf under a branch is
  /// sparse exactly while its population is at most `limit`.
  final class SparseLeaf: ManagedBuffer<UInt16, UInt16> {
    /// The most offsets a sparse leaf holds; its last size is a sixth of a full leaf's.
    static let limit = 35

    /// The offsets there is room for when there must be for `count`.
    ///
    /// These fill what glibc gives for an object of 18 bytes and the offsets: 48, 64, 96 bytes.
    static func capacity(for count: Int) -> Int {
      count <= 11 ? 11 : count <= 19 ? 19 : limit
    }

    /// Makes a leaf without offsets.
    static func make(room: Int) -> SparseLeaf {
      unsafeDowncast(
        SparseLeaf.create(minimumCapacity: capacity(for: room)) { _ in 0 }, to: SparseLeaf.self)
    }

    /// Makes a leaf with every offset of a short extent.
    static func full(_ extent: Extent) -> SparseLeaf {
      let leaf = make(room: extent.size)
      let view = SparseView(.passUnretained(leaf))
      for offset in 0..<extent.size { view.insert(offset) }
      return leaf
    }
  }

  /// The offsets of a sparse leaf that someone else keeps alive.
  struct SparseView {
    let header: UnsafeMutablePointer<UInt16>
    let offsets: UnsafeMutablePointer<UInt16>

    @inline(__always)
    init(_ node: Unmanaged<AnyObject>) {
      // Handing the addresses out is sound: a node never moves, and its owner outlives the view.
      (header, offsets) = node._withUnsafeGuaranteedRef { node in
        unsafeDowncast(node, to: SparseLeaf.self).withUnsafeMutablePointers { ($0, $1) }
      }
    }

    var count: Int {
      Int(header.pointee)
    }

    func copied(room: Int) -> SparseLeaf {
      let leaf = SparseLeaf.make(room: max(room, count))
      leaf.withUnsafeMutablePointers { header, offsets in
        header.pointee = self.header.pointee
        offsets.initialize(from: self.offsets, count: count)
      }
      return leaf
    }

    /// Number of offsets below `offset`.
    func rank(of offset: Int) -> Int {
      let bound = UInt16(truncatingIfNeeded: offset)
      var rank = 0
      for index in 0..<count { rank &+= offsets[index] < bound ? 1 : 0 }
      return rank
    }

    func contains(_ offset: Int) -> Bool {
      let rank = rank(of: offset)
      return rank < count && Int(offsets[rank]) == offset
    }

    /// Adds an offset that is not there, for which there must be room.
    func insert(_ offset: Int) {
      let rank = rank(of: offset)
      (offsets + rank + 1).update(from: offsets + rank, count: count &- rank)
      offsets[rank] = UInt16(truncatingIfNeeded: offset)
      header.pointee &+= 1
    }

    /// Takes an offset out that is there.
    func remove(_ offset: Int) {
      let rank = rank(of: offset)
      (offsets + rank).update(from: offsets + rank + 1, count: count &- rank &- 1)
      header.pointee &-= 1
    }
  }

  /// A node that someone else keeps alive.
  struct Node {
    let reference: Unmanaged<AnyObject>
    let isSparse: Bool

    init(reference: Unmanaged<AnyObject>, isSparse: Bool) {
      self.reference = reference
      self.isSparse = isSparse
    }

    /// The node of `population` at `link`, which is in a branch, or nil if there is none.
    @inline(__always)
    init?(at link: UnsafeMutablePointer<AnyObject?>, _ population: Int, _ extent: Extent) {
      guard let reference = borrowed(link) else { return nil }
      self.init(
        reference: reference, isSparse: extent.isLeaf && population <= SparseLeaf.limit)
    }

    /// Lends the words of a leaf, which are a passing copy if it is sparse.
    @inline(__always)
    func withLeaf<T>(_ extent: Extent, _ body: (LeafView) -> T) -> T {
      guard isSparse else { return body(LeafView(reference)) }
      return withSparseLeaf(extent, body)
    }

    @inline(never)
    private func withSparseLeaf<T>(_ extent: Extent, _ body: (LeafView) -> T) -> T {
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 65) { buffer in
        let leaf = LeafView(full: buffer.baseAddress!, words: buffer.baseAddress! + 1)
        leaf.fill(extent, isSet: false)
        let view = SparseView(reference)
        for index in 0..<view.count { leaf.set(Int(view.offsets[index]), to: true) }
        return body(leaf)
      }
    }
  }
}

extension AddressBitmap.LeafView {
  /// The set offsets as a sparse leaf, which must have room for them.
  func sparse(_ extent: AddressBitmap.Extent) -> AddressBitmap.SparseLeaf {
    let leaf = AddressBitmap.SparseLeaf.make(room: AddressBitmap.SparseLeaf.limit)
    leaf.withUnsafeMutablePointers { header, offsets in
      forEachWord(in: 0..<extent.size) { index, mask in
        var word = words[index] & mask
        while word != 0 {
          offsets[Int(header.pointee)] =
            UInt16(truncatingIfNeeded: index &<< 6 | word.trailingZeroBitCount)
          header.pointee &+= 1
          word &= word &- 1
        }
      }
    }
    return leaf
  }
}
