extension AddressBitmap {
  /// What a branch knows of one child without visiting it.
  struct Slot {
    /// The child, or nil if its bits are all alike; its population tells which.
    var child: AnyObject?

    // Population and order + 1 in one word: sixteen bytes a slot, four slots a cache line.
    private var packed: UInt64

    init(child: AnyObject?, population: Int, order: Int) {
      self.child = child
      packed = Self.pack(population, order)
    }

    /// Number of set bits in the child.
    var population: Int {
      Int(truncatingIfNeeded: packed &>> 6)
    }

    /// Log2 of the child's largest aligned clear block, or -1 if it has no clear bit.
    var order: Int {
      Int(truncatingIfNeeded: packed & 63) &- 1
    }

    mutating func update(population: Int, order: Int) {
      packed = Self.pack(population, order)
    }

    private static func pack(_ population: Int, _ order: Int) -> UInt64 {
      UInt64(truncatingIfNeeded: population) &<< 6 | UInt64(truncatingIfNeeded: order &+ 1)
    }
  }

  /// What a branch knows of its children together, one flag for each of them.
  struct BranchHeader {
    /// Children without a clear bit, among them those that lie past the end.
    var full: UInt64

    /// Children with a set bit.
    var occupied: UInt64

    /// Children that exist.
    let slotCount: Int
  }

  /// A node with up to 64 children; one allocation.
  final class Branch: ManagedBuffer<BranchHeader, Slot> {
    deinit {
      _ = withUnsafeMutablePointers { header, slots in
        slots.deinitialize(count: header.pointee.slotCount)
      }
    }

    /// Makes a branch whose bits are all clear or all set, without children.
    static func make(_ extent: Extent, isSet: Bool) -> Branch {
      let count = extent.childCount
      let existing = WordBits.below(count)
      let branch = unsafeDowncast(
        Branch.create(minimumCapacity: count) { _ in
          BranchHeader(
            full: isSet ? ~0 : ~existing, occupied: isSet ? existing : 0, slotCount: count)
        }, to: Branch.self)
      branch.withUnsafeMutablePointerToElements { slots in
        for index in 0..<count {
          let child = extent.child(index)
          (slots + index).initialize(
            to: Slot(
              child: nil, population: isSet ? child.size : 0, order: isSet ? -1 : child.clearOrder))
        }
      }
      return branch
    }
  }

  /// The slots of a branch that someone else keeps alive.
  struct BranchView {
    let header: UnsafeMutablePointer<BranchHeader>
    let slots: UnsafeMutablePointer<Slot>

    @inline(__always)
    init(_ node: Unmanaged<AnyObject>) {
      // Handing the addresses out is sound: a node never moves, and its owner outlives the view.
      (header, slots) = node._withUnsafeGuaranteedRef { node in
        unsafeDowncast(node, to: Branch.self).withUnsafeMutablePointers { ($0, $1) }
      }
    }

    /// A branch with the same children, which both keep.
    func copied() -> Branch {
      let header = header.pointee
      let branch = unsafeDowncast(
        Branch.create(minimumCapacity: header.slotCount) { _ in header }, to: Branch.self)
      branch.withUnsafeMutablePointerToElements {
        $0.initialize(from: slots, count: header.slotCount)
      }
      return branch
    }

    /// Child `index`, without touching its reference count.
    @inline(__always)
    func child(_ index: Int, _ child: Extent) -> Node? {
      Node(at: link(index), slots[index].population, child)
    }

    /// The place of child `index`.
    @inline(__always)
    func link(_ index: Int) -> UnsafeMutablePointer<AnyObject?> {
      UnsafeMutableRawPointer(slots + index).assumingMemoryBound(to: AnyObject?.self)
    }

    /// Children that are all clear and not cut short, as flags.
    @inline(__always)
    func clearChildren(_ extent: Extent) -> UInt64 {
      ~header.pointee.occupied & extent.wholeChildren
    }

    /// Records what child `index` has become.
    @inline(__always)
    func update(_ index: Int, size: Int, population: Int, order: Int) {
      slots[index].update(population: population, order: order)
      let flag: UInt64 = 1 &<< UInt64(truncatingIfNeeded: index)
      let (full, occupied) = (header.pointee.full, header.pointee.occupied)
      header.pointee.full = population == size ? full | flag : full & ~flag
      header.pointee.occupied = population > 0 ? occupied | flag : occupied & ~flag
    }

    /// The order of the largest aligned clear block, or -1 if no bit is clear.
    func largestClearOrder(_ extent: Extent) -> Int {
      let clear = clearChildren(extent)
      if clear != 0 { return extent.childShift + WordBits.largestOrder(in: clear) }
      var largest = -1
      for index in 0..<header.pointee.slotCount { largest = max(largest, slots[index].order) }
      return largest
    }
  }
}
